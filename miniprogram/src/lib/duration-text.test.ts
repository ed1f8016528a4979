import { describe, expect, it } from 'vitest'
import { durationText } from './duration-text'

describe('how long something took', () => {
  it('is said as a person would', () => {
    expect(durationText(0)).toBe('不到 1 分钟')
    expect(durationText(59.4)).toBe('59 分钟')
    expect(durationText(90)).toBe('1.5 小时')
    expect(durationText(24 * 60)).toBe('1 天')
    expect(durationText(76 * 60)).toBe('3 天 4 小时')
  })

  it('counts days of work by their hours', () => {
    expect(durationText(7 * 60, 7)).toBe('1 天')
    expect(durationText(6.5 * 60, 7)).toBe('6.5 小时')
    expect(durationText(15 * 60, 7)).toBe('2 天 1 小时')
  })
})
