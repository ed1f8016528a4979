import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { factsOfCase, readCases } from '../rules/case-file'
import { readFactCases } from '../rules/fact-case-file'
import type { Regulation } from '../rules/regulation'
import { regulations } from '.'
import { evaluateLine, evaluateLines } from './evaluate-lines'
import { LineCutter } from './lines'

const packs = [...regulations.values()]

/** Daning's cases are months written in short, the other packs' are facts as they are. */
function factsIn(pack: Regulation, name: string, text: string): object[] {
  if (pack.id !== 'daning-2022') return readFactCases(name, text).map(({ facts }) => facts)
  const defaults = { kind: 'rural', month: '2022-06' }
  return readCases(name, text).flatMap((one) =>
    one.run === 'month' ? [factsOfCase(pack.id, one.given, defaults)] : [],
  )
}

function caseFacts(pack: Regulation): object[] {
  const folder = new URL(`./${pack.id}/cases/`, import.meta.url)
  return readdirSync(folder).flatMap((name) =>
    factsIn(pack, name, readFileSync(new URL(name, folder), 'utf8')),
  )
}

/** Each number of the facts moved by so much, where there is one; the rest stays. */
function moved(value: unknown, by: () => number): unknown {
  if (typeof value === 'number') return value + by()
  if (Array.isArray(value)) return value.map((one) => moved(one, by))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, moved(one, by)]))
}

async function outputOf(pack: Regulation, lines: readonly string[]): Promise<string> {
  const pieces: Buffer[] = []
  const output = (bytes: Uint8Array) => void pieces.push(Buffer.from(bytes))
  async function* input() {
    const bytes = Buffer.from(lines.join('\n'))
    const memory = Buffer.alloc(10_007)
    // cut anywhere, also inside a character, and each piece where the last one was
    for (let at = 0; at < bytes.length; at += memory.length)
      yield memory.subarray(0, bytes.copy(memory, 0, at))
  }
  await evaluateLines(pack, input(), output, () => {})
  return Buffer.concat(pieces).toString()
}

it.each(packs)(
  '$id writes thousands of months and answers as JSON writes them',
  async (pack) => {
    const cases = caseFacts(pack)
    const numbers = fc.sample(fc.integer({ min: -2, max: 9 }), { numRuns: 5_000, seed: 7 })
    let turn = 0
    const by = () => numbers[turn++ % numbers.length] ?? 0
    const lines = Array.from({ length: 2_000 }, (_, index) => {
      const facts = cases[index % cases.length]
      return JSON.stringify(index < cases.length ? facts : moved(facts, by))
    })
    const expected = lines.map((text, index) =>
      JSON.stringify(evaluateLine(pack, { number: index + 1, text })),
    )
    const written = (await outputOf(pack, lines)).split('\n').slice(0, -1)
    expect(written).toHaveLength(lines.length)
    const wrong = written.findIndex((line, index) => line !== expected[index])
    expect(wrong === -1 ? '' : written[wrong]).toBe(wrong === -1 ? '' : expected[wrong])
    expect(written.filter((line) => !line.includes('"error":')).length).toBeGreaterThan(100)
  },
  120_000,
)

it.each(packs)('$id reads facts without changing them: its schemas only check', (pack) => {
  // a transform cannot be told as a JSON Schema, and a default would stand there
  expect(JSON.stringify(pack.jsonSchemas().facts)).not.toContain('"default"')
})

it('cuts lines wherever the pieces end, and tells a line that is too long', () => {
  const bytes = Buffer.from('一\r\n\n二二二二二二\n三')
  for (let size = 1; size <= bytes.length; size += 1) {
    const cutter = new LineCutter(12)
    const lines = []
    for (let at = 0; at < bytes.length; at += size)
      lines.push(...cutter.cut(bytes.subarray(at, at + size)))
    lines.push(...cutter.rest())
    expect(lines).toEqual([
      { number: 1, text: '一' },
      { number: 2, text: '' },
      { number: 3, tooLong: true },
      { number: 4, text: '三' },
    ])
  }
})
