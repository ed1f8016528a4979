import type { ChangeContent, ChangeState } from '../../contract/regulations'
import type { Database, Prisma, Transaction } from '../../platform/database'
import { idBytes, idText, idTextOrNull } from '../../platform/ids'

/** What its author writes of a change. */
export interface ChangeDraft {
  regulation: string
  firstMonth: string
  content: ChangeContent
  reason: string
  documentNumber: string
}

export interface StoredChange extends ChangeDraft {
  id: string
  /** The county it belongs to. */
  areaCode: string
  state: ChangeState
  version: number
  authorId: string
  createdAtMs: number
  submittedAtMs: number | null
  decidedBy: string | null
  decidedAtMs: number | null
  decisionReason: string | null
}

export interface Decision {
  state: 'published' | 'returned'
  by: string
  atMs: number
  reason: string | null
}

type Row = Prisma.RegulationChangeGetPayload<object>

function changeOf(row: Row): StoredChange {
  return {
    id: idText(row.id),
    areaCode: row.areaCode,
    regulation: row.regulation,
    firstMonth: row.firstMonth,
    content: row.content as unknown as ChangeContent,
    reason: row.reason,
    documentNumber: row.documentNumber,
    state: row.state,
    version: row.version,
    authorId: idText(row.authorId),
    createdAtMs: row.createdAt.getTime(),
    submittedAtMs: row.submittedAt?.getTime() ?? null,
    decidedBy: idTextOrNull(row.decidedBy),
    decidedAtMs: row.decidedAt?.getTime() ?? null,
    decisionReason: row.decisionReason,
  }
}

function columnsOf({ regulation, firstMonth, content, reason, documentNumber }: ChangeDraft) {
  return {
    regulation,
    firstMonth,
    kind: content.kind,
    content: content as unknown as Prisma.InputJsonValue,
    reason,
    documentNumber,
  }
}

/** Changes that are shown at once, newest first; a county makes a few a year. */
const mostShown = 200

export type ChangesStore = ReturnType<typeof createChangesStore>

export function createChangesStore({ prisma }: Database) {
  /** Only from these states and of this version; false: somebody was first. */
  async function update(
    tx: Transaction,
    key: { id: string; version: number; states: readonly ChangeState[] },
    data: Prisma.RegulationChangeUpdateManyMutationInput,
  ): Promise<boolean> {
    const { count } = await tx.regulationChange.updateMany({
      where: { id: idBytes(key.id), version: key.version, state: { in: [...key.states] } },
      data,
    })
    return count === 1
  }

  return {
    async list(county: string): Promise<StoredChange[]> {
      const rows = await prisma.regulationChange.findMany({
        where: { areaCode: county },
        orderBy: [{ changedAt: 'desc' }, { id: 'desc' }],
        take: mostShown,
      })
      return rows.map(changeOf)
    },

    async change(
      id: string,
      tx: Pick<Transaction, 'regulationChange'> = prisma,
    ): Promise<StoredChange | null> {
      const row = await tx.regulationChange.findUnique({ where: { id: idBytes(id) } })
      return row ? changeOf(row) : null
    },

    /** Locked until the transaction ends: of two who decide, one waits and sees what was done. */
    async lock(tx: Transaction, id: string): Promise<StoredChange | null> {
      await tx.$queryRaw`SELECT id FROM regulation_change WHERE id = ${idBytes(id)} FOR UPDATE`
      const row = await tx.regulationChange.findUnique({ where: { id: idBytes(id) } })
      return row ? changeOf(row) : null
    },

    async create(
      tx: Transaction,
      own: { id: string; areaCode: string; authorId: string; atMs: number },
      draft: ChangeDraft,
    ): Promise<StoredChange> {
      const at = new Date(own.atMs)
      const row = await tx.regulationChange.create({
        data: {
          ...columnsOf(draft),
          id: idBytes(own.id),
          areaCode: own.areaCode,
          authorId: idBytes(own.authorId),
          state: 'draft',
          createdAt: at,
          changedAt: at,
        },
      })
      return changeOf(row)
    },

    edit: (tx: Transaction, { id, version }: StoredChange, draft: ChangeDraft, atMs: number) =>
      update(
        tx,
        { id, version, states: ['draft', 'submitted', 'returned'] },
        {
          ...columnsOf(draft),
          state: 'draft',
          version: { increment: 1 },
          changedAt: new Date(atMs),
          submittedAt: null,
          decidedBy: null,
          decidedAt: null,
          decisionReason: null,
        },
      ),

    drop: (tx: Transaction, { id, version }: StoredChange, atMs: number) =>
      update(
        tx,
        { id, version, states: ['draft', 'submitted', 'returned'] },
        {
          state: 'dropped',
          changedAt: new Date(atMs),
        },
      ),

    submit: (tx: Transaction, { id, version }: StoredChange, atMs: number) =>
      update(
        tx,
        { id, version, states: ['draft', 'returned'] },
        {
          state: 'submitted',
          submittedAt: new Date(atMs),
          changedAt: new Date(atMs),
        },
      ),

    decide: (tx: Transaction, { id, version }: StoredChange, decision: Decision) =>
      update(
        tx,
        { id, version, states: ['submitted'] },
        {
          state: decision.state,
          decidedBy: idBytes(decision.by),
          decidedAt: new Date(decision.atMs),
          decisionReason: decision.reason,
          changedAt: new Date(decision.atMs),
        },
      ),
  }
}
