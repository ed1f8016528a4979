import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Answer, Figure, Statement } from '../contract/trace'
import { formatYuan } from '../rules/money'
import type { Evaluated, Regulation } from '../rules/regulation'

/**
 * Case files of a pack, run through the same `evaluate` as the auditor's command: facts in, and
 * what must be said. A file may begin with `defaults`, which every case's facts are laid over.
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

/** What a result says, in the words that case files use; money as yuan with two decimals. */
export function saidBy(evaluated: Evaluated): Record<string, unknown> {
  if (!evaluated.ok)
    return {
      error: evaluated.error.code,
      path: evaluated.error.path,
      message: evaluated.error.message,
    }
  return 'question' in evaluated.result
    ? saidByAnswer(evaluated.result)
    : saidByStatement(evaluated.result)
}

function readable({ unit, value }: Figure): string | number {
  return unit === 'fen' ? formatYuan(value) : value
}

const valuesOf = (figures: readonly Figure[]) =>
  Object.fromEntries(figures.map((one) => [one.code, readable(one)]))

const named = (proposals: Statement['proposals']) =>
  proposals.map(({ kind, grounds }) => `${kind}:${grounds}`)

function saidByStatement(statement: Statement): Record<string, unknown> {
  return {
    pay: formatYuan(statement.totals.payFen),
    accrual: formatYuan(statement.accrualFen),
    uncollected: formatYuan(statement.uncollectedFen),
    lines: Object.fromEntries(
      statement.lines.map((line) => [line.code, formatYuan(line.amountFen)]),
    ),
    indicators: valuesOf(statement.indicators ?? []),
    verdict: statement.verdict.proposal,
    final: statement.verdict.final,
    reasons: Object.fromEntries(statement.verdict.reasons.map(({ code, met }) => [code, met])),
    proposals: named(statement.proposals),
    information: statement.informationLines.map(({ code }) => code),
  }
}

function saidByAnswer(answer: Answer): Record<string, unknown> {
  return {
    outcome: answer.outcome,
    sentence: answer.sentence,
    figures: valuesOf(answer.figures),
    reasons: Object.fromEntries(answer.reasons.map(({ code, met }) => [code, met])),
    proposals: named(answer.proposals),
  }
}

/** Runs every file of a pack's `cases` folder. */
export function describeFactCases(pack: Regulation, folder: URL): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({
      name,
      cases: readFactCases(name, readFileSync(new URL(name, folder), 'utf8')),
    }))

  describe.each(files)(`${pack.id}: cases of $name`, ({ cases }) => {
    it.each(
      cases.map((one) => ({ title: one.variant ? `${one.id} (${one.variant})` : one.id, one })),
    )('$title', ({ one }) => {
      for (const id of one.articles) expect(pack.article(id).id).toBe(id)
      expect(saidBy(pack.evaluate(one.facts))).toMatchObject(one.expect)
    })
  })
}
