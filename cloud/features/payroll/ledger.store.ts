import type { LedgerCause, LedgerKind } from '../../contract/payroll'
import type { Database, Prisma, RowDataPacket, Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import type { Allotment, Granted, MonthPart } from './allot'

export type LedgerRow = Prisma.LedgerEntryGetPayload<object>
export type BatchRow = Prisma.PaymentBatchGetPayload<object>

export interface NewEntry {
  tableId: string
  accountId: string
  month: string
  kind: LedgerKind
  amountFen: number
  /** failed: whether the money had been counted as paid before. */
  wasPaid?: boolean
  lineCode?: string | undefined
  transferId?: string | undefined
  cause: LedgerCause
  reason?: string | undefined
  article: string
}

export interface TransferRow {
  id: string
  batchId: string
  tableId: string
  accountId: string
  amountFen: number
  parts: MonthPart[]
  state: 'waiting' | 'paid' | 'failed' | 'repaid'
  reason: string | null
  changedAtMs: number
}

/** What one person's entries come to in a table, fen. */
export interface PersonSums {
  accountId: string
  dueFen: number
  owedFen: number
  heldFen: number
}

/** Somebody whom a table paid more than it owes him by now. */
export interface Overpaid {
  tableId: string
  period: string
  accountId: string
  /** Above zero. */
  amountFen: number
}

interface SumRow extends RowDataPacket {
  tableId: Buffer
  period: string
  accountId: Buffer
  dueFen: string
  takenFen: string
}

const entriesAtOnce = 500
const grants: LedgerKind[] = ['due', 'held', 'released']
const buffer = (id: string) => Buffer.from(idBytes(id).buffer)

/** What an entry adds to what is owed and to what is set apart; the database checks the same. */
function effects({ kind, amountFen, wasPaid }: NewEntry): { owedFen: number; heldFen: number } {
  switch (kind) {
    case 'due':
      return { owedFen: amountFen, heldFen: 0 }
    case 'paid':
    case 'repaid':
      return { owedFen: -amountFen, heldFen: 0 }
    case 'failed':
      return { owedFen: wasPaid ? amountFen : 0, heldFen: 0 }
    case 'held':
      return { owedFen: 0, heldFen: amountFen }
    case 'released':
      return { owedFen: 0, heldFen: -amountFen }
  }
}

const transferOf = (row: Prisma.PaymentTransferGetPayload<object>): TransferRow => ({
  id: idText(row.id),
  batchId: idText(row.batchId),
  tableId: idText(row.tableId),
  accountId: idText(row.accountId),
  amountFen: row.amountFen,
  parts: row.parts as unknown as MonthPart[],
  state: row.state,
  reason: row.reason,
  changedAtMs: row.changedAt.getTime(),
})

export type LedgerStore = ReturnType<typeof createLedgerStore>

/** The ledger, which is only ever added to, and the batches that are paid out of it. */
export function createLedgerStore({ prisma, pool }: Database) {
  return {
    async add(
      tx: Transaction,
      entries: readonly NewEntry[],
      { by, atMs }: { by: string; atMs: number },
    ): Promise<void> {
      const rows = entries.map((entry) => ({
        tableId: idBytes(entry.tableId),
        accountId: idBytes(entry.accountId),
        month: entry.month,
        kind: entry.kind,
        amountFen: entry.amountFen,
        ...effects(entry),
        lineCode: entry.lineCode ?? null,
        transferId: entry.transferId ? idBytes(entry.transferId) : null,
        cause: entry.cause,
        reason: entry.reason ?? null,
        article: entry.article,
        recordedBy: idBytes(by),
        recordedAt: new Date(atMs),
      }))
      for (let at = 0; at < rows.length; at += entriesAtOnce)
        await tx.ledgerEntry.createMany({ data: rows.slice(at, at + entriesAtOnce) })
    },

    entries: (tableId: string, accountId?: string, client: Transaction = prisma) =>
      client.ledgerEntry.findMany({
        where: {
          tableId: idBytes(tableId),
          ...(accountId ? { accountId: idBytes(accountId) } : {}),
        },
        orderBy: { id: 'asc' },
      }),

    entriesOfPerson: (accountId: string) =>
      prisma.ledgerEntry.findMany({
        where: { accountId: idBytes(accountId) },
        orderBy: { id: 'asc' },
      }),

    /** What stands of one line: set apart and not released yet, fen. */
    async heldOfLine(
      tx: Transaction,
      tableId: string,
      key: { accountId: string; month: string; lineCode: string },
    ): Promise<number> {
      const { _sum } = await tx.ledgerEntry.aggregate({
        where: {
          tableId: idBytes(tableId),
          accountId: idBytes(key.accountId),
          month: key.month,
          lineCode: key.lineCode,
        },
        _sum: { heldFen: true },
      })
      return _sum.heldFen ?? 0
    },

    /** By person and month what the ledger grants, up to an entry. */
    async granted(tableId: string, through?: bigint, client: Transaction = prisma) {
      const rows = await client.ledgerEntry.groupBy({
        by: ['accountId', 'month'],
        where: {
          tableId: idBytes(tableId),
          kind: { in: grants },
          ...(through === undefined ? {} : { id: { lte: through } }),
        },
        _sum: { owedFen: true, heldFen: true },
      })
      return rows.map(
        (row): Granted => ({
          accountId: idText(row.accountId),
          month: row.month,
          amountFen: (row._sum.owedFen ?? 0) - (row._sum.heldFen ?? 0),
        }),
      )
    },

    async sums(tableIds: readonly string[]): Promise<Map<string, PersonSums[]>> {
      if (tableIds.length === 0) return new Map()
      const [rows] = await pool.query<(Record<string, unknown> & RowDataPacket)[]>(
        `SELECT tableId, accountId, SUM(CASE WHEN kind = 'due' THEN owedFen ELSE 0 END) AS dueFen,
                SUM(owedFen) AS owedFen, SUM(heldFen) AS heldFen
         FROM ledger_entry WHERE tableId IN (?) GROUP BY tableId, accountId`,
        [tableIds.map(buffer)],
      )
      const sums = new Map<string, PersonSums[]>()
      for (const row of rows) {
        const tableId = idText(row.tableId as Buffer)
        const people = sums.get(tableId) ?? []
        people.push({
          accountId: idText(row.accountId as Buffer),
          dueFen: Number(row.dueFen),
          owedFen: Number(row.owedFen),
          heldFen: Number(row.heldFen),
        })
        sums.set(tableId, people)
      }
      return sums
    },

    /**
     * Of the township's approved tables who comes out below zero: due, less what batches took.
     * What is set apart does not count: it is owed as long as nobody decided otherwise.
     */
    async overpaid(townshipCode: string): Promise<Overpaid[]> {
      const [rows] = await pool.query<SumRow[]>(
        `SELECT d.tableId, d.period, d.accountId, d.dueFen, COALESCE(p.takenFen, 0) AS takenFen
         FROM (SELECT e.tableId, t.period, e.accountId, SUM(e.owedFen) AS dueFen
               FROM pay_table t JOIN ledger_entry e ON e.tableId = t.id AND e.kind = 'due'
               WHERE t.townshipCode = ? AND t.state = 'approved'
               GROUP BY e.tableId, t.period, e.accountId) d
         LEFT JOIN (SELECT r.tableId, r.accountId, SUM(r.amountFen) AS takenFen
               FROM pay_table t JOIN payment_transfer r ON r.tableId = t.id
               WHERE t.townshipCode = ? GROUP BY r.tableId, r.accountId) p
           ON p.tableId = d.tableId AND p.accountId = d.accountId
         WHERE d.dueFen < COALESCE(p.takenFen, 0)`,
        [townshipCode, townshipCode],
      )
      return rows.map((row) => ({
        tableId: idText(row.tableId),
        period: row.period,
        accountId: idText(row.accountId),
        amountFen: Number(row.takenFen) - Number(row.dueFen),
      }))
    },

    /** What somebody owes back of a table that is locked, as it stands now and not as first read. */
    async owedBack(tx: Transaction, tableId: string, accountId: string): Promise<number> {
      const ids = [idBytes(tableId), idBytes(accountId)]
      const [due] = await tx.$queryRawUnsafe<{ fen: unknown }[]>(
        `SELECT SUM(owedFen) AS fen FROM ledger_entry
         WHERE tableId = ? AND accountId = ? AND kind = 'due' LOCK IN SHARE MODE`,
        ...ids,
      )
      const [taken] = await tx.$queryRawUnsafe<{ fen: unknown }[]>(
        `SELECT SUM(amountFen) AS fen FROM payment_transfer
         WHERE tableId = ? AND accountId = ? LOCK IN SHARE MODE`,
        ...ids,
      )
      return Number(taken?.fen ?? 0) - Number(due?.fen ?? 0)
    },

    async lastEntry(tx: Transaction, tableId: string): Promise<bigint> {
      const { _max } = await tx.ledgerEntry.aggregate({
        where: { tableId: idBytes(tableId) },
        _max: { id: true },
      })
      return _max.id ?? 0n
    },

    batches: (tableId: string, client: Transaction = prisma) =>
      client.paymentBatch.findMany({
        where: { tableId: idBytes(tableId) },
        orderBy: { number: 'asc' },
      }),

    batch: (batchId: string, client: Transaction = prisma) =>
      client.paymentBatch.findUnique({ where: { id: idBytes(batchId) } }),

    createBatch: (tx: Transaction, data: Prisma.PaymentBatchCreateInput) =>
      tx.paymentBatch.create({ data }),

    async createTransfers(
      tx: Transaction,
      rows: readonly (Allotment & { id: string })[],
      of: { batchId: string; tableId: string; by: string; atMs: number },
    ): Promise<void> {
      await tx.paymentTransfer.createMany({
        data: rows.map(({ id, accountId, amountFen, parts }) => ({
          id: idBytes(id),
          batchId: idBytes(of.batchId),
          tableId: idBytes(of.tableId),
          accountId: idBytes(accountId),
          amountFen,
          parts: parts as unknown as Prisma.InputJsonValue,
          state: 'waiting' as const,
          changedAt: new Date(of.atMs),
          changedBy: idBytes(of.by),
        })),
      })
    },

    async transfers(
      where: { tableId?: string; tableIds?: readonly string[]; accountId?: string },
      client: Transaction = prisma,
    ): Promise<TransferRow[]> {
      const rows = await client.paymentTransfer.findMany({
        where: {
          ...(where.tableId ? { tableId: idBytes(where.tableId) } : {}),
          ...(where.tableIds ? { tableId: { in: where.tableIds.map(idBytes) } } : {}),
          ...(where.accountId ? { accountId: idBytes(where.accountId) } : {}),
        },
        orderBy: { id: 'asc' },
      })
      return rows.map(transferOf)
    },

    async changeTransfers(
      tx: Transaction,
      ids: readonly string[],
      to: { state: TransferRow['state']; reason: string | null; by: string; atMs: number },
    ): Promise<void> {
      await tx.paymentTransfer.updateMany({
        where: { id: { in: ids.map(idBytes) } },
        data: {
          state: to.state,
          reason: to.reason,
          changedAt: new Date(to.atMs),
          changedBy: idBytes(to.by),
        },
      })
    },
  }
}
