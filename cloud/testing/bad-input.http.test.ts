import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../contract/define'
import { contractEntries } from '../http/completeness'
import { newId } from '../platform/ids'
import { type LivedInCounty, liveInCounty } from './lived-in-county'
import { expectDecent, type Input, rawCall, rawFetch, tableFigures } from './raw-calls'
import { type Sample, sampleInputs } from './sample-inputs'
import { startTestService, type TestService } from './test-service'

const naughty = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../platform/bad-input/blns.json'), 'utf8'),
) as string[]
/** How many of the naughty strings each field is given; another part of them for each. */
const perField = 8

let service: TestService
let county: LivedInCounty
let samples: Record<string, Sample>

beforeAll(async () => {
  service = await startTestService()
  county = await liveInCounty(service)
  samples = sampleInputs(county)
})
afterAll(() => service.close())

const entries = contractEntries()
const changing = entries.filter((entry) => entry.kind === 'command' || entry.kind === 'upload')
const commands = entries.filter((entry) => entry.kind === 'command')

const sampleOf = (entry: Endpoint): Sample => {
  const sample = samples[entry.name]
  if (!sample) throw new Error(`sample-inputs.ts needs a row for ${entry.name}`)
  return sample
}
const tokenFor = (entry: Endpoint) => county.people[sampleOf(entry).as].token
const json = { 'Content-Type': 'application/json' }

/** Tries at signing in are counted by the minute: every sweep begins a new one. */
const nextMinutes = () => service.clock.advance(2 * 60_000)

async function inTurns<T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> {
  const left = [...things]
  const hand = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one)
  }
  await Promise.all(Array.from({ length: 6 }, hand))
}

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

