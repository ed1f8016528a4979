import { expect, it } from 'vitest'
import { remembered, shared, sharedList } from './shared'

it('makes a result once for the same counts, texts and shared figures, and keeps it from change', () => {
  let made = 0
  const rule = remembered((count: number, unmet: string | null) => ({ count, unmet, turn: made++ }))
  expect(rule(1, null)).toBe(rule(1, null))
  expect(rule(1, 'x')).not.toBe(rule(1, null))
  expect(rule(2, null)).not.toBe(rule(1, null))
  expect(made).toBe(3)
  expect(Object.isFrozen(rule(1, null))).toBe(true)
  const ofFigure = remembered((figure: object) => ({ figure }))
  const own = shared({ value: 1 })
  expect(ofFigure(own)).toBe(ofFigure(own))
  const passing = { value: 1 }
  expect(ofFigure(passing)).not.toBe(ofFigure(passing))
})

it('forgets when there are too many to come again', () => {
  let made = 0
  const rule = remembered((count: number) => ({ turn: made++, count }))
  const first = rule(0)
  for (let count = 1; count < 10_000; count += 1) rule(count)
  expect(rule(0)).not.toBe(first)
  expect(rule(0).count).toBe(0)
})

it('leaves no trace in a copy or in JSON', () => {
  const value = shared({ a: 1, list: shared([1]) })
  expect(JSON.stringify(value)).toBe('{"a":1,"list":[1]}')
  expect(Reflect.ownKeys({ ...value })).toEqual(['a', 'list'])
  expect(value).toEqual({ a: 1, list: [1] })
  expect(shared(value)).toBe(value)
})

it('has one list for the same members', () => {
  const [one, other] = [shared({ a: 1 }), shared({ a: 1 })]
  expect(sharedList([one, other])).toBe(sharedList([one, other]))
  expect(sharedList([other, one])).not.toBe(sharedList([one, other]))
  expect(sharedList([one])).not.toBe(sharedList([one, other]))
})
