import type { Figure, VerdictReason } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { decimalsText, wholeHundredths } from '../hundredths'
import { multiplyRatio, yuanText } from '../money'
import { remembered } from '../shared'
import type { Score } from './item-scores'

export interface PassRule {
  passMark: NumberParameter
  /** Whether the pass mark itself passes. */
  markPasses: boolean
}

/** Whether a score passes; compared in hundredths, so that 59.99 stays below 60. */
export function passes({ passMark, markPasses }: PassRule, hundredths: number): boolean {
  const mark = passMark.value * wholeHundredths
  return markPasses ? hundredths >= mark : hundredths > mark
}

export function passReason(naming: Naming, rule: PassRule, score: Score): VerdictReason {
  const { passMark, markPasses } = rule
  const met = passes(rule, score.hundredths)
  const [article] = naming.articles
  if (!article) throw new RangeError(`The pass mark ${naming.code} rests on no article`)
  const asked = `${passMark.value} 分${markPasses ? '及以上' : '以上（不含）'}合格`
  const sentence = `得分 ${decimalsText(score.hundredths)} 分，${asked}，${met ? '合格' : '不合格'}`
  return { code: naming.code, met, sentence, article }
}

/** The same reason for the same score. */
export function passReasons(naming: Naming, rule: PassRule): (score: Score) => VerdictReason {
  return remembered((score: Score) => passReason(naming, rule, score))
}

export interface PointsRate extends PassRule {
  /** Fen for a whole point. */
  rate: NumberParameter
}

/** Points at a price each, nothing below the pass mark. Points have two decimals; half up to the fen. */
export function pointsRate(naming: Naming, rule: PointsRate): (score: Score) => Figure {
  const { rate, passMark, markPasses } = rule
  const parameters = parametersOf(naming, rate, passMark)
  return remembered(({ hundredths, figure }: Score): Figure => {
    const passed = passes(rule, hundredths)
    const value = passed ? multiplyRatio(rate.value, hundredths, wholeHundredths) : 0
    const points = `${decimalsText(hundredths)} 分`
    const below = markPasses ? `不到 ${passMark.value} 分` : `不超过 ${passMark.value} 分`
    return makeFigure(naming, {
      value,
      unit: 'fen',
      sentence: passed
        ? `${points} × ${rate.text} = ${yuanText(value)}`
        : `${points}，${below}，不合格，计 ${yuanText(0)}`,
      block: 'pointsRate',
      parameters,
      inputs: [figure],
    })
  })
}
