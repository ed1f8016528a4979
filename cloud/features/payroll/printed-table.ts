import { shanghaiDay, wholeDayInWords } from '../../platform/clock'
import { idText } from '../../platform/ids'
import { capitalForm, formatYuan } from '../../rules'
import { workerKindLabel } from '../../contract/primitives'
import { checkCode } from './check-code'
import type { TableLine } from './make-lines'
import { monthLabel } from './period'
import type { TableView } from './table-view'

/** A worker's month as a row of the printed table; the amounts stand under the columns. */
export interface PrintedMonth {
  month: string
  label: string
  amounts: number[]
  totalFen: number
}

export interface PrintedWorker {
  name: string
  idNumberMasked: string
  gridName: string
  kind: string
  months: PrintedMonth[]
  totalFen: number
}

export interface PrintedPayTable {
  title: string
  subtitle: string
  columns: string[]
  workers: PrintedWorker[]
  columnTotals: number[]
  totalFen: number
  totalText: string
  notes: string[]
  /** The regulation, and for each column its articles. */
  basis: string
  /** Which revision of the table this is, and its check code. */
  version: string
  /** 制表, 签字, 复审: label and name, '' while nobody has. */
  hands: { label: string; name: string; on: string }[]
}

/** Lines of which somebody may have several share a column. */
const together: Record<string, string> = {
  correction: '以前月份更正',
  manualAdjustment: '金额调整',
  leaver: '离岗更正',
  review: '复审认定',
}
const groupOf = ({ lineCode }: TableLine) => lineCode.split('.')[0] ?? lineCode

const columnKinds: TableLine['kind'][] = ['earning', 'deduction', 'yearEnd', 'leaver', 'review']

function columnsOf(lines: readonly TableLine[]): Map<string, string> {
  const columns = new Map<string, string>()
  const ordered = columnKinds.flatMap((kind) => lines.filter((line) => line.kind === kind))
  for (const line of ordered) {
    const group = groupOf(line)
    if (!columns.has(group) && group !== 'nothing')
      columns.set(group, together[group] ?? line.label.replace(/（.*）$/, ''))
  }
  return columns
}

/** Under each column's name the articles that its lines rest on. */
function basisOf(view: TableView, columns: Map<string, string>, lines: readonly TableLine[]) {
  const parts = [...columns].map(([group, label]) => {
    const own = lines.filter((line) => groupOf(line) === group && line.article !== '')
    const articles = [...new Set(own.map((line) => view.titleOf(line.article)))]
    return articles.length > 0 ? `${label}：${articles.join('、')}` : label
  })
  const table = view.article === '' ? '' : `（${view.titleOf(view.article)}）`
  return `依据：《${view.regulationTitle}》${table}。${parts.join('；')}`
}

const sumOf = (lines: readonly TableLine[]) =>
  lines.reduce((total, line) => total + line.amountFen, 0)

function workersOf(view: TableView, groups: readonly string[], lines: readonly TableLine[]) {
  const accounts = [...new Set(view.lines.map((line) => line.accountId))]
  return accounts.map((accountId): PrintedWorker => {
    const own = lines.filter((line) => line.accountId === accountId)
    const all = view.lines.filter((line) => line.accountId === accountId)
    const person = view.people.get(accountId)
    const months = [...new Set(all.map((line) => line.month))].sort()
    return {
      name: person?.name ?? '',
      idNumberMasked: person?.idNumberMasked ?? '',
      gridName: view.directory.grid(all[0]?.gridCode ?? '')?.name ?? '',
      kind: workerKindLabel[all[0]?.workerKind ?? 'rural'],
      months: months.map((month) => {
        const inMonth = own.filter((line) => line.month === month)
        return {
          month,
          label: monthLabel(month),
          amounts: groups.map((group) => sumOf(inMonth.filter((line) => groupOf(line) === group))),
          totalFen: sumOf(inMonth),
        }
      }),
      totalFen: sumOf(own),
    }
  })
}

function handsOf(view: TableView): PrintedPayTable['hands'] {
  const labels = [
    ['prepared', '制表（乡镇平安办）'],
    ['signed', '审核签字（乡镇政法委员）'],
    ['approved', '复审（县综治中心）'],
  ] as const
  return labels.map(([kind, label]) => {
    const step = view.steps.find((one) => one.kind === kind && one.revision === view.number)
    return {
      label,
      name: step ? view.nameOf(idText(step.accountId)) : '',
      on: step ? wholeDayInWords(shanghaiDay(step.at.getTime())) : '',
    }
  })
}

/** The table as the offices know it: a row a worker's month, what waits for a decision left out. */
export function printedTable(view: TableView): PrintedPayTable {
  const lines = view.lines.filter((line) => line.heldCause === null)
  const columns = columnsOf(lines)
  const groups = [...columns.keys()]
  const totalFen = Number(view.revision.totalFen)
  const isAgain = view.number > 1
  return {
    title: `${view.townshipName}网格员薪酬补助表`,
    subtitle: `${view.periodLabel}${isAgain ? `　第 ${view.number} 版` : ''}`,
    columns: [...columns.values()],
    workers: workersOf(view, groups, lines),
    columnTotals: groups.map((group) => sumOf(lines.filter((line) => groupOf(line) === group))),
    totalFen,
    totalText: `合计 ${formatYuan(totalFen)} 元，大写：${capitalForm(totalFen)}`,
    notes: [
      ...(view.revision.correction ? [`更正说明：${view.revision.correction}`] : []),
      ...(view.revision.notes as string[]),
    ],
    basis: basisOf(view, columns, lines),
    version: `第 ${view.number} 版，核对码 ${checkCode(view)}`,
    hands: handsOf(view),
  }
}
