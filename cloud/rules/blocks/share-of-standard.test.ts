import { expect, it } from 'vitest'
import { money, naming, number } from './blocks-for-tests'
import { shareOfStandard } from './share-of-standard'

it.each([
  [50_000, 70, 35_000, '500.00 元 × 70% = 350.00 元'],
  [163_000, 30, 48_900, '1630.00 元 × 30% = 489.00 元'],
  [33, 50, 17, '0.33 元 × 50% = 0.17 元'],
])('%i fen at %i%% is %i fen', (standard, percent, value, sentence) => {
  const figure = shareOfStandard(
    naming,
    money('standard', standard),
    number('share', percent, 'percent', `${percent}%`),
  )
  expect(figure).toMatchObject({ value, sentence, unit: 'fen', block: 'shareOfStandard' })
  expect(figure.parameters.map(({ name }) => name)).toEqual(['standard', 'share'])
})
