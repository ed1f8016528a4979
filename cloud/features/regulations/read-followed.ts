import type { PayRegulation, Standing } from '../../rules'
import type { DisciplineService } from '../discipline/discipline.service'
import type { StaffService } from '../staff/staff.service'
import {
  type Follow,
  type FollowedMonth,
  followMonths,
  type KnownMonth,
  placesOf,
  turnedPlaces,
} from './follow-months'
import { type Leaver, type LeaverEffect, leaverEffect, leaversAmong, yearsOf } from './leavers'
import type { RegulationsService } from './regulations.service'
import type { FrozenFacts, Scenario } from './simulate'
import type { FrozenMonth, SimulationsStore } from './simulations.store'

/** More workers than any township has. */
export const mostOfTownship = 20_000

export interface ReadFollowedParts {
  simulations: SimulationsStore
  staff: Pick<StaffService, 'firstDays'>
  regulations: Pick<RegulationsService, 'ofMonth'>
  discipline: Pick<DisciplineService, 'eliminatedForFraud'>
}

/** What people's years need beside the simulated months themselves. */
export interface Years {
  savedIn: Follow['savedIn']
  /** By account. */
  leavers: ReadonlyMap<string, readonly Leaver[]>
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
export function createFollowedReader({
  simulations,
  staff,
  regulations,
  discipline,
}: ReadFollowedParts) {
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

  /** The county's values of each township's last month of the year, and what was decided of frauds. */
  async function withTheirLaw(found: readonly Omit<Leaver, 'countyValues'>[]): Promise<Leaver[]> {
    const leavers: Leaver[] = []
    for (const month of new Set(found.map((one) => one.month))) {
      const own = found.filter((one) => one.month === month)
      const ids = own.map((one) => one.accountId)
      const decided = await discipline.eliminatedForFraud(ids, month.slice(0, 4))
      const values = new Map<string, Leaver['countyValues']>()
      for (const code of new Set(own.map((one) => one.townshipCode)))
        values.set(code, (await regulations.ofMonth(code, month)).countyValues)
      for (const one of own)
        leavers.push({
          ...one,
          eliminatedForFraud: decided.get(one.accountId) ?? one.eliminatedForFraud,
          countyValues: values.get(one.townshipCode) ?? [],
        })
    }
    return leavers
  }

  /** What these people saved up in the years whose last month is among these, and who of them left. */
  async function years(
    accountIds: readonly string[],
    months: readonly FrozenMonth[],
  ): Promise<Years> {
    const rows = await simulations.savedIn(accountIds, yearsOf(months))
    const leavers = new Map<string, Leaver[]>()
    for (const one of await withTheirLaw(leaversAmong(rows, months)))
      leavers.set(one.accountId, [...(leavers.get(one.accountId) ?? []), one])
    return {
      savedIn: (accountId, year) =>
        rows.filter((row) => row.accountId === accountId && row.month.startsWith(year)),
      leavers,
    }
  }

  return {
    places,
    years,

    /** These people's months of the simulation by one scenario, and what leavers get of their years. */
    async followed(
      pack: PayRegulation,
      scenario: Scenario,
      { accountIds, months }: { accountIds: readonly string[]; months: readonly FrozenMonth[] },
    ): Promise<{ months: FollowedMonth[]; leavers: LeaverEffect[] }> {
      const [rows, turned, { savedIn, leavers }] = await Promise.all([
        simulations.frozenOf(accountIds, months),
        places(pack, months, scenario),
        years(accountIds, months),
      ])
      const follow = { pack, scenario, placedIn: placesOf(turned), savedIn }
      const followed = byPerson(rows).flatMap((own) => followMonths(known(pack, own), follow))
      const effects = [...leavers.values()].flat().map((leaver) => {
        const own = followed.filter(({ one }) => one.accountId === leaver.accountId)
        return leaverEffect(pack, scenario, leaver, own)
      })
      return { months: followed, leavers: effects }
    },
  }
}

export type FollowedReader = ReturnType<typeof createFollowedReader>
