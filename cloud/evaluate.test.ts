import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { statement as statementSchema } from './contract/trace'

const root = fileURLToPath(new URL('..', import.meta.url))
const daning = ['--regulation', 'daning-2022']

function run(args: string[], input: string | Buffer = ''): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [path.join(root, 'scripts/evaluate.mjs'), ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    // elsewhere than the project: nothing may be looked up beside the caller
    cwd: tmpdir(),
  })
}

const facts = (checkInDays: number, change: object = {}) => ({
  regulation: 'daning-2022',
  month: '2022-06',
  worker: { reference: `worker ${checkInDays}`, kind: 'rural' },
  counts: { local: { checkInDays, validReports: 20 } },
  ...change,
})
const lines = (...values: unknown[]) =>
  values.map((value) => `${typeof value === 'string' ? value : JSON.stringify(value)}\n`).join('')
const outputOf = (result: SpawnSyncReturns<string>): unknown[] =>
  result.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown)
const paid = (value: unknown) => statementSchema.parse(value).totals.payFen
const errorOf = (value: unknown) =>
  z
    .object({
      line: z.int(),
      error: z.object({ code: z.string(), message: z.string(), path: z.string() }),
    })
    .parse(value)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mingge-evaluate-'))
  run(['--help'])
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

describe('evaluate', () => {
  it('writes a statement a line, in order, and ends well', () => {
    const result = run(daning, lines(facts(20), facts(19), facts(0)))
    expect(result.stderr).toBe('')
    expect(outputOf(result).map(paid)).toEqual([50_000, 49_000, 30_000])
    expect(outputOf(result).map((one) => statementSchema.parse(one).workerReference)).toEqual([
      'worker 20',
      'worker 19',
      'worker 0',
    ])
    expect(result.status).toBe(0)
  })

  it('has an error in the place of a bad line, and computes the others', () => {
    const bad = [
      '{"regulation":"daning-2022","month":"2022-06","worker":{"ref',
      facts(20, { worker: { reference: 'x', kind: 'ruralFullTime' } }),
      facts(20, { majorReports: [{ reportId: 'r', grade: 'major', amountFen: 40_000 }] }),
      facts(20, { month: '2022-04' }),
      facts(20, { surprise: 1 }),
      facts(-1),
      '',
      '[]',
      'null',
      facts(20, { month: '2022-13' }),
      facts(20, { regulation: 'qiling-2020' }),
      facts(20, { readings: { weather: true } }),
    ]
    const result = run(daning, lines(facts(20), ...bad, facts(19)))
    const output = outputOf(result)
    expect(output).toHaveLength(bad.length + 2)
    expect(paid(output.at(0))).toBe(50_000)
    expect(paid(output.at(-1))).toBe(49_000)
    expect(
      output
        .slice(1, -1)
        .map(errorOf)
        .map(({ line, error }) => [line, error.code, error.path]),
    ).toEqual([
      [2, 'notJson', ''],
      [3, 'factsMalformed', 'worker.kind'],
      [4, 'factsRefused', 'majorReports.0.amountFen'],
      [5, 'monthNotCovered', 'month'],
      [6, 'factsMalformed', ''],
      [7, 'factsMalformed', 'counts.local.checkInDays'],
      [8, 'lineEmpty', ''],
      [9, 'factsMalformed', ''],
      [10, 'factsMalformed', ''],
      [11, 'factsMalformed', 'month'],
      [12, 'factsMalformed', 'regulation'],
      [13, 'readingUnknown', 'readings.weather'],
    ])
    for (const one of output.slice(1, -1))
      expect(errorOf(one).error.message).toMatch(/[\u4e00-\u9fff]/)
    expect(result.stderr.trim().split('\n')).toHaveLength(bad.length)
    expect(result.stderr).toContain('第 3 行：worker.kind 只能是：')
    expect(result.status).toBe(1)
  })

  it('passes over a huge line without keeping it', () => {
    const huge = JSON.stringify(facts(20, { surprise: 'x'.repeat(5_000_000) }))
    const result = run(daning, lines(facts(20), huge, facts(19)))
    const output = outputOf(result)
    expect(errorOf(output[1])).toMatchObject({ line: 2, error: { code: 'lineTooLong' } })
    expect([paid(output[0]), paid(output[2])]).toEqual([50_000, 49_000])
    expect(result.status).toBe(1)
  })

  it('takes a byte order mark, CRLF, and a last line without its newline', () => {
    const text = `\ufeff${JSON.stringify(facts(20))}\r\n${JSON.stringify(facts(19))}`
    const result = run(daning, text)
    expect(outputOf(result).map(paid)).toEqual([50_000, 49_000])
    expect(result.status).toBe(0)
  })

  it('refuses bytes that are no text as one bad line', () => {
    const result = run(
      daning,
      Buffer.concat([Buffer.from([0xff, 0xfe, 0x00, 0x0a]), Buffer.from(lines(facts(20)))]),
    )
    expect(errorOf(outputOf(result)[0]).error.code).toBe('notJson')
    expect(paid(outputOf(result)[1])).toBe(50_000)
  })

  it('writes nothing for an empty input', () => {
    const result = run(daning, '')
    expect([result.stdout, result.stderr, result.status]).toEqual(['', '', 0])
  })

  it('reads a file', () => {
    const file = path.join(folder, 'facts.jsonl')
    writeFileSync(file, lines(facts(20), facts(19)))
    expect(outputOf(run([...daning, '--input', file])).map(paid)).toEqual([50_000, 49_000])
  })

  it.each([
    [['--regulation', 'nowhere'], '没有办法 nowhere，现有：daning-2022'],
    [[], '请用 --regulation 指明办法'],
    [[...daning, '--fast'], '参数不对'],
    [[...daning, '--input', '/nowhere/facts.jsonl'], '文件读不出来：/nowhere/facts.jsonl'],
  ])('answers %j with status 2', (args, message) => {
    const result = run(args)
    expect(result.stderr).toContain(message)
    expect([result.stdout, result.status]).toEqual(['', 2])
  })

  it('explains itself', () => {
    const result = run(['--help'])
    expect(result.stdout).toContain('--regulation')
    expect(result.status).toBe(0)
  })

  it('describes its input and its output by schemas that both keep to', () => {
    const schema = z
      .object({
        input: z.record(z.string(), z.unknown()),
        output: z.object({ anyOf: z.array(z.record(z.string(), z.unknown())) }),
      })
      .parse(JSON.parse(run([...daning, '--schema']).stdout))
    const [statement, lineError] = schema.output.anyOf.map((one) => z.fromJSONSchema(one as never))
    const input = z.fromJSONSchema(schema.input as never)
    const output = outputOf(run(daning, lines(facts(17), facts(-1))))
    expect(statement?.safeParse(output[0]).success).toBe(true)
    expect(statement?.safeParse(output[1]).success).toBe(false)
    expect(lineError?.safeParse(output[1]).success).toBe(true)
    expect(input.safeParse(facts(17)).success).toBe(true)
    expect(input.safeParse(facts(-1)).success).toBe(false)
    expect(input.safeParse(facts(17, { surprise: 1 })).success).toBe(false)
  })

  it('keeps its order and loses nothing over many lines', () => {
    const many = Array.from({ length: 3_000 }, (_, index) =>
      facts(index % 32, { worker: { reference: String(index), kind: 'rural' } }),
    )
    const output = outputOf(run(daning, lines(...many)))
    expect(output.map((one) => (one as { workerReference: string }).workerReference)).toEqual(
      many.map(({ worker }) => worker.reference),
    )
  })

  it('refuses every naughty string in a place of its own', () => {
    const naughty = z
      .array(z.string())
      .parse(
        JSON.parse(readFileSync(path.join(root, 'cloud/platform/bad-input/blns.json'), 'utf8')),
      )
    const strings = naughty.filter((text) => text !== '')
    const result = run(
      daning,
      lines(
        ...strings.map((text) => facts(20, { month: text })),
        ...strings.map((text) => facts(20, { worker: { reference: text, kind: 'rural' } })),
      ),
    )
    const output = outputOf(result)
    expect(output).toHaveLength(strings.length * 2)
    for (const one of output.slice(0, strings.length))
      expect(errorOf(one).error).toMatchObject({ code: 'factsMalformed', path: 'month' })
    output.slice(strings.length).forEach((one, index) => {
      const { length } = strings[index]!
      if (!('error' in (one as object)))
        expect(statementSchema.parse(one).workerReference).toBe(strings[index])
      else expect([errorOf(one).error.path, length > 100]).toEqual(['worker.reference', true])
    })
  })
}, 60_000)
