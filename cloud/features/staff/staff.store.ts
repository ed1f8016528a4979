import type { WorkerKind } from '../../contract/primitives'
import { dateOfDay, dayOfDate } from '../../platform/clock'
import type { Database, RowDataPacket } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

/** One worker's post that touches the month. */
export interface WorkerPost {
  accountId: string
  name: string
  gridCode: string
  workerKind: WorkerKind
  startsOn: string
  endsOn: string | null
}

interface PostRow extends RowDataPacket {
  accountId: Buffer
  name: string
  scopeCode: string
  workerKind: WorkerKind
  startsOn: Date
  endsOn: Date | null
}

const touching = (post: string) =>
  `${post}.role = 'worker' AND ${post}.workerKind IS NOT NULL AND ${post}.startsOn <= ?
   AND (${post}.endsOn IS NULL OR ${post}.endsOn >= GREATEST(${post}.startsOn, ?))`

const columns = `p.accountId, a.name, p.scopeCode, p.workerKind, p.startsOn, p.endsOn`

function postOf(row: PostRow): WorkerPost {
  return {
    accountId: idText(row.accountId),
    name: row.name,
    gridCode: row.scopeCode,
    workerKind: row.workerKind,
    startsOn: dayOfDate(row.startsOn),
    endsOn: row.endsOn === null ? null : dayOfDate(row.endsOn),
  }
}

export type StaffStore = ReturnType<typeof createStaffStore>

export function createStaffStore({ pool }: Database) {
  return {
    /** Posts that touch the days, of everybody who has one of them in these scopes. */
    async postsIn(
      scopes: readonly string[],
      firstDay: string,
      lastDay: string,
    ): Promise<WorkerPost[]> {
      if (scopes.length === 0) return []
      const days = [dateOfDay(lastDay), dateOfDay(firstDay)]
      const inScopes = scopes.map(() => 'p.scopeCode LIKE ?').join(' OR ')
      const prefixes = scopes.map((scope) => `${scope}%`)
      const [rows] = await pool.query<PostRow[]>(
        `SELECT ${columns} FROM post p JOIN account a ON a.id = p.accountId
         WHERE (${inScopes}) AND ${touching('p')}`,
        [...prefixes, ...days],
      )
      // who also has a post elsewhere: his last one decides to which area he belongs
      const [elsewhere] = await pool.query<PostRow[]>(
        `SELECT ${columns.replaceAll('p.', 'o.')} FROM post p
         JOIN post o ON o.accountId = p.accountId AND o.id <> p.id
         JOIN account a ON a.id = o.accountId
         WHERE (${inScopes}) AND ${touching('p')} AND ${touching('o')}
           AND NOT (${inScopes.replaceAll('p.', 'o.')})`,
        [...prefixes, ...days, ...days, ...prefixes],
      )
      return [...rows, ...elsewhere].map(postOf)
    },

    async postsOf(accountId: string, firstDay: string, lastDay: string): Promise<WorkerPost[]> {
      const [rows] = await pool.query<PostRow[]>(
        `SELECT ${columns} FROM post p JOIN account a ON a.id = p.accountId
         WHERE p.accountId = ? AND ${touching('p')}`,
        [Buffer.from(idBytes(accountId)), dateOfDay(lastDay), dateOfDay(firstDay)],
      )
      return rows.map(postOf)
    },

    /** First day on which each of these people was ever a worker in a county. */
    async firstDays(
      accountIds: readonly string[],
      countyCode: string,
    ): Promise<Map<string, string>> {
      if (accountIds.length === 0) return new Map()
      const [rows] = await pool.query<(RowDataPacket & { accountId: Buffer; first: Date })[]>(
        `SELECT accountId, MIN(startsOn) AS first FROM post
         WHERE accountId IN (?) AND role = 'worker' AND workerKind IS NOT NULL
           AND scopeCode LIKE ? AND (endsOn IS NULL OR endsOn >= startsOn)
         GROUP BY accountId`,
        [accountIds.map((accountId) => Buffer.from(idBytes(accountId))), `${countyCode}%`],
      )
      return new Map(rows.map((row) => [idText(row.accountId), dayOfDate(row.first)]))
    },

    async names(accountIds: readonly string[]): Promise<Map<string, string>> {
      if (accountIds.length === 0) return new Map()
      const [rows] = await pool.query<(RowDataPacket & { id: Buffer; name: string })[]>(
        'SELECT id, name FROM account WHERE id IN (?)',
        [accountIds.map((accountId) => Buffer.from(idBytes(accountId)))],
      )
      return new Map(rows.map((row) => [idText(row.id), row.name]))
    },
  }
}
