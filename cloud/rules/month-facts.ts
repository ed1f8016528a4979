import { z } from 'zod'
import { factLeave } from './leave-in-month'
import { isDay } from './months'

/**
 * The facts of one worker's month, in the words every pack shares. A pack narrows them (its kinds
 * of workers) and may add its own. Nothing here is a default of a regulation: what is absent did
 * not happen.
 */
export const factMonth = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, '月份应写成 2026-11')
export const factDay = z
  .string()
  .regex(/^(19|20)\d{2}-\d{2}-\d{2}$/, '日期应写成 2026-11-25')
  .refine(isDay, '没有这一天')
const reference = z.string().min(1).max(200)
const count = z.int().min(0).max(100_000)
const instantMs = z.int().min(0).max(4_102_444_800_000)
const fen = z.int().min(-100_000_000).max(100_000_000)
const reason = z.string().min(1).max(2_000)

export const factFinding = z.strictObject({
  id: reference,
  kind: z.enum(['unreportedHazard', 'disobeyedCommand', 'uncooperativeNotice']),
  /** Names the occurrence; two records with the same one are pointed out. */
  incident: z.string().max(500).optional(),
})

export const factCommendation = z.strictObject({
  reportId: reference,
  level: z.enum(['county', 'city', 'province']),
  /** What earlier months paid for commendations of this report. */
  alreadyPaidFen: z.int().min(0).max(100_000_000),
})

export const factMajorReport = z.strictObject({
  reportId: reference,
  grade: z.enum(['major', 'especiallyMajor']),
  amountFen: z.int().min(0).max(100_000_000),
  deliberation: z.string().max(4_000).optional(),
})

/** What the office decided for this month; each with its reason. */
export const factDecision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('verdict'), verdict: z.enum(['pass', 'fail']), reason }),
  z.strictObject({ kind: z.literal('proration'), accept: z.boolean(), reason }),
  /** Approved leave over the whole month: no quota holds. */
  z.strictObject({ kind: z.literal('quotaWaiver'), reason }),
  /** The office lowered the quota of check-ins for this month. */
  z.strictObject({ kind: z.literal('checkInQuota'), quota: count, reason }),
  z.strictObject({ kind: z.literal('manualAdjustment'), amountFen: fen, reason }),
])

/** A correction line: what a later truth changed of a frozen month. */
export const factAdjustment = z.strictObject({
  id: reference,
  correctedMonth: factMonth,
  payDeltaFen: fen,
  accrualDeltaFen: fen,
  reason,
  /** Article id; the pack's own for corrections when absent. */
  article: z.string().optional(),
})

export const factEarlierMonth = z.strictObject({
  month: factMonth,
  verdict: z.enum(['pass', 'fail']),
  validReports: count,
  /** In service from the first to the last day. */
  fullMonth: z.boolean(),
  /** Approved leave over the whole month: neither counts nor breaks a streak. */
  exempt: z.boolean().optional(),
  /** The office kept the worker although a counter had reached its limit. */
  kept: z.boolean().optional(),
})

export const factSpotCheck = z.strictObject({
  calledAtMs: instantMs,
  answered: z.boolean(),
  calledBackAtMs: instantMs.optional(),
})

export const factCountyValue = z.strictObject({
  name: z.string(),
  from: factDay,
  value: z.union([z.number(), z.string(), z.boolean(), z.array(z.string())]),
})

export const monthFacts = z.strictObject({
  regulation: z.string().min(1),
  month: factMonth,
  worker: z.strictObject({
    /** Whatever names the worker to the caller; it stands on the statement as it is. */
    reference,
    /** Kind held on the last day of service in the month. */
    kind: z.string().min(1),
    /** Kinds held in the month, when it changed. */
    kindHistory: z
      .array(z.strictObject({ from: factDay, kind: z.string().min(1) }))
      .max(31)
      .optional(),
    serviceFrom: factDay.optional(),
    serviceTo: factDay.nullable().optional(),
  }),
  counts: z.strictObject({
    local: z.strictObject({
      checkInDays: count,
      rawCheckIns: count.optional(),
      validReports: count,
    }),
    /** The provincial platform's figures, when they were imported for the month. */
    provincial: z.strictObject({ checkIns: count, validReports: count }).nullable().optional(),
  }),
  /** Matters judged by a person. */
  conduct: z
    .strictObject({
      commands: z.enum(['met', 'failed']).optional(),
      meetings: z.enum(['met', 'failed']).optional(),
    })
    .optional(),
  /** Approved leave; absent: none. */
  leave: factLeave.optional(),
  findings: z.array(factFinding).max(1_000).optional(),
  commendations: z.array(factCommendation).max(1_000).optional(),
  majorReports: z.array(factMajorReport).max(1_000).optional(),
  decisions: z.array(factDecision).max(100).optional(),
  /** Correction lines that this month carries. */
  adjustments: z.array(factAdjustment).max(1_000).optional(),
  /** Earlier months, in any order; a month that is absent is not known. */
  history: z.array(factEarlierMonth).max(240).optional(),
  /** Spot checks of the calendar year up to the end of the month. */
  spotChecks: z.array(factSpotCheck).max(1_000).optional(),
  criticismNotices: z
    .array(
      z.strictObject({ id: reference, level: z.enum(['county', 'city', 'province', 'nation']) }),
    )
    .max(100)
    .optional(),
  /** Established frauds of this month. */
  fraud: z
    .array(z.strictObject({ id: reference, incident: z.string().max(500).optional() }))
    .max(100)
    .optional(),
  /** Grave incidents that late, omitted or concealed reporting led to. */
  graveIncidents: z
    .array(z.strictObject({ id: reference, incident: z.string().max(500).optional() }))
    .max(100)
    .optional(),
  /** Values that the county set, of any date; the month takes what holds on its last day. */
  countyValues: z.array(factCountyValue).max(1_000).optional(),
  /** Parameters switched for this computation, by name. */
  readings: z
    .record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.array(z.string())]))
    .optional(),
})

export type MonthFacts = z.infer<typeof monthFacts>
export type Finding = z.infer<typeof factFinding>
export type Decision = z.infer<typeof factDecision>
export type DecisionOf<K extends Decision['kind']> = Extract<Decision, { kind: K }>
export type EarlierMonth = z.infer<typeof factEarlierMonth>
export type SpotCheck = z.infer<typeof factSpotCheck>

/** Every field named, the optional ones too. */
type InFull<T> = { [K in keyof Required<T>]: T[K] }

/**
 * The same facts with each of their fields, those that are absent as undefined. Months come with
 * ever other fields; V8 makes the rules' code anew for each other shape of what they read.
 */
export function inFull(facts: MonthFacts): InFull<MonthFacts> {
  const { worker, counts } = facts
  const fullWorker: InFull<MonthFacts['worker']> = {
    reference: worker.reference,
    kind: worker.kind,
    kindHistory: worker.kindHistory,
    serviceFrom: worker.serviceFrom,
    serviceTo: worker.serviceTo,
  }
  return {
    regulation: facts.regulation,
    month: facts.month,
    worker: fullWorker,
    counts,
    conduct: facts.conduct,
    leave: facts.leave,
    findings: facts.findings,
    commendations: facts.commendations,
    majorReports: facts.majorReports,
    decisions: facts.decisions,
    adjustments: facts.adjustments,
    history: facts.history,
    spotChecks: facts.spotChecks,
    criticismNotices: facts.criticismNotices,
    fraud: facts.fraud,
    graveIncidents: facts.graveIncidents,
    countyValues: facts.countyValues,
    readings: facts.readings,
  }
}
