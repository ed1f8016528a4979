import { describe, expect, test } from 'vitest'
import { isSpan, type LeaveSpan, leaveSpanText } from './leave-span'

const span = (change: Partial<LeaveSpan> = {}): LeaveSpan => ({
  from: '2026-07-06',
  fromHalf: 'morning',
  to: '2026-07-06',
  toHalf: 'afternoon',
  ...change,
})

describe('a leave in words', () => {
  test.each([
    [span(), '7月6日'],
    [span({ toHalf: 'morning' }), '7月6日 上午'],
    [span({ fromHalf: 'afternoon' }), '7月6日 下午'],
    [span({ to: '2026-07-08' }), '7月6日至 7月8日'],
    [
      span({ fromHalf: 'afternoon', to: '2026-07-08', toHalf: 'morning' }),
      '7月6日 下午至 7月8日 上午',
    ],
  ])('%o', (given, words) => {
    expect(
      leaveSpanText(given)
        .replace(/^2026年/, '')
        .replace('至 2026年', '至 '),
    ).toBe(words)
  })

  test('ends no earlier than it begins', () => {
    expect(isSpan(span())).toBe(true)
    expect(isSpan(span({ fromHalf: 'afternoon', toHalf: 'morning' }))).toBe(false)
    expect(isSpan(span({ to: '2026-07-05' }))).toBe(false)
    expect(isSpan(span({ fromHalf: 'afternoon', to: '2026-07-07', toHalf: 'morning' }))).toBe(true)
  })
})
