import type { OpinionDecision, OpinionKind, OpinionState } from '../../contract/residents-opinions'
import { dateOfDay } from '../../platform/clock'
import { type Database, isDuplicate, Prisma, type Transaction } from '../../platform/database'
import { idBytes, idText, idTextOrNull } from '../../platform/ids'

export interface Subject {
  accountId: string
  name: string
  gridCode: string
  workerKind: 'rural' | 'communityPartTime' | 'communityFullTime' | null
}

/** As it stands, with the names that are shown beside it. */
export interface OpinionRecord {
  id: string
  receiptNumber: string
  kind: OpinionKind
  accountId: string
  subjectName: string
  gridCode: string
  text: string
  phoneSealed: string | null
  phoneMasked: string | null
  state: OpinionState
  createdAtMs: number
  lookedBy: string | null
  lookedByName: string | null
  lookedAtMs: number | null
  finding: string | null
  decidedByName: string | null
  decidedAtMs: number | null
  decision: OpinionDecision | null
  reason: string | null
  contentHash: Uint8Array
  erasedAtMs: number | null
}

type Row = Prisma.OpinionGetPayload<object> & {
  subjectName: string | null
  lookedByName: string | null
  decidedByName: string | null
}

const msOf = (date: Date | null) => date?.getTime() ?? null

function recordOf(row: Row): OpinionRecord {
  const { receiptNumber, kind, gridCode, text, phoneSealed, phoneMasked, state } = row
  const { finding, decision, reason, lookedByName, decidedByName } = row
  return {
    ...{ receiptNumber, kind, gridCode, text, phoneSealed, phoneMasked, state, finding, decision },
    ...{ reason, lookedByName, decidedByName },
    id: idText(row.id),
    accountId: idText(row.accountId),
    subjectName: row.subjectName ?? '',
    createdAtMs: row.createdAt.getTime(),
    lookedBy: idTextOrNull(row.lookedBy),
    lookedAtMs: msOf(row.lookedAt),
    decidedAtMs: msOf(row.decidedAt),
    contentHash: row.contentHash,
    erasedAtMs: msOf(row.erasedAt),
  }
}

const selected = Prisma.sql`
  SELECT o.*, a.name AS subjectName, l.name AS lookedByName, d.name AS decidedByName
  FROM opinion o
  LEFT JOIN account a ON a.id = o.accountId
  LEFT JOIN account l ON l.id = o.lookedBy
  LEFT JOIN account d ON d.id = o.decidedBy`

const anyGrid = (scopes: readonly string[]) =>
  Prisma.join(
    scopes.map((scope) => Prisma.sql`o.gridCode LIKE ${`${scope}%`}`),
    ' OR ',
  )

export interface OpinionFilter {
  scopes: readonly string[]
  /** Whose own are left out. */
  notAbout: string
  state?: OpinionState | undefined
  kind?: OpinionKind | undefined
  after: { atMs: number; id: string } | null
  limit: number
}

export type OpinionsStore = ReturnType<typeof createOpinionsStore>

export function createOpinionsStore({ prisma }: Database) {
  async function find(client: Pick<Transaction, '$queryRaw'>, opinionId: string) {
    const [row] = await client.$queryRaw<Row[]>(
      Prisma.sql`${selected} WHERE o.id = ${idBytes(opinionId)}`,
    )
    return row ? recordOf(row) : null
  }

  const workers = (where: Prisma.Sql, today: string) => {
    const day = dateOfDay(today)
    return prisma.$queryRaw<(Omit<Subject, 'accountId'> & { accountId: Uint8Array })[]>(Prisma.sql`
      SELECT a.id AS accountId, a.name, p.scopeCode AS gridCode, p.workerKind
      FROM post p JOIN account a ON a.id = p.accountId AND a.state = 'active'
      WHERE ${where} AND p.role = 'worker'
        AND p.startsOn <= ${day} AND (p.endsOn IS NULL OR p.endsOn >= ${day})
      ORDER BY a.name, a.id`)
  }
  const subjectsOf = async (where: Prisma.Sql, today: string): Promise<Subject[]> =>
    (await workers(where, today)).map((row) => ({ ...row, accountId: idText(row.accountId) }))

  return {
    find: (opinionId: string) => find(prisma, opinionId),
    findIn: find,

    workersOfGrid: (gridCode: string, today: string) =>
      subjectsOf(Prisma.sql`p.scopeCode = ${gridCode}`, today),
    postsOfWorker: (accountId: string, today: string) =>
      subjectsOf(Prisma.sql`a.id = ${idBytes(accountId)}`, today),

    /** False: there is one of this id. */
    async insert(row: Prisma.OpinionCreateManyInput): Promise<boolean> {
      try {
        await prisma.opinion.createMany({ data: [row] })
        return true
      } catch (error) {
        if (isDuplicate(error)) return false
        throw error
      }
    },

    async list(filter: OpinionFilter): Promise<OpinionRecord[]> {
      const { scopes, state, kind, after, limit } = filter
      const at = after ? new Date(after.atMs) : null
      const older =
        after && at
          ? Prisma.sql`AND (o.createdAt < ${at} OR (o.createdAt = ${at} AND o.id < ${idBytes(after.id)}))`
          : Prisma.empty
      const rows = await prisma.$queryRaw<Row[]>(Prisma.sql`
        ${selected}
        WHERE (${anyGrid(scopes)}) AND o.accountId <> ${idBytes(filter.notAbout)}
          ${state ? Prisma.sql`AND o.state = ${state}` : Prisma.empty}
          ${kind ? Prisma.sql`AND o.kind = ${kind}` : Prisma.empty}
          ${older}
        ORDER BY o.createdAt DESC, o.id DESC LIMIT ${limit}`)
      return rows.map(recordOf)
    },

    /** Only what was decided, and nothing that tells by whom it was given. */
    async decidedAbout(accountId: string, limit: number) {
      const rows = await prisma.opinion.findMany({
        where: { accountId: idBytes(accountId), state: 'decided', decision: { not: 'spam' } },
        select: {
          id: true,
          kind: true,
          text: true,
          decidedAt: true,
          decision: true,
          reason: true,
        },
        orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
        take: limit,
      })
      return rows.map((row) => ({ ...row, id: idText(row.id), decidedAtMs: msOf(row.decidedAt) }))
    },

    /** False: it does not stand in one of these states any more. */
    async move(
      tx: Transaction,
      opinionId: string,
      from: readonly OpinionState[],
      data: Prisma.OpinionUpdateManyMutationInput,
    ): Promise<boolean> {
      const where = { id: idBytes(opinionId), state: { in: [...from] } }
      return (await tx.opinion.updateMany({ where, data })).count === 1
    },

    async eraseContact(tx: Transaction, opinionId: string, nowMs: number): Promise<void> {
      await tx.opinion.update({
        where: { id: idBytes(opinionId) },
        data: {
          phoneSealed: null,
          phoneMasked: null,
          // the stand-in for his phone is turned into one of nobody's
          ownerId: new Uint8Array(16),
          erasedAt: new Date(nowMs),
        },
      })
    },
  }
}
