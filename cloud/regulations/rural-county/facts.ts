import { z } from 'zod'
import { plainMonthFacts, plainWorker } from '../../rules/plain-month'

export const regulationId = 'rural-county'

/** Five kinds of posts on four levels (A-XC-10): instructor and worker are both of the fourth. */
export const workerKinds = [
  'worker',
  'instructor',
  'generalHead1',
  'generalHead2',
  'generalHead3',
] as const
export type Post = (typeof workerKinds)[number]
export const postLabels: ReadonlyMap<Post, string> = new Map([
  ['worker', '四级网格员'],
  ['instructor', '四级网格指导员'],
  ['generalHead1', '一级总网格长'],
  ['generalHead2', '二级总网格长'],
  ['generalHead3', '三级总网格长'],
])

export const ruralFacts = z.strictObject({
  regulation: z.literal(regulationId),
  ...plainMonthFacts,
  worker: plainWorker(workerKinds),
})
export type RuralFacts = z.infer<typeof ruralFacts>
