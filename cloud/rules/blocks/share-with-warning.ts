import type { Figure } from '../../contract/trace'
import type { Naming, NumberParameter } from '../figures'
import { wholeHundredths } from '../hundredths'
import { rate, type RateRule } from './rate'

export interface Share {
  /** null: there is nothing to take a share of. */
  figure: Figure | null
  /** Below the limit; never so where there is nothing to share. */
  low: boolean
  sentence: string
}

/** A share in percent, with a warning below a limit; the limit itself is enough. */
export function shareWithWarning(
  naming: Naming,
  rule: Omit<RateRule, 'capped'> & { least: NumberParameter },
): (part: number, whole: number) => Share {
  const { least } = rule
  const share = rate(
    { ...naming, readings: [least, ...(naming.readings ?? [])] },
    { ...rule, capped: false },
  )
  return (part, whole) => {
    const { figure, sentence } = share(part, whole)
    // compared as products: a share that rounds up to the limit has not reached it
    const low = part * wholeHundredths < least.value * whole
    return {
      figure,
      low,
      sentence: figure ? `${sentence}，${low ? '低于' : '不低于'} ${least.text}` : sentence,
    }
  }
}
