import { z } from 'zod'
import { factCount, factFullScoreHundredths } from '../../rules/fact-shapes'
import { plainMonthFacts, plainWorker, verdictDecisions } from '../../rules/plain-month'

export const regulationId = 'grid-standard'

export const workerKinds = ['worker'] as const

/** Scores out of 100, in hundredths; which of them are needed says the reading `compositeBy`. */
export const scores = z.strictObject({
  onlineHundredths: factFullScoreHundredths.optional(),
  offlineHundredths: factFullScoreHundredths.optional(),
  baseWorkHundredths: factFullScoreHundredths.optional(),
  specialWorkHundredths: factFullScoreHundredths.optional(),
  publicOpinionHundredths: factFullScoreHundredths.optional(),
})

/** Answers of residents: who knows the grid's service, who is content with the worker. */
export const survey = z.strictObject({ answers: factCount, aware: factCount, satisfied: factCount })

export const standardFacts = z.strictObject({
  regulation: z.literal(regulationId),
  month: plainMonthFacts.month,
  countyStartsOn: plainMonthFacts.countyStartsOn,
  countyValues: plainMonthFacts.countyValues,
  readings: plainMonthFacts.readings,
  worker: plainWorker(workerKinds),
  leave: plainMonthFacts.leave,
  scores,
  survey: survey.optional(),
  /** The standard pays nothing: what people decide is the result alone. */
  decisions: verdictDecisions,
  /** What an earlier regulation paid too much or too little is settled all the same. */
  adjustments: plainMonthFacts.adjustments,
})
export type StandardFacts = z.infer<typeof standardFacts>
export type Scores = z.infer<typeof scores>
export type Survey = z.infer<typeof survey>
