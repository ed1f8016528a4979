import type { Database, Prisma, RowDataPacket, Transaction } from '../../platform/database'
import { noteDeed, type NotedDeed } from '../../platform/database/note-deed'
import { idBytes, idText } from '../../platform/ids'
import type { TableLine } from './make-lines'

export type PayTableRow = Prisma.PayTableGetPayload<object>
export type PayTableRevisionRow = Prisma.PayTableRevisionGetPayload<object>
export type PayTableStepRow = Prisma.PayTableStepGetPayload<object>
export type PayTableObjectionRow = Prisma.PayTableObjectionGetPayload<object>

export interface PersonRow {
  accountId: string
  name: string
  idNumberMasked: string
  bankCardMasked: string | null
}

export interface NewRevision {
  tableId: string
  revision: number
  workerCount: number
  totalFen: number
  heldFen: number
  correction: string | null
  notes: readonly string[]
  lines: readonly TableLine[]
}

export interface NewStep {
  tableId: string
  revision: number
  kind: PayTableStepRow['kind']
  by: string
  atMs: number
  reason?: string | undefined
  fileKey?: string | undefined
}

export interface LineKey {
  accountId: string
  month: string
  lineCode: string
}

const linesAtOnce = 500

export const lineOf = (row: Prisma.PayTableLineGetPayload<object>): TableLine => ({
  accountId: idText(row.accountId),
  month: row.month,
  lineCode: row.lineCode,
  kind: row.kind,
  label: row.label,
  amountFen: row.amountFen,
  article: row.article,
  gridCode: row.gridCode,
  workerKind: row.workerKind,
  heldCause: row.heldCause,
})

export type PayTablesStore = ReturnType<typeof createPayTablesStore>

