import type { PayTableLineKind } from '../../contract/payroll'
import type { WorkerKind } from '../../contract/primitives'
import { formatYuan } from '../../rules'
import type { FrozenStatement, LeaverCorrection, YearEnd } from '../pay/pay.service'
import { carriedLines } from './carried-lines'
import type { Overpaid } from './ledger.store'

/** One line of a pay table; the sum of the lines that do not wait is the table's total. */
export interface TableLine {
  accountId: string
  month: string
  lineCode: string
  kind: PayTableLineKind
  label: string
  amountFen: number
  article: string
  gridCode: string
  workerKind: WorkerKind
  heldCause: string | null
}

/** An objection of the county that the township agreed to: the line's amount as it is recognised. */
export interface AgreedObjection {
  accountId: string
  month: string
  lineCode: string
  recognisedFen: number
}

export interface LineSources {
  statements: readonly FrozenStatement[]
  yearEnds: readonly YearEnd[]
  corrections: readonly LeaverCorrection[]
  agreed: readonly AgreedObjection[]
  /** Of earlier tables, oldest first. */
  overpaid: readonly Overpaid[]
  /** Last month of the year that is settled; null: none is. */
  yearEndMonth: string | null
  /** On which the table itself rests; of lines that no statement explains. */
  article: string
  nameOf(accountId: string): string
}

/** Lines of one frozen statement, and what of the deductions found no pay to be taken from. */
function statementLines({ statement, ...owner }: FrozenStatement): TableLine[] {
  const of = { ...owner, heldCause: null }
  const fallback = statement.pay.articles[0]?.id ?? ''
  const lines = statement.lines
    .filter((line) => line.amountFen !== 0)
    .map((line) => ({
      ...of,
      lineCode: line.code,
      kind: line.kind,
      label: line.label,
      amountFen: line.amountFen,
      article: line.figure.articles[0]?.id ?? fallback,
    }))
  const missing = statement.totals.payFen - lines.reduce((total, line) => total + line.amountFen, 0)
  const own = { ...of, kind: 'earning' as const, article: fallback }
  if (missing !== 0) {
    lines.push({ ...own, lineCode: 'uncollected', label: '扣款中未能扣足', amountFen: missing })
  }
  if (lines.length > 0) return lines
  return [{ ...own, lineCode: 'nothing', label: '本月无应发', amountFen: 0 }]
}

function yearEndLines(end: YearEnd, month: string): TableLine[] {
  const { accountId, gridCode, workerKind, settlement } = end
  const of = {
    accountId,
    month,
    gridCode,
    workerKind,
    kind: 'yearEnd' as const,
    article: settlement.figure.articles.at(-1)?.id ?? '',
  }
  const lines: TableLine[] = []
  if (settlement.payableFen > 0) {
    const amountFen = settlement.payableFen
    const label = end.left ? '年底超额奖励（已离岗）' : '年底超额奖励'
    lines.push({ ...of, lineCode: 'yearEndReward', label, amountFen, heldCause: null })
  }
  if (settlement.heldFen > 0) {
    const amountFen = settlement.heldFen
    const label = '年底超额奖励（暂存）'
    lines.push({ ...of, lineCode: 'yearEndHeld', label, amountFen, heldCause: 'fraud' })
  }
  return lines
}

/** Corrections of one leaver's month together; below zero there is nothing left to take them from. */
function leaverLines(corrections: readonly LeaverCorrection[], article: string): TableLine[] {
  const sums = new Map<string, TableLine>()
  for (const one of corrections) {
    const lineCode = `leaver.${one.correctedMonth}`
    const key = `${one.accountId} ${one.month} ${lineCode}`
    const before = sums.get(key)?.amountFen ?? 0
    sums.set(key, {
      accountId: one.accountId,
      month: one.month,
      lineCode,
      kind: 'leaver',
      label: `${one.correctedMonth} 的更正（已离岗）`,
      amountFen: before + one.payDeltaFen,
      article,
      gridCode: one.gridCode,
      workerKind: one.workerKind,
      heldCause: 'leaverCorrection',
    })
  }
  return [...sums.values()].filter((line) => line.amountFen !== 0)
}

