import type { Statement } from '../contract/trace'
import { capitalForm } from './capital-form'

/** Totals of a table of statements, as it is signed: figures and capital form. */
export function payTableTotals(statements: readonly Pick<Statement, 'totals' | 'accrualFen'>[]): {
  payFen: number
  payInWords: string
  accrualFen: number
} {
  let payFen = 0
  let accrualFen = 0
  for (const { totals, accrualFen: saved } of statements) {
    payFen += totals.payFen
    accrualFen += saved
  }
  return { payFen, payInWords: capitalForm(payFen), accrualFen }
}
