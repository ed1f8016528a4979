import type { WorkerKind } from '../../contract/primitives'
import { dayOfDate, monthEnd } from '../../platform/clock'
import type { Database, RowDataPacket } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

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
  workerKind: WorkerKind | null
  startsOn: Date
  endsOn: Date | null
}

const columns = `
  SELECT p.accountId, a.name, p.scopeCode, p.workerKind, p.startsOn, p.endsOn
  FROM post p JOIN account a ON a.id = p.accountId
  WHERE p.role = 'worker' AND p.startsOn <= ? AND (p.endsOn IS NULL OR p.endsOn >= ?)`

function present(row: PostRow): WorkerPost {
  return {
    accountId: idText(row.accountId),
    name: row.name,
    gridCode: row.scopeCode,
    workerKind: row.workerKind ?? 'rural',
    startsOn: dayOfDate(row.startsOn),
    endsOn: row.endsOn === null ? null : dayOfDate(row.endsOn),
  }
}

export type StaffStore = ReturnType<typeof createStaffStore>

export function createStaffStore({ pool }: Database) {
  return {
    /** Worker posts held on any day of the month at grids under these prefixes, oldest first. */
    async postsUnder(scopes: readonly string[], month: string): Promise<WorkerPost[]> {
      if (scopes.length === 0) return []
      const within = scopes.map(() => 'p.scopeCode LIKE ?').join(' OR ')
      const [rows] = await pool.query<PostRow[]>(`${columns} AND (${within}) ORDER BY p.startsOn, p.id`, [
        monthEnd(month),
        `${month}-01`,
        ...scopes.map((scope) => `${scope}%`),
      ])
      return rows.map(present)
    },

    async postsOf(accountIds: readonly string[], month: string): Promise<WorkerPost[]> {
      if (accountIds.length === 0) return []
      const [rows] = await pool.query<PostRow[]>(`${columns} AND p.accountId IN (?) ORDER BY p.startsOn, p.id`, [
        monthEnd(month),
        `${month}-01`,
        accountIds.map((id) => Buffer.from(idBytes(id))),
      ])
      return rows.map(present)
    },

    async names(accountIds: readonly string[]): Promise<Map<string, string>> {
      if (accountIds.length === 0) return new Map()
      const [rows] = await pool.query<({ id: Buffer; name: string } & RowDataPacket)[]>(
        'SELECT id, name FROM account WHERE id IN (?)',
        [accountIds.map((id) => Buffer.from(idBytes(id)))],
      )
      return new Map(rows.map((row) => [idText(row.id), row.name]))
    },
  }
}
