import type { Proposal, Statement } from '../../contract/trace'
import {
  consecutiveMonths,
  laterMonth,
  type Mark,
  monthsInWindow,
} from '../../rules/blocks/streaks'
import { isWholeMonth } from '../../rules/leave-in-month'
import { hourMs, monthOf, shanghaiDayOf } from '../../rules/months'
import type { EarlierMonth, SpotCheck } from '../../rules/month-facts'
import { workerKindLabels } from './labels'
import type { Scene } from './scene'

type Verdict = Statement['verdict']['final']

/** Elimination and warnings as the regulation suggests them; people decide (habit: law decides, people punish). */
export function proposalsOf(scene: Scene, final: Verdict): Proposal[] {
  return [
    ...failureProposals(scene, final),
    ...zeroReportProposals(scene),
    ...spotCheckProposals(scene),
    ...recordedProposals(scene),
    ...kindProposals(scene),
  ]
}

function propose(
  scene: Scene,
  kind: Proposal['kind'],
  grounds: string,
  articleId: string,
  sentence: string,
): Proposal {
  return {
    kind,
    grounds,
    article: scene.rules.law.article(articleId),
    sentence,
    amountFen: null,
    figure: null,
  }
}

/** A history is short and looked into a few times: an index of it would cost more than it saves. */
function earlierMonth({ facts }: Scene, at: string): EarlierMonth | undefined {
  return facts.history?.find(({ month }) => month === at)
}

/** Whether an earlier month restarts the counters: kept by decision, where that reading is chosen (A-DN-37). */
function restarts({ rules }: Scene, earlier: EarlierMonth): boolean {
  return earlier.kept === true && rules.streaks.restartAfterKeeping
}

function failureProposals(scene: Scene, final: Verdict): Proposal[] {
  // who was away by an approved leave all month is not counted, and nothing is broken by it (A-DN-21)
  if (final !== 'fail' || isWholeMonth(scene.facts.leave)) return []
  const { streaks } = scene.rules
  const { month, history } = scene.facts
  const markOf = (at: string): Mark | undefined => {
    if (at === month) return 'hit'
    const earlier = earlierMonth(scene, at)
    if (!earlier || restarts(scene, earlier)) return undefined
    if (earlier.exempt) return 'skip'
    return earlier.verdict === 'fail' ? 'hit' : 'miss'
  }
  const streak = consecutiveMonths(month, markOf, streaks)
  const months = history ? history.map((earlier) => earlier.month) : []
  months.push(month)
  const firstInYear = laterMonth(lastRestart(scene), streaks.firstMonth)
  const inYear = monthsInWindow(month, months, markOf, streaks.yearWindow, firstInYear)
  const proposals: Proposal[] = []
  if (streak.length >= streaks.consecutiveFailures) {
    const sentence = `${[...streak].reverse().join('、')} 连续 ${streak.length} 次考核不合格，列入拟淘汰名单，由平安办决定`
    proposals.push(propose(scene, 'elimination', 'consecutiveFailures', 'DN-13.1', sentence))
  }
  if (inYear.length >= streaks.failuresInYear) {
    const sentence = `${inYear.join('、')} 年累计 ${inYear.length} 次考核不合格，列入拟淘汰名单，由平安办决定`
    proposals.push(propose(scene, 'elimination', 'failuresInYear', 'DN-13.1', sentence))
  }
  return proposals
}

/** The newest month at which the counters began anew; empty when there is none. */
function lastRestart(scene: Scene): string {
  let latest = ''
  for (const one of scene.facts.history ?? [])
    if (restarts(scene, one) && one.month > latest) latest = one.month
  return latest
}

function zeroReportProposals(scene: Scene): Proposal[] {
  const { facts, service, validReports, decisions } = scene
  const { streaks } = scene.rules
  const isAway = decisions.quotaWaiver !== undefined || isWholeMonth(facts.leave)
  const counts = service === null && !isAway && facts.month >= streaks.firstMonth
  if (validReports.value > 0 || !counts) return []
  const markOf = (at: string): Mark | undefined => {
    if (at === facts.month) return 'hit'
    const earlier = earlierMonth(scene, at)
    if (!earlier || restarts(scene, earlier)) return undefined
    if (earlier.exempt || !earlier.fullMonth) return 'skip'
    return earlier.validReports === 0 ? 'hit' : 'miss'
  }
  const months = consecutiveMonths(facts.month, markOf, streaks)
  if (months.length >= streaks.zeroReportMonths) {
    const sentence = `${[...months].reverse().join('、')} 连续 ${months.length} 个月有效信息为零，列入拟淘汰名单，由平安办决定`
    return [propose(scene, 'elimination', 'zeroReports', 'DN-13.2a', sentence)]
  }
  const sentence = `${facts.month} 有效信息为零；连续 ${streaks.zeroReportMonths} 个月为零会列入拟淘汰名单`
  return [propose(scene, 'warning', 'zeroReports', 'DN-13.2a', sentence)]
}

