import type { Verdict } from '../../contract/trace'
import type { WorkerKind } from '../../contract/primitives'
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

function evaluated(regulation: BoundRegulation, month: string, facts: PayFacts): Estimate {
  const { workerKind: kind, checkInDays, validReports } = facts
  const statement = regulation.evaluateMonth({
    regulation: regulation.id,
    month,
    worker: { reference: 'estimate', kind },
    counts: { local: { checkInDays, validReports } },
    countyValues: [...regulation.countyValues],
  })
  return { payFen: statement.totals.payFen, verdict: statement.verdict.final }
}

/**
 * The open month by the counts alone: findings, commendations and part of a month in service come
 * with the closing. Workers with equal counts are equal, so each case is worked out once.
 */
export function monthRulesOf(regulation: BoundRegulation, month: string): MonthRules {
  const known = new Map<string, Estimate>()
  const asked = new Map<WorkerKind, ReturnType<MonthRules['quotas']>>()
  return {
    estimate(facts) {
      const key = `${facts.workerKind} ${facts.checkInDays} ${facts.validReports}`
      const before = known.get(key)
      if (before) return before
      const estimate = evaluated(regulation, month, facts)
      known.set(key, estimate)
      return estimate
    },
    quotas(workerKind) {
      const before = asked.get(workerKind)
      if (before) return before
      const { checkIns, validReports } = regulation.quotas(workerKind, month)
      const quotas = { checkInDays: checkIns.value, validReports: validReports?.value ?? null }
      asked.set(workerKind, quotas)
      return quotas
    },
  }
}

/** Where no one regulation binds, nothing is estimated; the closing says what is missing. */
export const noRules: MonthRules = {
  estimate: () => ({ payFen: 0, verdict: 'fail' }),
  quotas: () => ({ checkInDays: Number.MAX_SAFE_INTEGER, validReports: null }),
}
