import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bitsApart,
  fingerprintSimilarity,
  normalizeText,
  pairSimilarity,
  textFingerprint,
  textPairs,
} from './text-fingerprint'

const alike = (one: string, other: string) => pairSimilarity(textPairs(one), textPairs(other))
const guess = (one: string, other: string) =>
  fingerprintSimilarity(textFingerprint(one), textFingerprint(other))

const pole = '村口第三根电线杆倾斜，电线垂得很低，过路的车要绕行，已告诉供电所'
const poleAgain = '村口第三根电线杆倾斜了，电线垂得很低，过路车辆要绕行，已告知供电所。'
const quarrel = '两户人家为宅基地边界争吵，经劝说已各自回家，约定明天到村委会调解'

describe('comparing texts', () => {
  it('looks at letters, digits and characters only, in one width and case', () => {
    expect(normalizeText(' ＡＢＣ，１２３！\n电线—杆 ')).toBe('abc123电线杆')
    expect(textFingerprint('电线杆，倒了！')).toBe(textFingerprint('电线杆 倒了'))
  })
  it('finds the same matter in other words, and not another matter', () => {
    expect(alike(pole, poleAgain)).toBeGreaterThan(0.6)
    expect(guess(pole, poleAgain)).toBeGreaterThan(0.4)
    expect(alike(pole, quarrel)).toBeLessThan(0.1)
    expect(guess(pole, quarrel)).toBeLessThan(0.35)
  })
  it('compares nothing with nothing as unlike', () => {
    expect(textFingerprint('，。！ ')).toBe(0n)
    expect(alike('', '')).toBe(0)
    expect(fingerprintSimilarity(0n, 0n)).toBe(0)
    expect(alike('火', '火')).toBe(1)
  })
  it('keeps characters outside the basic plane whole', () => {
    expect([...textPairs('𠮷野家')]).toEqual(['𠮷野', '野家'])
  })

  const text = fc.string({ unit: 'binary', maxLength: 120 })
  it('gives 64 bits for any text, the same each time', () => {
    fc.assert(
      fc.property(text, (any) => {
        const fingerprint = textFingerprint(any)
        expect(fingerprint).toBeGreaterThanOrEqual(0n)
        expect(fingerprint).toBeLessThan(1n << 64n)
        expect(textFingerprint(any)).toBe(fingerprint)
      }),
    )
  })
  it('is symmetric, between 0 and 1, and 1 for a text with itself', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(alike(one, other)).toBe(alike(other, one))
        expect(alike(one, other)).toBeGreaterThanOrEqual(0)
        expect(alike(one, other)).toBeLessThanOrEqual(1)
        expect(alike(one, one)).toBe(normalizeText(one) === '' ? 0 : 1)
        expect(bitsApart(textFingerprint(one), textFingerprint(one))).toBe(0)
      }),
    )
  })
})
