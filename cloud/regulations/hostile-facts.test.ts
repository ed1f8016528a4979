import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readFactCases } from '../rules/fact-case-file'
import type { Regulation } from '../rules/regulation'
import { dayawanTrial } from './dayawan-trial'
import { qiling2020 } from './qiling-2020'

/** What nobody means, put in the place of each fact in turn. */
const odd: readonly unknown[] = [null, -1, 0, 0.5, 1e15, 'x', '1900-01-01', '2099-12-31', [], {}]
type Path = readonly (string | number)[]

/** The first case of the month and of each question: facts of every sort that the pack takes. */
function oneOfEach(pack: Regulation): unknown[] {
  const folder = new URL(`./${pack.id}/cases/`, import.meta.url)
  const cases = readdirSync(folder).flatMap((name) =>
    readFactCases(name, readFileSync(new URL(name, folder), 'utf8')),
  )
  const sorts = new Map(cases.map(({ facts }) => [facts.question, facts]))
  return [...sorts.values()]
}

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((one, index) => [index, one])
    : Object.entries(value)
  return [at, ...entries.flatMap(([key, one]) => pathsOf(one, [...at, key]))]
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >
  copy[key] = replaced(copy[key], rest, by)
  return copy
}

const wholeFen = (pack: Regulation, facts: unknown) => {
  const evaluated = pack.evaluate(facts)
  if (!evaluated.ok || 'question' in evaluated.result) return true
  return Object.values(evaluated.result.totals).every(Number.isSafeInteger)
}

it.each([qiling2020, dayawanTrial])(
  '$id never throws on what facts say, and pays whole fen',
  (pack) => {
    const wrong: unknown[] = []
    for (const facts of oneOfEach(pack))
      for (const path of pathsOf(facts))
        for (const value of odd) {
          const hostile = replaced(facts, path, value)
          if (!wholeFen(pack, hostile)) wrong.push(hostile)
        }
    expect(wrong).toEqual([])
  },
  120_000,
)

it.each([qiling2020, dayawanTrial])(
  '$id never throws where a number is switched to its least or most',
  (pack) => {
    const numbers = pack.book('2026-01-01').histories.filter(({ unit }) => unit !== 'none')
    for (const facts of oneOfEach(pack))
      for (const { name } of numbers)
        for (const value of [0, 10_000])
          expect(wholeFen(pack, { ...(facts as object), readings: { [name]: value } })).toBe(true)
  },
  120_000,
)
