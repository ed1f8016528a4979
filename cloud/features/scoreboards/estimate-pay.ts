import type { Verdict } from '../../contract/trace'
import type { WorkerKind } from '../../contract/primitives'
import { RuleError } from '../../rules'
import type { BoundRegulation } from '../regulations/regulations.service'

export interface PayFacts {
  workerKind: WorkerKind
  checkInDays: number
  validReports: number
}

export interface Estimate {
  payFen: number
  verdict: Verdict
}

/** What a month would come to by its counts alone, and what it asks for. */
export interface MonthRules {
  estimate(facts: PayFacts): Estimate
  /** Null: this kind of worker has no quota of reports. */
  quotas(workerKind: WorkerKind): { checkInDays: number; validReports: number | null }
}

function evaluated(regulation: BoundRegulation, month: string, counted: PayFacts): Estimate {
  const { workerKind: kind, checkInDays, validReports } = counted
  const facts = regulation.factsOf({
    regulation: regulation.id,
    month,
    worker: { reference: 'estimate', kind },
    // a board counts days; several check-ins of one day come with the closing
    counts: { local: { checkInDays, rawCheckIns: checkInDays, validReports } },
    countyValues: [...regulation.countyValues],
  })
  const statement = regulation.evaluateMonth(facts)
  return { payFen: statement.totals.payFen, verdict: statement.verdict.final }
}

/** While the county has not set what the text leaves open, nothing is estimated. */
function unlessUnset<Value>(compute: () => Value, otherwise: Value): Value {
  try {
    return compute()
  } catch (error) {
    if (error instanceof RuleError && error.code === 'parameterUnset') return otherwise
    throw error
  }
}

/**
 * The open month by the counts alone: findings, commendations and part of a month in service come
 * with the closing. Workers with equal counts are equal, so each case is worked out once.
 */
export function monthRulesOf(regulation: BoundRegulation, month: string): MonthRules {
  // a month that is made of other facts than counts cannot be told from counts
  if (!regulation.reads.includes('checkIns')) return noRules
  const known = new Map<string, Estimate>()
  const asked = new Map<WorkerKind, ReturnType<MonthRules['quotas']>>()
  return {
    estimate(facts) {
      const key = `${facts.workerKind} ${facts.checkInDays} ${facts.validReports}`
      const before = known.get(key)
      if (before) return before
      const estimate = unlessUnset(() => evaluated(regulation, month, facts), nothing)
      known.set(key, estimate)
      return estimate
    },
    quotas(workerKind) {
      const before = asked.get(workerKind)
      if (before) return before
      const quotas = unlessUnset(() => {
        const { checkIns, validReports } = regulation.quotas(workerKind, month)
        const checkInDays = checkIns?.value ?? noQuota.checkInDays
        return { checkInDays, validReports: validReports?.value ?? null }
      }, noQuota)
      asked.set(workerKind, quotas)
      return quotas
    },
  }
}

const nothing: Estimate = { payFen: 0, verdict: 'fail' }
const noQuota = { checkInDays: Number.MAX_SAFE_INTEGER, validReports: null }

/** Where no one regulation binds, nothing is estimated; the closing says what is missing. */
export const noRules: MonthRules = {
  estimate: () => nothing,
  quotas: () => noQuota,
}
