import type { CountDifference, InformationLine } from '../../contract/trace'
import { differenceOf } from '../../rules/blocks/counted'
import { repeatedIncidents } from '../../rules/blocks/occurrence-penalty'
import { isWholeMonth, leaveSentence } from '../../rules/leave-in-month'
import { yuanText } from '../../rules/money'
import type { Pay } from './pay'
import { items, times } from './rules'
import type { Scene } from './scene'

/** What a reviewer should know beside the figures; none of it changes them. */
export function informationOf(scene: Scene, pay: Pay): InformationLine[] {
  return [
    ...poolLines(scene, pay),
    ...rawCountLines(scene),
    ...leaveLines(scene),
    ...incidentLines(scene),
    ...commendationLines(scene, pay),
    ...scene.rules.switchedLines,
  ]
}

/** The unit price can bring more than the 30% it is meant to be (A-DN-01): the reviewer sees by how much. */
function poolLines({ rules, kind }: Scene, { lines }: Pay): InformationLine[] {
  const piece = lines.find(({ code }) => code === 'piece')
  const pool = kind.pool
  if (!piece || rules.pieceCapAtPool || piece.amountFen <= pool.value) return []
  const more = piece.amountFen - pool.value
  const sentence = `按单价计 ${yuanText(piece.amountFen)}，比标准的三成 ${yuanText(pool.value)}多 ${yuanText(more)}`
  return [{ code: 'pieceAbovePool', sentence, article: rules.law.article('DN-9.4') }]
}

function rawCountLines({ rules, facts }: Scene): InformationLine[] {
  const { rawCheckIns, checkInDays } = facts.counts.local
  if (rawCheckIns === undefined || rawCheckIns === checkInDays) return []
  return [rules.rawCheckIns(rawCheckIns, checkInDays)]
}

/** What a leave changes of quota and amount the office decides (A-DN-12); a whole month counts in no streak (A-DN-21). */
function leaveLines({ rules, facts, decisions }: Scene): InformationLine[] {
  const { leave } = facts
  if (!leave || decisions.quotaWaiver) return []
  const rest = isWholeMonth(leave)
    ? '整月请假，不计入连续不合格和连续零上报；数量要求免不免由平安办认定'
    : '办法没有写请假减数量要求，减不减、金额调不调由平安办认定'
  const article = rules.law.article(isWholeMonth(leave) ? 'DN-13.2a' : 'DN-8.1')
  return [{ code: 'leave', sentence: `本月${leaveSentence(leave)}；${rest}`, article }]
}

function incidentLines({ rules, facts }: Scene): InformationLine[] {
  if (!facts.findings || facts.findings.length < 1) return []
  return repeatedIncidents(facts.findings).map((incident) => ({
    code: 'repeatedIncident',
    sentence: `“${incident}”有不止一条扣罚登记，请核对是否重复`,
    article: rules.law.article('DN-12'),
  }))
}

/** The text does not say whether notices add up (A-DN-10): the other sum is shown. */
function commendationLines({ rules, facts }: Scene, { lines }: Pay): InformationLine[] {
  if (rules.commendationStacking === 'sum' || !facts.commendations) return []
  const line = lines.find(({ code }) => code === 'commendation')
  let sum = 0
  for (const { level } of facts.commendations) sum += rules.commendationRates.get(level)?.value ?? 0
  if (!line || sum === line.amountFen) return []
  const sentence = `同一条信息受多级表扬按最高一级计；若每次通报都算，本月为 ${yuanText(sum)}`
  return [{ code: 'commendationSum', sentence, article: rules.law.article('DN-11.2') }]
}

/** Own counts beside the provincial platform's, where they differ (A-DN-24, 34). */
export function differencesOf({ rules, facts, checkIns, validReports }: Scene): CountDifference[] {
  const { local, provincial } = facts.counts
  if (!provincial) return []
  const ownCheckIns = rules.countDays ? local.checkInDays : (local.rawCheckIns ?? local.checkInDays)
  const found = [
    differenceOf(checkIns, ownCheckIns, provincial.checkIns, times),
    differenceOf(validReports, local.validReports, provincial.validReports, items),
  ]
  return found.filter((one) => one !== null)
}
