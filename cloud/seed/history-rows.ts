import type { DemoCounty, DemoGrid } from '../../prisma/demo/county'
import type { DemoCheckIn, DemoHistory, DemoReport } from '../../prisma/demo/history'
import { reportItem } from '../contract/report-taxonomy'
import {
  type EarlierFix,
  judgeCheckIn,
  type NamedFence,
} from '../features/check-ins/judge-check-in'
import { shanghaiMonth, withDay } from '../platform/clock'
import { sha256 } from '../platform/crypto'
import { judgePosition, type Position, prepareFence } from '../platform/geometry'
import { newId } from '../platform/ids'
import { placeCell, textFingerprint } from '../platform/likeness'
import { bytes, holderOf } from './county-rows'
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
type Fences = ReadonlyMap<string, NamedFence>

function fenceOf(grid: DemoGrid): NamedFence {
  const outline = { type: 'Polygon' as const, coordinates: [grid.ring.map((place) => [...place])] }
  return { ...prepareFence({ outline }), points: grid.points }
}

function checkInRow(
  checkIn: DemoCheckIn,
  fence: NamedFence | null,
  previous: EarlierFix | null,
): { row: Row; day: string; counted: boolean; position: Position | null } {
  const { place, positionFailure, accuracyMeters, atMs } = checkIn
  const position: Position | null = place && { ...place, datum: 'wgs84', accuracyMeters }
  const time = { takenAtMs: atMs, notes: [] }
  const facts = {
    position,
    positionFailure: positionFailure ?? undefined,
    time,
    fence,
    previous,
    deviceShared: false,
    standsIn: false,
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
function checkInRows(history: DemoHistory, fences: Fences, tallies: Tallies): Row[] {
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

/** Many tell of the same in the same words. */
function createFingerprints(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const fingerprint = known.get(text) ?? String(textFingerprint(text))
    known.set(text, fingerprint)
    return fingerprint
  }
}

function reportRow(
  report: DemoReport,
  fence: NamedFence | undefined,
  fingerprintOf: (text: string) => string,
): Row {
  const position: Position = { ...report.place, datum: 'wgs84' }
  const isOutside = fence !== undefined && judgePosition(fence, position).verdict === 'outside'
  const at = new Date(report.atMs)
  return {
    id: bytes(report.id),
    accountId: bytes(report.accountId),
    gridCode: report.gridCode,
    itemCode: report.itemCode,
    disputeKind: report.disputeKind,
    emotionFlag: report.emotionFlag,
    escalationFlag: report.escalationFlag,
    urgent: report.urgent,
    restricted: reportItem(report.itemCode)?.restricted ?? false,
    text: report.text,
    disposal: report.disposal,
    longitude: position.longitude,
    latitude: position.latitude,
    datum: position.datum,
    deviceTakenAt: at,
    receivedAt: at,
    month: shanghaiMonth(report.atMs),
    notes: isOutside ? 'outsideGrid' : '',
    textFingerprint: fingerprintOf(report.text),
    verdict: report.verdict,
    contentHash: sha256(report.id),
    asWorker: true,
    placeCell: placeCell(position),
  }
}

function reportRows(history: DemoHistory, fences: Fences, tallies: Tallies): Row[] {
  const fingerprintOf = createFingerprints()
  return history.reports.map((report) => {
    const tally = tallies.of(report.accountId, shanghaiMonth(report.atMs))
    tally.reports += 1
    if (report.verdict === 'valid') tally.validReports += 1
    if (report.verdict === 'invalid') tally.invalidReports += 1
    return reportRow(report, fences.get(report.gridCode), fingerprintOf)
  })
}

/** Judged by the office of the township. */
function judgementRows(history: DemoHistory, county: DemoCounty): Row[] {
  const judges = new Map<string, Buffer>()
  const judgeOf = (townshipCode: string): Buffer => {
    const known = judges.get(townshipCode)
    if (known) return known
    const judge = bytes(holderOf(county, 'townshipOffice', townshipCode).accountId)
    judges.set(townshipCode, judge)
    return judge
  }
  return history.reports.flatMap((report): Row[] => {
    const { id, gridCode, verdict, reason, points, duplicateOf, judgedAtMs } = report
    if (judgedAtMs === null) return []
    return [
      {
        id: bytes(newId()),
        reportId: bytes(id),
        verdict,
        reason: reason ?? '',
        points: JSON.stringify(points),
        duplicateOf: duplicateOf === null ? null : bytes(duplicateOf),
        judgedBy: judgeOf(gridCode.slice(0, 9)),
        judgedAt: new Date(judgedAtMs),
      },
    ]
  })
}

export function historyRows(history: DemoHistory, county: DemoCounty) {
  const tallies = createTallies()
  const fences = new Map(county.grids.map((grid) => [grid.code, fenceOf(grid)]))
  const checkIns = checkInRows(history, fences, tallies)
  const reports = reportRows(history, fences, tallies)
  return {
    checkIns,
    reports,
    judgements: judgementRows(history, county),
    workerMonths: tallies.rows(),
  }
}
