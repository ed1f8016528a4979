import type { EarlierOutcome } from '../../rules/follow-history'
import type { MonthFacts } from '../../rules/month-facts'

type RewardOf = (level: string) => number

const mostOf = (levels: readonly string[], rewardOf: RewardOf) =>
  Math.max(0, ...levels.map(rewardOf))

/**
 * A commendation tops up what earlier months paid for the same report (A-DN-10). Where another law
 * had those months pay more or less, so much is already paid; what months outside of them paid stays.
 */
export function withPaidEarlier(
  facts: MonthFacts,
  earlier: readonly EarlierOutcome[],
  rewards: { before: RewardOf; after: RewardOf },
): MonthFacts {
  const { commendations } = facts
  if (!commendations || earlier.length === 0) return facts
  const paidFor = earlier.flatMap((one) => (one.facts as MonthFacts).commendations ?? [])
  const followed = commendations.map((one) => {
    const levels = paidFor
      .filter(({ reportId }) => reportId === one.reportId)
      .map(({ level }) => level)
    const paidFen = mostOf(levels, rewards.after)
    const wasAllPaidThere = one.alreadyPaidFen <= mostOf(levels, rewards.before)
    const alreadyPaidFen = wasAllPaidThere ? paidFen : Math.max(one.alreadyPaidFen, paidFen)
    return alreadyPaidFen === one.alreadyPaidFen ? one : { ...one, alreadyPaidFen }
  })
  const isTurned = followed.some((one, index) => one !== commendations[index])
  return isTurned ? { ...facts, commendations: followed } : facts
}
