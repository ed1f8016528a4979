import { expect, it } from 'vitest'
import { RuleError } from '../rule-error'
import { figureOf, money, naming, number } from './blocks-for-tests'
import { gradeOf, gradeReason } from './grade-bands'
import { scoredShare } from './scored-share'
import { refuseWeights, weightedScore } from './weighted-score'

const weight = (percent: number) => number('weight', percent, 'percent', `${percent}%`)
const part = (percent: number, score: number | null) => ({
  label: '一项',
  weight: weight(percent),
  figure: score === null ? null : figureOf(score),
})

it('adds scores by their weights', () => {
  expect(weightedScore(naming, [part(60, 90), part(40, 80)])).toMatchObject({
    value: 86,
    sentence: '一项 90.00 × 60% + 一项 80.00 × 40% = 86.00 分',
  })
  expect(weightedScore(naming, [part(33, 90.01), part(67, 80.02)])?.value).toBe(83.32)
})

it('lets the rest share the whole where a part has no score', () => {
  expect(weightedScore(naming, [part(40, 95.45), part(30, null), part(30, 96)])).toMatchObject({
    value: 95.69,
    sentence: '（一项 95.45 × 40% + 一项 96.00 × 30%）÷ 70% = 95.69 分',
  })
  expect(weightedScore(naming, [part(100, null)])).toBeNull()
  expect(weightedScore(naming, [part(0, 90), part(100, null)])).toBeNull()
})

it('refuses weights that are more or less than the whole', () => {
  const refusal = (...percents: number[]) => {
    try {
      refuseWeights(percents.map(weight))
    } catch (error) {
      return error instanceof RuleError ? error.code : error
    }
    return null
  }
  expect(refusal(60, 40)).toBeNull()
  expect(refusal(70, 20)).toBe('factsRefused')
  expect(refusal(60, 41)).toBe('factsRefused')
})

it('pays a part of a standard by score, and takes nothing off without one', () => {
  const names = { fixed: naming, pool: naming, scored: naming }
  const share = scoredShare(names, money('standard', 300_000), weight(40))
  expect(share(figureOf(93.98))).toMatchObject({
    fixed: { value: 180_000 },
    scored: { value: 112_776, sentence: '1200.00 元 × 93.98% = 1127.76 元' },
  })
  expect(share(null).scored.value).toBe(120_000)
  expect(share(figureOf(104.55)).scored.value).toBe(120_000)
  expect(share(figureOf(0)).scored.value).toBe(0)
})

const bands = [
  { grade: 'excellent' as const, label: '优秀', least: number('excellent', 90, 'count', '90 分') },
  { grade: 'basic' as const, label: '基本合格', least: number('basic', 60, 'count', '60 分') },
]
const [article] = naming.articles

it.each([
  [90, 'excellent'],
  [89.99, 'basic'],
  [60, 'basic'],
  [59.99, null],
])('grades %d as %s', (score, grade) => {
  const graded = gradeOf(bands, '不合格', figureOf(score))
  expect(graded.grade).toBe(grade)
  expect(gradeReason(graded, article!).met).toBe(grade !== null)
})

it('refuses bands out of order', () => {
  expect(() => gradeOf([...bands].reverse(), '不合格', figureOf(70))).toThrow(RuleError)
})
