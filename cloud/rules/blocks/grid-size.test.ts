import { expect, it } from 'vitest'
import { naming, number } from './blocks-for-tests'
import { gridSize, rangeAround, rangeBetween } from './grid-size'

const size = gridSize(naming, {
  households: rangeBetween(naming, number('least', 300), number('most', 500)),
  persons: rangeAround(naming, number('about', 1500), number('tolerance', 20, 'percent', '20%')),
})

it.each([
  [299, 1000, 'small'],
  [299, undefined, 'small'],
  [300, 1000, 'fits'],
  [500, 1900, 'fits'],
  [501, 1500, 'fits'],
  [501, 1801, 'large'],
  [501, undefined, 'large'],
  [250, 1200, 'fits'],
  [250, 1199, 'small'],
  // few households of many people: the households decide
  [250, 1801, 'small'],
])('%i households with %s persons: %s', (households, persons, outcome) =>
  expect(size(households, persons).outcome).toBe(outcome),
)

it('says what was measured and against what', () => {
  const { sentence, reasons, figures } = size(250, 1800)
  expect(sentence).toBe(
    '户数 250 户，标准 300–500 户，不符合；人数 1800 人，标准 1200–1800 人，符合；有一项符合即可，规模合适',
  )
  expect(reasons.map(({ code, met }) => [code, met])).toEqual([
    ['households', false],
    ['persons', true],
  ])
  expect(figures[1]?.inputs.map(({ value }) => value)).toEqual([1200, 1800])
})
