import type { Figure, InformationLine } from '../../contract/trace'
import { type Rate, rate } from '../../rules/blocks/rate'
import { refuseWeights, weightedScore } from '../../rules/blocks/weighted-score'
import type { Law } from '../../rules/law'
import { nameOf, withReadings } from '../../rules/naming'
import { RuleError } from '../../rules/rule-error'
import type { RateCounts } from './facts'

export interface Rates {
  patrol: Rate
  discovery: Rate
  handling: Rate
}

/** The three core rates (A-LJ-04). */
export function ratesOf(law: Law, counts: RateCounts, path: string): Rates {
  refuseParts(counts, path)
  const capped = law.flag('rate.capped')
  const naming = (code: string, label: string) =>
    withReadings(law, nameOf(law, code, label, 'LJ-4.6a'), 'rate.capped', 'noneRate')
  const made = (code: string, label: string, part: string, whole: string, measure: string) =>
    rate(naming(code, label), { part, whole, measure, capped })
  const { patrolsDone, patrolsDue, problemsFound, problemsKnown, eventsClosed, eventsDue } = counts
  return {
    patrol: made('patrolRate', '巡查到位率', '巡查', '应巡查', '次')(patrolsDone, patrolsDue),
    discovery: made(
      'discoveryRate',
      '问题发现率',
      '网格发现的问题',
      '网格内全部问题',
      '个',
    )(problemsFound, problemsKnown),
    handling: made(
      'handlingRate',
      '事件处置率',
      '办结的事件',
      '到期的事件',
      '件',
    )(eventsClosed, eventsDue),
  }
}

/** Patrols may exceed the plan; problems found and events closed are among those counted. */
function refuseParts(counts: RateCounts, path: string): void {
  const { problemsFound, problemsKnown, eventsClosed, eventsDue } = counts
  if (problemsFound > problemsKnown)
    throw new RuleError('factsRefused', '网格发现的问题多于全部问题', `${path}problemsFound`)
  if (eventsClosed > eventsDue)
    throw new RuleError('factsRefused', '办结的事件多于到期的事件', `${path}eventsClosed`)
}

/** The month's score by the county's weights; null when nothing was there to be rated. */
export function scoreOf(law: Law, { patrol, discovery, handling }: Rates): Figure | null {
  const parts = [
    { label: '巡查到位率', weight: law.number('weight.patrol'), figure: patrol.figure },
    { label: '问题发现率', weight: law.number('weight.discovery'), figure: discovery.figure },
    { label: '事件处置率', weight: law.number('weight.handling'), figure: handling.figure },
  ]
  refuseWeights(parts.map(({ weight }) => weight))
  return weightedScore(
    withReadings(law, nameOf(law, 'score', '本月得分', 'LJ-4.6a', 'LJ-4.6c'), 'noneRate'),
    parts,
  )
}

/** A rate without anything to rate is told, it is neither 0% nor a fault. */
export function noneLines(law: Law, rates: Rates): InformationLine[] {
  return Object.entries(rates).flatMap(([code, { figure, sentence }]: [string, Rate]) =>
    figure ? [] : [{ code: `${code}None`, sentence, article: law.article('LJ-4.6a') }],
  )
}
