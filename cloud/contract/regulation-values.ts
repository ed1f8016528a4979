import * as z from 'zod/mini'

/** A parameter's value: money in fen or as yuan text, a count, a choice, or several choices. */
export const parameterValue = z.union([
  z.number(),
  z.string().check(z.maxLength(64)),
  z.boolean(),
  z.array(z.string().check(z.maxLength(64))).check(z.maxLength(50)),
])
export type ParameterValue = z.infer<typeof parameterValue>
