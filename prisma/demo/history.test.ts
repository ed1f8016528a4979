import { describe, expect, it } from 'vitest'
import { reportItem } from '../../cloud/contract/report-taxonomy'
import { shanghaiDay, shanghaiMonth } from '../../cloud/platform/clock'
import { buildDemoCounty } from './county'
import { buildDemoHistory } from './history'

const options = { today: '2026-11-25', nowMs: Date.parse('2026-11-25T10:00:00+08:00') }
const county = buildDemoCounty(options)
const history = buildDemoHistory(county, options)
const byId = new Map(county.accounts.map((account) => [account.accountId, account]))

describe('the demo history', () => {
  it('tells of the last two months and this one, and nothing of the future', () => {
    const months = new Set(history.checkIns.map((one) => shanghaiMonth(one.atMs)))
    expect([...months].sort()).toEqual(['2026-09', '2026-10', '2026-11'])
    for (const one of [...history.checkIns, ...history.reports])
      expect(one.atMs).toBeLessThan(options.nowMs)
    expect(history.checkIns.length).toBeGreaterThan(8_000)
    expect(history.reports.length).toBeGreaterThan(8_000)
  })

  it('lets nobody act outside his service or in another’s grid', () => {
    for (const one of [...history.checkIns, ...history.reports]) {
      const day = shanghaiDay(one.atMs)
      const post = byId
        .get(one.accountId)
        ?.posts.find((held) => held.scopeCode === one.gridCode && held.role === 'worker')
      expect(post).toBeDefined()
      expect(day >= (post?.startsOn ?? '') && (!post?.endsOn || day <= post.endsOn)).toBe(true)
    }
  })

  it('has reports of known items, judged with a reason or not at all', () => {
    for (const report of history.reports) {
      expect(reportItem(report.itemCode)).toBeDefined()
      expect(report.itemCode === '5-1').toBe(report.disputeKind !== null)
      expect(report.text).not.toMatch(/[{}]/)
      expect(report.verdict === 'unjudged').toBe(report.judgedAtMs === null)
      expect(report.reason === null).toBe(report.judgedAtMs === null)
    }
    expect(new Set(history.reports.map((report) => report.verdict)).size).toBe(4)
  })

  it('gives each record an id of its own', () => {
    const ids = [...history.checkIns, ...history.reports].map((one) => one.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is the same every time', () => {
    expect(buildDemoHistory(county, options).reports.at(-1)).toEqual(history.reports.at(-1))
  })
})
