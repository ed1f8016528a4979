import type { ValidityPoint } from '../../cloud/contract/report-taxonomy'
import {
  addDays,
  addMonths,
  dayStartMs,
  daysInMonth,
  shanghaiDay,
} from '../../cloud/platform/clock'
import { type DemoAssessment, recordsOf } from './assessment'
import type { DemoAccount, DemoCounty, DemoGrid, DemoPost } from './county'
import { type Judged, judged } from './judgements'
import { checkInPlace, type DemoPlace, reportPlace } from './movements'
import { type DemoPhoto, photosOf } from './photos'
import { createRandom, type Random } from './random'
import { createReportText, type DemoReportText, retold } from './report-texts'

export interface DemoCheckIn {
  id: string
  accountId: string
  gridCode: string
  /** WGS-84. Null: the phone gave no position. */
  place: DemoPlace | null
  positionFailure: 'denied' | 'timeout' | 'unavailable' | null
  accuracyMeters: number | null
  deviceId: string
  atMs: number
}

export interface DemoReport extends DemoReportText {
  id: string
  accountId: string
  gridCode: string
  urgent: boolean
  emotionFlag: boolean
  escalationFlag: boolean
  place: DemoPlace
  atMs: number
  verdict: 'unjudged' | 'valid' | 'invalid' | 'pending'
  /** Why, and when, where it was judged. */
  reason: string | null
  judgedAtMs: number | null
  points: Record<ValidityPoint, boolean | null> | null
  duplicateOf: string | null
}

export interface DemoHistory extends DemoAssessment {
  checkIns: DemoCheckIn[]
  reports: DemoReport[]
  photos: DemoPhoto[]
}

export interface HistoryOptions {
  /** Shanghai day the history ends on. */
  today: string
  /** Nothing happens at or after this instant. */
  nowMs: number
  seed?: number
}

export interface Service {
  account: DemoAccount
  post: DemoPost
  grid: DemoGrid
}

const hourMs = 3_600_000

/** Check-ins: before the day's work and after it. Reports: in the middle of morning or afternoon. */
const peaks = { checkIn: [8.1, 17.1], report: [9.8, 15.2] } as const

function timeOfDay(kind: keyof typeof peaks, random: Random): number {
  const [morning, evening] = peaks[kind]
  const width = kind === 'checkIn' ? 1.3 : 2.6
  return Math.round(((random.chance(0.62) ? morning : evening) + random.near() * width) * hourMs)
}

const daysOf = (month: string) =>
  Array.from({ length: daysInMonth(month) }, (_none, index) => addDays(`${month}-01`, index))

function daysServed({ post }: Service, days: readonly string[], today: string): string[] {
  return days.filter((day) => {
    const isServed = day >= post.startsOn && (post.endsOn === null || day <= post.endsOn)
    return isServed && day <= today
  })
}

/** So many of the list, in its order. */
function some<T>(list: readonly T[], count: number, random: Random): T[] {
  return list
    .map((item, index) => ({ item, index, draw: random.next() }))
    .sort((a, b) => a.draw - b.draw)
    .slice(0, Math.max(0, count))
    .sort((a, b) => a.index - b.index)
    .map(({ item }) => item)
}

function checkInAt(service: Service, atMs: number, random: Random): DemoCheckIn {
  const place = checkInPlace(service.grid, random)
  return {
    id: random.id(atMs),
    accountId: service.account.accountId,
    gridCode: service.grid.code,
    place,
    positionFailure: place ? null : random.pick(['denied', 'timeout', 'unavailable'] as const),
    accuracyMeters: place ? random.between(5, random.chance(0.9) ? 30 : 120) : null,
    deviceId: `demo-${service.account.accountId.slice(-8)}`,
    atMs,
  }
}

/** Of a whole month most check in on 20 days and more; one in six on fewer. */
function checkInsOf(service: Service, month: string, days: readonly string[], random: Random) {
  const wanted = random.chance(0.84) ? random.between(20, 26) : random.between(13, 19)
  const count = Math.round((wanted * days.length) / daysInMonth(month))
  return some(days, count, random).flatMap((day) => {
    const first = checkInAt(service, dayStartMs(day) + timeOfDay('checkIn', random), random)
    const again = random.chance(0.06)
      ? [checkInAt(service, dayStartMs(day) + Math.round((19 + random.next()) * hourMs), random)]
      : []
    return [first, ...again]
  })
}

function reportsOf(
  service: Service,
  month: string,
  days: readonly string[],
  nowMs: number,
  random: Random,
) {
  const wanted = random.chance(0.86) ? random.between(19, 33) : random.between(6, 18)
  const count = Math.round((wanted * days.length) / daysInMonth(month))
  return Array.from({ length: count }, (): DemoReport => {
    const atMs = dayStartMs(random.pick(days)) + timeOfDay('report', random)
    const text = createReportText(random)
    const isDispute = text.itemCode === '5-1'
    const isGrave = ['3-1', '2-3', '2-4', '1-2'].includes(text.itemCode)
    return {
      id: random.id(atMs),
      accountId: service.account.accountId,
      gridCode: service.grid.code,
      ...text,
      urgent: isGrave || random.chance(0.004),
      emotionFlag: isDispute && random.chance(0.12),
      escalationFlag: isDispute && random.chance(0.03),
      place: reportPlace(service.grid, random),
      atMs,
      ...judged(random, atMs, nowMs),
    }
  })
}

