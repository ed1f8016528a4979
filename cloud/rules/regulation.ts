import type {
  ArticleRef,
  Correction,
  Figure,
  ParameterRef,
  Statement,
  Verdict,
} from '../contract/trace'
import type { MonthFacts } from './month-facts'
import type { NotComputed } from './pack'
import type { RuleErrorCode } from './rule-error'

/** Parameters switched for one computation, by name. */
export type Switched = MonthFacts['readings']

export type ReadFacts =
  | { ok: true; facts: MonthFacts }
  | { ok: false; error: { code: 'factsMalformed'; message: string; path: string } }

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
  notComputed: readonly NotComputed[]
}

/** The least that a month asks of a kind of workers; null: nothing. */
export interface Quotas {
  checkIns: ParameterRef & { value: number }
  validReports: (ParameterRef & { value: number }) | null
}

export interface MajorAmount {
  grade: 'major' | 'especiallyMajor'
  amountFen: number
  deliberation?: string | undefined
  /** Day of the decision. */
  on: string
}

/** Later statistics, a report found made up, one judged anew, check-ins that came late. */
export type CorrectionCause = 'statistics' | 'fabrication' | 'judgement' | 'checkIns'

export interface YearMonth {
  month: string
  accrualFen: number
}

/** A county's regulation as the service and the auditor's tool use it. */
export interface Regulation {
  id: string
  title: string
  /** First day in force. */
  startsOn: string
  packVersion: string
  workerKinds: readonly string[]
  /** Computes facts that are well-formed; throws RuleError where the regulation does not admit them. */
  evaluateMonth(facts: MonthFacts): Statement
  /** Checks facts of unknown origin. */
  readFacts(value: unknown): ReadFacts
  /** JSON Schemas of facts and statement. */
  jsonSchemas(): { facts: object; statement: object }
  validateMajorReportAmount(amount: MajorAmount): AmountFault | null
  checkEligibility(input: { bornOn: string; appliedOn: string; readings?: Switched }): Eligibility
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
  }): AccrualSettlement
  quotas(kind: string, month: string): Quotas
  /** A parameter as it stands on the month's last day. */
  parameter(name: string, month: string): ParameterRef
  article(id: string): ArticleRef
  book(on: string): Book
}

export type { RuleErrorCode, Verdict }
