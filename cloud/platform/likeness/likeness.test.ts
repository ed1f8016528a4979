import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Comparison, likelyFrom, likenessOf } from './likeness'

const unlike: Comparison = {
  distanceMeters: 4_000,
  hoursApart: 24 * 20,
  sameDay: false,
  textSimilarity: 0.05,
  photoBitsApart: 30,
  sameItem: false,
}

describe('whether two reports tell of one matter', () => {
  it('says why, in words', () => {
    const { score, reasons } = likenessOf({
      distanceMeters: 12.3,
      hoursApart: 3,
      sameDay: true,
      textSimilarity: 0.861,
      photoBitsApart: 4,
      sameItem: true,
    })
    expect(score).toBeGreaterThan(0.8)
    expect(reasons).toEqual(['相距 12 米', '文字相似 86%', '照片相似', '同一类别', '同一天'])
  })
  it('thinks nothing of what has little in common', () => {
    expect(likenessOf(unlike).score).toBeLessThan(likelyFrom)
  })
  it('shows the same photo whatever else differs', () => {
    expect(likenessOf({ ...unlike, photoBitsApart: 6 }).score).toBeGreaterThanOrEqual(likelyFrom)
    expect(likenessOf({ ...unlike, photoBitsApart: 7 }).score).toBeLessThan(likelyFrom)
  })
  it('shows the same words without a place', () => {
    const likeness = likenessOf({ ...unlike, distanceMeters: null, textSimilarity: 1 })
    expect(likeness.score).toBeGreaterThanOrEqual(likelyFrom)
    expect(likeness.reasons).toEqual(['文字相似 100%', '相隔 20 天'])
  })
  it('shows the same class in words as alike as real messages of one matter are', () => {
    const placeless = { ...unlike, distanceMeters: null, sameItem: true }
    const score = (textSimilarity: number, hoursApart: number) =>
      likenessOf({ ...placeless, textSimilarity, hoursApart }).score
    expect(score(0.2, 0)).toBeGreaterThanOrEqual(likelyFrom)
    expect(score(0.19, 0)).toBeLessThan(likelyFrom)
    expect(score(0.25, 24 * 30)).toBeGreaterThanOrEqual(likelyFrom)
  })
  it('shows the same place, day and class in other words, but not weeks apart', () => {
    const here = { ...unlike, distanceMeters: 0, sameItem: true }
    const today = likenessOf({ ...here, hoursApart: 2, sameDay: true })
    expect(today.score).toBeGreaterThanOrEqual(likelyFrom)
    expect(today.reasons).toEqual(['同一地点', '同一类别', '同一天'])
    expect(likenessOf(here).score).toBeLessThan(likelyFrom)
  })
  it('never falls when the two come nearer in place, time or words', () => {
    const comparison = fc.record({
      distanceMeters: fc.option(fc.double({ min: 0, max: 5_000, noNaN: true })),
      hoursApart: fc.double({ min: 0, max: 720, noNaN: true }),
      sameDay: fc.boolean(),
      textSimilarity: fc.double({ min: 0, max: 1, noNaN: true }),
      photoBitsApart: fc.option(fc.integer({ min: 0, max: 64 })),
      sameItem: fc.boolean(),
    })
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(comparison, share, (one, part) => {
        const { score } = likenessOf(one)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1 + 1e-9)
        const nearer = {
          ...one,
          distanceMeters: one.distanceMeters === null ? null : one.distanceMeters * part,
          hoursApart: one.hoursApart * part,
          textSimilarity: one.textSimilarity + (1 - one.textSimilarity) * part,
        }
        expect(likenessOf(nearer).score).toBeGreaterThanOrEqual(score - 1e-9)
      }),
    )
  })
})