/** The same matter told again by somebody else of the village a little later. */
function echoOf(
  report: DemoReport,
  services: readonly Service[],
  nowMs: number,
  random: Random,
): DemoReport[] {
  const village = report.gridCode.slice(0, 12)
  const other = services.find(
    ({ account, grid, post }) =>
      grid.villageCode === village &&
      account.accountId !== report.accountId &&
      post.endsOn === null,
  )
  const atMs = report.atMs + Math.round((1 + random.next() * 3) * hourMs)
  if (!other || atMs >= nowMs || other.post.startsOn > addDays(shanghaiDay(report.atMs), -1))
    return []
  const wasJudged = report.verdict === 'valid'
  const verdict: Judged = wasJudged
    ? {
        verdict: 'invalid',
        reason: '和同村另一位网格员报的是同一件事，以先报的为准',
        judgedAtMs: report.judgedAtMs === null ? null : Math.max(report.judgedAtMs, atMs) + 60_000,
        points: { inClass: true, real: true, inOwnGrid: true, notDuplicate: false, handled: true },
      }
    : { verdict: 'unjudged', reason: null, judgedAtMs: null, points: null }
  const shifted = (degrees: number) => Math.round((degrees + random.near() * 0.0003) * 1e6) / 1e6
  const { longitude, latitude } = report.place
  const echo: DemoReport = {
    ...report,
    ...verdict,
    id: random.id(atMs),
    accountId: other.account.accountId,
    gridCode: other.grid.code,
    text: retold(report.text, random),
    place: { longitude: shifted(longitude), latitude: shifted(latitude) },
    atMs,
    duplicateOf: wasJudged ? report.id : null,
  }
  return (echo.judgedAtMs ?? 0) < nowMs ? [echo] : []
}

/** One check-in of the second half repeats the last one's digits: a phone that gave an old reading. */
function repeatOne(checkIns: DemoCheckIn[]): void {
  const start = Math.floor(checkIns.length / 2)
  for (let index = start; index < checkIns.length; index += 1) {
    const [before, repeat] = [checkIns[index - 1], checkIns[index]]
    if (!before?.place || !repeat?.place || before.accountId !== repeat.accountId) continue
    repeat.place = { ...before.place }
    repeat.accuracyMeters = before.accuracyMeters
    return
  }
}

/** Those at work. Who has yet to sign in for the first time has done nothing. */
function servicesOf(county: DemoCounty): Service[] {
  const waiting = new Set(county.signIns.filter((one) => one.oneTime).map((one) => one.accountId))
  const grids = new Map(county.grids.map((grid) => [grid.code, grid]))
  return county.accounts.flatMap((account) =>
    account.posts.flatMap((post): Service[] => {
      const isAtWork = post.role === 'worker' && !waiting.has(account.accountId)
      const grid = isAtWork ? grids.get(post.scopeCode) : undefined
      return grid ? [{ account, post, grid }] : []
    }),
  )
}

const echoesOfEach = 12

/** What happened in the two months before the present one and in the present one until now. */
export function buildDemoHistory(
  county: DemoCounty,
  { today, nowMs, seed = 7 }: HistoryOptions,
): DemoHistory {
  const random = createRandom(seed)
  const services = servicesOf(county)
  const thisMonth = today.slice(0, 7)
  const months = [-2, -1, 0].map((count) => addMonths(thisMonth, count))
  const calendar = months.map((month) => ({ month, all: daysOf(month) }))
  // those shown on the sign-in page have today's check-in still before them
  const shown = new Set(county.signIns.map((one) => one.accountId))
  const checkIns: DemoCheckIn[] = []
  const reports: DemoReport[] = []
  for (const service of services) {
    for (const { month, all } of calendar) {
      const days = daysServed(service, all, today)
      if (days.length === 0) continue
      const untilMs = shown.has(service.account.accountId) ? dayStartMs(today) : nowMs
      checkIns.push(...checkInsOf(service, month, days, random).filter((one) => one.atMs < untilMs))
      reports.push(
        ...reportsOf(service, month, days, nowMs, random).filter((one) => one.atMs < nowMs),
      )
    }
  }
  repeatOne(checkIns)
  for (const verdict of ['unjudged', 'valid'] as const) {
    const told = some(
      reports.filter((report) => report.verdict === verdict),
      echoesOfEach,
      random,
    )
    reports.push(...told.flatMap((report) => echoOf(report, services, nowMs, random)))
  }
  const facts = { county, checkIns, reports, lastMonth: addMonths(thisMonth, -1), nowMs }
  return { checkIns, reports, photos: photosOf(reports, random), ...recordsOf(facts, random) }
}
