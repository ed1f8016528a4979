import { expect, it } from 'vitest'
import { daning2022 } from '../../regulations'
import { RuleError } from '../../rules'
import {
  lastMonthOf,
  monthsOfPeriod,
  periodLabel,
  periodRuleOf,
  periodsOf,
  yearPaidIn,
} from './period'

it('names the months of a quarter and of a month', () => {
  expect(monthsOfPeriod('2026-Q1')).toEqual(['2026-01', '2026-02', '2026-03'])
  expect(monthsOfPeriod('2026-Q4')).toEqual(['2026-10', '2026-11', '2026-12'])
  expect(monthsOfPeriod('2026-05')).toEqual(['2026-05'])
  expect([lastMonthOf('2026-Q2'), lastMonthOf('2026-11')]).toEqual(['2026-06', '2026-11'])
})

it('pays the year with its last quarter or month, and with no other', () => {
  expect(['2026-Q4', '2026-12', '2026-Q3', '2026-11'].map(yearPaidIn)).toEqual([
    '2026',
    '2026',
    null,
    null,
  ])
})

it('reads as people say it', () => {
  expect(periodLabel('2026-Q3')).toBe('2026 年第三季度')
  expect(periodLabel('2026-05')).toBe('2026 年 5 月')
  expect(periodsOf('quarter', '2026')).toEqual(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'])
  expect(periodsOf('month', '2026').at(-1)).toBe('2026-12')
})

it('is what the pack says, a month where it says nothing, and no guess where it is broken', () => {
  expect(periodRuleOf(daning2022, '2026-05')).toEqual({ kind: 'quarter', article: 'DN-10.1' })
  const failing = (code: 'notInPack' | 'parameterUndated') => ({
    parameter: () => {
      throw new RuleError(code, '没有')
    },
  })
  expect(periodRuleOf(failing('notInPack'), '2026-05').kind).toBe('month')
  expect(() => periodRuleOf(failing('parameterUndated'), '2026-05')).toThrow(RuleError)
})
