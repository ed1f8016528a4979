import type { ChangeListContent, ChangeListState } from '../../contract/change-lists'
import type { CaseKind } from '../../contract/discipline'
import type { WorkerKind } from '../../contract/primitives'
import type { ArticleRef } from '../../contract/trace'
import { dateOfDay, dayOfDate, dayStartMs, addDays } from '../../platform/clock'
import type { Database, Prisma, RowDataPacket, Transaction } from '../../platform/database'
import { type ExportedTable, noteExport } from '../../platform/database/note-deed'
import { idBytes, idText } from '../../platform/ids'

/** A worker's post with what the list tells of its holder. */
export interface PostOnList {
  accountId: string
  name: string
  idNumberMasked: string
  phoneMasked: string
  bankCardMasked: string | null
  birthDate: string
  gridCode: string
  workerKind: WorkerKind
  startsOn: string
  endsOn: string | null
}

export interface RemovalOnList {
  accountId: string
  gridCode: string
  kind: CaseKind
  article: ArticleRef
  sentence: string
  decidedAtMs: number
}

export interface StoredList {
  townshipCode: string
  month: string
  state: Exclude<ChangeListState, 'draft'>
  dueOn: string
  content: ChangeListContent
  sentBy: string
  sentAtMs: number
  decidedBy: string | null
  decidedAtMs: number | null
  reason: string | null
}

interface PostRow extends RowDataPacket {
  accountId: Buffer
  name: string
  idNumberMasked: string
  phoneMasked: string
  bankCardMasked: string | null
  birthDate: Date
  scopeCode: string
  workerKind: WorkerKind
  startsOn: Date
  endsOn: Date | null
}

function postOf(row: PostRow): PostOnList {
  const { name, idNumberMasked, phoneMasked, bankCardMasked, workerKind } = row
  return {
    accountId: idText(row.accountId),
    name,
    idNumberMasked,
    phoneMasked,
    bankCardMasked,
    birthDate: dayOfDate(row.birthDate),
    gridCode: row.scopeCode,
    workerKind,
    startsOn: dayOfDate(row.startsOn),
    endsOn: row.endsOn === null ? null : dayOfDate(row.endsOn),
  }
}

function listOf(row: Prisma.ChangeListGetPayload<object>): StoredList {
  return {
    townshipCode: row.townshipCode,
    month: row.month,
    state: row.state as StoredList['state'],
    dueOn: dayOfDate(row.dueOn),
    content: row.content as unknown as ChangeListContent,
    sentBy: idText(row.sentBy),
    sentAtMs: row.sentAt.getTime(),
    decidedBy: row.decidedBy === null ? null : idText(row.decidedBy),
    decidedAtMs: row.decidedAt?.getTime() ?? null,
    reason: row.reason,
  }
}

const touching = `p.role = 'worker' AND p.workerKind IS NOT NULL
  AND (p.endsOn IS NULL OR p.endsOn >= p.startsOn)`

export type ChangeListStore = ReturnType<typeof createChangeListStore>

