import { expect, test } from 'vitest'
import type { OutboxStatus } from '@/lib/outbox'
import { statusSentence } from './status-line'

const quiet: OutboxStatus = {
  waiting: 0,
  sending: 0,
  refused: 0,
  broken: 0,
  ofOthers: 0,
  lastSentAtMs: null,
  needsSignIn: false,
  items: [],
}
const now = Date.UTC(2026, 10, 25, 6, 0, 0)

test('the most pressing thing is said first', () => {
  expect(statusSentence({ ...quiet, refused: 1, waiting: 3 }, now)?.text).toContain(
    '1 条没有被接受',
  )
  expect(statusSentence({ ...quiet, broken: 2, waiting: 3 }, now)?.text).toContain(
    '2 条记录读不出来',
  )
  expect(statusSentence({ ...quiet, waiting: 3, needsSignIn: true }, now)?.text).toBe(
    '3 条等您登录后发送',
  )
  expect(statusSentence({ ...quiet, waiting: 3, sending: 1 }, now)?.text).toBe(
    '正在发送，还有 4 条',
  )
  expect(statusSentence({ ...quiet, waiting: 3 }, now)?.text).toContain('3 条已保存在手机')
})

test('when all has gone it says since when, and nothing when there never was anything', () => {
  expect(statusSentence({ ...quiet, lastSentAtMs: now - 120_000 }, now)?.text).toBe(
    '全部已送达（2 分钟前）',
  )
  expect(statusSentence(quiet, now)).toBeNull()
})
