import type { Figure, Proposal, Verdict } from '../../contract/trace'
import { type Card, cardOf } from '../../rules/blocks/cards'
import { consecutiveMonths, type Mark } from '../../rules/blocks/streaks'
import { makeFigure, parametersOf } from '../../rules/figures'
import type { Law } from '../../rules/law'
import { monthOf } from '../../rules/months'
import { nameOf, proposed, withReadings } from '../../rules/naming'
import type { EarlierMonth } from './facts'

export interface MonthCard {
  card: Card
  figure: Figure
  proposals: Proposal[]
}

/** The card of a month by its verdict and those before (DYW-22, A-DYW-04). */
export function monthCard(
  law: Law,
  month: string,
  final: Verdict,
  history: readonly EarlierMonth[],
): MonthCard {
  const skipsLeave = law.choice('leaveMonth') === 'passedOver'
  const away = new Set(history.flatMap((one) => (skipsLeave && one.onLeave ? [one.month] : [])))
  const failed = new Map<string, boolean>(
    history.flatMap(({ month: earlier, met }) =>
      met === null ? [] : [[earlier, !met] as [string, boolean]],
    ),
  )
  failed.set(month, final === 'fail')
  const markOf = (at: string): Mark | undefined => {
    const one = failed.get(at)
    if (away.has(at)) return 'skip'
    return one === undefined ? undefined : one ? 'hit' : 'miss'
  }
  const months = consecutiveMonths(month, markOf, {
    spansYear: law.flag('cardsSpanYear'),
    firstMonth: monthOf(law.startsOn),
  }).length
  const yellow = law.number('yellowMonths')
  const red = law.number('redMonths')
  const naming = withReadings(
    law,
    nameOf(law, 'failedMonths', '连续未达到要求', 'DYW-22.1', 'DYW-22.2'),
    'cardsSpanYear',
    'requirement',
    'leaveMonth',
    'redCardFollows',
  )
  const figure = makeFigure(naming, {
    value: months,
    unit: 'count',
    sentence: `满 ${yellow.text}黄牌，连续 ${red.text}红牌；到 ${month} 连续 ${months} 个月未达到要求，计 ${months}`,
    block: 'cards',
    parameters: parametersOf(naming, yellow, red),
  })
  const card = cardOf({ yellowFrom: yellow.value, redFrom: red.value }, months)
  return { card, figure, proposals: proposalsOf(law, card, figure) }
}

function proposalsOf(law: Law, card: Card, figure: Figure): Proposal[] {
  const months = figure.value
  if (card === 'red') {
    const sentence = `连续 ${months} 个月未达到工作要求，给予红牌，进入调整程序，由街道决定`
    return [proposed('redCard', 'consecutiveFailures', law.article('DYW-22.2'), sentence, figure)]
  }
  if (card === 'yellow') {
    const sentence = `${months} 个月未达到工作要求，给予黄牌警告`
    return [proposed('yellowCard', 'failedMonth', law.article('DYW-22.1'), sentence, figure)]
  }
  return []
}
