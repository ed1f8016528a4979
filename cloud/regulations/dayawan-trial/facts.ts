import { z } from 'zod'
import {
  factCount,
  factHalfDays,
  factList,
  factName,
  factReason,
  factScoreHundredths,
} from '../../rules/fact-shapes'
import { factLeave } from '../../rules/leave-in-month'
import { factMonth } from '../../rules/month-facts'
import { plainMonthFacts } from '../../rules/plain-month'
import { lawFacts } from '../../rules/questions'

export const regulationId = 'dayawan-trial'

export const factPost = z.enum(['gridHead', 'instructor', 'fullTime', 'professional', 'partTime'])

/** One item of the street's scheme; null: not scored yet. */
export const factItemScore = z.strictObject({
  office: factName,
  mostPoints: factCount,
  scoreHundredths: factScoreHundredths.nullable(),
})

const earlierMonth = z.strictObject({
  month: factMonth,
  /** The month's final verdict; null: there was none. */
  met: z.boolean().nullable(),
  /** He was away by an approved leave all month. */
  onLeave: z.boolean().optional(),
})
export type EarlierMonth = z.infer<typeof earlierMonth>

/** Facts of one worker's month. The text sets no pay; the month comes to a verdict and its card. */
export const dayawanFacts = z.strictObject({
  regulation: z.literal(regulationId),
  month: factMonth,
  worker: z.strictObject({ reference: factName, kind: factPost }),
  /** What the street's scheme comes to, or its items' scores. */
  met: z.boolean().optional(),
  itemScores: factList(factItemScore).min(1).optional(),
  /** The street's own verdict, which goes before the scheme's. */
  decision: z.strictObject({ verdict: z.enum(['pass', 'fail']), reason: factReason }).optional(),
  /** Approved leave; absent: none. */
  leave: factLeave.optional(),
  /** Half days of absence that the grid head confirmed. */
  absentHalfDays: factHalfDays.optional(),
  /** What an earlier regulation paid too much or too little is settled all the same. */
  adjustments: plainMonthFacts.adjustments,
  /** Earlier months' verdicts, in any order. */
  history: factList(earlierMonth).optional(),
  countyStartsOn: lawFacts.countyStartsOn,
  countyValues: lawFacts.countyValues,
  readings: lawFacts.readings,
})
export type DayawanFacts = z.infer<typeof dayawanFacts>
