import { describe, expect, it } from 'vitest'
import { shanghaiDay } from '../../cloud/platform/clock'
import { buildDemoCounty } from './county'
import { buildDemoHistory } from './history'

/** An ordinary day, the first morning of a month and of a year. */
const days = ['2026-11-25T10:00:00+08:00', '2026-11-01T07:00:00+08:00', '2027-01-02T23:00:00+08:00']

describe.each(days)('the records of the demo at %s', (instant) => {
  const nowMs = Date.parse(instant)
  const options = { today: instant.slice(0, 10), nowMs }
  const county = buildDemoCounty(options)
  const history = buildDemoHistory(county, options)
  const { findings, commendations, majorReports, corrections, objections, statistics } = history
  const roleOf = (accountId: string | null) =>
    county.accounts.find((account) => account.accountId === accountId)?.posts[0]?.role

  it('are there, each of a worker and by an office, in the past', () => {
    const counts = [findings, commendations, majorReports, corrections, objections]
    expect(counts.map((rows) => rows.length)).toEqual([3, 1, 2, 3, 3])
    for (const one of counts.flat()) expect(roleOf(one.accountId)).toBe('worker')
    for (const { recordedBy, recordedAtMs } of [...findings, ...commendations]) {
      expect(['townshipOffice', 'countyCentre']).toContain(roleOf(recordedBy))
      expect(recordedAtMs).toBeLessThan(nowMs)
    }
    for (const { requestedAtMs, decidedAtMs, state } of corrections) {
      expect(requestedAtMs).toBeLessThan(nowMs)
      expect(decidedAtMs === null).toBe(state === 'waiting')
      expect(decidedAtMs ?? 0).toBeLessThan(nowMs)
    }
    for (const { raisedAtMs, answeredAtMs } of objections) {
      expect(raisedAtMs).toBeLessThan(nowMs)
      expect(answeredAtMs ?? 0).toBeLessThan(nowMs)
    }
  })

  it('praise and nominate valid reports, each once', () => {
    const named = [...commendations, ...majorReports]
    expect(new Set(named.map((one) => one.reportId)).size).toBe(3)
    for (const { reportId, accountId } of named) {
      const report = history.reports.find((one) => one.id === reportId)
      expect([report?.verdict, report?.accountId]).toEqual(['valid', accountId])
    }
    for (const { state, amountFen, month } of majorReports) {
      expect(state === 'approved').toBe(amountFen !== null && month !== null)
    }
  })

  it('ask for days on which nothing was checked in', () => {
    for (const { accountId, day } of corrections) {
      const own = history.checkIns.filter((one) => one.accountId === accountId)
      expect(own.some((one) => shanghaiDay(one.atMs) === day)).toBe(false)
    }
  })

  it('count the finished month as the province does, with few differences', () => {
    expect(statistics.month < options.today.slice(0, 7)).toBe(true)
    expect(statistics.rows.length).toBeGreaterThanOrEqual(200)
    const local = (accountId: string) =>
      history.reports.filter((one) => {
        const isOwn = one.accountId === accountId && one.verdict === 'valid'
        return isOwn && shanghaiDay(one.atMs).startsWith(statistics.month)
      }).length
    const different = statistics.rows.filter((row) => row.validReports !== local(row.accountId))
    expect(different.length).toBeGreaterThan(3)
    expect(different.length).toBeLessThan(20)
    expect(Math.max(...statistics.rows.map((row) => row.checkIns))).toBeLessThanOrEqual(26)
  })
})