/** Pay tables, their revisions, steps, lines and objections. */
export function createPayTablesStore({ prisma, pool }: Database) {
  return {
    /** Locks the table until the transaction ends: whatever is done to it is done one after another. */
    async lock(tx: Transaction, tableId: string): Promise<PayTableRow | null> {
      await tx.$queryRawUnsafe('SELECT id FROM pay_table WHERE id = ? FOR UPDATE', idBytes(tableId))
      return tx.payTable.findUnique({ where: { id: idBytes(tableId) } })
    },

    /** Likewise, by what it is the only table of. */
    async lockPeriod(
      tx: Transaction,
      townshipCode: string,
      period: string,
    ): Promise<PayTableRow | null> {
      await tx.$queryRawUnsafe(
        'SELECT id FROM pay_table WHERE townshipCode = ? AND period = ? FOR UPDATE',
        townshipCode,
        period,
      )
      return tx.payTable.findUnique({ where: { townshipCode_period: { townshipCode, period } } })
    },

    find: (tableId: string, client: Transaction = prisma) =>
      client.payTable.findUnique({ where: { id: idBytes(tableId) } }),

    ofTownships: (codes: readonly string[], year: string) =>
      prisma.payTable.findMany({
        where: { townshipCode: { in: [...codes] }, period: { startsWith: `${year}-` } },
      }),

    revisions: (tables: readonly Pick<PayTableRow, 'id' | 'revision'>[]) =>
      tables.length === 0
        ? Promise.resolve([])
        : prisma.payTableRevision.findMany({
            where: { OR: tables.map((one) => ({ tableId: one.id, revision: one.revision })) },
          }),

    revision: (tableId: string, revision: number, client: Transaction = prisma) =>
      client.payTableRevision.findUnique({
        where: { tableId_revision: { tableId: idBytes(tableId), revision } },
      }),

    steps: (tableId: string, client: Transaction = prisma) =>
      client.payTableStep.findMany({
        where: { tableId: idBytes(tableId) },
        orderBy: [{ revision: 'asc' }, { at: 'asc' }],
      }),

    async lines(
      tableId: string,
      revision: number,
      client: Transaction = prisma,
    ): Promise<TableLine[]> {
      const rows = await client.payTableLine.findMany({
        where: { tableId: idBytes(tableId), revision },
        orderBy: { position: 'asc' },
      })
      return rows.map(lineOf)
    },

    async line(
      tx: Transaction,
      table: Pick<PayTableRow, 'id' | 'revision'>,
      { accountId, month, lineCode }: LineKey,
    ): Promise<TableLine | null> {
      const row = await tx.payTableLine.findFirst({
        where: {
          tableId: table.id,
          revision: table.revision,
          accountId: idBytes(accountId),
          month,
          lineCode,
        },
      })
      return row ? lineOf(row) : null
    },

    /** Whether this person has a line in any revision of the table. */
    async isOnTable(tableId: string, accountId: string, client: Transaction = prisma) {
      const where = { tableId: idBytes(tableId), accountId: idBytes(accountId) }
      return (await client.payTableLine.count({ where })) > 0
    },

    createTable: (tx: Transaction, data: Prisma.PayTableCreateInput) =>
      tx.payTable.create({ data }),

    async addRevision(tx: Transaction, made: NewRevision): Promise<void> {
      const { lines, notes, tableId, ...revision } = made
      const id = idBytes(tableId)
      await tx.payTableRevision.create({
        data: { ...revision, tableId: id, notes: [...notes] },
      })
      for (let at = 0; at < lines.length; at += linesAtOnce) {
        await tx.payTableLine.createMany({
          data: lines.slice(at, at + linesAtOnce).map((line, index) => ({
            ...line,
            tableId: id,
            revision: made.revision,
            accountId: idBytes(line.accountId),
            position: at + index,
          })),
        })
      }
    },

    async stand(
      tx: Transaction,
      tableId: string,
      state: PayTableRow['state'],
      revision: number,
    ): Promise<void> {
      await tx.payTable.update({ where: { id: idBytes(tableId) }, data: { state, revision } })
    },

    async addStep(tx: Transaction, step: NewStep): Promise<void> {
      await tx.payTableStep.create({
        data: {
          tableId: idBytes(step.tableId),
          revision: step.revision,
          kind: step.kind,
          accountId: idBytes(step.by),
          at: new Date(step.atMs),
          reason: step.reason ?? null,
          fileKey: step.fileKey ?? null,
        },
      })
    },

    objections: (tableId: string, client: Transaction = prisma) =>
      client.payTableObjection.findMany({
        where: { tableId: idBytes(tableId) },
        orderBy: { raisedAt: 'asc' },
      }),

    async openObjectionCounts(tableIds: readonly string[]): Promise<Map<string, number>> {
      if (tableIds.length === 0) return new Map()
      const rows = await prisma.payTableObjection.groupBy({
        by: ['tableId'],
        where: { tableId: { in: tableIds.map(idBytes) }, state: 'open' },
        _count: true,
      })
      return new Map(rows.map((row) => [idText(row.tableId), row._count]))
    },

    objection: (id: string, client: Transaction = prisma) =>
      client.payTableObjection.findUnique({ where: { id: idBytes(id) } }),

    createObjection: (tx: Transaction, data: Prisma.PayTableObjectionCreateInput) =>
      tx.payTableObjection.create({ data }),

    answerObjection: (tx: Transaction, id: string, data: Prisma.PayTableObjectionUpdateInput) =>
      tx.payTableObjection.update({ where: { id: idBytes(id) }, data }),

    async people(accountIds: readonly string[]): Promise<Map<string, PersonRow>> {
      const rows = await prisma.account.findMany({
        where: { id: { in: [...new Set(accountIds)].map(idBytes) } },
        select: { id: true, name: true, idNumberMasked: true, bankCardMasked: true },
      })
      return new Map(rows.map(({ id, ...row }) => [idText(id), { accountId: idText(id), ...row }]))
    },

    /** Sealed cards, for the bank's file alone. */
    async sealedCards(accountIds: readonly string[]): Promise<Map<string, string>> {
      const rows = await prisma.account.findMany({
        where: { id: { in: accountIds.map(idBytes) }, bankCardSealed: { not: null } },
        select: { id: true, bankCardSealed: true },
      })
      return new Map(rows.map((row) => [idText(row.id), row.bankCardSealed ?? '']))
    },

    /** The newest revision's lines of one person in all tables. */
    async linesOfPerson(accountId: string) {
      const [rows] = await pool.query<({ tableId: Buffer; revision: number } & RowDataPacket)[]>(
        `SELECT DISTINCT t.id AS tableId, t.revision FROM pay_table_line l
         JOIN pay_table t ON t.id = l.tableId AND t.revision = l.revision
         WHERE l.accountId = ?`,
        [Buffer.from(idBytes(accountId).buffer)],
      )
      const found = await prisma.payTableLine.findMany({
        where: {
          accountId: idBytes(accountId),
          OR: rows.map((row) => ({
            tableId: Uint8Array.from(row.tableId),
            revision: row.revision,
          })),
        },
        orderBy: { position: 'asc' },
      })
      return rows.length === 0
        ? []
        : found.map((row) => ({ tableId: idText(row.tableId), line: lineOf(row) }))
    },

    noteDownload: (deed: NotedDeed) => noteDeed(prisma, deed),
  }
}
