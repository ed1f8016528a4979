export { capitalForm } from './capital-form'
export { countByMonth } from './blocks/counted'
export {
  addWorkingDays,
  chineseCalendar,
  workingDaysOfMonth,
} from './blocks/working-days'
export { halfDaysOf } from './blocks/half-day-leave'
export { bandFault } from './blocks/amount-within-bands'
export { formatYuan, parseYuan, yuanText } from './money'
export { exactValue, isSameValue, type ParameterValue, shownText } from './parameters'
export { isWholeMonth } from './leave-in-month'
export { payTableTotals } from './pay-table'
export { type EarlierOutcome, withFollowedHistory } from './follow-history'
export { RuleError } from './rule-error'
export type {
  EarlierMonthTold,
  FactSort,
  HeldDecision,
  HeldFact,
  HeldLeave,
  HeldMatters,
  HeldMonth,
  HeldScore,
  PackFacts,
  RankedPerson,
  RankOfMonth,
  RecordedFact,
  Standing,
} from './held-month'
export type { CountyValue } from './law'
export type { DatedParameter } from './pack'
export type {
  AccrualSettlement,
  AmountFault,
  Book,
  CorrectionCause,
  Eligibility,
  Evaluated,
  MajorAmount,
  PayRegulation,
  Quotas,
  Regulation,
  YearMonth,
} from './regulation'
export type { Decision, EarlierMonth, Finding, MonthFacts, SpotCheck } from './month-facts'
