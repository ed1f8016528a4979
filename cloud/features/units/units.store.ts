import type { UnitKind } from '../../contract/units'
import { dateOfDay, dayOfDate } from '../../platform/clock'
import type { Database, RowDataPacket, Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

export interface Unit {
  code: string
  areaCode: string
  name: string
  kind: UnitKind
  phone: string | null
  joinsTeam: boolean
  /** The first day on which nothing is given to it any more; null: in use. */
  retiredOn: string | null
}

export interface RoutingRule {
  id: string
  placeCode: string
  /** Null: every class that no other row names. */
  classCode: string | null
  leadCode: string
  coCodes: readonly string[]
  changedBy: string | null
  changedAtMs: number
}

export type NewUnit = Omit<Unit, 'retiredOn'>
export type UnitChange = Partial<Pick<Unit, 'name' | 'phone' | 'joinsTeam'>>
export type NewRule = Omit<RoutingRule, 'id' | 'changedBy' | 'changedAtMs'>

interface CodeRow {
  code: string
}

interface BusyRow {
  busy: bigint | number
}

export type UnitsStore = ReturnType<typeof createUnitsStore>

export function createUnitsStore({ prisma, pool }: Database) {
  return {
    async units(): Promise<Unit[]> {
      const rows = await prisma.unit.findMany({ orderBy: { code: 'asc' } })
      return rows.map(({ code, areaCode, name, kind, phone, joinsTeam, retiredOn }) => ({
        code,
        areaCode,
        name,
        kind,
        phone,
        joinsTeam,
        retiredOn: retiredOn && dayOfDate(retiredOn),
      }))
    },

    async rules(): Promise<RoutingRule[]> {
      const rows = await prisma.routingRule.findMany({
        orderBy: [{ placeCode: 'asc' }, { classCode: 'asc' }],
      })
      return rows.map(({ id, placeCode, classCode, leadCode, coCodes, changedBy, changedAt }) => ({
        id: idText(id),
        placeCode,
        classCode,
        leadCode,
        coCodes: coCodes as string[],
        changedBy: changedBy && idText(changedBy),
        changedAtMs: changedAt.getTime(),
      }))
    },

    /** People who hold a post in each unit on a day. */
    async peopleCounts(codes: readonly string[], day: string): Promise<Map<string, number>> {
      if (codes.length === 0) return new Map()
      const date = dateOfDay(day)
      const [rows] = await pool.query<RowDataPacket[]>(
        `SELECT p.scopeCode AS code, COUNT(DISTINCT p.accountId) AS people
         FROM post p JOIN account a ON a.id = p.accountId AND a.state = 'active'
         WHERE p.role = 'department' AND p.scopeCode IN (?)
           AND p.startsOn <= ? AND (p.endsOn IS NULL OR p.endsOn >= ?)
         GROUP BY p.scopeCode`,
        [codes, date, date],
      )
      return new Map(rows.map((row) => [String(row.code), Number(row.people)]))
    },

    /** Held until the transaction ends: who sets up units or rules in one area waits for the other. */
    async lockArea(tx: Transaction, areaCode: string): Promise<boolean> {
      const rows = await tx.$queryRaw<CodeRow[]>`SELECT code FROM area
        WHERE code = ${areaCode} FOR UPDATE`
      return rows.length > 0
    },

    /** All of an area, retired ones too. */
    async unitsIn(tx: Transaction, areaCode: string): Promise<Pick<Unit, 'code' | 'name'>[]> {
      return tx.unit.findMany({ where: { areaCode }, select: { code: true, name: true } })
    },

    async create(tx: Transaction, unit: NewUnit, nowMs: number): Promise<void> {
      await tx.unit.create({ data: { ...unit, createdAt: new Date(nowMs) } })
    },

    /** 0: it is retired since. */
    async change(tx: Transaction, code: string, change: UnitChange): Promise<number> {
      const { count } = await tx.unit.updateMany({ where: { code, retiredOn: null }, data: change })
      return count
    },

    /** 0: it is retired already. */
    async retire(tx: Transaction, code: string, day: string): Promise<number> {
      const { count } = await tx.unit.updateMany({
        where: { code, retiredOn: null },
        data: { retiredOn: dateOfDay(day) },
      })
      return count
    },

    /** Matters that wait for the unit: whose next move it owes, or in which it has an open task. */
    async openMatters(tx: Transaction, code: string): Promise<number> {
      const rows = await tx.$queryRaw<BusyRow[]>`SELECT COUNT(*) AS busy FROM (
        SELECT id FROM matter WHERE holderCode = ${code} AND isOpen = 1
        UNION SELECT matterId FROM matter_task WHERE holderCode = ${code} AND state = 'open'
      ) AS waiting`
      return Number(rows[0]?.busy ?? 0)
    },

    async ruleOf(
      tx: Transaction,
      { placeCode, classCode }: Pick<RoutingRule, 'placeCode' | 'classCode'>,
    ): Promise<string | null> {
      const row = await tx.routingRule.findFirst({ where: { placeCode, classCode } })
      return row && idText(row.id)
    },

    async rule(id: string): Promise<Pick<RoutingRule, 'id' | 'placeCode' | 'classCode'> | null> {
      const row = await prisma.routingRule.findUnique({ where: { id: idBytes(id) } })
      return row && { id, placeCode: row.placeCode, classCode: row.classCode }
    },

    async saveRule(
      tx: Transaction,
      id: string,
      rule: NewRule,
      changed: { by: string; atMs: number },
    ): Promise<void> {
      const data = {
        ...rule,
        coCodes: [...rule.coCodes],
        changedBy: idBytes(changed.by),
        changedAt: new Date(changed.atMs),
      }
      await tx.routingRule.upsert({
        where: { id: idBytes(id) },
        create: { id: idBytes(id), ...data },
        update: data,
      })
    },

    async removeRule(tx: Transaction, id: string): Promise<number> {
      const { count } = await tx.routingRule.deleteMany({ where: { id: idBytes(id) } })
      return count
    },
  }
}
