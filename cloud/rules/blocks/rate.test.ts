import { expect, it } from 'vitest'
import { naming, number } from './blocks-for-tests'
import { rate } from './rate'
import { shareWithWarning } from './share-with-warning'

const words = { part: '巡查', whole: '应巡查', measure: '次' }

it('is part of whole in percent, half up to two decimals', () => {
  const patrols = rate(naming, { ...words, capped: true })
  expect(patrols(42, 44).figure).toMatchObject({
    value: 95.45,
    unit: 'percent',
    sentence: '巡查 42 次 ÷ 应巡查 44 次 = 95.45%',
  })
  expect(patrols(46, 44).figure).toMatchObject({
    value: 100,
    sentence: '巡查 46 次 ÷ 应巡查 44 次，超出的不计 = 100.00%',
  })
  expect(rate(naming, { ...words, capped: false })(46, 44).figure?.value).toBe(104.55)
})

it('is none where nothing was due, neither 0% nor a fault', () => {
  const { figure, sentence } = rate(naming, { ...words, capped: true })(0, 0)
  expect(figure).toBeNull()
  expect(sentence).toBe('测试：应巡查 0 次，无，不计')
})

it('warns of a share below its limit, which itself is enough', () => {
  const share = shareWithWarning(naming, { ...words, least: number('least', 50, 'percent', '50%') })
  expect([share(19, 40).low, share(20, 40).low, share(21, 40).low]).toEqual([true, false, false])
  // 49.9995…% is shown as 50.00% and is below
  expect(share(50_000, 100_001)).toMatchObject({ low: true, figure: { value: 50 } })
  expect(share(0, 0)).toMatchObject({ low: false, figure: null })
  expect(share(19, 40).sentence).toBe('测试：巡查 19 次 ÷ 应巡查 40 次 = 47.50%，低于 50%')
})