export function createChangeListStore({ prisma, pool }: Database) {
  return {
    /** All worker posts of everybody one of whose posts in the township begins or ends in these days. */
    async postsOfChanged(townshipCode: string, from: string, to: string): Promise<PostOnList[]> {
      const days = [dateOfDay(from), dateOfDay(to)]
      const [rows] = await pool.query<PostRow[]>(
        `SELECT p.accountId, a.name, a.idNumberMasked, a.phoneMasked, a.bankCardMasked, a.birthDate,
                p.scopeCode, p.workerKind, p.startsOn, p.endsOn
         FROM post p JOIN account a ON a.id = p.accountId
         WHERE ${touching} AND p.accountId IN (
           SELECT c.accountId FROM post c WHERE c.role = 'worker' AND c.scopeCode LIKE ?
             AND (c.startsOn BETWEEN ? AND ? OR c.endsOn BETWEEN ? AND ?))
         ORDER BY p.startsOn, p.scopeCode`,
        [`${townshipCode}%`, ...days, ...days],
      )
      return rows.map(postOf)
    },

    /** The newest worker post of each of these people. */
    async lastPosts(accountIds: readonly string[]): Promise<Map<string, PostOnList>> {
      if (accountIds.length === 0) return new Map()
      const [rows] = await pool.query<PostRow[]>(
        `SELECT p.accountId, a.name, a.idNumberMasked, a.phoneMasked, a.bankCardMasked, a.birthDate,
                p.scopeCode, p.workerKind, p.startsOn, p.endsOn
         FROM post p JOIN account a ON a.id = p.accountId
         WHERE ${touching} AND p.accountId IN (?) ORDER BY p.startsOn, p.scopeCode`,
        [accountIds.map((accountId) => Buffer.from(idBytes(accountId)))],
      )
      return new Map(rows.map(postOf).map((post) => [post.accountId, post]))
    },

    /** Decisions of these days by which somebody of the township leaves, that were not overturned. */
    async removalsOf(
      townshipCode: string,
      kinds: readonly CaseKind[],
      from: string,
      to: string,
    ): Promise<RemovalOnList[]> {
      const rows = await prisma.disciplineCase.findMany({
        where: {
          townshipCode,
          kind: { in: [...kinds] },
          outcome: 'imposed',
          decidedAt: {
            gte: new Date(dayStartMs(from)),
            lt: new Date(dayStartMs(addDays(to, 1))),
          },
        },
        orderBy: { decidedAt: 'asc' },
      })
      return rows.map((row) => ({
        accountId: idText(row.accountId),
        gridCode: row.gridCode,
        kind: row.kind as CaseKind,
        article: row.article as unknown as ArticleRef,
        sentence: row.sentence,
        decidedAtMs: row.decidedAt?.getTime() ?? 0,
      }))
    },

    async lists(townshipCodes: readonly string[], month: string): Promise<Map<string, StoredList>> {
      const where = { townshipCode: { in: [...townshipCodes] }, month }
      const rows = await prisma.changeList.findMany({ where })
      return new Map(rows.map((row) => [row.townshipCode, listOf(row)]))
    },

    async list(townshipCode: string, month: string, tx?: Transaction): Promise<StoredList | null> {
      const row = await (tx ?? prisma).changeList.findUnique({
        where: { townshipCode_month: { townshipCode, month } },
      })
      return row ? listOf(row) : null
    },

    /** A first sending makes the row, one after a return takes its place; of two only one does. */
    async send(
      tx: Transaction,
      list: Pick<StoredList, 'townshipCode' | 'month' | 'dueOn' | 'content' | 'sentBy'> & {
        atMs: number
        again: boolean
      },
    ): Promise<boolean> {
      const { townshipCode, month } = list
      const sent = {
        state: 'sent',
        dueOn: dateOfDay(list.dueOn),
        content: list.content as unknown as Prisma.InputJsonValue,
        sentBy: idBytes(list.sentBy),
        sentAt: new Date(list.atMs),
      }
      if (!list.again) {
        await tx.changeList.create({ data: { townshipCode, month, ...sent } })
        return true
      }
      const where = { townshipCode, month, state: 'returned' }
      return (await tx.changeList.updateMany({ where, data: sent })).count === 1
    },

    async decide(
      tx: Transaction,
      key: Pick<StoredList, 'townshipCode' | 'month'>,
      decided: { state: 'accepted' | 'returned'; by: string; atMs: number; reason: string },
    ): Promise<boolean> {
      const { state, by, atMs, reason } = decided
      const { count } = await tx.changeList.updateMany({
        where: { townshipCode: key.townshipCode, month: key.month, state: 'sent' },
        data: { state, decidedBy: idBytes(by), decidedAt: new Date(atMs), reason },
      })
      return count === 1
    },

    noteExport: (deed: ExportedTable) => noteExport(prisma, 'changeList', deed),
  }
}
