import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as format from './format'

describe('format', () => {
  test('fen become yuan with two places and grouped thousands', () => {
    expect(format.yuan(14250)).toBe('142.50')
    expect(format.yuan(5)).toBe('0.05')
    expect(format.yuan(-1005)).toBe('-10.05')
    expect(format.yuan(123456789)).toBe('1,234,567.89')
    expect(format.yuan(100000)).toBe('1,000.00')
  })

  test('any amount reads back to the same fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), (fen) => {
        expect(Math.round(Number(format.yuan(fen).replace(/,/g, '')) * 100)).toBe(
          fen === 0 ? 0 : fen,
        )
      }),
    )
  })

  test('days and months are those of Shanghai', () => {
    const at = Date.UTC(2026, 10, 30, 16, 0, 0)
    expect(format.dayOf(at - 1)).toBe('2026-11-30')
    expect(format.dayOf(at)).toBe('2026-12-01')
    expect(format.monthOf(at)).toBe('2026-12')
    expect(format.clockText(at)).toBe('00:00')
    expect(format.instantText(at)).toBe('12月1日 00:00')
  })

  test('days carry their weekday', () => {
    expect(format.dayWithWeekday('2026-11-25')).toBe('11月25日 周三')
    expect(format.dayText('2025-03-01', '2026')).toBe('2025年3月1日')
  })

  test('the dates in a sentence are told in words, and numbers that are none stay', () => {
    expect(format.datesInWords('2026-04、2026-05 连续 2 次考核不合格')).toBe(
      '2026年4月、2026年5月连续 2 次考核不合格',
    )
    expect(format.datesInWords('2026-02-05 送达，计入 2026-02')).toBe(
      '2026年2月5日送达，计入 2026年2月',
    )
    expect(format.datesInWords('2026-Q3 的得分')).toBe('2026年第三季度的得分')
    for (const plain of ['晋政〔2026〕12 号', '编号 A2026-04-1', '2026-13', '0357-2026-04-01-9'])
      expect(format.datesInWords(plain)).toBe(plain)
  })

  test('times gone by are told in words', () => {
    const now = Date.UTC(2026, 10, 25, 6, 0, 0)
    expect(format.sinceText(now - 20_000, now)).toBe('刚刚')
    expect(format.sinceText(now - 5 * 60_000, now)).toBe('5 分钟前')
    expect(format.sinceText(now - 5 * 3_600_000, now)).toBe('今天 09:00')
    expect(format.sinceText(now - 24 * 3_600_000, now)).toBe('昨天 14:00')
    expect(format.sinceText(now - 72 * 3_600_000, now)).toBe('11月22日 14:00')
  })

  test('months step over the year', () => {
    expect(format.addMonths('2026-01', -1)).toBe('2025-12')
    expect(format.addMonths('2025-12', 1)).toBe('2026-01')
    expect(format.addMonths('2026-11', -23)).toBe('2024-12')
  })

  test('a quarter is told by its number', () => {
    expect(format.quarterText('2026-Q1')).toBe('2026年第一季度')
    expect(format.quarterText('2026-Q4')).toBe('2026年第四季度')
  })

  test('a month has all of its days', () => {
    expect(format.daysOfMonth('2024-02')).toHaveLength(29)
    expect(format.daysOfMonth('2026-11').at(-1)).toBe('2026-11-30')
  })

  test('distances', () => {
    expect(format.distanceText(34.6)).toBe('35 米')
    expect(format.distanceText(1250)).toBe('1.3 公里')
  })
})
