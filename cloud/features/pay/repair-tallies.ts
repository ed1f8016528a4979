import type { Logger } from '../../platform/log'
import type { Recount, WorkerFacts } from './collect-facts'
import type { TalliesStore, Tally } from './tallies.store'

function talliesFrom({ days, reports }: Recount): Tally {
  return {
    countedDays: days.countedDays,
    checkIns: days.checkIns,
    reports: reports.submitted,
    validReports: reports.valid,
    invalidReports: reports.invalid,
  }
}

const nothing: Tally = {
  countedDays: 0,
  checkIns: 0,
  reports: 0,
  validReports: 0,
  invalidReports: 0,
}

function isSame(one: Tally, other: Tally): boolean {
  return (
    one.countedDays === other.countedDays &&
    one.checkIns === other.checkIns &&
    one.reports === other.reports &&
    one.validReports === other.validReports &&
    one.invalidReports === other.invalidReports
  )
}

/**
 * The closing counts from the facts; where a running tally says something else it is put right and
 * told. The tallies must have been read before the facts were counted: a record that came between
 * then changes the tally, and the repair leaves it alone.
 */
export async function repairTallies(
  { store, log }: { store: TalliesStore; log: Logger },
  month: string,
  collected: readonly WorkerFacts[],
  tallies: ReadonlyMap<string, Tally>,
): Promise<number> {
  let repaired = 0
  for (const { worker, recount } of collected) {
    const { accountId } = worker
    const before = tallies.get(accountId) ?? null
    const after = talliesFrom(recount)
    if (isSame(before ?? nothing, after)) continue
    if (!(await store.repair(accountId, month, before, after))) continue
    repaired += 1
    log.warn({ accountId, month, before, after }, 'tally differed from its facts')
  }
  return repaired
}
