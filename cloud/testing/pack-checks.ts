import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  answer as answerSchema,
  type Figure,
  statement as statementSchema,
} from '../contract/trace'
import { checkPack } from '../law/check'
import { type PackSource, textOf } from '../law/pack-source'
import { type FactCase, readFactCases } from '../rules/fact-case-file'
import { formatYuan } from '../rules/money'
import type { Evaluated, Regulation } from '../rules/regulation'
import { inexactNumbers, oddly } from './odd-facts'

const root = fileURLToPath(new URL('../..', import.meta.url))

function sourceOf(id: string): PackSource {
  const folder = `cloud/regulations/${id}`
  const files = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
  return {
    id,
    folder,
    files: new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')])),
  }
}

const featureNames = () =>
  new Set(
    readdirSync(path.join(root, 'cloud/features'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name),
  )

function figuresOf(evaluated: Evaluated): Figure[] {
  if (!evaluated.ok) return []
  const { result } = evaluated
  const tops =
    'question' in result
      ? [...result.figures, ...result.proposals.flatMap(({ figure }) => figure ?? [])]
      : [
          result.pay,
          result.accrual,
          ...(result.indicators ?? []),
          ...result.lines.map(({ figure }) => figure),
        ]
  const all: Figure[] = []
  const visit = (figure: Figure) => {
    all.push(figure)
    figure.inputs.forEach(visit)
  }
  tops.forEach(visit)
  return all
}

/** The last number of a sentence is the value: what is shown is what was computed. */
function endsWithValue({ sentence, value, unit }: Figure): boolean {
  const last = sentence.match(/-?\d+(\.\d+)?/g)?.at(-1)
  return last !== undefined && Number(last) === (unit === 'fen' ? Number(formatYuan(value)) : value)
}

/** The first case of a month, and of each question. */
function firstOfEach(cases: readonly FactCase[]): FactCase[] {
  const first = new Map<unknown, FactCase>()
  for (const one of cases) {
    if (!first.has(one.facts.question)) first.set(one.facts.question, one)
  }
  return [...first.values()]
}

export interface PackPromise {
  /** Readings that the pack must decide, each as a parameter. */
  readings: readonly string[]
  /** Places of the text that the pack must have an article for. */
  articles: readonly string[]
}

/** What is asked of every pack whose cases are facts; see docs/regulations.md. */
export function describePack(pack: Regulation, promise: PackPromise): void {
  const source = sourceOf(pack.id)
  const cases = [...source.files]
    .filter(([file]) => /\/cases\/[^/]+\.yaml$/.test(file))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([file, text]) => readFactCases(file, text))
  const results = cases.map(({ facts }) => pack.evaluate(facts))

  describe(`${pack.id}: the pack`, () => {
    it('is law as it should be written', () => {
      const today = '2026-11-30'
      expect(checkPack({ source, regulation: pack, today, features: featureNames() })).toEqual([])
    }, 120_000)

    it('decides every reading, and has an article for every place', () => {
      const { histories, articles } = pack.book('2026-11-30')
      const readings = new Set(histories.map(({ reading }) => reading))
      expect(promise.readings.filter((one) => !readings.has(one))).toEqual([])
      const ids = new Set(articles.map(({ id }) => id))
      expect(promise.articles.filter((one) => !ids.has(one))).toEqual([])
    })

    it('says of every figure how it came about, ending with the value', () => {
      const wrong = results.flatMap(figuresOf).filter((one) => !endsWithValue(one))
      expect(wrong.map(({ code, value, sentence }) => ({ code, value, sentence }))).toEqual([])
    })

    it('describes by a schema the facts that it takes', () => {
      const schema = z.fromJSONSchema(pack.jsonSchemas().facts as never)
      const taken = cases.filter((_, index) => results[index]?.ok)
      const refused = taken.filter(({ facts }) => !schema.safeParse(facts).success)
      expect(refused.map(({ id }) => id)).toEqual([])
      expect(schema.safeParse({ ...taken[0]?.facts, surprise: 1 }).success).toBe(false)
    })

    it('gives what the contract describes', () => {
      for (const one of results) {
        if (!one.ok) continue
        const schema = 'question' in one.result ? answerSchema : statementSchema
        expect(schema.safeParse(one.result).error).toBeUndefined()
      }
    })

    it('refuses what is no facts, with a path and in Chinese', () => {
      const { facts } = cases[0]!
      const bad: unknown[] = [null, [], 1, 'x', { ...facts, regulation: 'nowhere' }, {}]
      for (const value of [...bad, { ...facts, surprise: 1 }, { ...facts, question: 'weather' }]) {
        const evaluated = pack.evaluate(value)
        expect(evaluated.ok).toBe(false)
        if (!evaluated.ok) expect(evaluated.error.message).toMatch(/[\u4e00-\u9fff]/)
      }
    })

    it('never fails on odd facts, and never gives a number that is none', () => {
      const faults = firstOfEach(cases).flatMap(({ facts }) =>
        [...oddly(pack, facts)].flatMap((one) => {
          const numbers = inexactNumbers(one.evaluate())
          return numbers.length > 0 ? [{ numbers, facts: one.facts }] : []
        }),
      )
      expect(faults).toEqual([])
    }, 120_000)

    it('gives the results that this version of the rules is known by', () => {
      const hash = createHash('sha256')
      for (const one of results) {
        hash.update(JSON.stringify(one.ok ? { ...one.result, packVersion: '' } : one.error))
      }
      const digest = hash.digest('hex').slice(0, 16)
      expect(
        /digest: (\w+)/.exec(textOf(source, 'pack.yaml'))?.[1],
        `the results of the cases changed. Because a rule did: raise rules.version in pack.yaml. In any case set rules.digest to ${digest}`,
      ).toBe(digest)
    })
  })
}

/** 'A-LJ-01' to 'A-LJ-12'. */
export function readingsOf(prefix: string, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `A-${prefix}-${String(index + 1).padStart(2, '0')}`,
  )
}