const sameLine = (one: AgreedObjection, line: TableLine) =>
  one.accountId === line.accountId && one.month === line.month && one.lineCode === line.lineCode

export const reviewCode = (lineCode: string) => `review.${lineCode}`.slice(0, 64)

/** What the county recognises beside the line it objected to (A-DN-38): the difference, as a line. */
function reviewLines(
  lines: readonly TableLine[],
  agreed: readonly AgreedObjection[],
  article: string,
): TableLine[] {
  return agreed.flatMap((one) => {
    const line = lines.find((other) => sameLine(one, other))
    if (!line || line.amountFen === one.recognisedFen) return []
    return [
      {
        ...line,
        lineCode: reviewCode(line.lineCode),
        kind: 'review' as const,
        label: `${line.label}：按复审认定`,
        amountFen: one.recognisedFen - line.amountFen,
        article,
      },
    ]
  })
}

/**
 * What an open objection keeps back of a line, fen: the whole of what it would pay. A deduction pays
 * nothing out; there it is what the county would deduct more.
 */
export function keptBackFen(
  { amountFen }: Pick<TableLine, 'amountFen'>,
  { recognisedFen }: { recognisedFen: number | null },
): number {
  if (amountFen > 0) return amountFen
  return Math.max(0, amountFen - (recognisedFen ?? amountFen))
}

const inOrder = (a: TableLine, b: TableLine) => {
  const keys = [
    [a.gridCode, b.gridCode],
    [a.accountId, b.accountId],
    [a.month, b.month],
  ] as const
  for (const [one, other] of keys) if (one !== other) return one < other ? -1 : 1
  return 0
}

/** Everybody's lines under the grid of his last month, month after month. */
function ordered(lines: readonly TableLine[]): TableLine[] {
  const lastGrid = new Map<string, TableLine>()
  for (const line of lines) {
    const known = lastGrid.get(line.accountId)
    if (!known || known.month <= line.month) lastGrid.set(line.accountId, line)
  }
  const placed = lines.map((line) => {
    const { gridCode, workerKind } = lastGrid.get(line.accountId) ?? line
    return { ...line, gridCode, workerKind }
  })
  return placed.sort(inOrder)
}

export function makeLines(sources: LineSources) {
  const { statements, yearEnds, corrections, agreed, overpaid } = sources
  const { yearEndMonth, article, nameOf } = sources
  const left = leaverLines(corrections, article)
  const plain = [
    ...statements.flatMap(statementLines),
    ...(yearEndMonth ? yearEnds.flatMap((end) => yearEndLines(end, yearEndMonth)) : []),
    ...left.filter((line) => line.amountFen > 0),
  ]
  const reviewed = [...plain, ...reviewLines(plain, agreed, article)]
  const carried = carriedLines(reviewed, overpaid, { article, nameOf })
  const lines = ordered([
    ...reviewed,
    ...carried.lines,
    ...reviewLines(carried.lines, agreed, article),
  ])
  const sum = (some: readonly TableLine[]) => some.reduce((total, one) => total + one.amountFen, 0)
  const owedBack = left.filter((line) => line.amountFen < 0)
  const notes = [
    ...lines
      .filter((line) => line.heldCause !== null)
      .map(
        (line) =>
          `${nameOf(line.accountId)}：${line.label} ${formatYuan(line.amountFen)} 元暂存，待县综治中心决定`,
      ),
    ...owedBack.map(
      (line) =>
        `${nameOf(line.accountId)}：${line.label} ${formatYuan(line.amountFen)} 元，没有可扣的补助`,
    ),
    ...carried.notes,
    ...yearEnds
      .filter((end) => end.settlement.payableFen < 0)
      .map(
        (end) =>
          `${nameOf(end.accountId)}：全年超额奖励合计 ${formatYuan(end.settlement.payableFen)} 元，不发`,
      ),
  ]
  return {
    lines,
    notes,
    workerCount: new Set(lines.map((line) => line.accountId)).size,
    totalFen: sum(lines.filter((line) => line.heldCause === null)),
    heldFen: sum(lines.filter((line) => line.heldCause !== null)),
  }
}
