import { addDays, addMonths, dayStartMs, daysInMonth } from '../../cloud/platform/clock'
import type { DemoAccount, DemoCounty, DemoGrid, DemoPost } from './county'
import { createRandom, type Random } from './random'
import { createReportText, type DemoReportText } from './report-texts'

export interface DemoCheckIn {
  id: string
  accountId: string
  gridCode: string
  /** Null: the phone gave no position. */
  place: { longitude: number; latitude: number } | null
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
  place: { longitude: number; latitude: number }
  atMs: number
  verdict: 'unjudged' | 'valid' | 'invalid' | 'pending'
  /** Why, and when, where it was judged. */
  reason: string | null
  judgedAtMs: number | null
}

export interface DemoHistory {
  checkIns: DemoCheckIn[]
  reports: DemoReport[]
}

const hourMs = 3_600_000
const invalidReasons = [
  '与两天前同一地点的上报是同一件事',
  '只写了日常巡查，没有具体情况',
  '不在本人负责的网格内',
  '没有写明怎么处理，请补充后再报',
]
const pendingReasons = ['请补一张现场照片，说明具体位置', '等派出所核实后再定']

interface Service {
  account: DemoAccount
  post: DemoPost
  grid: DemoGrid
}

/** Of the farther edge of the day's two peaks: at eight and at five. */
function timeOfDay(random: Random): number {
  const middle = random.chance(0.7) ? 8.2 : 16.8
  return (middle + random.near() * 1.4) * hourMs
}

function placeNear(grid: DemoGrid, random: Random) {
  const point = grid.points[0]
  const degrees = random.chance(0.97) ? 0.0011 : 0.02
  return {
    longitude: Math.round(((point?.longitude ?? 0) + random.near() * degrees) * 1e6) / 1e6,
    latitude: Math.round(((point?.latitude ?? 0) + random.near() * degrees) * 1e6) / 1e6,
  }
}

function daysServed({ post }: Service, month: string, today: string): string[] {
  const days = Array.from({ length: daysInMonth(month) }, (_none, index) =>
    addDays(`${month}-01`, index),
  )
  return days.filter(
    (day) => day <= today && day >= post.startsOn && (post.endsOn === null || day <= post.endsOn),
  )
}

function checkInsOf(
  service: Service,
  days: readonly string[],
  diligence: number,
  untilMs: number,
  random: Random,
): DemoCheckIn[] {
  const deviceId = `demo-${service.account.accountId.slice(-8)}`
  return days
    .filter(() => random.chance(diligence))
    .map((day) => ({ day, atMs: Math.round(dayStartMs(day) + timeOfDay(random)) }))
    .filter(({ atMs }) => atMs < untilMs)
    .map(({ atMs }) => {
      const isLost = random.chance(0.01)
      return {
        id: random.id(atMs),
        accountId: service.account.accountId,
        gridCode: service.grid.code,
        place: isLost ? null : placeNear(service.grid, random),
        accuracyMeters: isLost ? null : random.between(6, 45),
        deviceId,
        atMs,
      }
    })
}

function judged(
  random: Random,
  atMs: number,
  untilMs: number,
): Pick<DemoReport, 'verdict' | 'reason' | 'judgedAtMs'> {
  const judgedAtMs = atMs + Math.round((6 + random.next() * 40) * hourMs)
  if (judgedAtMs > untilMs) return { verdict: 'unjudged', reason: null, judgedAtMs: null }
  const draw = random.next()
  if (draw < 0.9) return { verdict: 'valid', reason: '五项要点都符合，判为有效', judgedAtMs }
  if (draw < 0.97) return { verdict: 'invalid', reason: random.pick(invalidReasons), judgedAtMs }
  return { verdict: 'pending', reason: random.pick(pendingReasons), judgedAtMs }
}

function reportsOf(
  service: Service,
  days: readonly string[],
  count: number,
  untilMs: number,
  random: Random,
): DemoReport[] {
  if (days.length === 0) return []
  return Array.from({ length: count }, () => {
    const day = random.pick(days)
    const atMs = Math.round(dayStartMs(day) + timeOfDay(random) + random.next() * 2 * hourMs)
    const isUrgent = random.chance(0.01)
    return {
      id: random.id(atMs),
      accountId: service.account.accountId,
      gridCode: service.grid.code,
      ...createReportText(random),
      urgent: isUrgent,
      emotionFlag: random.chance(0.05),
      place: placeNear(service.grid, random),
      atMs,
      ...judged(random, atMs, untilMs),
    }
  }).filter((report) => report.atMs < untilMs)
}

/** The same matter told again by somebody else of the village a little later. */
function echoOf(
  report: DemoReport,
  services: readonly Service[],
  random: Random,
  untilMs: number,
): DemoReport | null {
  const village = report.gridCode.slice(0, 12)
  const other = services.find(
    ({ account, grid }) => grid.code.startsWith(village) && account.accountId !== report.accountId,
  )
  const atMs = report.atMs + 2 * hourMs
  if (!other || atMs >= untilMs) return null
  return {
    ...report,
    id: random.id(atMs),
    accountId: other.account.accountId,
    gridCode: other.grid.code,
    text: report.text.replace('发现', '看到').replace('，', '，我也看到了，'),
    atMs,
    verdict: 'unjudged',
    reason: null,
    judgedAtMs: null,
  }
}

/** What happened in the two months before the present one and in the present one until now. */
export function buildDemoHistory(
  county: DemoCounty,
  { today, nowMs, seed = 7 }: { today: string; nowMs: number; seed?: number },
): DemoHistory {
  const random = createRandom(seed)
  const grids = new Map(county.grids.map((grid) => [grid.code, grid]))
  const services = county.accounts.flatMap((account) =>
    account.posts.flatMap((post): Service[] => {
      const grid = post.role === 'worker' ? grids.get(post.scopeCode) : undefined
      return grid ? [{ account, post, grid }] : []
    }),
  )
  const thisMonth = today.slice(0, 7)
  const months = [addMonths(thisMonth, -2), addMonths(thisMonth, -1), thisMonth]
  const history: DemoHistory = { checkIns: [], reports: [] }
  for (const service of services) {
    // most are diligent, some are not: the county must see both
    const diligence = random.chance(0.85) ? 0.72 + random.next() * 0.2 : 0.45 + random.next() * 0.2
    const eager = random.chance(0.85) ? random.between(19, 33) : random.between(4, 18)
    for (const month of months) {
      const days = daysServed(service, month, today)
      const share = days.length / daysInMonth(month)
      history.checkIns.push(...checkInsOf(service, days, diligence, nowMs, random))
      history.reports.push(
        ...reportsOf(
          service,
          days,
          Math.round((eager + random.between(-3, 3)) * share),
          nowMs,
          random,
        ),
      )
    }
  }
  const recent = history.reports.filter((report) => report.verdict === 'unjudged')
  for (const report of recent.slice(0, 12)) {
    const echo = echoOf(report, services, random, nowMs)
    if (echo) history.reports.push(echo)
  }
  return history
}