const rubbishBodies: readonly (string | Buffer)[] = [
  '',
  'null',
  '[]',
  '"文字"',
  '12',
  'NaN',
  '{',
  '{"commandId":"',
  '{"commandId":',
  "{'a':1}",
  '{"a":1}{"b":2}',
  `{"a":${deep(20_000)}}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  '\u0000',
  Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x7b]),
  `{"commandId":"${'9'.repeat(36)}"}`,
]

function isJson(body: string | Buffer): boolean {
  try {
    const value: unknown = JSON.parse(String(body))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** Not of the type any field wants, or of none at all. */
const rubbishValues: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e308,
  2 ** 53,
  '',
  ' ',
  'NaN',
  'Infinity',
  '__proto__',
  [],
  [[]],
  {},
  { toString: 1 },
  { $gt: '' },
  'ä'.repeat(70_000),
  '\u0000',
  '\ud800',
]

/** All fields of a sample: `post.scopeCode` is the path ['post', 'scopeCode']. */
function fieldsOf(input: Input, above: readonly string[] = []): string[][] {
  return Object.entries(input).flatMap(([key, value]) => {
    const here = [...above, key]
    const inside =
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      !(value instanceof File)
        ? fieldsOf(value as Input, here)
        : []
    return [here, ...inside]
  })
}

function withField(input: Input, [key, ...rest]: readonly string[], value: unknown): Input {
  if (key === undefined) return input
  const inner = rest.length > 0 ? withField(input[key] as Input, rest, value) : value
  return { ...input, [key]: inner }
}

function valueAt(input: Input, field: readonly string[]): unknown {
  return field.reduce<unknown>((value, key) => (value as Input)[key], input)
}

describe('nobody', () => {
  it('gets nothing but what is public, and changes nothing', async () => {
    const before = await tableFigures(service)
    await inTurns(
      entries.filter((entry) => entry.permission !== 'public'),
      async (entry) => {
        for (const token of [undefined, 'x', 'ä%00', `${'a'.repeat(43)}`]) {
          const headers = new Headers()
          if (token) headers.set('Authorization', `Bearer ${encodeURIComponent(token)}`)
          const reads = entry.kind === 'query' || entry.kind === 'download'
          const init = reads ? { headers } : { method: 'POST', headers }
          const address = entry.path.replace(/:\w+/, 'x')
          const answer = await rawFetch(service, address, init)
          expectDecent(answer, entry.name)
          expect(answer.status, entry.name).toBe(401)
        }
        const whole = await rawCall(service, entry, sampleOf(entry).input)
        expect(whole.status, `${entry.name} ${whole.text}`).toBe(401)
      },
    )
    expect(await tableFigures(service)).toEqual(before)
  })
})

describe('a body that is none', () => {
  it('is refused by every command, and nothing changes', async () => {
    nextMinutes()
    const before = await tableFigures(service)
    // signing out wants no field, and does it
    const others = commands.filter((entry) => entry.name !== 'accounts.signOut')
    await inTurns(others, async (entry) => {
      for (const body of rubbishBodies) {
        const init = { method: 'POST', headers: json, body: new Uint8Array(Buffer.from(body)) }
        const answer = await rawFetch(service, entry.path, init, tokenFor(entry))
        const what = `${entry.name} ${String(body).slice(0, 40)}`
        expectDecent(answer, what)
        // of what is read no field is wanted
        const wantsNothing = Object.keys(sampleOf(entry).input).length === 0
        if (!wantsNothing || !isJson(body)) expect(answer.status, what).toBe(400)
      }
    })
    expect(await tableFigures(service)).toEqual(before)
  })

  it('of another type, too large, compressed or torn is refused by every one that changes', async () => {
    nextMinutes()
    const before = await tableFigures(service)
    const whole = (entry: Endpoint) =>
      JSON.stringify({ commandId: newId(), ...sampleOf(entry).input })
    const boundary = 'multipart/form-data; boundary=xx'
    await inTurns(changing, async (entry) => {
      const large = `{"a":"${'长'.repeat(400_000)}"}`
      const tries: [type: string, body: string, headers?: Record<string, string>][] = [
        ['text/plain', whole(entry)],
        ['application/x-www-form-urlencoded', 'commandId=1&a[b]=2'],
        ['application/jsonx', whole(entry)],
        [boundary, '--xx\r\nContent-Disposition: form-data; name="kind"\r\n\r\nareas'],
        [
          boundary,
          '--xx\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n--xx--\r\n',
        ],
        ['multipart/form-data', 'x'],
        [boundary, ''],
      ]
      if (entry.kind === 'command') {
        tries.push(['application/json', large])
        tries.push(['application/json', whole(entry), { 'Content-Encoding': 'gzip' }])
      }
      for (const [type, body, more] of tries) {
        const init = { method: 'POST', headers: { 'Content-Type': type, ...more }, body }
        const answer = await rawFetch(service, entry.path, init, tokenFor(entry))
        const what = `${entry.name} ${type} ${body.slice(0, 30)}`
        expectDecent(answer, what)
        expect(answer.status, what).toBeGreaterThanOrEqual(400)
        if (body === large) expect(answer.status, what).toBe(413)
      }
    })
    expect(await tableFigures(service)).toEqual(before)
  })
})

describe('keys that reach for the inside', () => {
  it('pollute nothing', async () => {
    nextMinutes()
    const poison = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}'
    await inTurns(commands, async (entry) => {
      const body = `{${poison},"commandId":"${newId()}"}`
      const answer = await rawFetch(
        service,
        entry.path,
        { method: 'POST', headers: json, body },
        tokenFor(entry),
      )
      expectDecent(answer, entry.name)
    })
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})

describe('a field that is not what it should be', () => {
  it('is answered decently by every entry', async () => {
    nextMinutes()
    for (const entry of entries.filter((one) => one.name !== 'accounts.signOut')) {
      const { input } = sampleOf(entry)
      const tries = fieldsOf(input).flatMap((field) =>
        rubbishValues.map((value) => ({ field, value })),
      )
      nextMinutes()
      await inTurns(tries, async ({ field, value }) => {
        // an address longer than a line of HTTP is the server's to refuse
        const reads = entry.kind === 'query' || entry.kind === 'download'
        const given = reads && typeof value === 'string' ? value.slice(0, 2_000) : value
        const answer = await rawCall(
          service,
          entry,
          withField(input, field, given),
          tokenFor(entry),
        )
        const what = `${entry.name} ${field.join('.')} ${JSON.stringify(given)?.slice(0, 40)}`
        expectDecent(answer, what)
        // a form's field is text, whatever it was before
        if (reads || entry.kind === 'upload') return
        const refusedType = given !== null && typeof given === 'object' && !Array.isArray(given)
        if (refusedType && typeof valueAt(input, field) === 'string') {
          expect(answer.status, what).toBeGreaterThanOrEqual(400)
        }
      })
    }
  }, 120_000)

  it('twice in an address, broken or endless is answered decently by every query', async () => {
    const before = await tableFigures(service)
    const reads = entries.filter((entry) => entry.kind === 'query' || entry.kind === 'download')
    await inTurns(reads, async (entry) => {
      const parts = ['code', 'month', 'areaCode', 'limit', 'after', 'accountId', 'pass', 'size']
      const queries = [
        parts.map((name) => `${name}=1&${name}=2`).join('&'),
        parts.map((name) => `${name}=%ff%00`).join('&'),
        parts.map((name) => `${name}[]=1`).join('&'),
        parts.map((name) => `${name}=${'9'.repeat(400)}`).join('&'),
        '__proto__=1&constructor=2&toString=3',
        '%',
        `limit=1e99&offset=NaN&after=${encodeURIComponent('{"a":1}')}`,
      ]
      const address = entry.path.replace(/:\w+/, '%2e%2e%2fetc')
      for (const query of queries) {
        const answer = await rawFetch(service, `${address}?${query}`, {}, tokenFor(entry))
        expectDecent(answer, `${entry.name} ${query.slice(0, 60)}`)
      }
    })
    for (const bad of [
      '/api/areas/grids/%',
      '/api/areas/grids/%ff',
      '/api/%00',
      '/api//x',
      '/%ff',
    ]) {
      expectDecent(await rawFetch(service, bad, {}, county.people.office.token), bad)
    }
    expect(await tableFigures(service)).toEqual(before)
  })
})

describe('the naughty strings', () => {
  it('are answered decently in every field of every entry', async () => {
    let turn = 0
    for (const entry of entries) {
      const { input } = sampleOf(entry)
      const fields = fieldsOf(input).filter((field) => typeof valueAt(input, field) === 'string')
      const tries = fields.flatMap((field) =>
        Array.from({ length: perField }, () => {
          turn += 1
          return { field, text: naughty[(turn * 7) % naughty.length] ?? '' }
        }),
      )
      nextMinutes()
      await inTurns(tries, async ({ field, text }) => {
        const answer = await rawCall(service, entry, withField(input, field, text), tokenFor(entry))
        expectDecent(answer, `${entry.name} ${field.join('.')} ${JSON.stringify(text)}`)
      })
    }
    // every one of them was somebody's turn
    expect(turn).toBeGreaterThan(naughty.length)
  }, 120_000)

  it('come back from the database as they were given', async () => {
    const { token } = county.people.secondWorker
    const submit = entries.find((entry) => entry.name === 'reports.submit') as Endpoint
    const { gridCode: _grid, ...input } = sampleOf(submit).input
    let kept = 0
    const texts = naughty.filter((one) => one.trim().length > 0).slice(0, 200)
    await inTurns(texts, async (text) => {
      const answer = await rawCall(service, submit, { ...input, text }, token)
      expectDecent(answer, text)
      if (answer.status !== 200) return
      kept += 1
      const { report } = JSON.parse(answer.text) as { report: { text: string } }
      expect(report.text).toBe(text.trim())
    })
    expect(kept).toBeGreaterThan(150)
  })

  it('cut in the middle of a character lose that character, not the record', async () => {
    const { token } = county.people.secondWorker
    const submit = entries.find((entry) => entry.name === 'reports.submit') as Endpoint
    const { gridCode: _grid, ...input } = sampleOf(submit).input
    const whole = { ...input, text: `着火了${'\u{1f525}'.slice(0, 1)}`, disposal: '已报 \u{1f525}' }
    const answer = await rawCall(service, submit, whole, token)
    expect(answer.status, answer.text).toBe(200)
    expect(JSON.parse(answer.text).report).toMatchObject({
      text: '着火了\ufffd',
      disposal: '已报 \u{1f525}',
    })
  })
})
