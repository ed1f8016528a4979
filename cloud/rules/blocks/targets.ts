import type { Figure, VerdictReason } from '../../contract/trace'
import { countFact, makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { decimalsText, numberOf, wholeHundredths } from '../hundredths'
import { multiplyRatio } from '../money'
import { hourMs } from '../months'

export interface Judged {
  figure: Figure
  reason: VerdictReason
}

/** A count against the least that is asked; the number itself is enough. */
export function leastCount(
  naming: Naming,
  rule: { least: NumberParameter; measure: string },
): (count: number) => Judged {
  const { least, measure } = rule
  const parameters = parametersOf(naming, least)
  return (count) => {
    const met = count >= least.value
    const figure = makeFigure(naming, {
      value: count,
      unit: 'count',
      sentence: `${naming.label} ${count} ${measure}`,
      block: 'leastCount',
      parameters,
      facts: [countFact(naming.code, naming.label, count, measure)],
    })
    const asked = `要求不少于 ${least.value} ${measure}`
    return { figure, reason: reasonOf(naming, met, `${figure.sentence}，${asked}`) }
  }
}

const minutesPerHour = 60

/** Minutes worked against the least hours; the hour itself is enough, a minute less is not. */
export function leastHours(naming: Naming, least: NumberParameter): (minutes: number) => Judged {
  const parameters = parametersOf(naming, least)
  return (minutes) => {
    const met = minutes >= least.value * minutesPerHour
    const figure = makeFigure(naming, {
      value: minutes,
      unit: 'count',
      sentence: `${naming.label} ${minutes} 分钟`,
      block: 'leastHours',
      parameters,
      facts: [countFact(naming.code, naming.label, minutes, '分钟')],
    })
    const asked = `要求不少于 ${least.value} 小时（${least.value * minutesPerHour} 分钟）`
    return { figure, reason: reasonOf(naming, met, `${figure.sentence}，${asked}`) }
  }
}

/** Hours between two instants against the most that is allowed; the limit itself is in time. */
export function mostHours(
  naming: Naming,
  most: NumberParameter,
): (fromMs: number, toMs: number) => Judged {
  const parameters = parametersOf(naming, most)
  return (fromMs, toMs) => {
    const elapsedMs = toMs - fromMs
    const hundredths = multiplyRatio(elapsedMs, wholeHundredths, hourMs)
    const met = elapsedMs <= most.value * hourMs
    const figure = makeFigure(naming, {
      value: numberOf(hundredths),
      unit: 'hours',
      sentence: `${naming.label}，用了 ${decimalsText(hundredths)} 小时`,
      block: 'mostHours',
      parameters,
    })
    const asked = `要求不超过 ${most.value} 小时`
    return { figure, reason: reasonOf(naming, met, `${figure.sentence}，${asked}`) }
  }
}

/** An average over days against the least; the counts are compared, not the rounded average. */
export function leastAverage(
  naming: Naming,
  rule: { least: NumberParameter; measure: string },
): (count: number, days: number) => Judged | null {
  const { least, measure } = rule
  const parameters = parametersOf(naming, least)
  return (count, days) => {
    if (days === 0) return null
    const hundredths = multiplyRatio(count, wholeHundredths, days)
    const met = count >= least.value * days
    const figure = makeFigure(naming, {
      value: numberOf(hundredths),
      unit: 'count',
      sentence: `${count} ${measure} ÷ ${days} 天 = 平均每天 ${decimalsText(hundredths)} ${measure}`,
      block: 'leastAverage',
      parameters,
      facts: [
        countFact(`${naming.code}.count`, naming.label, count, measure),
        countFact(`${naming.code}.days`, '工作日', days, '天'),
      ],
    })
    const asked = `要求平均每天不少于 ${least.value} ${measure}`
    return { figure, reason: reasonOf(naming, met, `${figure.sentence}，${asked}`) }
  }
}

function reasonOf(naming: Naming, met: boolean, told: string): VerdictReason {
  const [article] = naming.articles
  if (!article) throw new RangeError(`The target ${naming.code} rests on no article`)
  return {
    code: naming.code,
    met,
    sentence: `${told}，${met ? '达到' : '未达到'}`,
    article,
  }
}
