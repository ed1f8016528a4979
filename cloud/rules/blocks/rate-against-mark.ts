import type { VerdictReason } from '../../contract/trace'
import type { Figure } from '../../contract/trace'
import type { Naming, NumberParameter } from '../figures'
import { wholeHundredths } from '../hundredths'
import { rate, type RateRule } from './rate'

export interface MarkedRate extends Omit<RateRule, 'capped'> {
  mark: NumberParameter
  /** least: the mark or more is enough; most: the mark or less is. */
  side: 'least' | 'most'
  /** Where nothing was counted: met, or without a judgement. */
  nothing: 'met' | 'unjudged'
}

export interface RateJudged {
  /** null: there was nothing to take a rate of. */
  figure: Figure | null
  /** null: not judged. */
  reason: VerdictReason | null
}

/** A rate against a mark in percent. Counts are compared, so that a rate that only rounds up fails. */
export function rateAgainstMark(
  naming: Naming,
  rule: MarkedRate,
): (part: number, whole: number) => RateJudged {
  const { mark, side, nothing, ...counted } = rule
  const [article] = naming.articles
  if (!article) throw new RangeError(`The rate ${naming.code} rests on no article`)
  const of = rate(
    { ...naming, readings: [mark, ...(naming.readings ?? [])] },
    { ...counted, capped: false },
  )
  return (part, whole) => {
    const { figure, sentence: told } = of(part, whole)
    if (!figure && nothing === 'unjudged') return { figure, reason: null }
    const size = part * wholeHundredths
    const edge = mark.value * whole
    const met = !figure || (side === 'least' ? size >= edge : size <= edge)
    const asked = side === 'least' ? `要求达到 ${mark.text}` : `要求不超过 ${mark.text}`
    const result = side === 'least' ? (met ? '达到' : '未达到') : met ? '没有超过' : '超过'
    const sentence = figure ? `${told}，${asked}，${result}` : told
    return { figure, reason: { code: naming.code, met, sentence, article } }
  }
}

/** Whether a survey has enough valid answers to say anything. */
export function sampleFault(least: NumberParameter, valid: number): string | null {
  return valid >= least.value ? null : `有效问卷 ${valid} 份，不到 ${least.value} 份，样本不足`
}