/** Neither answered nor called back in time (A-DN-22). */
export function missedSpotCheck(
  { calledAtMs, answered, calledBackAtMs }: SpotCheck,
  callbackHours: number,
): boolean {
  if (answered) return false
  return calledBackAtMs === undefined || calledBackAtMs - calledAtMs > callbackHours * hourMs
}

function spotCheckProposals(scene: Scene): Proposal[] {
  const { spotChecks } = scene.facts
  if (!spotChecks || spotChecks.length === 0) return []
  const { law } = scene.rules
  const limit = law.number('missedSpotChecks').value
  const hours = law.number('callbackHours').value
  const ordered = [...spotChecks].sort((one, other) => one.calledAtMs - other.calledAtMs)
  const consecutive = law.choice('spotWindow') === 'consecutive'
  let count = 0
  let reached = false
  for (const check of ordered) {
    const missed = missedSpotCheck(check, hours)
    if (missed) count += 1
    else if (consecutive) count = 0
    // a candidate is named in the month whose check reached the limit, not in each month after it
    if (missed && count >= limit && monthOf(shanghaiDayOf(check.calledAtMs)) === scene.facts.month)
      reached = true
  }
  if (!reached) return []
  const sentence = `电话抽查未接听、${hours} 小时内也未回拨共 ${count} 次，列入拟淘汰名单，由平安办决定`
  return [propose(scene, 'elimination', 'missedSpotChecks', 'DN-13.2b', sentence)]
}

const noticeLevelLabels: Record<string, string> = {
  county: '县级',
  city: '市级',
  province: '省级',
  nation: '国家级',
}

/** One strike: criticism from city level up, fraud, a grave incident; each already established by people. */
function recordedProposals(scene: Scene): Proposal[] {
  const { criticismNotices = [], fraud = [], graveIncidents = [] } = scene.facts
  const striking = scene.rules.law.list('criticismLevels')
  const proposals = criticismNotices
    .filter(({ level }) => striking.includes(level))
    .map(({ level }) => {
      const sentence = `受${noticeLevelLabels[level] ?? level}通报批评，一票否决，拟淘汰，由平安办决定`
      return propose(scene, 'elimination', 'criticism', 'DN-13.5', sentence)
    })
  for (const { incident } of fraud) {
    const sentence = `认定弄虚作假${incident ? `（${incident}）` : ''}，拟淘汰，由平安办决定`
    proposals.push(propose(scene, 'elimination', 'fraud', 'DN-13.3', sentence))
  }
  if (fraud.length > 0) {
    const sentence = '若因弄虚作假淘汰，攒下的超额奖励先暂存，由平安办决定是否发放'
    proposals.push(propose(scene, 'fraudAccrual', 'fraud', 'DN-13.3', sentence))
  }
  for (const { incident } of graveIncidents) {
    const sentence = `信息迟报、漏报或瞒报导致恶性案事件${incident ? `（${incident}）` : ''}，拟淘汰，由平安办决定`
    proposals.push(propose(scene, 'elimination', 'graveIncident', 'DN-13.4', sentence))
  }
  return proposals
}

function kindProposals(scene: Scene): Proposal[] {
  const { month, worker } = scene.facts
  const { law } = scene.rules
  const proposals: Proposal[] = []
  const kinds = worker.kindHistory?.map(({ kind }) => kind) ?? []
  if (kinds.some((kind) => kind !== kinds[0])) {
    const named = [...new Set(kinds)].map((kind) => workerKindLabels.get(kind) ?? kind).join('、')
    const sentence = `${month} 先后是${named}，按最后一天的类别计算，请平安办核定`
    proposals.push(propose(scene, 'kindChange', 'kindChange', 'DN-9', sentence))
  }
  if (month === monthOf(law.startsOn) && !law.startsOn.endsWith('-01')) {
    const sentence = `办法自 ${law.startsOn} 起试行，${month} 的补助由平安办确定，考核不计入累计`
    proposals.push(propose(scene, 'firstMonth', 'firstMonth', 'DN-16', sentence))
  }
  return proposals
}
