import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { monthFacts } from './month-facts'
import { quickCheck } from './quick-check'

const odd = [
  undefined,
  null,
  true,
  -1,
  0,
  0.5,
  2 ** 53,
  Number.POSITIVE_INFINITY,
  '',
  'x',
  '2026-02-30',
  [],
  {},
]

/** The value with one of its parts changed, taken away or added to. */
function spoilt(value: unknown, draw: (limit: number) => number): unknown {
  const other = odd[draw(odd.length)]
  if (typeof value !== 'object' || value === null || draw(4) === 0) return other
  if (Array.isArray(value)) {
    const at = draw(value.length + 1)
    return at === value.length
      ? [...value, other]
      : value.map((one, index) => (index === at ? spoilt(one, draw) : one))
  }
  const keys = Object.keys(value)
  const key = keys[draw(keys.length + 1)]
  if (key === undefined) return { ...value, surprise: other }
  return { ...value, [key]: spoilt((value as Record<string, unknown>)[key], draw) }
}

const month = {
  regulation: 'daning-2022',
  month: '2026-11',
  worker: { reference: 'w', kind: 'rural', serviceFrom: '2026-11-02', serviceTo: null },
  counts: { local: { checkInDays: 20, validReports: 3 }, provincial: null },
  conduct: { commands: 'met' },
  findings: [{ id: 'f', kind: 'disobeyedCommand' }],
  decisions: [
    { kind: 'proration', accept: true, reason: '核对' },
    { kind: 'checkInQuota', quota: 5, reason: '病假' },
  ],
  history: [{ month: '2026-10', verdict: 'fail', validReports: 0, fullMonth: true }],
  countyValues: [{ name: 'a', from: '2026-01-01', value: ['x'] }],
  readings: { baseMode: 'fixed', limit: 3 },
}

describe('a quick check', () => {
  it('says of facts of any sort what their schema says, and passes well-formed ones itself', () => {
    const check = quickCheck(monthFacts)
    expect(check(month)).toBe(true)
    let refused = 0
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(999)), (numbers) => {
        const draw = (limit: number) => (numbers.next().value ?? 0) % limit
        const value = spoilt(month, draw)
        const admitted = monthFacts.safeParse(value).success
        expect(check(value) && !admitted).toBe(false)
        if (!admitted) refused += 1
      }),
      { numRuns: 3_000 },
    )
    expect(refused).toBeGreaterThan(500)
  })

  it.each<[string, z.ZodType, unknown[], unknown[]]>([
    ['a whole number', z.int().min(0).max(9), [0, 9], [-1, 10, 1.5, '1', Number.NaN]],
    ['a number', z.number(), [0.5, -3], [Number.POSITIVE_INFINITY, Number.NaN, '1']],
    ['a text', z.string().min(1).max(2), ['a', 'ab'], ['', 'abc', 1]],
    ['a pattern', z.string().regex(/^a+$/), ['a', 'aa'], ['b', '']],
    ['an own rule', z.string().refine((text) => text !== 'no'), ['yes'], ['no', 3]],
    ['a bound that is not reached', z.number().lt(3), [2], [3, 4]],
    ['a choice', z.enum(['a', 'b']), ['a'], ['c', null]],
    ['one word', z.literal('a'), ['a'], ['b']],
    ['either', z.union([z.int(), z.boolean()]), [1, false], ['1', null]],
    ['a list', z.array(z.int()).min(1), [[1]], [[], [1, '2'], {}]],
    ['open fields', z.object({ a: z.int() }), [{ a: 1, b: 2 }], [{ b: 2 }]],
    ['given fields', z.strictObject({ a: z.int().optional() }), [{}, { a: 1 }], [{ b: 1 }, []]],
    ['a sort it does not know', z.email(), ['a@b.cn'], ['a']],
  ])('keeps to %s', (_, schema, admitted, refused) => {
    const check = quickCheck(schema)
    for (const value of admitted) expect([value, check(value)]).toEqual([value, true])
    for (const value of refused) expect([value, check(value)]).toEqual([value, false])
  })
})
