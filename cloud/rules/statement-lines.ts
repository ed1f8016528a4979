import type { Figure, StatementLine } from '../contract/trace'
import { remembered } from './shared'

/** A figure as a line of the statement; deducted, it stands there below zero. */
export const lineOf = remembered((figure: Figure, kind: StatementLine['kind']): StatementLine => {
  const { code, label, value } = figure
  const amountFen = kind === 'earning' || value === 0 ? value : -value
  return { code, label, kind, amountFen, figure }
})
