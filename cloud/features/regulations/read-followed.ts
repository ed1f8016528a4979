import type { PayRegulation, Standing } from '../../rules'
import type { StaffService } from '../staff/staff.service'
import {
  type Follow,
  type FollowedMonth,
  followMonths,
  type KnownMonth,
  placesOf,
  turnedPlaces,
} from './follow-months'
import type { FrozenFacts, Scenario } from './simulate'
import type { FrozenMonth, SimulationsStore } from './simulations.store'

/** More workers than any township has. */
export const mostOfTownship = 20_000

export interface ReadFollowedParts {
  simulations: SimulationsStore
  staff: Pick<StaffService, 'firstDays'>
}

/** One person's months, oldest first. */
export type PersonMonths = FrozenFacts[]

export function byPerson(rows: readonly FrozenFacts[]): PersonMonths[] {
  const groups = new Map<string, PersonMonths>()
  for (const row of rows) {
    const own = groups.get(row.accountId)
    if (own) own.push(row)
    else groups.set(row.accountId, [row])
  }
  return [...groups.values()]
}

export const known = (pack: PayRegulation, months: PersonMonths): KnownMonth[] =>
  months.map((one) => ({ one, before: pack.evaluateMonth(one.facts) }))

/** Reads what a simulation follows from month to month beside the frozen facts themselves. */
export function createFollowedReader({ simulations, staff }: ReadFollowedParts) {
  /** Who is ranked otherwise in these months; of a pack that ranks nobody nothing is asked. */
  async function places(
    pack: PayRegulation,
    months: readonly FrozenMonth[],
    scenario: Scenario,
  ): Promise<ReadonlyMap<string, Standing>> {
    const turned = new Map<string, Standing>()
    if (!pack.ranked) return turned
    for (const of of months) {
      const list = await simulations.frozenFacts(of, null, mostOfTownship)
      const firstDays = await staff.firstDays(
        list.map((one) => one.accountId),
        of.townshipCode,
      )
      for (const [key, standing] of turnedPlaces(pack, { ...of, list, firstDays }, scenario))
        turned.set(key, standing)
    }
    return turned
  }

  /** What these people saved up in the years whose last month is among these. */
  async function saved(
    accountIds: readonly string[],
    months: readonly Pick<FrozenMonth, 'month'>[],
  ): Promise<Follow['savedIn']> {
    const last = months.filter(({ month }) => month.endsWith('-12'))
    const years = [...new Set(last.map(({ month }) => month.slice(0, 4)))]
    const rows = await simulations.savedIn(accountIds, years)
    return (accountId, year) =>
      rows.filter((row) => row.accountId === accountId && row.month.startsWith(year))
  }

  return {
    places,
    saved,

    /** These people's months of the simulation by one scenario. */
    async followed(
      pack: PayRegulation,
      scenario: Scenario,
      { accountIds, months }: { accountIds: readonly string[]; months: readonly FrozenMonth[] },
    ): Promise<FollowedMonth[]> {
      const [rows, turned, savedIn] = await Promise.all([
        simulations.frozenOf(accountIds, months),
        places(pack, months, scenario),
        saved(accountIds, months),
      ])
      const follow = { pack, scenario, placedIn: placesOf(turned), savedIn }
      return byPerson(rows).flatMap((own) => followMonths(known(pack, own), follow))
    },
  }
}

export type FollowedReader = ReturnType<typeof createFollowedReader>
