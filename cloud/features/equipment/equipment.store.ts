import type { EquipmentState } from '../../contract/equipment'
import { dateOfDay, dayOfDate } from '../../platform/clock'
import type { Database, Prisma, Transaction } from '../../platform/database'
import { idBytes, idText, idTextOrNull } from '../../platform/ids'

export interface IssueRecord {
  id: string
  accountId: string
  gridCode: string
  name: string
  number: string | null
  quantity: number
  note: string | null
  issuedOn: string
  issuedBy: string
  issuedAtMs: number
  confirmedAtMs: number | null
  returnedAtMs: number | null
  returnedBy: string | null
  returnNote: string | null
}

export type NewIssue = Omit<
  IssueRecord,
  'confirmedAtMs' | 'returnedAtMs' | 'returnedBy' | 'returnNote'
>

const mostListed = 500

function recordOf(row: Prisma.EquipmentIssueGetPayload<object>): IssueRecord {
  return {
    id: idText(row.id),
    accountId: idText(row.accountId),
    gridCode: row.gridCode,
    name: row.name,
    number: row.number,
    quantity: row.quantity,
    note: row.note,
    issuedOn: dayOfDate(row.issuedOn),
    issuedBy: idText(row.issuedBy),
    issuedAtMs: row.issuedAt.getTime(),
    confirmedAtMs: row.confirmedAt?.getTime() ?? null,
    returnedAtMs: row.returnedAt?.getTime() ?? null,
    returnedBy: idTextOrNull(row.returnedBy),
    returnNote: row.returnNote,
  }
}

const whereOf: Record<EquipmentState, Prisma.EquipmentIssueWhereInput> = {
  issued: { returnedAt: null, confirmedAt: null },
  held: { returnedAt: null, confirmedAt: { not: null } },
  returned: { returnedAt: { not: null } },
}

export type EquipmentStore = ReturnType<typeof createEquipmentStore>

export function createEquipmentStore({ prisma }: Database) {
  return {
    async of(accountId: string): Promise<IssueRecord[]> {
      const rows = await prisma.equipmentIssue.findMany({
        where: { accountId: idBytes(accountId) },
        orderBy: { id: 'desc' },
        take: mostListed,
      })
      return rows.map(recordOf)
    },

    async inScopes(
      scopes: readonly string[],
      state: EquipmentState | undefined,
    ): Promise<IssueRecord[]> {
      const rows = await prisma.equipmentIssue.findMany({
        where: {
          OR: scopes.map((scope) => ({ gridCode: { startsWith: scope } })),
          ...(state ? whereOf[state] : {}),
        },
        orderBy: { id: 'desc' },
        take: mostListed,
      })
      return rows.map(recordOf)
    },

    async lock(tx: Transaction, id: string): Promise<IssueRecord | null> {
      await tx.$queryRaw`SELECT id FROM equipment_issue WHERE id = ${idBytes(id)} FOR UPDATE`
      const row = await tx.equipmentIssue.findUnique({ where: { id: idBytes(id) } })
      return row && recordOf(row)
    },

    async add(tx: Transaction, issue: NewIssue): Promise<void> {
      const { id, accountId, issuedOn, issuedBy, issuedAtMs, ...words } = issue
      await tx.equipmentIssue.create({
        data: {
          ...words,
          id: idBytes(id),
          accountId: idBytes(accountId),
          issuedOn: dateOfDay(issuedOn),
          issuedBy: idBytes(issuedBy),
          issuedAt: new Date(issuedAtMs),
        },
      })
    },

    async confirm(tx: Transaction, id: string, atMs: number): Promise<void> {
      await tx.equipmentIssue.update({
        where: { id: idBytes(id) },
        data: { confirmedAt: new Date(atMs) },
      })
    },

    async takeBack(
      tx: Transaction,
      id: string,
      { by, atMs, note }: { by: string; atMs: number; note: string },
    ): Promise<void> {
      await tx.equipmentIssue.update({
        where: { id: idBytes(id) },
        data: { returnedAt: new Date(atMs), returnedBy: idBytes(by), returnNote: note },
      })
    },
  }
}
