import { describe, expect, it } from 'vitest'
import { dayawanTrial } from '../../regulations/dayawan-trial'
import { ruralCounty } from '../../regulations/rural-county'
import { boundRegulation } from '../regulations/bound-regulation'
import { noticeEnd, procedureSentences, warningEnd, windowEnd } from './procedure'

const day = '2026-06-15'
const bound = (pack: typeof dayawanTrial, values: Record<string, number | string> = {}) =>
  boundRegulation(
    pack,
    Object.entries(values).map(([name, value]) => ({ name, value, from: '2026-06-01' })),
    '2026-01-01',
  )

describe('windows of the procedure', () => {
  it('say that the text is silent and the product’s default holds', () => {
    // 19 June 2026 is a holiday, 20 and 21 a weekend
    expect(windowEnd('replyWindow', day, bound(dayawanTrial))).toBe('2026-06-23')
    expect(procedureSentences(day, bound(dayawanTrial))[0]).toBe(
      '申辩期 5 个工作日（条文没有写，系统默认值，第二十二条）',
    )
    expect(windowEnd('replyWindow', day, null)).toBe('2026-06-23')
    expect(procedureSentences(day, null)[2]).toBe(
      '提醒和黄牌的有效期 3 个月（条文没有写，系统默认值）',
    )
  })

  it('are the county’s from the day it set them, and the default before', () => {
    const set = bound(dayawanTrial, { replyWindow: 3, appealWindow: 10, warningMonths: 1 })
    expect(windowEnd('replyWindow', day, set)).toBe('2026-06-18')
    expect(windowEnd('appealWindow', day, set)).toBe('2026-06-30')
    expect(warningEnd('2026-08-31', set)).toBe('2026-09-30')
    expect(procedureSentences(day, set)[0]).toBe(
      '申辩期 3 个工作日（县定，自 2026-06-01，第二十二条）',
    )
    expect(procedureSentences('2026-05-31', set)[0]).toContain('5 个工作日')
  })

  it('of a public notice are the regulation’s, in working or calendar days', () => {
    expect(noticeEnd('village', day, bound(ruralCounty))).toBe('2026-06-23')
    const set = bound(ruralCounty, { 'noticeDays.village': 7, noticeDaysAre: 'calendar' })
    expect(noticeEnd('village', day, set)).toBe('2026-06-22')
    expect(noticeEnd('township', day, set)).toBe('2026-06-20')
  })
})
