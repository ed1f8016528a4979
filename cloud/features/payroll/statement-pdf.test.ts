import { describe, expect, it } from 'vitest'
import { readPdf } from '../../platform/documents/read-pdf'
import { daning2022 } from '../../regulations'
import type { MonthFacts } from '../../rules'
import { printedStatement, type StatementSources } from './printed-statement'
import { drawStatement } from './statement-pdf'

const nowMs = Date.parse('2026-07-05T10:00:00+08:00')
const month = '2026-05'
const long = '阿布都热合曼·买买提吐尔逊·艾合买提江·古丽'

const facts = (own: Partial<MonthFacts> = {}): MonthFacts => ({
  regulation: daning2022.id,
  month,
  worker: { reference: 'one', kind: 'rural' },
  counts: { local: { checkInDays: 18, rawCheckIns: 25, validReports: 23 } },
  ...own,
})

/** Many major reports: a month of many lines. */
const manyLines = (count: number): Partial<MonthFacts> => ({
  majorReports: Array.from({ length: count }, (_none, at) => ({
    reportId: `m${at}`,
    grade: 'major' as const,
    amountFen: 20_000 + at * 100,
  })),
})

function sources(own: Partial<MonthFacts> = {}, name = '王甲'): StatementSources {
  const statement = daning2022.evaluateMonth(facts(own))
  return {
    detail: {
      accountId: 'one',
      workerName: name,
      gridName: '古驿村第一网格',
      state: 'frozen',
      statement,
      objections: [],
      abilities: { object: false },
      evidence: { countedDays: [], missedDays: 2, validReports: [] },
    },
    month,
    townshipName: '昕水镇',
    regulationTitle: '大宁县网格员考核办法',
    titleOf: (id) => daning2022.article(id).title,
    tables: [],
  }
}

const table = (paidFen: number): StatementSources['tables'][number] => ({
  tableId: 't',
  townshipName: '昕水镇',
  period: '2026-Q2',
  periodLabel: '2026 年第二季度',
  state: 'approved',
  totalFen: 120_000,
  lines: [
    {
      month,
      lineCode: 'base',
      kind: 'earning',
      label: '基础补助',
      amountFen: 35_000,
      article: 'DN-11.1a',
      articleTitle: '第十一条第1项',
      heldCause: null,
      openObjection: false,
    },
  ],
  balance: { dueFen: 120_000, paidFen, heldFen: 0, underWayFen: 0, payableFen: 120_000 - paidFen },
  transfers: [],
  abilities: { object: false },
})

const bare = (text: string) => text.replace(/\s+/g, '')
const read = async (of: StatementSources) =>
  bare(await readPdf(await drawStatement(printedStatement(of), nowMs)))

describe('a statement on paper', () => {
  it('tells of every line amount, computation, article, dated standard and facts', async () => {
    const of = sources()
    const { statement } = of.detail
    const text = await read(of)
    for (const line of statement.lines) {
      for (const words of [line.label, line.figure.sentence]) expect(text).toContain(bare(words))
      expect(text).toContain(`${(line.amountFen / 100).toFixed(2)}元`)
      for (const { title } of line.figure.articles) expect(text).toContain(bare(title))
      for (const fact of line.figure.facts) expect(text).toContain(bare(fact.text))
    }
    expect(text).toContain('7.50元（第十一条第1项（农村单价），2022年5月6日起）')
    // 350.00 + 20 × 7.50 − 2 × 10.00
    expect(text).toContain('应发480.00元，大写：肆佰捌拾元整')
    expect(text).toContain('年底再发')
    expect(text).toContain('不合格')
    for (const words of ['王甲', '昕水镇', '古驿村第一网格', '农村网格员', '第1页，共2页'])
      expect(text).toContain(words)
  })

  it('says whether it is final, and what of it was paid', async () => {
    const of = sources()
    expect(await read({ ...of, detail: { ...of.detail, state: 'proposed' } })).toContain(
      '待定案：乡镇平安办已算好，不对的地方可以提异议发放：定案以后才列入补助表',
    )
    expect(await read(of)).toContain('发放：还没有列入补助表')
    const paid = await read({ ...of, tables: [table(100_000)] })
    expect(paid).toContain('2026年第二季度补助表，复审通过，本月列入350.00元')
    expect(paid).toContain('这一期本人合计1200.00元，其中已发1000.00元、待发200.00元')
  })

  it('has a check code of its own for everything but the payment', () => {
    const codeOf = (of: StatementSources) => /核对码 (.+)$/.exec(printedStatement(of).foot)?.[1]
    const of = sources()
    expect(codeOf(of)).toMatch(/^([0-9A-F]{4} ){3}[0-9A-F]{4}$/)
    expect(codeOf({ ...of, tables: [table(1)] })).toBe(codeOf(of))
    const others = [
      sources({ counts: { local: { checkInDays: 19, rawCheckIns: 25, validReports: 23 } } }),
      { ...of, detail: { ...of.detail, state: 'proposed' as const } },
      { ...of, detail: { ...of.detail, accountId: 'two' } },
    ]
    for (const other of others) expect(codeOf(other)).not.toBe(codeOf(of))
  })

  it('goes on on further sheets without losing a letter, and names them', async () => {
    const of = sources(manyLines(30), `${long}${long}`)
    const text = await read(of)
    const sheets = Number(/共(\d+)页/.exec(text)?.[1])
    expect(sheets).toBeGreaterThan(1)
    expect(text.split('核对码').length - 1).toBe(sheets)
    expect(text).toContain(`第${sheets}页，共${sheets}页`)
    expect(text).toContain(bare(`${long}${long}`))
    for (const line of of.detail.statement.lines)
      expect(text).toContain(`${(line.amountFen / 100).toFixed(2)}元`)
    expect(text).not.toContain('…')
  })
})
