import { describe, expect, it } from 'vitest'
import { id } from '../../cloud/contract/primitives'
import { reportClasses, reportItem } from '../../cloud/contract/report-taxonomy'
import { shanghaiDay, shanghaiMonth } from '../../cloud/platform/clock'
import { judgePosition, prepareFence } from '../../cloud/platform/geometry'
import { buildDemoCounty } from './county'
import { buildDemoHistory } from './history'

const options = { today: '2026-11-25', nowMs: Date.parse('2026-11-25T10:00:00+08:00') }
const county = buildDemoCounty(options)
const history = buildDemoHistory(county, options)
const { checkIns, reports, photos } = history
const byId = new Map(county.accounts.map((account) => [account.accountId, account]))
const reportById = new Map(reports.map((report) => [report.id, report]))
/** Checked with one expectation: there are too many rows for one each. */
const wrong = <T>(rows: readonly T[], isRight: (row: T) => boolean) =>
  rows.filter((row) => !isRight(row))

describe('the demo history', () => {
  it('tells of the last two months and this one, and nothing of the future', () => {
    const months = new Set(checkIns.map((one) => shanghaiMonth(one.atMs)))
    expect([...months].sort()).toEqual(['2026-09', '2026-10', '2026-11'])
    expect(new Set(reports.map((one) => shanghaiMonth(one.atMs)))).toEqual(months)
    expect(wrong([...checkIns, ...reports], (one) => one.atMs < options.nowMs)).toEqual([])
    expect(wrong(reports, (one) => (one.judgedAtMs ?? 0) < options.nowMs)).toEqual([])
    expect(checkIns.length).toBeGreaterThan(10_000)
    expect(reports.length).toBeGreaterThan(10_000)
  })

  it('lets nobody act outside his service or in another’s grid', () => {
    const isInService = ({
      accountId,
      gridCode,
      atMs,
    }: (typeof checkIns)[number] | (typeof reports)[number]) => {
      const posts = byId.get(accountId)?.posts ?? []
      const day = shanghaiDay(atMs)
      return posts.some(
        (post) =>
          post.role === 'worker' &&
          post.scopeCode === gridCode &&
          day >= post.startsOn &&
          (!post.endsOn || day <= post.endsOn),
      )
    }
    expect(wrong(checkIns, isInService)).toEqual([])
    expect(wrong(reports, isInService)).toEqual([])
    const newcomer = county.signIns.find((one) => one.oneTime)?.accountId
    expect(checkIns.some((one) => one.accountId === newcomer)).toBe(false)
  })

  it('has diligent workers and some who are not', () => {
    const days = new Map<string, Set<string>>()
    for (const { accountId, atMs } of checkIns) {
      if (shanghaiMonth(atMs) !== '2026-10') continue
      days.set(accountId, (days.get(accountId) ?? new Set()).add(shanghaiDay(atMs)))
    }
    const counts = [...days.values()].map((own) => own.size)
    const enough = counts.filter((count) => count >= 20).length / counts.length
    expect(enough).toBeGreaterThan(0.7)
    expect(enough).toBeLessThan(0.95)
    expect(Math.max(...counts)).toBeLessThanOrEqual(26)
  })

  it('finds workers mostly where they should be, at the hours they go out', () => {
    const fences = new Map(
      county.grids.map(({ code, ring, points }) => [
        code,
        prepareFence({ outline: { type: 'Polygon', coordinates: [ring] }, points }),
      ]),
    )
    const shares = { inside: 0, edge: 0, outside: 0, noPosition: 0 }
    for (const { gridCode, place, accuracyMeters } of checkIns) {
      const fence = fences.get(gridCode)
      if (!fence) throw new Error(gridCode)
      const { verdict } = judgePosition(
        fence,
        place && { ...place, datum: 'wgs84', accuracyMeters },
      )
      shares[verdict] += 1 / checkIns.length
    }
    expect(shares.inside).toBeGreaterThan(0.9)
    for (const rare of ['edge', 'outside', 'noPosition'] as const) {
      expect(shares[rare], rare).toBeGreaterThan(0.002)
      expect(shares[rare], rare).toBeLessThan(0.06)
    }
    expect(
      wrong(checkIns, (one) => (one.place === null) === (one.positionFailure !== null)),
    ).toEqual([])
    const hours = checkIns.map((one) => new Date(one.atMs).getUTCHours() + 8)
    const near = hours.filter((hour) => [7, 8, 16, 17].includes(hour)).length
    expect(near / hours.length).toBeGreaterThan(0.6)
  })

  it('repeats one position digit by digit', () => {
    const repeats = checkIns.filter(({ place, accountId }, index) => {
      const before = checkIns[index - 1]
      const isSame =
        place?.longitude === before?.place?.longitude && place?.latitude === before?.place?.latitude
      return place !== null && accountId === before?.accountId && isSame
    })
    expect(repeats).toHaveLength(1)
  })

  it('has reports of every class, mostly hazards and disputes', () => {
    expect(wrong(reports, (one) => reportItem(one.itemCode) !== undefined)).toEqual([])
    expect(
      wrong(reports, (one) => (one.itemCode === '5-1') === (one.disputeKind !== null)),
    ).toEqual([])
    expect(
      wrong(reports, (one) => one.text.length > 8 && !/[{}]/.test(one.text + one.disposal)),
    ).toEqual([])
    const share = (code: string) =>
      reports.filter((one) => one.itemCode.startsWith(`${code}-`)).length / reports.length
    for (const { code } of reportClasses) expect(share(code), code).toBeGreaterThan(0)
    expect(share('4') + share('5')).toBeGreaterThan(0.85)
    expect(reports.filter((one) => one.urgent).length / reports.length).toBeLessThan(0.03)
    expect(new Set(reports.map((one) => one.text)).size / reports.length).toBeGreaterThan(0.5)
  })

  it('has them judged with a reason and points, or not at all', () => {
    expect(
      wrong(reports, ({ verdict, reason, judgedAtMs, points }) => {
        const marks = [reason === null, judgedAtMs === null, points === null]
        return marks.every((mark) => mark === (verdict === 'unjudged'))
      }),
    ).toEqual([])
    expect(wrong(reports, (one) => one.judgedAtMs === null || one.judgedAtMs > one.atMs)).toEqual(
      [],
    )
    const counts = (verdict: string) => reports.filter((one) => one.verdict === verdict).length
    expect(counts('valid') / reports.length).toBeGreaterThan(0.8)
    for (const verdict of ['invalid', 'pending', 'unjudged'])
      expect(counts(verdict)).toBeGreaterThan(5)
  })

  it('has matters told twice, by another person of the village', () => {
    const doubles = reports.filter((one) => one.duplicateOf !== null)
    expect(doubles.length).toBeGreaterThan(4)
    for (const double of doubles) {
      const first = reportById.get(double.duplicateOf ?? '')
      expect(first?.verdict).toBe('valid')
      expect(first?.accountId).not.toBe(double.accountId)
      expect(first?.gridCode.slice(0, 12)).toBe(double.gridCode.slice(0, 12))
      expect(double.points?.notDuplicate).toBe(false)
    }
  })

  it('gives each record an id of its own, of its own time', () => {
    const rows = [...checkIns, ...reports]
    expect(new Set(rows.map((one) => one.id)).size).toBe(rows.length)
    expect(wrong(rows, (one) => id.safeParse(one.id).success)).toEqual([])
    expect(
      wrong(rows, (one) => Number.parseInt(one.id.replace('-', '').slice(0, 12), 16) === one.atMs),
    ).toEqual([])
  })

  it('shows a handful of reports with a drawn photo', () => {
    expect(photos.length).toBeGreaterThan(5)
    expect(photos.length).toBeLessThan(20)
    for (const { reportId, accountId, svg } of photos) {
      expect(reportById.get(reportId)?.accountId).toBe(accountId)
      expect(svg).toMatch(/^<svg [^>]+>.*<\/svg>$/)
    }
  })

  it('is the same every time', () => {
    expect(buildDemoHistory(county, options)).toEqual(history)
  })
})
