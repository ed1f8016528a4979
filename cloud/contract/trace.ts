import * as z from 'zod/mini'

/**
 * The explanation of every figure, and the statement made of such figures. The tree is the
 * explanation: what a page shows of a yuan is read from here, nobody writes it a second time.
 */

export const unit = z.enum(['fen', 'count', 'days', 'percent', 'hours', 'none'])
export type Unit = z.infer<typeof unit>

/** One article or item of a regulation, its gist in the product's own words. */
export const articleRef = z.object({
  /** e.g. 'DN-11.1b' */
  id: z.string(),
  /** e.g. '第十一条第1项' */
  title: z.string(),
  gist: z.string(),
})
export type ArticleRef = z.infer<typeof articleRef>

const scalar = z.union([z.number(), z.string(), z.boolean(), z.array(z.string())])

/** A parameter of the regulation as it stood in the month. */
export const parameterRef = z.object({
  name: z.string(),
  label: z.string(),
  value: scalar,
  unit,
  /** The value as a person reads it, e.g. '7.50 元'. */
  text: z.string(),
  validFrom: z.string(),
  article: z.string(),
  /** The recorded reading of an ambiguous text that this value follows. */
  reading: z.optional(z.string()),
  /** The county set it by a decision of its own. */
  setByCounty: z.optional(z.boolean()),
  /** The value was switched for this computation, it is not the regulation's own. */
  switched: z.optional(z.boolean()),
})
export type ParameterRef = z.infer<typeof parameterRef>

/** A fact of the worker's month that went into a figure. */
export const factRef = z.object({
  name: z.string(),
  label: z.string(),
  value: z.union([z.number(), z.string(), z.boolean()]),
  unit,
  text: z.string(),
})
export type FactRef = z.infer<typeof factRef>

export const figure = z.object({
  code: z.string(),
  label: z.string(),
  value: z.number(),
  unit,
  /** How the value comes about, e.g. '19 条 × 7.50 元 = 142.50 元'. Its last number is the value. */
  sentence: z.string(),
  articles: z.array(articleRef),
  parameters: z.array(parameterRef),
  facts: z.array(factRef),
  /** The building block of the engine that made it. */
  block: z.string(),
  get inputs() {
    return z.array(figure)
  },
})
export type Figure = z.infer<typeof figure>

/** Deductions have a negative amount; their figure is what would be deducted, as a positive value. */
export const statementLine = z.object({
  code: z.string(),
  label: z.string(),
  kind: z.enum(['earning', 'deduction']),
  amountFen: z.int(),
  figure,
})
export type StatementLine = z.infer<typeof statementLine>

export const verdict = z.enum(['pass', 'fail'])
export type Verdict = z.infer<typeof verdict>
export const verdictLabel: Record<Verdict, string> = { pass: '合格', fail: '不合格' }

export const verdictReason = z.object({
  code: z.string(),
  met: z.boolean(),
  sentence: z.string(),
  article: articleRef,
})
export type VerdictReason = z.infer<typeof verdictReason>

/**
 * What the regulation suggests and a person decides.
 * elimination: the worker becomes a candidate for the list of changes.
 * warning: one step before that, nothing follows yet.
 * proration: pay and quota of a month served in part.
 * kindChange: the worker changed his kind inside the month.
 * firstMonth: the regulation started inside the month, the office sets the pay.
 * fraudAccrual: saved-up reward waits for a decision.
 * yellowCard, redCard: a month, or consecutive months, below what is asked.
 * talk: the party secretary talks with the worker. reward: the office rewards the worker.
 * exit: the worker's contract should end. belowFloor: pay lies below a floor that the text sets.
 * exception: a special case that the named authority has to allow.
 */
export const proposal = z.object({
  kind: z.enum([
    'elimination',
    'warning',
    'proration',
    'kindChange',
    'firstMonth',
    'fraudAccrual',
    'yellowCard',
    'redCard',
    'talk',
    'reward',
    'exit',
    'belowFloor',
    'exception',
  ]),
  /** Short stable code of why, e.g. 'consecutiveFailures'. */
  grounds: z.string(),
  article: articleRef,
  sentence: z.string(),
  /** What the month would pay if the proposal were followed. */
  amountFen: z.nullable(z.int()),
  figure: z.nullable(figure),
})
export type Proposal = z.infer<typeof proposal>

export const informationLine = z.object({
  code: z.string(),
  sentence: z.string(),
  article: z.nullable(articleRef),
})
export type InformationLine = z.infer<typeof informationLine>

/** The product's own count beside the provincial platform's. */
export const countDifference = z.object({
  code: z.string(),
  label: z.string(),
  local: z.int(),
  provincial: z.int(),
  /** local - provincial */
  delta: z.int(),
  sentence: z.string(),
})
export type CountDifference = z.infer<typeof countDifference>

/** One worker's month by one regulation. */
export const statement = z.object({
  regulation: z.string(),
  /** Hash of the pack's content: the same version gives the same statement for the same facts. */
  packVersion: z.string(),
  month: z.string(),
  workerReference: z.string(),
  workerKind: z.string(),
  lines: z.array(statementLine),
  totals: z.object({
    grossFen: z.int(),
    deductionFen: z.int(),
    collectedFen: z.int(),
    payFen: z.int(),
  }),
  pay: figure,
  /** Saved up this month, paid with the year's last batch; negative when a correction takes back. */
  accrualFen: z.int(),
  accrual: figure,
  uncollectedFen: z.int(),
  /** Figures of the month that are not money: scores, rates, ranks; absent where there are none. */
  indicators: z.optional(z.array(figure)),
  verdict: z.object({
    proposal: verdict,
    /** What the office decided, if it did. */
    decision: z.nullable(z.object({ verdict, reason: z.string() })),
    /** The decision, or else the proposal. */
    final: verdict,
    reasons: z.array(verdictReason),
  }),
  proposals: z.array(proposal),
  informationLines: z.array(informationLine),
  differences: z.array(countDifference),
})
export type Statement = z.infer<typeof statement>

/** What a regulation says to a question beside a month's pay: sizes, posts, leave, terms. */
export const answer = z.object({
  regulation: z.string(),
  packVersion: z.string(),
  question: z.string(),
  /** Stable word for what follows, e.g. 'met', 'refused', 'streetOffice'. */
  outcome: z.string(),
  sentence: z.string(),
  /** The trees that the outcome rests on. */
  figures: z.array(figure),
  reasons: z.array(verdictReason),
  proposals: z.array(proposal),
  articles: z.array(articleRef),
})
export type Answer = z.infer<typeof answer>

/** What a later truth changes of a frozen month (corrections are additions). */
export const correction = z.object({
  month: z.string(),
  payDeltaFen: z.int(),
  accrualDeltaFen: z.int(),
  lines: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      beforeFen: z.int(),
      afterFen: z.int(),
      deltaFen: z.int(),
    }),
  ),
  sentence: z.string(),
  /** Versions of the pack that made the two statements. */
  packVersions: z.object({ before: z.string(), after: z.string() }),
})
export type Correction = z.infer<typeof correction>
