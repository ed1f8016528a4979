import { z } from 'zod'
import { factDay, factMonth, monthFacts } from '../../rules/month-facts'

export const regulationId = 'daning-2022'

const kind = z.enum(['rural', 'communityPartTime', 'communityFullTime'])

/** Facts of one worker's month as this regulation takes them: three kinds of workers, no fourth (A-DN-04). */
export const daningFacts = monthFacts.extend({
  regulation: z.literal(regulationId),
  month: factMonth,
  worker: monthFacts.shape.worker.extend({
    kind,
    kindHistory: z.array(z.strictObject({ from: factDay, kind })).optional(),
  }),
})
