import { describe, expect, it } from 'vitest'
import { RuleError } from '../rule-error'
import { averageFloor } from './average-floor'
import { figureOf, money, naming, number } from './blocks-for-tests'
import { flatAmount } from './flat-amount'
import { givenScore, itemScores, type ScoredItem, schemeFault, wholePoints } from './item-scores'
import { passes, passReason, pointsRate } from './points-rate'
import { threePartSubsidy } from './three-part-subsidy'

const rule = { rate: money('rate', 600), passMark: number('passMark', 60), markPasses: true }
const full = number('full', 100)

describe('points at a rate', () => {
  it.each<[number, number]>([
    [0, 0],
    [5_999, 0],
    [6_000, 36_000],
    [6_001, 36_006],
    [8_750, 52_500],
    [9_999, 59_994],
    [10_000, 60_000],
  ])('%i hundredths come to %i fen', (hundredths, fen) =>
    expect(pointsRate(naming, rule)(givenScore(naming, hundredths)).value).toBe(fen),
  )

  it('can need more than the mark, and says what it did', () => {
    const strict = { ...rule, markPasses: false }
    expect(passes(strict, 6_000)).toBe(false)
    expect(passes(strict, 6_001)).toBe(true)
    expect(passReason(naming, strict, givenScore(naming, 6_000))).toMatchObject({ met: false })
    expect(pointsRate(naming, rule)(givenScore(naming, 5_999)).sentence).toBe(
      '59.99 分，不到 60 分，不合格，计 0.00 元',
    )
    expect(pointsRate(naming, rule)(givenScore(naming, 6_050)).sentence).toBe(
      '60.50 分 × 6.00 元 = 363.00 元',
    )
  })

  it('rounds half a fen up', () => {
    const odd = { ...rule, rate: money('rate', 150) }
    expect(pointsRate(naming, odd)(givenScore(naming, 6_001)).value).toBe(9_002)
  })
})

describe('item scores', () => {
  const item = (mostPoints: number, scoreHundredths: number | null): ScoredItem => ({
    office: '办公室',
    mostPoints,
    scoreHundredths,
  })
  const refusal = (items: ScoredItem[]) => {
    try {
      itemScores(naming, full)(items, 'items')
    } catch (error) {
      if (error instanceof RuleError) return error.path
      throw error
    }
    return 'not refused'
  }

  it('are added up', () => {
    const { hundredths, figure } = itemScores(naming, full)(
      [item(30, 2_550), item(70, 6_249)],
      'items',
    )
    expect([hundredths, figure.value]).toEqual([8_799, 87.99])
  })

  it('are refused where the scheme, an item or a missing score is not right', () => {
    expect(refusal([item(95, 0)])).toBe('items')
    expect(refusal([item(100, 10_001)])).toBe('items.0.scoreHundredths')
    expect(refusal([item(50, 0), item(50, null)])).toBe('items.1.scoreHundredths')
    expect(schemeFault(full, [item(99, 0)])).toContain('99')
    expect(schemeFault(full, [item(100, 0)])).toBeNull()
  })

  it('can be rounded to whole points, the exact score stays in the tree', () => {
    const { hundredths, figure } = wholePoints(naming, givenScore(naming, 8_750))
    expect([hundredths, figure.value, figure.inputs[0]?.value]).toEqual([8_800, 88, 87.5])
    expect(wholePoints(naming, givenScore(naming, 8_749)).hundredths).toBe(8_700)
  })
})

describe('a subsidy of three parts', () => {
  it('keeps each part', () => {
    const parts = threePartSubsidy({
      base: { naming, amount: money('base', 120_000) },
      units: { naming, rate: money('rate', 100), measure: '户' },
    })(figureOf(350), figureOf(54_000, 'fen'))
    expect([parts.base.value, parts.units.value, parts.performance.value]).toEqual([
      120_000, 35_000, 54_000,
    ])
    expect(flatAmount(naming, money('补贴', 30_000)).sentence).toBe('补贴 300.00 元')
  })
})

describe('an average against a floor', () => {
  const check = averageFloor(naming, money('floor', 200_000))
  const people = (...pays: number[]) => ({
    sumFen: pays.reduce((sum, one) => sum + one, 0),
    count: pays.length,
    measure: '人',
  })

  it('compares the sum, so that rounding hides nothing', () => {
    const one = check(people(190_000, 200_000, 209_999))
    expect([one?.below, one?.figure.value]).toEqual([true, 200_000])
    expect(check(people(190_000, 200_000, 210_000))?.below).toBe(false)
    expect(check(people(200_000))?.below).toBe(false)
    expect(check(people(199_999))?.below).toBe(true)
  })

  it('says nothing of nobody', () => expect(check(people())).toBeNull())
})
