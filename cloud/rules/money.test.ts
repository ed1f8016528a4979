import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capitalForm } from './capital-form'
import { formatYuan, multiplyRatio, parseYuan, yuanText } from './money'

describe('amounts of money', () => {
  it.each([
    ['24.50', 2450],
    ['24.5', 2450],
    ['24', 2400],
    ['0.01', 1],
    ['0.29', 29],
    ['1.1', 110],
    ['-15.00', -1500],
    ['0.00', 0],
  ])('reads %s exactly', (text, fen) => expect(parseYuan(text)).toBe(fen))

  it.each(['', ' 1', '1.', '.5', '1.234', '1e3', '1,000', '２４', '--1', 'NaN', '99999999999999'])(
    'refuses %j',
    (text) => {
      expect(parseYuan(text)).toBeNull()
    },
  )

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (fen) => {
        expect(parseYuan(formatYuan(fen))).toBe(fen)
      }),
    )
    expect(yuanText(14250)).toBe('142.50 元')
  })

  it('rounds half up to the fen', () => {
    expect(multiplyRatio(114_100, 21, 31)).toBe(77_294)
    expect(multiplyRatio(1, 1, 2)).toBe(1)
    expect(multiplyRatio(1, 49, 100)).toBe(0)
    expect(multiplyRatio(-1, 1, 2)).toBe(-1)
    expect(multiplyRatio(163_000, 30, 100)).toBe(48_900)
    expect(() => multiplyRatio(1, 1, 0)).toThrow(RangeError)
  })

  it('rounds the same within and beyond the safe range', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        (amount, numerator, denominator) => {
          const size =
            BigInt(amount) * BigInt(numerator) < 0n
              ? -(BigInt(amount) * BigInt(numerator))
              : BigInt(amount) * BigInt(numerator)
          const bottom = BigInt(denominator)
          const rounded = size / bottom + ((size % bottom) * 2n >= bottom ? 1n : 0n)
          expect(Math.abs(multiplyRatio(amount, numerator, denominator))).toBe(Number(rounded))
        },
      ),
    )
  })
})

describe('capital form', () => {
  it.each([
    ['0.00', '零元整'],
    ['0.05', '伍分'],
    ['0.50', '伍角整'],
    ['1.00', '壹元整'],
    ['10.00', '壹拾元整'],
    ['142.50', '壹佰肆拾贰元伍角整'],
    ['1005.05', '壹仟零伍元零伍分'],
    ['1472.50', '壹仟肆佰柒拾贰元伍角整'],
    ['12262.00', '壹万贰仟贰佰陆拾贰元整'],
    ['12260.00', '壹万贰仟贰佰陆拾元整'],
    ['10000.00', '壹万元整'],
    ['10001.00', '壹万零壹元整'],
    ['100100.00', '壹拾万零壹佰元整'],
    ['1000000.00', '壹佰万元整'],
    ['100000000.00', '壹亿元整'],
    ['100000001.00', '壹亿零壹元整'],
    ['100010000.00', '壹亿零壹万元整'],
    ['20300405.67', '贰仟零叁拾万零肆佰零伍元陆角柒分'],
    ['-15.00', '负壹拾伍元整'],
  ])('%s', (amount, words) => expect(capitalForm(parseYuan(amount)!)).toBe(words))

  it('tells amounts apart', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000_000), fc.nat(10_000_000_000), (one, other) => {
        expect(capitalForm(one) === capitalForm(other)).toBe(one === other)
        expect(capitalForm(one)).not.toMatch(/零零|.零元|undefined/)
      }),
    )
    expect(() => capitalForm(0.5)).toThrow(RangeError)
  })
})
