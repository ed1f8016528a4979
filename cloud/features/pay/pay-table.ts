import { workerKindLabel } from '../../contract/primitives'
import { type Statement, type StatementLine, verdictLabel } from '../../contract/trace'
import type { FileAnswer } from '../../http/serve'
import { type CellValue, type SheetColumn, writeWorkbook } from '../../platform/spreadsheets'
import { capitalForm, formatYuan } from '../../rules'
import type { PayTable } from './read-pay-table'

type Row = PayTable['rows'][number]
type Leaver = PayTable['leavers'][number]

/** Lines of which somebody may have several stand in one column. */
const together: Record<string, string> = {
  correction: '以前月份更正',
  manualAdjustment: '金额调整',
}
const groupOf = ({ code }: StatementLine) => code.split('.')[0] ?? code

/** Every kind of line that somebody has: earnings before deductions. */
function lineTitles(statements: readonly Statement[]): Map<string, string> {
  const lines = statements.flatMap((statement) => statement.lines)
  const known = lines.filter((line) => groupOf(line) in together)
  const plain = lines.filter((line) => !(groupOf(line) in together))
  const ordered = [
    ...plain.filter((line) => line.kind === 'earning'),
    ...plain.filter((line) => line.kind === 'deduction'),
    ...known,
  ]
  const titles = new Map<string, string>()
  for (const line of ordered) {
    const group = groupOf(line)
    if (!titles.has(group)) titles.set(group, together[group] ?? line.label)
  }
  return titles
}

function amountOf(statement: Statement, group: string): number {
  const lines = statement.lines.filter((line) => groupOf(line) === group)
  return lines.reduce((sum, line) => sum + line.amountFen, 0)
}

interface Layout {
  groups: readonly string[]
  /** What the month was assessed by, in the order of the columns. */
  measures: readonly { title: string; of(shown: Row['shown']): CellValue }[]
}

/** Counts where the regulation reads them, else whatever scores and ranks somebody has. */
function measuresOf(rows: readonly Row[]): Layout['measures'] {
  if (rows.some(({ shown }) => shown.counted))
    return [
      { title: '签到天数', of: (shown) => shown.checkInDays },
      { title: '有效信息', of: (shown) => shown.validReports },
    ]
  const figures = rows.flatMap(({ shown }) => shown.figures)
  const labels = new Map(figures.map(({ code, label }) => [code, label]))
  return [...labels].map(([code, title]) => ({
    title,
    of: (shown) => {
      const text = shown.figures.find((one) => one.code === code)?.text
      return text === undefined ? null : Number.isNaN(Number(text)) ? text : Number(text)
    },
  }))
}

function workerRow(
  { shown, statement, yearEndFen }: Row,
  { groups, measures }: Layout,
): CellValue[] {
  return [
    shown.workerName,
    shown.gridName,
    workerKindLabel[shown.workerKind],
    ...measures.map((measure) => measure.of(shown)),
    verdictLabel[shown.verdict],
    ...groups.map((group) => amountOf(statement, group)),
    shown.payFen,
    ...(yearEndFen === null ? [shown.accrualFen] : [yearEndFen, shown.payFen + yearEndFen]),
  ]
}

/** Who left has no month of his own any more, and still what he saved up. */
function leaverRow(
  { name, gridName, workerKind, yearEndFen }: Leaver,
  { groups, measures }: Layout,
): CellValue[] {
  const blank = Array.from({ length: measures.length + 1 + groups.length }, () => null)
  return [
    `${name}（已离岗）`,
    gridName,
    workerKindLabel[workerKind],
    ...blank,
    null,
    yearEndFen,
    yearEndFen,
  ]
}

function columnsOf(
  titles: ReadonlyMap<string, string>,
  measures: Layout['measures'],
  lastOfYear: boolean,
): SheetColumn[] {
  return [
    { title: '姓名', width: 14 },
    { title: '网格', width: 22 },
    { title: '类别', width: 16 },
    ...measures.map(({ title }): SheetColumn => ({ title, kind: 'number' })),
    { title: '考核', width: 8 },
    ...[...titles.values()].map((title): SheetColumn => ({ title, kind: 'money' })),
    { title: '本月应发', kind: 'money' },
    ...(lastOfYear
      ? ([
          { title: '年底超额奖励', kind: 'money' },
          { title: '本次发放', kind: 'money' },
        ] satisfies SheetColumn[])
      : ([{ title: '年底再发', kind: 'money' }] satisfies SheetColumn[])),
  ]
}

function notesOf({ month, totalFen, held, corrections }: PayTable): string[] {
  const state = month.state === 'frozen' ? '已定案' : '未定案，仅供核对'
  return [
    `合计 ${formatYuan(totalFen)} 元，大写：${capitalForm(totalFen)}`,
    `状态：${state}`,
    ...held.map((one) => `${one.name}的超额奖励 ${formatYuan(one.heldFen)} 元暂存，待平安办决定`),
    ...corrections.map(
      (one) =>
        `${one.name}已离岗，${one.correctedMonth} 的更正 ${formatYuan(one.payDeltaFen)} 元待平安办处理`,
    ),
    '制表：            乡镇政法委员（签字）：            （盖章）            年  月  日',
  ]
}

/** The township's pay table as offices know it: a column a line, total in figures and in words, places to sign. */
export async function payTable(table: PayTable): Promise<FileAnswer> {
  const { month, rows, leavers, lastOfYear, township } = table
  const titles = lineTitles(rows.map((row) => row.statement))
  const layout = { groups: [...titles.keys()], measures: measuresOf(rows) }
  const bytes = await writeWorkbook([
    {
      name: month.month,
      heading: `${township.name}网格员薪酬补助表（${month.month}）`,
      columns: columnsOf(titles, layout.measures, lastOfYear),
      rows: [
        ...rows.map((row) => workerRow(row, layout)),
        ...leavers.map((leaver) => leaverRow(leaver, layout)),
      ],
      notes: notesOf(table),
    },
  ])
  return {
    bytes,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${township.name}${month.month}网格员薪酬补助表.xlsx`,
  }
}
