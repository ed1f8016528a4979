import { z } from 'zod'
import {
  factCount,
  factDeltaFen,
  factList,
  factReason,
  factName,
  factScoreHundredths,
  factYear,
} from '../../rules/fact-shapes'
import { factDay, factMonth } from '../../rules/month-facts'
import { factLeave } from '../../rules/leave-in-month'
import { lawFacts } from '../../rules/questions'

export const regulationId = 'qiling-2020'

export const factKind = z.enum(['community', 'rural'])

/** What one office gave for its own item; null: it has not scored yet. */
export const factOfficeScore = z.strictObject({
  office: factName,
  mostPoints: factCount,
  scoreHundredths: factScoreHundredths.nullable(),
})

/** A place in the month's ranking of the whole street. */
export const factRanking = z.strictObject({
  /** 1 is the best; equal scores share a rank. */
  rank: factCount.min(1),
  /** How many were ranked. */
  ranked: factCount.min(1),
  /** 1 is the last; follows from the other two where nobody shares the rank. */
  fromBottom: factCount.min(1).optional(),
})
export type Ranking = z.infer<typeof factRanking>

const earlierMonth = z.strictObject({
  month: factMonth,
  /** null: not ranked, because there was no score, or in probation. */
  ranking: factRanking.nullable(),
})
export type EarlierMonth = z.infer<typeof earlierMonth>

const decision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('proration'), accept: z.boolean(), reason: factReason }),
  /** The flat supplement of somebody sent by an agency is not paid this month. */
  z.strictObject({ kind: z.literal('withholdFlat'), reason: factReason }),
  z.strictObject({
    kind: z.literal('manualAdjustment'),
    amountFen: factDeltaFen,
    reason: factReason,
  }),
])
export type Decision = z.infer<typeof decision>

const partOfWhole = { of: factCount, done: factCount }

/** Facts of one worker's month. What is absent did not happen. */
export const qilingFacts = z.strictObject({
  regulation: z.literal(regulationId),
  month: factMonth,
  worker: z.strictObject({
    reference: factName,
    kind: factKind,
    /** Employed by an agency that sends the worker. */
    dispatched: z.boolean().optional(),
    inProbation: z.boolean().optional(),
    serviceFrom: factDay.optional(),
    serviceTo: factDay.nullable().optional(),
  }),
  /** Households of the grid by the police station's yearly file. */
  householdFiles: factList(
    z.strictObject({
      year: factYear,
      households: factCount,
      document: z.string().optional(),
    }),
  ).optional(),
  /** Changes inside a year, by a recorded decision; the last one up to the month holds. */
  householdExceptions: factList(
    z.strictObject({ from: factMonth, households: factCount, reason: factReason }),
  ).optional(),
  /** The month's score, or the offices' scores that make it. */
  scoreHundredths: factScoreHundredths.optional(),
  officeScores: factList(factOfficeScore).min(1).optional(),
  /** Approved leave; absent: none. */
  leave: factLeave.optional(),
  /** Leave over the whole month: there is no score, and no rank. */
  wholeMonthLeave: z.boolean().optional(),
  ranking: factRanking.optional(),
  /** Earlier months' ranks, as far back as the last month without one; in any order. */
  history: factList(earlierMonth).optional(),
  /** Established deceptions of this month. */
  fraud: factList(z.strictObject({ id: factName, incident: z.string().optional() })).optional(),
  decisions: factList(decision).optional(),
  /** Correction lines that this month carries. */
  adjustments: factList(
    z.strictObject({
      id: factName,
      correctedMonth: factMonth,
      payDeltaFen: factDeltaFen,
      reason: factReason,
    }),
  ).optional(),
  /** What the month's assessment looks at: meetings, tasks of the terminal, daily logs. */
  activity: z
    .strictObject({
      meetings: z.strictObject(partOfWhole).optional(),
      tasks: z.strictObject(partOfWhole).optional(),
      /** Days with a log. */
      logDays: factCount.optional(),
    })
    .optional(),
  countyValues: lawFacts.countyValues,
  readings: lawFacts.readings,
})
export type QilingFacts = z.infer<typeof qilingFacts>
