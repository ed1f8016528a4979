import { workerKindLabel } from '../../contract/primitives'
import { type Statement, verdictLabel } from '../../contract/trace'
import { capitalForm, formatYuan } from '../../rules'
import type { FileAnswer } from '../../http/serve'
import { writeWorkbook } from '../../platform/spreadsheets'
import type { MonthsReader } from './read-months'

type Statements = Awaited<ReturnType<MonthsReader['statements']>>

/** Every kind of line that somebody has, in the order of the first statement that has it. */
function lineTitles(statements: readonly Statement[]): Map<string, string> {
  const titles = new Map<string, string>()
  for (const statement of statements) {
    for (const line of statement.lines) if (!titles.has(line.code)) titles.set(line.code, line.label)
  }
  return titles
}

/** The township's pay table as offices know it: a column a line, total in figures and in words, places to sign. */
export async function payTable({ month, rows, totalFen, township }: Statements): Promise<FileAnswer> {
  const titles = lineTitles(rows.map((row) => row.statement))
  const amountOf = (statement: Statement, code: string) =>
    statement.lines.filter((line) => line.code === code).reduce((sum, line) => sum + line.amountFen, 0)
  const state = month.state === 'frozen' ? '已定案' : '未定案，仅供核对'
  const bytes = await writeWorkbook([
    {
      name: month.month,
      heading: `${township.name}网格员薪酬补助表（${month.month}）`,
      columns: [
        { title: '姓名', width: 10 },
        { title: '网格', width: 22 },
        { title: '类别', width: 16 },
        { title: '签到天数', kind: 'number' },
        { title: '有效信息', kind: 'number' },
        { title: '考核', width: 8 },
        ...[...titles.values()].map((title) => ({ title, kind: 'money' as const })),
        { title: '应发合计', kind: 'money' },
        { title: '年底再发', kind: 'money' },
      ],
      rows: rows.map(({ shown, statement }) => [
        shown.workerName,
        shown.gridName,
        workerKindLabel[shown.workerKind],
        shown.checkInDays,
        shown.validReports,
        verdictLabel[shown.verdict],
        ...[...titles.keys()].map((code) => amountOf(statement, code)),
        shown.payFen,
        shown.accrualFen,
      ]),
      notes: [
        `合计 ${formatYuan(totalFen)} 元，大写：${capitalForm(totalFen)}`,
        `状态：${state}`,
        '制表：            乡镇政法委员（签字）：            （盖章）            年  月  日',
      ],
    },
  ])
  return {
    bytes,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${township.name}${month.month}网格员薪酬补助表.xlsx`,
  }
}
