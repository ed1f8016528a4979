import type { CaseKind, CaseOutcome, CaseState } from '../../contract/discipline'
import type { ArticleRef, Figure, VerdictReason } from '../../contract/trace'
import { dayOfDate } from '../../platform/clock'
import type { Database, Prisma, RowDataPacket, Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

/** What a case rests on, kept as it was when the case was opened. */
export interface Evidence {
  text: string | null
  reasons: VerdictReason[]
  figures: Figure[]
  history: string[]
}

export type CaseColumns = Prisma.DisciplineCaseGetPayload<object>

export interface Case {
  id: string
  accountId: string
  month: string
  townshipCode: string
  gridCode: string
  kind: CaseKind
  grounds: string
  article: ArticleRef
  sentence: string
  evidence: Evidence
  state: CaseState
  outcome: CaseOutcome | null
  proposedBy: string | null
  proposedAtMs: number
  noticedBy: string | null
  noticedAtMs: number | null
  noticeText: string | null
  replyDueOn: string | null
  repliedAtMs: number | null
  replyText: string | null
  decidedBy: string | null
  decidedAtMs: number | null
  decisionText: string | null
  measure: string | null
  appealDueOn: string | null
  appealedAtMs: number | null
  appealText: string | null
  appealDecidedBy: string | null
  appealDecidedAtMs: number | null
  appealDecision: string | null
  expiresOn: string | null
  closedBy: string | null
  closedAtMs: number | null
  closingText: string | null
  doneOn: string | null
}

export type NewCase = Pick<
  Case,
  | 'id'
  | 'accountId'
  | 'month'
  | 'townshipCode'
  | 'gridCode'
  | 'kind'
  | 'grounds'
  | 'article'
  | 'sentence'
  | 'evidence'
  | 'proposedBy'
  | 'proposedAtMs'
>

export type CaseChange = Prisma.DisciplineCaseUpdateManyMutationInput

const textOf = (id: Uint8Array | null) => (id === null ? null : idText(id))
const msOf = (at: Date | null) => at?.getTime() ?? null
const dayOf = (date: Date | null) => (date === null ? null : dayOfDate(date))

function caseOf(row: CaseColumns): Case {
  return {
    id: idText(row.id),
    accountId: idText(row.accountId),
    month: row.month,
    townshipCode: row.townshipCode,
    gridCode: row.gridCode,
    kind: row.kind as CaseKind,
    grounds: row.grounds,
    article: row.article as unknown as ArticleRef,
    sentence: row.sentence,
    evidence: row.evidence as unknown as Evidence,
    state: row.state as CaseState,
    outcome: row.outcome as CaseOutcome | null,
    proposedBy: textOf(row.proposedBy),
    proposedAtMs: row.proposedAt.getTime(),
    noticedBy: textOf(row.noticedBy),
    noticedAtMs: msOf(row.noticedAt),
    noticeText: row.noticeText,
    replyDueOn: dayOf(row.replyDueOn),
    repliedAtMs: msOf(row.repliedAt),
    replyText: row.replyText,
    decidedBy: textOf(row.decidedBy),
    decidedAtMs: msOf(row.decidedAt),
    decisionText: row.decisionText,
    measure: row.measure,
    appealDueOn: dayOf(row.appealDueOn),
    appealedAtMs: msOf(row.appealedAt),
    appealText: row.appealText,
    appealDecidedBy: textOf(row.appealDecidedBy),
    appealDecidedAtMs: msOf(row.appealDecidedAt),
    appealDecision: row.appealDecision,
    expiresOn: dayOf(row.expiresOn),
    closedBy: textOf(row.closedBy),
    closedAtMs: msOf(row.closedAt),
    closingText: row.closingText,
    doneOn: dayOf(row.doneOn),
  }
}

function columnsOf(one: NewCase): Prisma.DisciplineCaseCreateManyInput {
  const { id, accountId, article, evidence, proposedBy, proposedAtMs, ...rest } = one
  return {
    ...rest,
    id: idBytes(id),
    accountId: idBytes(accountId),
    article: article as unknown as Prisma.InputJsonValue,
    evidence: evidence as unknown as Prisma.InputJsonValue,
    state: 'proposed',
    proposedBy: proposedBy === null ? null : idBytes(proposedBy),
    proposedAt: new Date(proposedAtMs),
  }
}

interface KeptRow extends RowDataPacket {
  accountId: Buffer
  month: string
}

interface FraudRow extends RowDataPacket {
  accountId: Buffer
  outcome: CaseOutcome
}

const buffers = (accountIds: readonly string[]) =>
  accountIds.map((accountId) => Buffer.from(idBytes(accountId)))

/** Listed at once; who has more of them open looks at one area after the other. */
export const mostCases = 500

export type DisciplineStore = ReturnType<typeof createDisciplineStore>

export function createDisciplineStore({ prisma, pool }: Database) {
  return {
    /** Of one that is there already nothing is added: the database holds a proposal once. */
    async openAll(tx: Transaction, cases: readonly NewCase[]): Promise<void> {
      if (cases.length === 0) return
      await tx.disciplineCase.createMany({ data: cases.map(columnsOf), skipDuplicates: true })
    },

    async openOne(tx: Transaction, one: NewCase): Promise<Case> {
      return caseOf(await tx.disciplineCase.create({ data: columnsOf(one) }))
    },

    async sameCase(
      tx: Transaction,
      { accountId, month, kind, grounds }: Pick<Case, 'accountId' | 'month' | 'kind' | 'grounds'>,
    ): Promise<boolean> {
      const where = { accountId: idBytes(accountId), month, kind, grounds }
      return (await tx.disciplineCase.count({ where })) > 0
    },

    async find(client: Pick<Transaction, 'disciplineCase'>, id: string): Promise<Case | null> {
      const row = await client.disciplineCase.findUnique({ where: { id: idBytes(id) } })
      return row ? caseOf(row) : null
    },

    read(id: string): Promise<Case | null> {
      return this.find(prisma, id)
    },

    /** Whether it still stood where it was read: of two at the same moment only one is. */
    async change(
      tx: Transaction,
      one: Pick<Case, 'id' | 'state'>,
      data: CaseChange,
    ): Promise<boolean> {
      const where = { id: idBytes(one.id), state: one.state }
      return (await tx.disciplineCase.updateMany({ where, data })).count === 1
    },

    /** Under these code prefixes, newest first. */
    async under(scopes: readonly string[], alsoClosed: boolean): Promise<Case[]> {
      const rows = await prisma.disciplineCase.findMany({
        where: {
          OR: scopes.map((scope) => ({ gridCode: { startsWith: scope } })),
          ...(alsoClosed ? {} : { state: { not: 'closed' } }),
        },
        orderBy: [{ month: 'desc' }, { id: 'desc' }],
        take: mostCases,
      })
      return rows.map(caseOf)
    },

    async of(accountId: string): Promise<Case[]> {
      const rows = await prisma.disciplineCase.findMany({
        where: { accountId: idBytes(accountId) },
        orderBy: [{ month: 'desc' }, { id: 'desc' }],
      })
      return rows.map(caseOf)
    },

    /** Months in which somebody was kept although he was to be eliminated, from `from` up to before `before`. */
    async keptMonths(
      accountIds: readonly string[],
      from: string,
      before: string,
    ): Promise<{ accountId: string; month: string }[]> {
      if (accountIds.length === 0) return []
      const [rows] = await pool.query<KeptRow[]>(
        `SELECT DISTINCT accountId, month FROM discipline_case
         WHERE accountId IN (?) AND month >= ? AND month < ?
           AND kind = 'elimination' AND outcome = 'kept'`,
        [buffers(accountIds), from, before],
      )
      return rows.map((row) => ({ accountId: idText(row.accountId), month: row.month }))
    },

    /** What was decided of eliminations for fraud that speak of a month of the year. */
    async fraudOutcomes(
      accountIds: readonly string[],
      year: string,
    ): Promise<{ accountId: string; outcome: CaseOutcome }[]> {
      if (accountIds.length === 0) return []
      const [rows] = await pool.query<FraudRow[]>(
        `SELECT accountId, outcome FROM discipline_case
         WHERE accountId IN (?) AND month BETWEEN ? AND ?
           AND kind = 'elimination' AND grounds = 'fraud' AND outcome IS NOT NULL`,
        [buffers(accountIds), `${year}-01`, `${year}-12`],
      )
      return rows.map((row) => ({ accountId: idText(row.accountId), outcome: row.outcome }))
    },
  }
}
