import type { WorkerKind } from '../../contract/primitives'
import type { StaffStore, WorkerPost } from './staff.store'

/** One worker's service in one month; the post held last in the month counts (A-DN-33). */
export interface WorkerInMonth {
  accountId: string
  name: string
  gridCode: string
  villageCode: string
  townshipCode: string
  workerKind: WorkerKind
  /** First day of service as a worker, which may lie before the month. */
  serviceFrom: string
  /** Last day, or null while the service goes on. */
  serviceTo: string | null
}

export interface StaffService {
  /** Workers whose last post of the month is under one of these code prefixes. */
  workersOf(scopes: readonly string[], month: string): Promise<WorkerInMonth[]>
  worker(accountId: string, month: string): Promise<WorkerInMonth | null>
  names(accountIds: readonly string[]): Promise<Map<string, string>>
}

/** Posts of one account, oldest first, as one service. */
function inMonth(posts: readonly WorkerPost[]): WorkerInMonth | null {
  const last = posts.at(-1)
  const [first] = posts
  if (!last || !first) return null
  return {
    accountId: last.accountId,
    name: last.name,
    gridCode: last.gridCode,
    villageCode: last.gridCode.slice(0, 12),
    townshipCode: last.gridCode.slice(0, 9),
    workerKind: last.workerKind,
    serviceFrom: first.startsOn,
    serviceTo: last.endsOn,
  }
}

function byAccount(posts: readonly WorkerPost[]): Map<string, WorkerPost[]> {
  const groups = new Map<string, WorkerPost[]>()
  for (const post of posts) {
    const group = groups.get(post.accountId)
    if (group) group.push(post)
    else groups.set(post.accountId, [post])
  }
  return groups
}

export function createStaffService(store: StaffStore): StaffService {
  return {
    async workersOf(scopes, month) {
      const here = byAccount(await store.postsUnder(scopes, month))
      // who moved in or out inside the month belongs where he was last: look at all his posts
      const moved = [...here].filter(([, posts]) => posts.length > 1 || posts[0]?.endsOn !== null)
      const whole = byAccount(await store.postsOf(moved.map(([accountId]) => accountId), month))
      const workers: WorkerInMonth[] = []
      for (const [accountId, posts] of here) {
        const worker = inMonth(whole.get(accountId) ?? posts)
        if (worker && scopes.some((scope) => worker.gridCode.startsWith(scope))) workers.push(worker)
      }
      return workers.sort((a, b) => (a.gridCode < b.gridCode ? -1 : a.gridCode > b.gridCode ? 1 : 0))
    },

    async worker(accountId, month) {
      return inMonth(await store.postsOf([accountId], month))
    },

    names: store.names,
  }
}
