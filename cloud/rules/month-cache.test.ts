import { expect, it } from 'vitest'
import { oncePerMonth } from './month-cache'
import type { DatedValue, Pack } from './pack'

it('makes the rules of a month once, others for other readings, and does not grow without end', () => {
  let made = 0
  const rulesIn = oncePerMonth((month, readings) => ({ month, readings, number: made++ }))
  expect(rulesIn('2023-01')).toBe(rulesIn('2023-01'))
  expect(rulesIn('2023-01', { a: 1 })).toBe(rulesIn('2023-01', { a: 1 }))
  expect(rulesIn('2023-01', { a: 2 })).not.toBe(rulesIn('2023-01', { a: 1 }))
  expect(made).toBe(3)
  for (let index = 0; index < 200; index++) rulesIn('2023-01', { a: index })
  const before = made
  rulesIn('2023-01', { a: 199 })
  expect(made).toBe(before)
  rulesIn('2023-01', { a: 3 })
  expect(made).toBe(before + 1)
})

it('tells county values apart by what they say', () => {
  let made = 0
  const rulesIn = oncePerMonth(() => made++)
  const value = (fen: number) => [{ name: 'baseFen', from: '2023-01-01', value: fen }]
  expect(rulesIn('2023-01', undefined, value(1))).toBe(rulesIn('2023-01', undefined, value(1)))
  expect(rulesIn('2023-01', undefined, value(2))).not.toBe(rulesIn('2023-01', undefined, value(1)))
  expect(rulesIn('2023-01', undefined, [])).toBe(rulesIn('2023-01'))
})

it('makes the rules of all months by the same values once', () => {
  const parameter = (values: DatedValue[]) => ({
    name: 'a',
    label: 'a',
    unit: 'count' as const,
    measure: '',
    article: 'T-1',
    choices: null,
    listReadings: [],
    setByCounty: true,
    boundary: false,
    values,
  })
  const pack: Pack = {
    id: 'test',
    title: '测试',
    issuer: '',
    startsOn: '2022-05-06',
    startArticle: null,
    endsOn: null,
    version: '',
    articles: new Map(),
    parameters: new Map([
      ['a', parameter([{ from: '2022-05-06', until: '2023-02-28', value: 1 }])],
      [
        'b',
        parameter([
          { from: '2022-05-06', value: 1 },
          { from: '2023-07-01', value: 2 },
        ]),
      ],
    ]),
    notComputed: [],
  }
  const rulesIn = oncePerMonth(
    (month) => ({ month }),
    () => pack,
  )
  const madeIn = (month: string, from?: string) =>
    rulesIn(month, undefined, from === undefined ? [] : [{ name: 'a', from, value: 3 }]).month
  expect(
    ['2022-05', '2023-02', '2023-03', '2023-06', '2023-07', '2030-01'].map((one) => madeIn(one)),
  ).toEqual(['2022-05', '2022-05', '2023-03', '2023-03', '2023-07', '2023-07'])
  // a value of the county's begins a time of its own
  expect(['2024-01', '2024-02', '2024-03'].map((one) => madeIn(one, '2024-02-29'))).toEqual([
    '2024-01',
    '2024-02',
    '2024-02',
  ])
  // readings may be told by the month's own days
  expect(rulesIn('2023-03', { a: 1 }).month).toBe('2023-03')
  expect(rulesIn('2023-04', { a: 1 }).month).toBe('2023-04')
  // a month that is not covered stands for itself
  expect([madeIn('2021-01'), madeIn('2021-02')]).toEqual(['2021-01', '2021-02'])
})
