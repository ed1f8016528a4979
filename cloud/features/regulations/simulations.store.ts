import type { ScenarioResult } from '../../contract/regulations'
import type {
  Database,
  Prisma,
  ResultSetHeader,
  RowDataPacket,
  Transaction,
} from '../../platform/database'
import { idBytes, idText, idTextOrNull } from '../../platform/ids'
import type { PackFacts } from '../../rules'
import type { FrozenFacts, Scenario } from './simulate'

export interface SimulationResult {
  scenarios: ScenarioResult[]
  /** Frozen statements that today's program computes to another sum than was frozen. */
  recomputed: number
}

export interface NewSimulation {
  id: string
  /** The county. */
  areaCode: string
  regulation: string
  changeId: string | null
  changeVersion: number | null
  scenarios: Scenario[]
  months: string[]
  startedBy: string
  startedAtMs: number
}

export interface StoredSimulation extends NewSimulation {
  state: 'running' | 'done' | 'failed' | 'cancelled'
  doneCount: number
  totalCount: number
  message: string | null
  result: SimulationResult | null
}

/** What was saved up in a month. */
export interface SavedMonth {
  accountId: string
  month: string
  townshipCode: string
  accrualFen: number
  /** A fraud was established in it. */
  fraud: boolean
}

/** A later truth about a month that was final. */
export interface Correction {
  accountId: string
  correctedMonth: string
  /** The month that carries it. */
  month: string
  payDeltaFen: number
  accrualDeltaFen: number
  reason: string
}

/** A township's frozen month. */
export interface FrozenMonth {
  townshipCode: string
  month: string
  workers: number
}

type Row = Prisma.RegulationSimulationGetPayload<object>

function simulationOf(row: Row): StoredSimulation {
  return {
    id: idText(row.id),
    areaCode: row.areaCode,
    regulation: row.regulation,
    changeId: idTextOrNull(row.changeId),
    changeVersion: row.changeVersion,
    scenarios: row.scenarios as unknown as Scenario[],
    months: row.months as unknown as string[],
    state: row.state,
    doneCount: row.doneCount,
    totalCount: row.totalCount,
    message: row.message,
    result: row.result as unknown as SimulationResult | null,
    startedBy: idText(row.startedBy),
    startedAtMs: row.startedAt.getTime(),
  }
}

interface FactsRow extends RowDataPacket {
  accountId: Buffer
  facts: string | PackFacts
  payFen: number
  accrualFen: number
}

const buffer = (id: string) => Buffer.from(idBytes(id).buffer)
const pairsOf = (months: readonly Pick<FrozenMonth, 'townshipCode' | 'month'>[]) =>
  months.map(({ townshipCode, month }) => [townshipCode, month])
/** Before every account. */
const first = Buffer.alloc(16)

export type SimulationsStore = ReturnType<typeof createSimulationsStore>

