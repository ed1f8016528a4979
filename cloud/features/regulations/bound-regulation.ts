import type { CountyValue, PayRegulation } from '../../rules'

/** A pack as it binds a place in a month: with the values that the county has set by then. */
export interface BoundRegulation extends PayRegulation {
  /** Empty where the county has set none. They belong into the facts of the month. */
  countyValues: readonly CountyValue[]
  /** First day in force where the text names none: that from which it binds; null: the text's holds. */
  countyStartsOn: string | null
}

/**
 * Questions beside a month's facts are answered by the county's values; `evaluateMonth` takes them
 * from the facts, so that stored facts alone reproduce a statement.
 */
export function boundRegulation(
  pack: PayRegulation,
  countyValues: readonly CountyValue[],
  boundFrom: string,
): BoundRegulation {
  const countyStartsOn = pack.startsOn === null ? boundFrom : null
  const own: Partial<BoundRegulation> = {
    countyValues,
    countyStartsOn,
    parameter: (name, month) =>
      pack.parameter(name, month, countyValues, countyStartsOn ?? undefined),
    recordedFacts: (month) => pack.recordedFacts(month, countyValues, countyStartsOn ?? undefined),
    quotas: (kind, month) => pack.quotas(kind, month, countyValues),
    settleAccrual: (input) => pack.settleAccrual({ ...input, countyValues }),
    checkEligibility: (input) => pack.checkEligibility({ ...input, countyValues }),
    validateMajorReportAmount: (amount) =>
      pack.validateMajorReportAmount({ ...amount, countyValues }),
  }
  // the pack reads its files at first use: its getters must stay getters
  return Object.assign(Object.create(pack), own) as BoundRegulation
}
