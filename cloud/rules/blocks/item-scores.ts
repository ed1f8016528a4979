import type { FactRef, Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { decimalsText, numberOf, wholeHundredths } from '../hundredths'
import { multiplyRatio } from '../money'
import { RuleError } from '../rule-error'
import { remembered, shared } from '../shared'

/** Points with two decimals: exact as hundredths, shown as a figure. */
export interface Score {
  hundredths: number
  figure: Figure
}

/** A score that was given as a whole. */
export function givenScore(naming: Naming, hundredths: number): Score {
  const text = `${decimalsText(hundredths)} 分`
  const figure = makeFigure(naming, {
    value: numberOf(hundredths),
    unit: 'count',
    sentence: `${naming.label} ${text}`,
    block: 'givenScore',
    parameters: parametersOf(naming),
    facts: [scoreFact(naming.code, naming.label, hundredths)],
  })
  return { hundredths, figure }
}

/** Scores that were given as a whole, the same for the same points. */
export function givenScores(naming: Naming): (hundredths: number) => Score {
  return remembered((hundredths: number) => {
    const score = givenScore(naming, hundredths)
    shared(score.figure)
    return score
  })
}

/** A score rounded to whole points, half up; the exact one stays in the tree. */
export function wholePoints(naming: Naming, { hundredths, figure }: Score): Score {
  const points = multiplyRatio(hundredths, 1, wholeHundredths)
  return {
    hundredths: points * wholeHundredths,
    figure: makeFigure(naming, {
      value: points,
      unit: 'count',
      sentence: `${decimalsText(hundredths)} 分四舍五入到整分，为 ${points} 分`,
      block: 'wholePoints',
      parameters: parametersOf(naming),
      inputs: [figure],
    }),
  }
}

/** One item of a scheme, scored by one office. */
export interface ScoredItem {
  office: string
  mostPoints: number
  /** null: the office has not scored yet. */
  scoreHundredths: number | null
}

/** What is wrong with a scheme: its items' points must total the full score. null: nothing. */
export function schemeFault(
  full: NumberParameter,
  items: readonly { mostPoints: number }[],
): string | null {
  const total = items.reduce((sum, { mostPoints }) => sum + mostPoints, 0)
  if (total === full.value) return null
  return `各项满分合计 ${total} 分，应为 ${full.value} 分`
}

/**
 * The sum of the offices' scores. A scheme that does not total the full score, an item above its own
 * points and a missing score are refused: a score that is missing is not zero.
 */
export function itemScores(
  naming: Naming,
  full: NumberParameter,
): (items: readonly ScoredItem[], path: string) => Score {
  const parameters = parametersOf(naming, full)
  return (items, path) => {
    const fault = schemeFault(full, items)
    if (fault) throw new RuleError('factsRefused', `${fault}，这个方案不能用`, path)
    const scores = items.map(({ office, mostPoints, scoreHundredths }, index) => {
      const at = `${path}.${index}.scoreHundredths`
      if (scoreHundredths === null)
        throw new RuleError('factsRefused', `${office}还没有打分，不能按零分算`, at)
      if (scoreHundredths > mostPoints * wholeHundredths)
        throw new RuleError('factsRefused', `${office}的得分超过满分 ${mostPoints} 分`, at)
      return scoreHundredths
    })
    const hundredths = scores.reduce((sum, one) => sum + one, 0)
    const terms = items.map(
      ({ office, mostPoints }, index) =>
        `${office} ${decimalsText(scores[index] ?? 0)}（满分 ${mostPoints}）`,
    )
    const figure = makeFigure(naming, {
      value: numberOf(hundredths),
      unit: 'count',
      sentence: `${terms.join(' + ')} = ${decimalsText(hundredths)} 分`,
      block: 'itemScores',
      parameters,
      facts: items.map(({ office }, index) =>
        scoreFact(`item.${index}`, office, scores[index] ?? 0),
      ),
    })
    return { hundredths, figure }
  }
}

function scoreFact(name: string, label: string, hundredths: number): FactRef {
  const text = `${decimalsText(hundredths)} 分`
  return { name, label, value: numberOf(hundredths), unit: 'count', text }
}
