import type { CheckInVerdict, NoteCode } from '../../contract/check-ins'
import { checkInParameters } from './check-in-parameters'

export interface SentenceFacts {
  verdict: CheckInVerdict
  distanceMeters: number | null
  pointName: string | null
  notes: readonly NoteCode[]
  day: string
  gridName: string
  /** The day's month is frozen: its pay changes by a correction line only. */
  frozen: boolean
}

/** '6月15日' of '2026-06-15'. */
export function dayInWords(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

function distanceInWords(meters: number): string {
  const distance = Math.abs(meters)
  if (distance < 1_000) return `${Math.max(1, Math.round(distance))} 米`
  return `${(distance / 1_000).toFixed(1)} 公里`
}

const askForCorrection = '当天确实在网格里工作的，可以写明情况申请补签'

function outsideSentence({ gridName, distanceMeters }: SentenceFacts): string {
  const apart = distanceMeters === null ? '' : `，离得最近处约 ${distanceInWords(distanceMeters)}`
  return `不在${gridName}内${apart}，这次没有计入。请走进网格再签一次；${askForCorrection}。`
}

function noPositionSentence({ notes }: SentenceFacts): string {
  if (notes.includes('outlineMissing')) {
    return `这个网格还没有画边界，暂时判断不了位置，这次没有计入。请告诉乡镇平安办补画，并对这一天申请补签。`
  }
  const cause = notes.includes('positionDenied')
    ? '没有允许使用定位，这次没有计入。请在手机设置里允许定位后再签一次'
    : notes.includes('positionUnsound')
      ? '手机给的位置不合常理，这次没有计入。请关掉改动位置的软件后再签一次'
      : '没有拿到定位，这次没有计入。请到开阔的地方再签一次'
  return `${cause}；还是不行，可以先上报一条带照片的信息，再申请补签。`
}

function verdictSentence(facts: SentenceFacts): string {
  const day = dayInWords(facts.day)
  if (facts.verdict === 'outside') return outsideSentence(facts)
  if (facts.verdict === 'noPosition') return noPositionSentence(facts)
  if (facts.verdict === 'edge') {
    return `在网格边缘，已计入 ${day}。定位有误差，下次往网格里走一点再签更稳妥。`
  }
  const place = facts.pointName ? `在签到点“${facts.pointName}”` : `在${facts.gridName}内`
  return `${place}，已计入 ${day}。`
}

function timeSentences({ notes, day }: SentenceFacts): string[] {
  const sentences: string[] = []
  if (notes.includes('clockOff')) {
    sentences.push(
      `手机时间不准，按服务器收到的时间算作 ${dayInWords(day)}，请在手机设置里打开自动校时。`,
    )
  }
  if (notes.includes('noTicket')) {
    sentences.push(
      `没有凭证能证明更早的时间，按收到的时间算作 ${dayInWords(day)}；记错了日子的，可以申请补签。`,
    )
  }
  if (notes.includes('late')) {
    sentences.push(`这条记录过了 ${checkInParameters.lateHours.value} 小时才送到，已照收并注明。`)
  }
  return sentences
}

/** What a check-in came to and what can be done, for the worker. */
export function checkInSentence(facts: SentenceFacts): string {
  const sentences = [verdictSentence(facts), ...timeSentences(facts)]
  if (facts.frozen) {
    const month = Number(facts.day.slice(5, 7))
    sentences.push(`${month}月已经定案，这条记录照样保存，如果影响补助，会作为更正列在以后的月份。`)
  }
  return sentences.join('')
}
