import type {
  Answer,
  ArticleRef,
  Correction,
  Figure,
  ParameterRef,
  Statement,
  Verdict,
} from '../contract/trace'
import type {
  FactSort,
  HeldMatters,
  HeldMonth,
  PackFacts,
  RankedPerson,
  RecordedFact,
  Standing,
} from './held-month'
import type { EarlierOutcome } from './follow-history'
import type { CountyValue } from './law'
import type { MonthFacts } from './month-facts'
import type { DatedParameter, NotComputed } from './pack'
import type { RuleErrorCode } from './rule-error'

/** Parameters switched for one computation, by name. */
export type Switched = MonthFacts['readings']

export interface FactsError {
  code: string
  message: string
  /** Where in the facts, e.g. 'counts.local.validReports'; '' for the whole. */
  path: string
}

/** What comes of facts of unknown origin: a statement of a month, or an answer to a question. */
export type Evaluated = { ok: true; result: Statement | Answer } | { ok: false; error: FactsError }

export interface AmountFault {
  code: 'amountOutOfRange' | 'deliberationNeeded'
  message: string
  article: ArticleRef
}

export interface Eligibility {
  outcome: 'eligible' | 'reasonRequired' | 'refused'
  age: number
  sentence: string
  article: ArticleRef
  parameters: ParameterRef[]
}

/** Where the reward saved up over a year goes. */
export interface AccrualSettlement {
  year: string
  totalFen: number
  payableFen: number
  heldFen: number
  forfeitedFen: number
  figure: Figure
}

export interface Book {
  regulation: string
  title: string
  packVersion: string
  articles: ArticleRef[]
  parameters: ParameterRef[]
  /** Parameters that the text leaves open and the county has to set. */
  unset: { name: string; label: string; article: string }[]
  notComputed: readonly NotComputed[]
  /** Every parameter with all its values by date, and what it may be set to. */
  histories: readonly DatedParameter[]
}

/** The least that a month asks of a kind of workers; null: nothing. */
export interface Quotas {
  checkIns: (ParameterRef & { value: number }) | null
  validReports: (ParameterRef & { value: number }) | null
}

export interface MajorAmount {
  grade: 'major' | 'especiallyMajor'
  amountFen: number
  deliberation?: string | undefined
  /** Day of the decision. */
  on: string
  countyValues?: readonly CountyValue[]
}

/** Later statistics, a report found made up, one judged anew, check-ins that came late, matters decided late. */
export type CorrectionCause = 'statistics' | 'fabrication' | 'judgement' | 'checkIns' | 'matters'

export interface YearMonth {
  month: string
  accrualFen: number
}

/** A regulation as every pack offers it: what it says, and what follows from facts. */
export interface Regulation {
  id: string
  title: string
  /** First day in force; null where the text gives none and the county must set it. */
  startsOn: string | null
  packVersion: string
  workerKinds: readonly string[]
  /** What a worker's month is made of. */
  reads: readonly FactSort[]
  /**
   * Checks facts of unknown origin and computes them. Facts without `question` are a worker's month
   * and give a Statement; with one they give an Answer. Never throws on what the facts say.
   */
  evaluate(value: unknown): Evaluated
  /** JSON Schemas of what `evaluate` takes and gives. */
  jsonSchemas(): { facts: object; result: object }
  /**
   * A parameter as it stands on the month's last day; values that the county set go first. Where the
   * text names no first day in force, the county's is needed.
   */
  parameter(
    name: string,
    month: string,
    countyValues?: readonly CountyValue[],
    countyStartsOn?: string,
  ): ParameterRef
  article(id: string): ArticleRef
  book(on: string): Book
}

/** A regulation by which the service assesses and pays workers month by month. */
export interface PayRegulation extends Regulation {
  /** The month's facts in the pack's own words, of what is held. */
  factsOf(held: HeldMonth): PackFacts
  /**
   * Facts of a month that people record, as the county's values ask for them; none where the product
   * tells all that the pack reads.
   */
  recordedFacts(
    month: string,
    countyValues?: readonly CountyValue[],
    countyStartsOn?: string,
  ): RecordedFact[]
  /** Computes its own facts; throws RuleError where the regulation does not admit them. */
  evaluateMonth(facts: PackFacts): Statement
  /** Who of a street is ranked, and where; absent: the regulation ranks nobody. */
  standings?(
    month: string,
    people: readonly RankedPerson[],
    countyValues: readonly CountyValue[],
  ): Map<string, Standing>
  /** With `standings`: how a frozen month saw somebody, and its facts with another place in the ranking. */
  ranked?: {
    personOf(facts: PackFacts, firstServiceOn: string): RankedPerson
    placed(facts: PackFacts, standing: Standing): PackFacts
  }
  /** Where a month counts the loop's matters: what frozen facts counted, and the facts with other counts. */
  counted?: {
    mattersIn(facts: PackFacts): HeldMatters
    withMatters(facts: PackFacts, matters: HeldMatters): PackFacts
  }
  /**
   * What beside its history a month takes from earlier ones, had those come out otherwise: `facts`
   * are the month's by the other law, `frozen` as they were. Absent: nothing.
   */
  followed?(
    facts: PackFacts,
    context: { frozen: PackFacts; earlier: readonly EarlierOutcome[] },
  ): PackFacts
  validateMajorReportAmount(amount: MajorAmount): AmountFault | null
  checkEligibility(input: {
    bornOn: string
    appliedOn: string
    readings?: Switched
    countyValues?: readonly CountyValue[]
  }): Eligibility
  /** What a later truth changes of a frozen month. */
  correct(frozen: Statement, later: Statement): Correction
  /** Article id that stands on a correction line. */
  correctionArticle: string
  /** The same by what brought the correction. */
  correctionArticles: Readonly<Record<CorrectionCause, string>>
  settleAccrual(input: {
    year: string
    months: readonly YearMonth[]
    /** Last day of service, when the worker left in the year. */
    leftOn?: string
    eliminatedForFraud?: boolean
    readings?: Switched
    countyValues?: readonly CountyValue[]
  }): AccrualSettlement
  quotas(kind: string, month: string, countyValues?: readonly CountyValue[]): Quotas
}

export type { RuleErrorCode, Verdict }