/** Simulations and what they read: the facts of months that are final, which never change. */
export function createSimulationsStore({ prisma, pool }: Database) {
  const factsOf = (row: FactsRow, townshipCode: string, month: string): FrozenFacts => ({
    accountId: idText(row.accountId),
    townshipCode,
    month,
    facts: typeof row.facts === 'string' ? (JSON.parse(row.facts) as PackFacts) : row.facts,
    payFen: row.payFen,
    accrualFen: row.accrualFen,
  })

  return {
    /** Frozen months of a county's townships that were paid by this regulation, newest first. */
    async frozenMonths(county: string, regulation: string): Promise<FrozenMonth[]> {
      const rows = await prisma.townshipMonth.findMany({
        where: { townshipCode: { startsWith: county }, state: 'frozen', regulation },
        select: { townshipCode: true, month: true, workerCount: true },
        orderBy: [{ month: 'desc' }, { townshipCode: 'asc' }],
      })
      return rows.map(({ townshipCode, month, workerCount: workers }) => ({
        townshipCode,
        month,
        workers,
      }))
    },

    /** The next statements of a township's frozen month, after this account. */
    async frozenFacts(
      { townshipCode, month }: Pick<FrozenMonth, 'townshipCode' | 'month'>,
      after: string | null,
      limit: number,
    ): Promise<FrozenFacts[]> {
      const [rows] = await pool.query<FactsRow[]>(
        `SELECT accountId, facts, payFen, accrualFen FROM statement
         WHERE townshipCode = ? AND month = ? AND frozen = 1 AND accountId > ?
         ORDER BY accountId LIMIT ?`,
        [townshipCode, month, after ? buffer(after) : first, limit],
      )
      return rows.map((row) => factsOf(row, townshipCode, month))
    },

    async frozenFactsOf(
      accountId: string,
      month: string,
    ): Promise<(FrozenFacts & { gridCode: string }) | null> {
      const [rows] = await pool.query<(FactsRow & { townshipCode: string; gridCode: string })[]>(
        `SELECT accountId, facts, payFen, accrualFen, townshipCode, gridCode FROM statement
         WHERE accountId = ? AND month = ? AND frozen = 1`,
        [buffer(accountId), month],
      )
      const [row] = rows
      return row ? { ...factsOf(row, row.townshipCode, month), gridCode: row.gridCode } : null
    },

    /** The next people, after this account, who have a statement in one of these months. */
    async accountsIn(
      months: readonly Pick<FrozenMonth, 'townshipCode' | 'month'>[],
      after: string | null,
      limit: number,
    ): Promise<string[]> {
      if (months.length === 0) return []
      const [rows] = await pool.query<({ accountId: Buffer } & RowDataPacket)[]>(
        `SELECT DISTINCT accountId FROM statement
         WHERE (townshipCode, month) IN (?) AND frozen = 1 AND accountId > ?
         ORDER BY accountId LIMIT ?`,
        [pairsOf(months), after ? buffer(after) : first, limit],
      )
      return rows.map((row) => idText(row.accountId))
    },

    /** Their statements in these months, by person, oldest first. */
    async frozenOf(
      accountIds: readonly string[],
      months: readonly Pick<FrozenMonth, 'townshipCode' | 'month'>[],
    ): Promise<FrozenFacts[]> {
      if (accountIds.length === 0 || months.length === 0) return []
      const [rows] = await pool.query<(FactsRow & { townshipCode: string; month: string })[]>(
        `SELECT accountId, month, townshipCode, facts, payFen, accrualFen FROM statement
         WHERE accountId IN (?) AND (townshipCode, month) IN (?) AND frozen = 1
         ORDER BY accountId, month`,
        [accountIds.map(buffer), pairsOf(months)],
      )
      return rows.map((row) => factsOf(row, row.townshipCode, row.month))
    },

    /** What they saved up in every frozen month of these years. */
    async savedIn(accountIds: readonly string[], years: readonly string[]): Promise<SavedMonth[]> {
      if (accountIds.length === 0 || years.length === 0) return []
      const [rows] = await pool.query<
        (Omit<SavedMonth, 'accountId' | 'fraud'> & {
          accountId: Buffer
          fraud: number
        } & RowDataPacket)[]
      >(
        `SELECT accountId, month, townshipCode, accrualFen,
                JSON_CONTAINS_PATH(facts, 'one', '$.fraud') AS fraud FROM statement
         WHERE accountId IN (?) AND LEFT(month, 4) IN (?) AND frozen = 1 ORDER BY accountId, month`,
        [accountIds.map(buffer), years],
      )
      return rows.map((row) => ({
        ...row,
        accountId: idText(row.accountId),
        fraud: Number(row.fraud) === 1,
      }))
    },

    /** What was corrected of these months after they were final, in the order in which it was. */
    async correctionsOf(
      accountIds: readonly string[],
      months: readonly string[],
    ): Promise<Correction[]> {
      if (accountIds.length === 0 || months.length === 0) return []
      const [rows] = await pool.query<
        (Omit<Correction, 'accountId'> & { accountId: Buffer } & RowDataPacket)[]
      >(
        `SELECT accountId, correctedMonth, month, payDeltaFen, accrualDeltaFen, reason FROM adjustment
         WHERE accountId IN (?) AND correctedMonth IN (?) ORDER BY recordedAt, id`,
        [accountIds.map(buffer), months],
      )
      return rows.map((row) => ({ ...row, accountId: idText(row.accountId) }))
    },

    async gridsOf(accountIds: readonly string[], month: string): Promise<Map<string, string>> {
      if (accountIds.length === 0) return new Map()
      const [rows] = await pool.query<({ accountId: Buffer; gridCode: string } & RowDataPacket)[]>(
        'SELECT accountId, gridCode FROM statement WHERE accountId IN (?) AND month = ?',
        [accountIds.map(buffer), month],
      )
      return new Map(rows.map((row) => [idText(row.accountId), row.gridCode]))
    },

    async begin(tx: Transaction, one: NewSimulation): Promise<void> {
      await tx.regulationSimulation.create({
        data: {
          id: idBytes(one.id),
          areaCode: one.areaCode,
          regulation: one.regulation,
          changeId: one.changeId === null ? null : idBytes(one.changeId),
          changeVersion: one.changeVersion,
          scenarios: one.scenarios as unknown as Prisma.InputJsonValue,
          months: one.months,
          state: 'running',
          startedBy: idBytes(one.startedBy),
          startedAt: new Date(one.startedAtMs),
        },
      })
    },

    async simulation(id: string): Promise<StoredSimulation | null> {
      const row = await prisma.regulationSimulation.findUnique({ where: { id: idBytes(id) } })
      return row ? simulationOf(row) : null
    },

    /** The newest of a change, or (null) the newest that compares the readings. */
    async newest(county: string, changeId: string | null): Promise<StoredSimulation | null> {
      const row = await prisma.regulationSimulation.findFirst({
        where: { areaCode: county, changeId: changeId === null ? null : idBytes(changeId) },
        orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      })
      return row ? simulationOf(row) : null
    },

    /** Those at work, of a county or of all. */
    async running(county?: string): Promise<StoredSimulation[]> {
      const rows = await prisma.regulationSimulation.findMany({
        where: { state: 'running', ...(county === undefined ? {} : { areaCode: county }) },
      })
      return rows.map(simulationOf)
    },

    /** Notes how far it is; false: it was called off, or given up. */
    async progress(id: string, doneCount: number, totalCount: number): Promise<boolean> {
      await pool.query(
        `UPDATE regulation_simulation SET doneCount = ?, totalCount = ?
         WHERE id = ? AND state = 'running'`,
        [doneCount, totalCount, buffer(id)],
      )
      const [rows] = await pool.query<RowDataPacket[]>(
        `SELECT 1 FROM regulation_simulation WHERE id = ? AND state = 'running'`,
        [buffer(id)],
      )
      return rows.length > 0
    },

    /** False: it was over already. What it comes to from now on is kept nowhere. */
    async cancel(tx: Transaction, id: string, message: string, atMs: number): Promise<boolean> {
      const { count } = await tx.regulationSimulation.updateMany({
        where: { id: idBytes(id), state: 'running' },
        data: { state: 'cancelled', message: message.slice(0, 500), endedAt: new Date(atMs) },
      })
      return count > 0
    },

    async finish(id: string, result: SimulationResult, atMs: number): Promise<void> {
      await pool.query<ResultSetHeader>(
        `UPDATE regulation_simulation SET state = 'done', result = ?, endedAt = ?, doneCount = totalCount
         WHERE id = ? AND state = 'running'`,
        [JSON.stringify(result), new Date(atMs), buffer(id)],
      )
    },

    async fail(id: string, message: string, atMs: number): Promise<void> {
      await pool.query<ResultSetHeader>(
        `UPDATE regulation_simulation SET state = 'failed', message = ?, endedAt = ?
         WHERE id = ? AND state = 'running'`,
        [message.slice(0, 500), new Date(atMs), buffer(id)],
      )
    },
  }
}
