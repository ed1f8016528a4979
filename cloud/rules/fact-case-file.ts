import { parse } from 'yaml'
import { z } from 'zod'

/**
 * Case files of a pack that are run through the same `evaluate` as the auditor's command: facts in,
 * and what must be said. A file may begin with `defaults`, which every case's facts are laid over.
 */
const factCase = z.strictObject({
  /** Number of the worked case, e.g. G-QL-001; its parts are told apart by `variant`. */
  id: z.string(),
  variant: z.string().optional(),
  articles: z.array(z.string()).min(1),
  facts: z.record(z.string(), z.unknown()),
  /** A subset of what `saidBy` tells of the result; every key must match. */
  expect: z.record(z.string(), z.unknown()),
})
const factCaseFile = z.strictObject({
  defaults: z.record(z.string(), z.unknown()).default({}),
  cases: z.array(factCase).min(1),
})
export type FactCase = z.infer<typeof factCase>

export function readFactCases(name: string, text: string): FactCase[] {
  const read = factCaseFile.safeParse(parse(text))
  if (!read.success) throw new Error(`${name}: ${z.prettifyError(read.error)}`)
  const { defaults, cases } = read.data
  return cases.map((one) => ({ ...one, facts: laidOver(defaults, one.facts) }))
}

type Facts = Record<string, unknown>

function laidOver(base: Facts, top: Facts): Facts {
  const merged: Facts = { ...base }
  for (const [key, value] of Object.entries(top)) {
    const below = merged[key]
    merged[key] = isRecord(below) && isRecord(value) ? laidOver(below, value) : value
  }
  return merged
}

function isRecord(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
