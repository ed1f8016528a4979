import type { MatterDetail, MatterRow } from '@contract/matters'
import { expect, test } from 'vitest'
import { clockTone, clockWords, stagesOf, workingTimeWords } from './matter-words'

const hour = 3_600_000
const clock = (leftWorkingMs: number) => ({
  label: '处置时限',
  dueAtMs: 0,
  leftWorkingMs,
  overdue: leftWorkingMs < 0,
  pausedMs: 0,
})

test('working time is said in the largest unit that is exact enough', () => {
  expect(workingTimeWords(30_000)).toBe('不到 1 分钟')
  expect(workingTimeWords(59 * 60_000)).toBe('59 分钟')
  expect(workingTimeWords(3.9 * hour)).toBe('3 小时')
  expect(workingTimeWords(8 * hour)).toBe('1 天')
  expect(workingTimeWords(10 * hour)).toBe('1 天 2 小时')
  expect(workingTimeWords(37 * hour)).toBe('4 天')
})

test('a clock says what is left, and after its end by how much it was passed', () => {
  const words = (ms: number, level: MatterRow['level'] = 'ordinary') =>
    clockWords({ clock: clock(ms), level })
  expect(words(3 * hour)).toBe('还剩 3 小时（工作时间）')
  expect(words(-8 * hour)).toBe('已超 1 天')
  expect(words(9 * hour, 'emergency')).toBe('还剩 9 小时（不分昼夜）')
  expect([clock(-1), clock(2 * hour), clock(9 * hour)].map(clockTone)).toEqual([
    'bad',
    'warn',
    'plain',
  ])
})

const standings = (...args: Parameters<typeof stagesOf>) =>
  stagesOf(...args).map(({ standing }) => standing)
const way = (...states: MatterDetail['timeline'][number]['toState'][]) =>
  states.map((toState) => ({ toState })) as MatterDetail['timeline']

test('the six stages show what is done, what runs and what comes', () => {
  expect(standings('dispatched', [])).toEqual(['done', 'done', 'done', 'now', 'ahead', 'ahead'])
  expect(standings('closed', [])).toEqual(['done', 'done', 'done', 'done', 'done', 'done'])
})

test('what was merged stays at the stage it had reached', () => {
  expect(standings('merged', way('raised', 'accepted', 'merged'))).toEqual([
    'done',
    'done',
    'ahead',
    'ahead',
    'ahead',
    'ahead',
  ])
})
