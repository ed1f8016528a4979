import type { OutputOf } from '../../contract/define'
import type { statementDetail } from '../../contract/pay'
import { type Mine, payTableStateLabel } from '../../contract/payroll'
import { type WorkerKind, workerKindLabel } from '../../contract/primitives'
import { type Figure, type ParameterRef, type Statement, verdictLabel } from '../../contract/trace'
import { wholeDayInWords } from '../../platform/clock'
import { capitalForm, formatYuan } from '../../rules'
import { codeOf } from './check-code'
import { monthLabel } from './period'

type Detail = OutputOf<typeof statementDetail>

/** A heading with an amount or a result beside it, and what it rests on under it. */
export interface PrintedPart {
  title: string
  /** '' where there is none. */
  amount: string
  /** How it comes about, then articles, values and facts: each a paragraph with its name. */
  grounds: { name: string; text: string }[]
}

export interface PrintedSection {
  title: string
  parts: PrintedPart[]
}

/** One worker's month on paper: what the page shows, opened to its grounds. */
export interface PrintedStatement {
  title: string
  subtitle: string
  /** Whether it is final and whether it was paid. */
  states: string[]
  /** 应发, in figures and 大写. */
  total: string
  sections: PrintedSection[]
  /** The regulation and the check code, at the foot of each sheet. */
  foot: string
}

export interface StatementSources {
  detail: Detail
  month: string
  townshipName: string
  regulationTitle: string
  titleOf(articleId: string): string
  /** Pay tables that the worker stands in. */
  tables: readonly Mine[]
}

const stateText: Record<Detail['state'], string> = {
  estimate: '估算：按今天为止的记录算的，不是最后结果',
  proposed: '待定案：乡镇平安办已算好，不对的地方可以提异议',
  frozen: '已定案：不再改动，后来的更正列在以后的月份',
}

const yuan = (fen: number) => `${formatYuan(fen)} 元`

/** A figure and all that it was made of, itself first. */
const wholeTree = (figure: Figure): Figure[] => [figure, ...figure.inputs.flatMap(wholeTree)]

const once = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== '')

function parameterText(parameter: ParameterRef, titleOf: (id: string) => string): string {
  const { label, text, validFrom, article, setByCounty, switched } = parameter
  const about = [
    titleOf(article),
    validFrom === '' ? '' : `${wholeDayInWords(validFrom)}起`,
    setByCounty ? '县里定的' : '',
    switched ? '这次换的' : '',
  ]
  return `${label} ${text}（${about.filter(Boolean).join('，')}）`
}

/** What a figure rests on: its own sentence, those of what it was made of, articles, values, facts. */
function groundsOf(figure: Figure, titleOf: (id: string) => string): PrintedPart['grounds'] {
  const all = wholeTree(figure)
  const titles = new Map(all.flatMap((one) => one.articles).map((one) => [one.id, one]))
  const named = (id: string) => titles.get(id)?.title ?? titleOf(id)
  const inner = all.slice(1).map((one) => `${one.label}：${one.sentence}`)
  const parameters = all.flatMap((one) => one.parameters)
  const textsOf = (isReading: boolean) =>
    parameters
      .filter(({ reading }) => (reading !== undefined) === isReading)
      .map((one) => parameterText(one, named))
  const facts = all.flatMap((one) =>
    one.facts.map(({ label, text }) => `${one.label}：${label} ${text}`),
  )
  const grounds = [
    { name: '怎么算的', texts: once([figure.sentence]) },
    { name: '其中', texts: once(inner) },
    { name: '依据', texts: once([...titles.values()].map((one) => `${one.title} ${one.gist}`)) },
    { name: '标准', texts: once(textsOf(false)) },
    { name: '事实', texts: once(facts) },
    { name: '条文理解', texts: once(textsOf(true)) },
  ]
  return grounds
    .filter(({ texts }) => texts.length > 0)
    .map(({ name, texts }) => ({ name, text: texts.join('；') }))
}

const partOf = (figure: Figure, title: string, amount: string, titleOf: (id: string) => string) => {
  return { title, amount, grounds: groundsOf(figure, titleOf) }
}

function figureText({ value, unit }: Figure): string {
  if (unit === 'fen') return yuan(value)
  return unit === 'percent' ? `${value}%` : String(value)
}

function totalParts(statement: Statement, titleOf: (id: string) => string): PrintedPart[] {
  const { totals, uncollectedFen, pay, accrual, accrualFen } = statement
  const { grossFen, deductionFen, collectedFen, payFen } = totals
  const plain = (title: string, fen: number): PrintedPart => {
    return { title, amount: yuan(fen), grounds: [] }
  }
  return [
    plain('各项加起来', grossFen),
    ...(deductionFen === 0 ? [] : [plain('应扣', deductionFen), plain('实扣', collectedFen)]),
    ...(uncollectedFen === 0 ? [] : [plain('没有扣足的（扣到 0 为止，不转下月）', uncollectedFen)]),
    // the lines above tell what it was made of
    partOf({ ...pay, inputs: [] }, '应发', yuan(payFen), titleOf),
    ...(accrualFen === 0 ? [] : [partOf(accrual, '年底再发', yuan(accrualFen), titleOf)]),
  ]
}

