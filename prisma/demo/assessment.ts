import { addDays, dayStartMs, shanghaiDay, shanghaiMonth } from '../../cloud/platform/clock'
import { judgePosition, prepareFence } from '../../cloud/platform/geometry'
import type { DemoAccount, DemoCounty, DemoPost } from './county'
import type { DemoCheckIn, DemoReport } from './history'
import type { Random } from './random'

export interface DemoFinding {
  id: string
  accountId: string
  month: string
  kind: 'unreportedHazard' | 'disobeyedCommand' | 'uncooperativeNotice'
  incident: string
  evidence: string
  occurredOn: string
  recordedBy: string
  recordedAtMs: number
}

export interface DemoCommendation {
  id: string
  accountId: string
  reportId: string
  month: string
  level: 'county' | 'city' | 'province'
  documentNumber: string
  evidence: string
  noticedOn: string
  recordedBy: string
  recordedAtMs: number
}

export interface DemoMajorReport {
  id: string
  accountId: string
  reportId: string
  /** Month that pays it; null while nobody has decided. */
  month: string | null
  grade: 'major' | 'especiallyMajor'
  grounds: string
  state: 'waiting' | 'approved'
  amountFen: number | null
  nominatedBy: string
  nominatedAtMs: number
  decidedBy: string | null
  decidedAtMs: number | null
  decisionReason: string | null
}

export interface DemoCorrection {
  id: string
  accountId: string
  gridCode: string
  day: string
  reason: string
  /** What is already held of that day, in sentences. */
  evidence: string[]
  state: 'waiting' | 'refused'
  requestedAtMs: number
  decidedBy: string | null
  decidedAtMs: number | null
  decisionReason: string | null
}

export interface DemoObjection {
  id: string
  accountId: string
  month: string
  townshipCode: string
  lineCode: string
  text: string
  state: 'open' | 'rejected'
  raisedAtMs: number
  answer: string | null
  answeredBy: string | null
  answeredAtMs: number | null
}

/** What the province's table says of one worker's month. */
export interface DemoStatistic {
  accountId: string
  name: string
  phone: string
  checkIns: number
  validReports: number
}

export interface DemoAssessment {
  findings: DemoFinding[]
  commendations: DemoCommendation[]
  majorReports: DemoMajorReport[]
  corrections: DemoCorrection[]
  objections: DemoObjection[]
  statistics: { month: string; rows: DemoStatistic[] }
}

export interface Facts {
  county: DemoCounty
  checkIns: readonly DemoCheckIn[]
  reports: readonly DemoReport[]
  /** The newest month that is over. */
  lastMonth: string
  nowMs: number
}

