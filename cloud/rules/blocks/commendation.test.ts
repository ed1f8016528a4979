import { expect, it } from 'vitest'
import { money, naming } from './blocks-for-tests'
import { commendation } from './commendation'

const rates = new Map([
  ['county', money('county', 1_000)],
  ['city', money('city', 2_000)],
  ['province', money('province', 3_000)],
])
const levelLabels = new Map([
  ['county', '县级'],
  ['city', '市级'],
  ['province', '省级'],
])
const highest = commendation(naming, { rates, levelLabels, stacking: 'highest' })
const sum = commendation(naming, { rates, levelLabels, stacking: 'sum' })
const notice = (reportId: string, level: string, alreadyPaidFen = 0) => ({
  reportId,
  level,
  alreadyPaidFen,
})

it('pays a report its highest level once, and tops up what was paid before', () => {
  expect(highest([notice('a', 'county'), notice('a', 'city')]).value).toBe(2_000)
  expect(highest([notice('a', 'province', 2_000)]).value).toBe(1_000)
  expect(highest([notice('a', 'county', 2_000)]).value).toBe(0)
  expect(highest([notice('a', 'province', 2_000)]).inputs[0]?.sentence).toBe(
    '省级 30.00 元，以前已发 20.00 元，补足 10.00 元',
  )
})

it('adds different reports', () => {
  expect(
    highest([notice('a', 'province'), notice('b', 'city'), notice('c', 'county')]),
  ).toMatchObject({
    value: 6_000,
    sentence: '30.00 元 + 20.00 元 + 10.00 元 = 60.00 元',
  })
})

it('counts every notice in the other reading', () => {
  expect(
    sum([notice('a', 'county', 3_000), notice('a', 'city'), notice('a', 'province')]).value,
  ).toBe(6_000)
})

it('knows no reward for a level without one', () => {
  expect(() => highest([notice('a', 'village')])).toThrow('village')
})
