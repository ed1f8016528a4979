import { monthEnd } from '../../platform/clock'
import { type CountyValue, type PayRegulation, RuleError } from '../../rules'
import { type FollowedMonth, settledFen } from './follow-months'
import { type Scenario, valuesUnder } from './simulate'
import type { FrozenMonth, SavedMonth } from './simulations.store'

/** Somebody who left within a year whose last month is simulated: that month's table pays what he saved up. */
export interface Leaver {
  accountId: string
  /** Where he worked last; its table settles his year. */
  townshipCode: string
  /** The year's last month. */
  month: string
  leftOn: string
  eliminatedForFraud: boolean
  /** By month. */
  saved: ReadonlyMap<string, number>
  /** As they stood in the year's last month. */
  countyValues: readonly CountyValue[]
}

export type LeaverEffect = { leaver: Leaver } & (
  | { beforeFen: number; afterFen: number }
  | { refused: string }
)

const isLast = (month: string) => month.endsWith('-12')

/** The years whose last month is among these. */
export function yearsOf(months: readonly Pick<FrozenMonth, 'month'>[]): string[] {
  const last = months.filter(({ month }) => isLast(month))
  return [...new Set(last.map(({ month }) => month.slice(0, 4)))]
}

type Place = Pick<FrozenMonth, 'townshipCode' | 'month'>

/** With a year's last month all of the year: in it may have worked who left. */
export function withTheirYears(months: readonly Place[]): Place[] {
  const earlier = months
    .filter(({ month }) => isLast(month))
    .flatMap(({ townshipCode, month }) =>
      Array.from({ length: 11 }, (_none, at) => {
        const number = String(at + 1).padStart(2, '0')
        return { townshipCode, month: `${month.slice(0, 4)}-${number}` }
      }),
    )
  const all = [...months, ...earlier]
  return [...new Map(all.map((one) => [`${one.townshipCode} ${one.month}`, one])).values()]
}

/** Who of them left, where that township's last month of the year is simulated. */
export function leaversAmong(
  rows: readonly SavedMonth[],
  months: readonly Place[],
): Omit<Leaver, 'countyValues'>[] {
  const settled = new Set(months.map((one) => `${one.townshipCode} ${one.month}`))
  const groups = new Map<string, SavedMonth[]>()
  for (const row of rows) {
    const key = `${row.accountId} ${row.month.slice(0, 4)}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].flatMap((own) => {
    const last = own.reduce((one, other) => (one.month < other.month ? other : one))
    const month = `${last.month.slice(0, 4)}-12`
    if (last.month === month || !settled.has(`${last.townshipCode} ${month}`)) return []
    return [
      {
        accountId: last.accountId,
        townshipCode: last.townshipCode,
        month,
        leftOn: monthEnd(last.month),
        eliminatedForFraud: own.some(({ fraud }) => fraud),
        saved: new Map(own.map((row) => [row.month, row.accrualFen])),
      },
    ]
  })
}

/** What the scenario makes of his reward, by his months as they would have come out. */
export function leaverEffect(
  pack: PayRegulation,
  scenario: Scenario,
  leaver: Leaver,
  followed: readonly FollowedMonth[],
): LeaverEffect {
  const year = leaver.month.slice(0, 4)
  const { leftOn, eliminatedForFraud, countyValues } = leaver
  const about = { year, leftOn, eliminatedForFraud }
  const savedBy = (which: 'before' | 'after') => {
    const saved = new Map(leaver.saved)
    for (const outcome of followed)
      if (!('refused' in outcome) && saved.has(outcome.one.month))
        saved.set(outcome.one.month, outcome[which].accrualFen)
    return saved
  }
  try {
    const under = valuesUnder(countyValues, scenario, `${leaver.month}-01`)
    return {
      leaver,
      beforeFen: settledFen(pack, savedBy('before'), { ...about, countyValues }),
      afterFen: settledFen(pack, savedBy('after'), { ...about, countyValues: under }),
    }
  } catch (error) {
    if (error instanceof RuleError) return { leaver, refused: error.message }
    throw error
  }
}