interface Worker {
  account: DemoAccount
  post: DemoPost
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Those who served all the time that is shown, in the order of their grids. */
function steadyWorkers({ county, lastMonth }: Facts): Worker[] {
  return county.accounts.flatMap((account) =>
    account.posts
      .filter((post) => post.role === 'worker' && !post.endsOn && post.startsOn < `${lastMonth}-01`)
      .map((post) => ({ account, post })),
  )
}

function holderOf({ county }: Facts, role: DemoPost['role'], scopeCode: string): string {
  const holds = (post: DemoPost) => post.role === role && post.scopeCode === scopeCode
  return county.accounts.find((account) => account.posts.some(holds))?.accountId ?? ''
}

const townshipOf = ({ post }: Worker) => post.scopeCode.slice(0, 9)

function findingsOf(facts: Facts, workers: readonly Worker[], random: Random): DemoFinding[] {
  const { lastMonth } = facts
  const told = [
    [
      'unreportedHazard',
      '沟口桥护栏断裂',
      '县里检查时发现护栏断裂已有一周，附近网格员没有上报。',
      '12',
      11,
    ],
    ['disobeyedCommand', '汛期值守通知', '通知到岗值守，电话确认两次未到，有通话登记。', '18', 64],
    ['uncooperativeNotice', '人居环境联查', '联查组反馈当天没有到场带路。', '23', 140],
  ] as const
  return told.flatMap(([kind, incident, evidence, day, index]) => {
    const worker = workers[index]
    if (!worker) return []
    const occurredOn = `${lastMonth}-${day}`
    const recordedAtMs = Date.parse(`${addDays(occurredOn, 2)}T10:20:00+08:00`)
    return {
      id: random.id(recordedAtMs),
      accountId: worker.account.accountId,
      month: lastMonth,
      kind,
      incident,
      evidence,
      occurredOn,
      recordedBy: holderOf(facts, 'townshipOffice', townshipOf(worker)),
      recordedAtMs,
    }
  })
}

/** Valid reports of the newest finished month that say something grave, the earliest first. */
function graveReports({ reports, lastMonth }: Facts): DemoReport[] {
  const grave = ['3-1', '2-3', '4-1', '4-3']
  return (
    reports
      .filter((one) => one.verdict === 'valid' && grave.includes(one.itemCode))
      // early enough in the month to be judged, nominated and praised within it
      .filter(
        (one) => shanghaiMonth(one.atMs) === lastMonth && shanghaiDay(one.atMs) < `${lastMonth}-19`,
      )
      .sort((a, b) => grave.indexOf(a.itemCode) - grave.indexOf(b.itemCode) || a.atMs - b.atMs)
  )
}

function praiseOf(
  facts: Facts,
  random: Random,
): Pick<DemoAssessment, 'commendations' | 'majorReports'> {
  const [praised, major, proposed] = graveReports(facts)
  const centre = holderOf(facts, 'countyCentre', '141030')
  const office = (report: DemoReport) =>
    holderOf(facts, 'townshipOffice', report.gridCode.slice(0, 9))
  const lastDay = Date.parse(`${facts.lastMonth}-28T15:00:00+08:00`)
  const commendations = praised
    ? [
        {
          id: random.id(lastDay),
          accountId: praised.accountId,
          reportId: praised.id,
          month: facts.lastMonth,
          level: 'city' as const,
          documentNumber: '演示通报〔1〕号',
          evidence: '因上报及时，避免了更大损失，市里发文表扬。演示数据，并无此文。',
          noticedOn: `${facts.lastMonth}-27`,
          recordedBy: centre,
          recordedAtMs: lastDay,
        },
      ]
    : []
  const nomination = (report: DemoReport, grounds: string) => {
    const nominatedAtMs = report.atMs + 8 * dayMs
    return {
      id: random.id(nominatedAtMs),
      accountId: report.accountId,
      reportId: report.id,
      grade: 'major' as const,
      grounds,
      nominatedBy: office(report),
      nominatedAtMs,
    }
  }
  const decided = {
    month: facts.lastMonth,
    state: 'approved' as const,
    amountFen: 20_000,
    decidedBy: centre,
    decidedAtMs: lastDay,
    decisionReason: '处置及时，没有造成伤亡，按 200 元奖励。',
  }
  const undecided = {
    month: null,
    state: 'waiting' as const,
    amountFen: null,
    decidedBy: null,
    decidedAtMs: null,
    decisionReason: null,
  }
  const majorReports = [
    ...(major ? [{ ...nomination(major, '风险高，不及时制止会造成重大损失。'), ...decided }] : []),
    ...(proposed
      ? [{ ...nomination(proposed, '涉及多户安全，建议认定为重大信息。'), ...undecided }]
      : []),
  ]
  return { commendations, majorReports }
}

/** Days without a check-in, with what the worker did that day all the same. */
function correctionsOf(facts: Facts, workers: readonly Worker[], random: Random): DemoCorrection[] {
  const { checkIns, reports, nowMs } = facts
  const asked = [
    ['手机没电了，当天在村里走访，晚上才充上。', 0, 'waiting', 2],
    ['下乡时没有信号，回来忘了签。', 90, 'waiting', 3],
    ['忘记签到。', 45, 'refused', 5],
  ] as const
  return asked.flatMap(([reason, index, state, daysAgo]) => {
    const worker = workers[index]
    if (!worker) return []
    const { accountId } = worker.account
    const hasCheckIn = (day: string) =>
      checkIns.some((one) => one.accountId === accountId && shanghaiDay(one.atMs) === day)
    const reportsOn = (day: string) =>
      reports.filter((one) => one.accountId === accountId && shanghaiDay(one.atMs) === day)
    // refused is what nothing speaks for
    const isUnfit = (day: string) =>
      hasCheckIn(day) || (state === 'refused' && reportsOn(day).length > 0)
    let day = shanghaiDay(nowMs - daysAgo * dayMs)
    while (isUnfit(day)) day = addDays(day, -1)
    const seen = reportsOn(day)
    const requestedAtMs = Date.parse(`${addDays(day, 1)}T08:30:00+08:00`)
    const decision = {
      decidedBy: holderOf(facts, 'townshipOffice', townshipOf(worker)),
      decidedAtMs: requestedAtMs + 5 * hourMs,
      decisionReason: '当天没有上报，也没有别的记录可以证明在岗。',
    }
    const undecided = { decidedBy: null, decidedAtMs: null, decisionReason: null }
    return {
      id: random.id(requestedAtMs),
      accountId,
      gridCode: worker.post.scopeCode,
      day,
      reason,
      evidence: [seen.length > 0 ? `当天上报了 ${seen.length} 条信息` : '当天没有上报'],
      state,
      requestedAtMs,
      ...(state === 'refused' ? decision : undecided),
    }
  })
}

function objectionsOf(facts: Facts, workers: readonly Worker[], random: Random): DemoObjection[] {
  const { lastMonth, nowMs } = facts
  const raised = [
    ['piece', '有一条信息判了无效，我当天已经告诉管这件事的人，请再看一下。', 'open', 0],
    ['missingCheckIns', '签到少算一天，那天定位在网格边上。', 'rejected', 30],
    ['missingCheckIns', '有一天在网格边上签到，没有计入，请核对。', 'open', 80],
  ] as const
  return raised.flatMap(([lineCode, text, state, index]) => {
    const worker = workers[index]
    if (!worker) return []
    // once the month is over, and not in the future
    const over = dayStartMs(`${shanghaiMonth(nowMs)}-01`) + 9 * hourMs
    const raisedAtMs = Math.min(nowMs - 2 * hourMs, Math.max(over, nowMs - (index + 30) * hourMs))
    const answered = {
      answer: '查了当天的记录：定位在网格外两公里，不能计入。',
      answeredBy: holderOf(facts, 'townshipOffice', townshipOf(worker)),
      answeredAtMs: Math.min(nowMs - hourMs, raisedAtMs + 20 * hourMs),
    }
    return {
      id: random.id(raisedAtMs),
      accountId: worker.account.accountId,
      month: lastMonth,
      townshipCode: townshipOf(worker),
      lineCode,
      text,
      state,
      raisedAtMs,
      ...(state === 'open' ? { answer: null, answeredBy: null, answeredAtMs: null } : answered),
    }
  })
}

/** Days of the month that count by the rule of the service: inside, or on the edge. */
function countedDays({ county, checkIns, lastMonth }: Facts): Map<string, Set<string>> {
  const fences = new Map(
    county.grids.map(({ code, ring, points }) => {
      const outline = { type: 'Polygon' as const, coordinates: [ring] }
      return [code, prepareFence({ outline, points })]
    }),
  )
  const days = new Map<string, Set<string>>()
  for (const { accountId, gridCode, place, accuracyMeters, atMs } of checkIns) {
    const fence = fences.get(gridCode)
    if (!fence || !place || shanghaiMonth(atMs) !== lastMonth) continue
    const position = { ...place, datum: 'wgs84' as const, accuracyMeters }
    if (judgePosition(fence, position).verdict === 'outside') continue
    days.set(accountId, (days.get(accountId) ?? new Set()).add(shanghaiDay(atMs)))
  }
  return days
}

/** Mostly what is counted here too; every thirtieth worker or so differs a little. */
function statisticsOf(facts: Facts): DemoAssessment['statistics'] {
  const days = countedDays(facts)
  const valid = new Map<string, number>()
  for (const { accountId, verdict, atMs } of facts.reports) {
    if (verdict !== 'valid' || shanghaiMonth(atMs) !== facts.lastMonth) continue
    valid.set(accountId, (valid.get(accountId) ?? 0) + 1)
  }
  const month = facts.lastMonth
  const rows = facts.county.accounts
    .filter(({ posts }) =>
      posts.some(
        ({ role, startsOn, endsOn }) =>
          role === 'worker' &&
          startsOn.slice(0, 7) <= month &&
          (!endsOn || endsOn >= `${month}-01`),
      ),
    )
    .map(({ accountId, name, phone }, index) => ({
      accountId,
      name,
      phone,
      checkIns: Math.max(0, (days.get(accountId)?.size ?? 0) - (index % 37 === 4 ? 1 : 0)),
      validReports: Math.max(
        0,
        (valid.get(accountId) ?? 0) + (index % 41 === 9 ? -2 : index % 53 === 20 ? 1 : 0),
      ),
    }))
  return { month, rows }
}

/** What was recorded, asked for and objected to, and what the province counted. */
export function recordsOf(facts: Facts, random: Random): DemoAssessment {
  const workers = steadyWorkers(facts)
  return {
    findings: findingsOf(facts, workers, random),
    ...praiseOf(facts, random),
    corrections: correctionsOf(facts, workers, random),
    objections: objectionsOf(facts, workers, random),
    statistics: statisticsOf(facts),
  }
}
