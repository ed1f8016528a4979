import type { WorkerKind } from '../../contract/primitives'
import { monthEnd } from '../../platform/clock'
import type { StaffStore, WorkerPost } from './staff.store'

/** A worker as he stands in one month: one a person, whatever posts he had in it. */
export interface WorkerInMonth {
  accountId: string
  name: string
  /** Of the post held last in the month. */
  gridCode: string
  villageCode: string
  townshipCode: string
  /** Held on the last day of service in the month. */
  workerKind: WorkerKind
  /** Start of the earliest of the posts that touch the month; may lie before it. */
  serviceFrom: string
  /** End of the last of them, may lie after the month; null: open. */
  serviceTo: string | null
  /** Kinds held in the month, each with its first day; more than one when the kind changed. */
  kindHistory: { from: string; kind: WorkerKind }[]
}

const latest = '9999-12-31'
const countyDigits = 6
const endOf = (post: WorkerPost) => post.endsOn ?? latest

/** Posts in the order they count: what is held longest into the month and began last comes last. */
function inOrder(posts: readonly WorkerPost[], lastDay: string): WorkerPost[] {
  const heldUntil = (post: WorkerPost) => (endOf(post) > lastDay ? lastDay : endOf(post))
  return [...posts].sort((a, b) => {
    const keys = [
      [heldUntil(a), heldUntil(b)],
      [a.startsOn, b.startsOn],
      [a.gridCode, b.gridCode],
    ] as const
    for (const [one, other] of keys) if (one !== other) return one < other ? -1 : 1
    return 0
  })
}

function kindsOf(posts: readonly WorkerPost[], firstDay: string): WorkerInMonth['kindHistory'] {
  const kinds: WorkerInMonth['kindHistory'] = []
  for (const post of [...posts].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))) {
    const from = post.startsOn < firstDay ? firstDay : post.startsOn
    if (kinds.at(-1)?.kind !== post.workerKind) kinds.push({ from, kind: post.workerKind })
  }
  return kinds
}

export function workerOfPosts(posts: readonly WorkerPost[], month: string): WorkerInMonth | null {
  const ordered = inOrder(posts, monthEnd(month))
  const last = ordered.at(-1)
  if (!last) return null
  const starts = ordered.map((post) => post.startsOn).sort()
  const ends = ordered.map(endOf).sort()
  const end = ends.at(-1) ?? latest
  return {
    accountId: last.accountId,
    name: last.name,
    gridCode: last.gridCode,
    villageCode: last.gridCode.slice(0, 12),
    townshipCode: last.gridCode.slice(0, 9),
    workerKind: last.workerKind,
    serviceFrom: starts[0] ?? last.startsOn,
    serviceTo: end === latest ? null : end,
    kindHistory: kindsOf(ordered, `${month}-01`),
  }
}

function byAccount(posts: readonly WorkerPost[]): WorkerPost[][] {
  const groups = new Map<string, WorkerPost[]>()
  for (const post of posts) {
    const group = groups.get(post.accountId)
    if (group) group.push(post)
    else groups.set(post.accountId, [post])
  }
  return [...groups.values()]
}

export interface StaffService {
  /** Workers whose last post of the month is in these scopes (code prefixes), in the order of grids. */
  workersOf(scopes: readonly string[], month: string): Promise<WorkerInMonth[]>
  /** Null: no worker on any day of the month. */
  worker(accountId: string, month: string): Promise<WorkerInMonth | null>
  names(accountIds: readonly string[]): Promise<Map<string, string>>
  /** First day on which each of them was ever a worker in the county of a place. */
  firstDays(accountIds: readonly string[], code: string): Promise<Map<string, string>>
}

export function createStaffService(store: StaffStore): StaffService {
  return {
    async workersOf(scopes, month) {
      const posts = await store.postsIn(scopes, `${month}-01`, monthEnd(month))
      const workers: WorkerInMonth[] = []
      for (const group of byAccount(posts)) {
        const worker = workerOfPosts(group, month)
        if (worker && scopes.some((scope) => worker.gridCode.startsWith(scope)))
          workers.push(worker)
      }
      return workers.sort((a, b) => {
        const [one, other] =
          a.gridCode === b.gridCode ? [a.accountId, b.accountId] : [a.gridCode, b.gridCode]
        return one < other ? -1 : 1
      })
    },

    async worker(accountId, month) {
      return workerOfPosts(await store.postsOf(accountId, `${month}-01`, monthEnd(month)), month)
    },

    firstDays: (accountIds, code) =>
      store.firstDays([...new Set(accountIds)], code.slice(0, countyDigits)),

    names: (accountIds) => store.names([...new Set(accountIds)]),
  }
}
