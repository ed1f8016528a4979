import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shared } from './shared'
import { StatementBytes } from './statement-bytes'

const textOf = (written: StatementBytes) => Buffer.from(written.take()).toString()

it('writes any text as JSON does: quotes, controls, emoji, halves of pairs', () => {
  const written = new StatementBytes()
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' })),
      fc.array(fc.integer({ min: 0, max: 0xffff })),
      (texts, units) => {
        const value = { texts, odd: String.fromCharCode(...units), none: null, left: undefined }
        written.appendLine(value)
        expect(textOf(written)).toBe(`${JSON.stringify(value)}\n`)
      },
    ),
    { numRuns: 2_000 },
  )
})

it('writes what is shared the same the first, the second and every later time', () => {
  const written = new StatementBytes()
  const article = shared({ id: 'T-1', title: '第一条', gist: '“标准”\n' })
  const list = shared([article])
  const figure = (value: number, sentence: string) => ({
    code: 'piece',
    label: '按条计酬',
    value,
    unit: 'fen',
    sentence,
    articles: list,
    parameters: [],
    facts: [{ name: 'a', value: true }],
    block: 'pieceRate',
    inputs: [] as object[],
  })
  const own = figure(1, '19 条')
  const values = Array.from({ length: 5 }, (_, index) => ({
    lines: [own, article],
    pay: { ...figure(index, `${index} 条`), label: `按条${index % 2}`, inputs: [own, own] },
    empty: {},
  }))
  for (const value of values) written.appendLine(value)
  expect(textOf(written)).toBe(values.map((value) => `${JSON.stringify(value)}\n`).join(''))
})

it('makes room for a line of any length', () => {
  const written = new StatementBytes()
  const value = {
    texts: Array.from({ length: 20_000 }, (_, index) => `${index} 条信息 \u0007 很长`.repeat(20)),
  }
  written.appendLine(value)
  written.appendLine({ next: 1 })
  expect(textOf(written)).toBe(`${JSON.stringify(value)}\n{"next":1}\n`)
  expect(written.length).toBe(0)
})