function verdictPart({ verdict }: Statement): PrintedPart {
  const { decision, reasons } = verdict
  return {
    title: '考核结果',
    amount: verdictLabel[verdict.final],
    grounds: [
      ...(decision ? [{ name: '乡镇认定', text: decision.reason }] : []),
      ...reasons.map(({ met, sentence, article }) => {
        return { name: met ? '达到' : '没有达到', text: `${sentence}（${article.title}）` }
      }),
    ],
  }
}

function remarkParts({ proposals, differences, informationLines }: Statement): PrintedPart[] {
  const of = (title: string, article: string): PrintedPart => {
    return { title, amount: '', grounds: article === '' ? [] : [{ name: '依据', text: article }] }
  }
  return [
    ...proposals.map((one) => of(one.sentence, `${one.article.title} ${one.article.gist}`)),
    ...differences.map((one) => of(one.sentence, '')),
    ...informationLines.map((one) => of(one.sentence, one.article?.title ?? '')),
  ]
}

/** Where the month's money stands: in which table, and what of the worker's share was paid. */
function paymentTexts({ detail, month, tables }: StatementSources): string[] {
  if (detail.state !== 'frozen') return ['发放：定案以后才列入补助表']
  const own = tables.filter((table) => table.lines.some((line) => line.month === month))
  if (own.length === 0) return ['发放：还没有列入补助表']
  return own.map((table) => {
    const lines = table.lines.filter((line) => line.month === month && line.heldCause === null)
    const listedFen = lines.reduce((sum, line) => sum + line.amountFen, 0)
    const listed = `${table.periodLabel}补助表，${payTableStateLabel[table.state]}，本月列入 ${yuan(listedFen)}`
    const { balance } = table
    if (!balance) return `发放：${listed}`
    const parts = [
      ['已发', balance.paidFen],
      ['正在发', balance.underWayFen],
      ['待发', balance.payableFen],
      ['暂存', balance.heldFen],
    ] as const
    const told = parts.filter(([, fen]) => fen !== 0).map(([name, fen]) => `${name} ${yuan(fen)}`)
    return `发放：${listed}；这一期本人合计 ${yuan(balance.dueFen)}${told.length > 0 ? `，其中${told.join('、')}` : ''}`
  })
}

/** Tells whether a paper shows this statement in this state; what is paid of it later does not change it. */
function statementCode({ detail, month }: StatementSources): string {
  const { statement, accountId, state } = detail
  const { regulation, totals, accrualFen, uncollectedFen, verdict } = statement
  return codeOf(
    JSON.stringify([
      [accountId, month, state, regulation, verdict.final],
      [totals.grossFen, totals.deductionFen, totals.collectedFen, totals.payFen],
      [accrualFen, uncollectedFen],
      ...statement.lines.map((line) => [
        [line.code, line.kind, line.label, line.amountFen],
        line.figure.sentence,
      ]),
    ]),
  )
}

export function printedStatement(sources: StatementSources): PrintedStatement {
  const { detail, month, townshipName, regulationTitle, titleOf } = sources
  const { statement, workerName, gridName } = detail
  const { payFen } = statement.totals
  const kind = workerKindLabel[statement.workerKind as WorkerKind] ?? ''
  const part = (figure: Figure, title: string, amount: string) =>
    partOf(figure, title, amount, titleOf)
  const sections = [
    {
      title: '每一笔',
      parts: statement.lines.map((line) => part(line.figure, line.label, yuan(line.amountFen))),
    },
    { title: '合计', parts: totalParts(statement, titleOf) },
    {
      title: '考核情况',
      parts: [
        ...(statement.indicators ?? []).map((one) => part(one, one.label, figureText(one))),
        verdictPart(statement),
      ],
    },
    { title: '提请注意和说明', parts: remarkParts(statement) },
  ]
  return {
    title: '网格员绩效单',
    subtitle: [monthLabel(month), workerName, townshipName, gridName, kind]
      .filter(Boolean)
      .join('　'),
    states: [stateText[detail.state], ...paymentTexts(sources)],
    total: `应发 ${yuan(payFen)}，大写：${capitalForm(payFen)}`,
    sections: sections.filter(({ parts }) => parts.length > 0),
    foot: `依据《${regulationTitle}》　核对码 ${statementCode(sources)}`,
  }
}
