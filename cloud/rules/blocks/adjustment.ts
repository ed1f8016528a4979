import type { Correction, Statement } from '../../contract/trace'
import { yuanText } from '../money'

/** What a later truth changes of a frozen month: a line for the next one, the month itself stays. */
export function correctionBetween(frozen: Statement, later: Statement): Correction {
  const payDeltaFen = later.totals.payFen - frozen.totals.payFen
  const accrualDeltaFen = later.accrualFen - frozen.accrualFen
  return {
    month: frozen.month,
    payDeltaFen,
    accrualDeltaFen,
    lines: changedLines(frozen, later),
    sentence:
      `${frozen.month} 原为 ${yuanText(frozen.totals.payFen)}，现为 ${yuanText(later.totals.payFen)}` +
      (accrualDeltaFen === 0 ? '' : `，年底奖励相差 ${yuanText(accrualDeltaFen)}`) +
      `，${payDeltaFen < 0 ? '应扣回' : '应补发'} ${yuanText(Math.abs(payDeltaFen))}`,
    packVersions: { before: frozen.packVersion, after: later.packVersion },
  }
}

function changedLines(frozen: Statement, later: Statement): Correction['lines'] {
  const before = new Map(frozen.lines.map((line) => [line.code, line]))
  const after = new Map(later.lines.map((line) => [line.code, line]))
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((code) => {
    const beforeFen = before.get(code)?.amountFen ?? 0
    const afterFen = after.get(code)?.amountFen ?? 0
    if (beforeFen === afterFen) return []
    const label = after.get(code)?.label ?? before.get(code)?.label ?? code
    return [{ code, label, beforeFen, afterFen, deltaFen: afterFen - beforeFen }]
  })
}
