import type { ChangeListContent, Leaving, Newcomer } from '../../contract/change-lists'
import { caseKindLabel } from '../../contract/discipline'
import { addDays, addMonths, shanghaiDay } from '../../platform/clock'
import type { PayRegulation } from '../../rules'
import type { PostOnList, RemovalOnList } from './change-list.store'

export interface Period {
  from: string
  to: string
}

const dayOf = (month: string, day: number) => `${month}-${String(day).padStart(2, '0')}`

/** What the list of a month covers: from the day after the last one was due to the day it is due. */
export function periodOf(month: string, dayThen: number, dayBefore: number): Period {
  return {
    from: addDays(dayOf(addMonths(month, -1), dayBefore), 1),
    to: dayOf(month, dayThen),
  }
}

export interface DraftSources {
  townshipCode: string
  period: Period
  /** All worker posts of everybody whose posts changed, in the order in which they began. */
  posts: readonly PostOnList[]
  removals: readonly RemovalOnList[]
  /** The newest worker post of who is removed. */
  lastPosts: ReadonlyMap<string, PostOnList>
  /** What stood on the list before: it is not told twice. */
  told: ChangeListContent | null
  gridName(code: string): string
  regulation: Pick<PayRegulation, 'checkEligibility' | 'startsOn'>
}

const covers = (post: PostOnList, day: string) =>
  post.startsOn <= day && (post.endsOn === null || post.endsOn >= day)
const within = ({ from, to }: Period, day: string | null): day is string =>
  day !== null && from <= day && day <= to

function personOf(post: PostOnList, gridName: (code: string) => string) {
  const { accountId, name, idNumberMasked, phoneMasked, workerKind, gridCode } = post
  return {
    accountId,
    name,
    idNumberMasked,
    phoneMasked,
    workerKind,
    gridName: gridName(gridCode),
  }
}

function removedOf(sources: DraftSources): Leaving[] {
  const { removals, lastPosts, gridName } = sources
  return removals.flatMap((removal) => {
    const post = lastPosts.get(removal.accountId)
    if (!post) return []
    const { article, sentence, kind, decidedAtMs } = removal
    return [
      {
        ...personOf(post, gridName),
        reason: 'removed' as const,
        on: shanghaiDay(decidedAtMs),
        sentence: `${caseKindLabel[kind]}：${sentence}`,
        article,
      },
    ]
  })
}

/** Whose last post in the township ended, without another there the day after. */
function leftOf({ posts, period, townshipCode, gridName }: DraftSources): Leaving[] {
  const here = posts.filter((post) => post.gridCode.startsWith(townshipCode))
  return here.flatMap((post) => {
    const { endsOn, accountId } = post
    if (!within(period, endsOn)) return []
    const after = addDays(endsOn, 1)
    const stays = here.some((other) => other.accountId === accountId && covers(other, after))
    if (stays) return []
    const moved = posts.some((other) => other.accountId === accountId && covers(other, after))
    const sentence = moved ? '调到其他乡镇' : '离开岗位'
    return [
      {
        ...personOf(post, gridName),
        reason: 'left' as const,
        on: endsOn,
        sentence,
        article: null,
      },
    ]
  })
}

function newcomersOf(sources: DraftSources): Newcomer[] {
  const { posts, period, townshipCode, gridName, regulation } = sources
  const here = posts.filter((post) => post.gridCode.startsWith(townshipCode))
  return here.flatMap((post) => {
    const { accountId, startsOn } = post
    if (!within(period, startsOn)) return []
    const before = addDays(startsOn, -1)
    if (here.some((other) => other.accountId === accountId && covers(other, before))) return []
    const { outcome, sentence } = regulation.checkEligibility({
      bornOn: post.birthDate,
      // who came in the regulation's own first month before its first day is judged as of that day
      appliedOn: [startsOn, regulation.startsOn].sort().at(-1) ?? startsOn,
    })
    const { bankCardMasked } = post
    const eligibility = { outcome, sentence }
    return [{ ...personOf(post, gridName), bankCardMasked, startsOn, eligibility }]
  })
}

function onceEach<Row extends { accountId: string }>(rows: readonly Row[]): Row[] {
  return [...new Map([...rows].reverse().map((row) => [row.accountId, row])).values()].reverse()
}

/** Who leaves and who comes, from cases and posts; a decided removal goes before a mere leaving. */
export function draftOf(sources: DraftSources): ChangeListContent {
  const { told } = sources
  const leaving = onceEach([...removedOf(sources), ...leftOf(sources)]).filter(
    (row) => !told?.leaving.some((one) => one.accountId === row.accountId),
  )
  const newcomers = onceEach(newcomersOf(sources)).filter(
    (row) =>
      !told?.newcomers.some(
        (one) => one.accountId === row.accountId && one.startsOn === row.startsOn,
      ),
  )
  return { leaving, newcomers }
}
