import type { FactRef, Figure } from '../../contract/trace'
import { makeFigure, type Naming } from '../figures'
import { yuanText } from '../money'

/** An amount that people set (a manual adjustment, a correction of an earlier month), as its size. */
export function decidedAmount(
  naming: Naming,
  fen: number,
  grounds: string,
  facts: FactRef[],
): Figure {
  const size = fen < 0 ? -fen : fen
  return makeFigure(naming, {
    value: size,
    unit: 'fen',
    sentence: `${grounds}，${fen < 0 ? '扣' : '补'} ${yuanText(size)}`,
    block: 'decidedAmount',
    facts,
  })
}

/** The same with its sign, as a term of a sum that may fall below zero. */
export function signedAmount(
  naming: Naming,
  fen: number,
  grounds: string,
  facts: FactRef[],
): Figure {
  return makeFigure(naming, {
    value: fen,
    unit: 'fen',
    sentence: `${grounds}，计 ${yuanText(fen)}`,
    block: 'decidedAmount',
    facts,
  })
}
