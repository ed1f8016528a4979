import { describe, expect, it } from 'vitest'
import { withDay } from '../../platform/clock'
import { monthProgress } from './month-progress'

const asked = (month: string, today: string) => ({ month, today, quotaDays: 20 })
const bitsOf = (days: readonly string[]) => days.reduce(withDay, 0)

describe('counted days', () => {
  it('are distinct days, however many check-ins there are on one (G-DN-043)', () => {
    const bits = bitsOf(Array.from({ length: 20 }, () => '2022-06-30'))
    expect(
      monthProgress({ countedDays: bits, checkIns: 20 }, asked('2022-06', '2022-07-01')),
    ).toEqual({
      month: '2022-06',
      countedDays: 1,
      checkIns: 20,
      quotaDays: 20,
      daysLeft: 0,
      reachable: false,
    })
  })
})

describe('the month’s progress', () => {
  it('counts today among the days left until it counts', () => {
    const none = monthProgress({ countedDays: 0, checkIns: 0 }, asked('2026-06', '2026-06-15'))
    expect([none.daysLeft, none.reachable]).toEqual([16, false])
    const today = { countedDays: bitsOf(['2026-06-15']), checkIns: 1 }
    expect(monthProgress(today, asked('2026-06', '2026-06-15')).daysLeft).toBe(15)
  })

  it('can be reached until the day it no longer can', () => {
    const first = monthProgress({ countedDays: 0, checkIns: 0 }, asked('2026-06', '2026-06-11'))
    expect([first.daysLeft, first.reachable]).toEqual([20, true])
    const next = monthProgress({ countedDays: 0, checkIns: 0 }, asked('2026-06', '2026-06-12'))
    expect([next.daysLeft, next.reachable]).toEqual([19, false])
  })

  it('has a whole month before and nothing after', () => {
    const tally = { countedDays: 0, checkIns: 0 }
    expect(monthProgress(tally, asked('2026-07', '2026-06-30')).daysLeft).toBe(31)
    expect(monthProgress(tally, asked('2026-05', '2026-06-01')).daysLeft).toBe(0)
  })
})
