import type { DemoCounty, DemoGrid } from '../../prisma/demo/county'
import type { DemoCheckIn, DemoHistory, DemoReport } from '../../prisma/demo/history'
import { reportItem, validityPoints } from '../contract/report-taxonomy'
import {
  type EarlierFix,
  judgeCheckIn,
  type NamedFence,
} from '../features/check-ins/judge-check-in'
import { withDay } from '../features/check-ins/month-progress'
import { placeCell } from '../features/reports/place-cell'
import { textFingerprint } from '../features/reports/text-fingerprint'
import { shanghaiMonth } from '../platform/clock'
import { sha256 } from '../platform/crypto'
import { type Position, prepareFence } from '../platform/geometry'
import { newId } from '../platform/ids'
import { bytes } from './county-rows'
import type { Row } from './seed.store'

interface Tally {
  accountId: string
  month: string
  countedDays: number
  checkIns: number
  reports: number
  validReports: number
  invalidReports: number
  last: EarlierFix | null
}

/** Counts as the service does while the facts arrive, so that the closing finds the same. */
function createTallies() {
  const tallies = new Map<string, Tally>()
  return {
    of(accountId: string, month: string): Tally {
      const key = `${accountId} ${month}`
      const known = tallies.get(key)
      if (known) return known
      const counts = { countedDays: 0, checkIns: 0, reports: 0, validReports: 0, invalidReports: 0 }
      const tally: Tally = { accountId, month, ...counts, last: null }
      tallies.set(key, tally)
      return tally
    },
    rows: (): Row[] =>
      [...tallies.values()].map(({ accountId, last, ...counts }) => ({
        accountId: bytes(accountId),
        ...counts,
        lastLongitude: last?.position.longitude ?? null,
        lastLatitude: last?.position.latitude ?? null,
        lastDatum: last?.position.datum ?? null,
        lastAccuracyMeters: last?.position.accuracyMeters ?? null,
        lastTakenAt: last ? new Date(last.takenAtMs) : null,
      })),
  }
}

type Tallies = ReturnType<typeof createTallies>

function fenceOf(grid: DemoGrid): NamedFence {
  const outline = { type: 'Polygon' as const, coordinates: [grid.ring.map((place) => [...place])] }
  return { ...prepareFence({ outline }), points: grid.points }
}

function checkInRow(
  checkIn: DemoCheckIn,
  fence: NamedFence | null,
  previous: EarlierFix | null,
): { row: Row; day: string; counted: boolean; position: Position | null } {
  const { place, accuracyMeters, atMs } = checkIn
  const position: Position | null = place && { ...place, datum: 'wgs84', accuracyMeters }
  const time = { takenAtMs: atMs, notes: [] }
  const facts = {
    position,
    positionFailure: 'timeout' as const,
    time,
    fence,
    previous,
    deviceShared: false,
  }
  const { verdict, counted, day, distanceMeters, pointName, notes } = judgeCheckIn(facts)
  const at = new Date(atMs)
  const row = {
    id: bytes(checkIn.id),
    accountId: bytes(checkIn.accountId),
    gridCode: checkIn.gridCode,
    longitude: place?.longitude ?? null,
    latitude: place?.latitude ?? null,
    datum: place ? 'wgs84' : null,
    accuracyMeters,
    deviceId: checkIn.deviceId,
    deviceTakenAt: at,
    receivedAt: at,
    takenAt: at,
    day,
    verdict,
    counted,
    distanceMeters,
    pointName,
    notes: notes.join(','),
    contentHash: sha256(checkIn.id),
  }
  return { row, day, counted, position }
}

/** Each check-in judged as the service would have, with what it knew of the one before. */
function checkInRows(history: DemoHistory, county: DemoCounty, tallies: Tallies): Row[] {
  const fences = new Map(county.grids.map((grid) => [grid.code, fenceOf(grid)]))
  const last = new Map<string, EarlierFix>()
  return [...history.checkIns]
    .sort((a, b) => a.atMs - b.atMs)
    .map((checkIn) => {
      const { accountId, gridCode, atMs } = checkIn
      const previous = last.get(accountId) ?? null
      const judged = checkInRow(checkIn, fences.get(gridCode) ?? null, previous)
      const tally = tallies.of(accountId, judged.day.slice(0, 7))
      tally.checkIns += 1
      if (judged.counted) tally.countedDays = withDay(tally.countedDays, judged.day)
      if (judged.position) {
        const fix = { position: judged.position, takenAtMs: atMs }
        last.set(accountId, fix)
        tally.last = fix
      }
      return judged.row
    })
}

function reportRow(report: DemoReport): Row {
  const position: Position = { ...report.place, datum: 'wgs84' }
  const at = new Date(report.atMs)
  return {
    id: bytes(report.id),
    accountId: bytes(report.accountId),
    gridCode: report.gridCode,
    itemCode: report.itemCode,
    disputeKind: report.disputeKind,
    emotionFlag: report.emotionFlag,
    escalationFlag: false,
    urgent: report.urgent,
    restricted: reportItem(report.itemCode)?.restricted ?? false,
    text: report.text,
    disposal: report.disposal,
    ...position,
    deviceTakenAt: at,
    receivedAt: at,
    month: shanghaiMonth(report.atMs),
    notes: '',
    textFingerprint: String(textFingerprint(report.text)),
    verdict: report.verdict,
    contentHash: sha256(report.id),
    asWorker: true,
    placeCell: placeCell(position),
  }
}

function reportRows(history: DemoHistory, tallies: Tallies): Row[] {
  return history.reports.map((report) => {
    const tally = tallies.of(report.accountId, shanghaiMonth(report.atMs))
    tally.reports += 1
    if (report.verdict === 'valid') tally.validReports += 1
    if (report.verdict === 'invalid') tally.invalidReports += 1
    return reportRow(report)
  })
}

/** All five points met for a valid one; of the others nothing more is known than the reason. */
function pointsJson(verdict: DemoReport['verdict']): string {
  const met = verdict === 'valid' ? true : null
  return JSON.stringify(Object.fromEntries(validityPoints.map(({ code }) => [code, met])))
}

function judgementRows(history: DemoHistory, county: DemoCounty): Row[] {
  const judges = new Map<string, string>()
  for (const { accountId, posts } of county.accounts) {
    for (const { role, scopeCode } of posts) {
      if (role === 'townshipOffice' && !judges.has(scopeCode)) judges.set(scopeCode, accountId)
    }
  }
  return history.reports.flatMap((report): Row[] => {
    const judge = judges.get(report.gridCode.slice(0, 9))
    if (report.judgedAtMs === null || judge === undefined) return []
    return [
      {
        id: bytes(newId()),
        reportId: bytes(report.id),
        verdict: report.verdict,
        reason: report.reason ?? '',
        points: pointsJson(report.verdict),
        duplicateOf: null,
        judgedBy: bytes(judge),
        judgedAt: new Date(report.judgedAtMs),
      },
    ]
  })
}

export function historyRows(history: DemoHistory, county: DemoCounty) {
  const tallies = createTallies()
  const checkIns = checkInRows(history, county, tallies)
  const reports = reportRows(history, tallies)
  return {
    checkIns,
    reports,
    judgements: judgementRows(history, county),
    workerMonths: tallies.rows(),
  }
}
