import { z } from 'zod'
import {
  factCount,
  factFen,
  factList,
  factPointsHundredths,
  factReason,
  factScoreHundredths,
} from '../../rules/fact-shapes'
import { factMonth } from '../../rules/month-facts'
import { plainMonthFacts, plainWorker } from '../../rules/plain-month'

export const regulationId = 'lijin'

export const workerKinds = ['rural', 'community'] as const
/** Chinese names of the kinds of workers; special-grid workers are no kind of their own (A-LJ-02). */
export const workerKindLabels: ReadonlyMap<string, string> = new Map([
  ['rural', '农村专职网格员'],
  ['community', '城市社区专职网格员'],
])

/** What the three rates are made of, for one worker's or one grid's month. */
export const rateCounts = z.strictObject({
  patrolsDue: factCount,
  /** Patrols within the plan. */
  patrolsDone: factCount,
  /** Problems that the grid's own force found, and all that are known of the grid from anywhere. */
  problemsFound: factCount,
  problemsKnown: factCount,
  /** Events that were accepted and due by the end of the month, and those of them that are closed. */
  eventsDue: factCount,
  eventsClosed: factCount,
})

/** A month's counts; patrols that nobody recorded are missing, not zero. */
const monthCounts = rateCounts.partial({ patrolsDue: true, patrolsDone: true })

export const lijinFacts = z.strictObject({
  regulation: z.literal(regulationId),
  ...plainMonthFacts,
  worker: plainWorker(workerKinds),
  counts: monthCounts,
  /** Earlier months; score and pay may be unknown. A month without a score is left out. */
  history: factList(
    z.strictObject({
      month: factMonth,
      scoreHundredths: factScoreHundredths.nullable().optional(),
      payFen: factFen.optional(),
    }),
  ).optional(),
  /** Quarters whose result stands already, by their last month; they go before the roll-up. */
  quarters: factList(
    z.strictObject({ lastMonth: factMonth, scoreHundredths: factScoreHundredths }),
  ).optional(),
  /** Corrections of this month's roll-ups, with their reasons. */
  scoreAdjustments: factList(
    z.strictObject({
      of: z.enum(['quarter', 'year']),
      pointsHundredths: factPointsHundredths,
      reason: factReason,
    }),
  ).optional(),
})
export type LijinFacts = z.infer<typeof lijinFacts>
export type MonthCounts = z.infer<typeof monthCounts>
export type RateCounts = z.infer<typeof rateCounts>
