import type { Figure } from '../../contract/trace'
import {
  makeFigure,
  moneyFact,
  type Naming,
  type NumberParameter,
  parametersOf,
  textFact,
} from '../figures'
import { yuanText } from '../money'

export interface Band {
  label: string
  naming: Naming
  least: NumberParameter
  most: NumberParameter
  /** A record of the deliberation must stand beside the amount. */
  deliberated: boolean
}

export interface DecidedAmount {
  reportId: string
  grade: string
  amountFen: number
  deliberation?: string | undefined
}

export interface BandFault {
  code: 'amountOutOfRange' | 'deliberationNeeded'
  message: string
}

/** What is wrong with a decided amount: outside its band (bounds included), or without its record. */
export function bandFault(
  band: Band,
  decided: Omit<DecidedAmount, 'reportId' | 'grade'>,
): BandFault | null {
  const { label, least, most } = band
  if (decided.amountFen < least.value || decided.amountFen > most.value) {
    return {
      code: 'amountOutOfRange',
      message: `${label}的奖励应在 ${least.text}到 ${most.text}之间，填的是 ${yuanText(decided.amountFen)}`,
    }
  }
  if (band.deliberated && !decided.deliberation?.trim()) {
    return { code: 'deliberationNeeded', message: `${label}须有“一事一议”的记录，请填写后再认定` }
  }
  return null
}

/** The figure of one decided amount; the caller has checked it. */
export function amountWithinBand(band: Band, decided: DecidedAmount): Figure {
  const { label, naming, least, most } = band
  const facts = [
    textFact(decided.reportId, '信息', label),
    moneyFact('amountFen', '认定金额', decided.amountFen),
  ]
  if (decided.deliberation) facts.push(textFact('deliberation', '一事一议', decided.deliberation))
  return makeFigure(naming, {
    value: decided.amountFen,
    unit: 'fen',
    sentence: `${label}，认定金额（${least.text}到 ${most.text}之间）${yuanText(decided.amountFen)}`,
    block: 'amountWithinBands',
    parameters: parametersOf(naming, least, most),
    facts,
  })
}
