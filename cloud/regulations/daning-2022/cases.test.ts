import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Statement } from '../../contract/trace'
import { countByMonth } from '../../rules/blocks/counted'
import { capitalForm } from '../../rules/capital-form'
import {
  type CaseOf,
  type ExpectedMonth,
  factsOfCase,
  fenOf,
  type GivenMonth,
  readCases,
} from '../../rules/case-file'
import type { EarlierMonth, MonthFacts } from '../../rules/month-facts'
import { payTableTotals } from '../../rules/pay-table'
import { daning2022 } from '.'

const folder = new URL('./cases/', import.meta.url)
const files = readdirSync(folder)
  .sort()
  .map((name) => ({ name, cases: readCases(name, readFileSync(new URL(name, folder), 'utf8')) }))

const defaults = { kind: 'rural', month: '2022-06' }
const factsOf = (given: GivenMonth): MonthFacts => factsOfCase(daning2022.id, given, defaults)
const evaluate = (given: GivenMonth, added: Partial<MonthFacts> = {}) =>
  daning2022.evaluateMonth({ ...factsOf(given), ...added })

/** What the statement says of each thing that a case may expect. */
function saidBy(statement: Statement) {
  const grounds = (kind: string) =>
    statement.proposals.filter((one) => one.kind === kind).map((one) => one.grounds)
  const count = (code: string): number | undefined => {
    const figures = statement.lines.map(({ figure }) => figure)
    for (const figure of figures) {
      const found = figure.inputs.find((input) => input.code === code)
      if (found) return found.value
    }
    return undefined
  }
  return {
    pay: statement.totals.payFen,
    accrual: statement.accrualFen,
    uncollected: statement.uncollectedFen,
    checkIns: count('checkIns'),
    validReports: count('validReports'),
    verdict: statement.verdict.proposal,
    final: statement.verdict.final,
    differences: Object.fromEntries(statement.differences.map(({ code, delta }) => [code, delta])),
    elimination: grounds('elimination'),
    warnings: grounds('warning'),
    proposed: statement.proposals.find(({ kind }) => kind === 'proration')?.amountFen,
    information: statement.informationLines.map(({ code }) => code),
  }
}

function checkMonth(statement: Statement, expected: ExpectedMonth) {
  const { pay, accrual, uncollected, proposed, lines, proposals, ...same } = expected
  const said = saidBy(statement)
  for (const [name, amount] of Object.entries({ pay, accrual, uncollected, proposed })) {
    if (amount !== undefined) expect(said[name as 'pay'], name).toBe(fenOf(amount))
  }
  for (const [code, amount] of Object.entries(lines ?? {})) {
    expect(statement.lines.find((line) => line.code === code)?.amountFen, code).toBe(fenOf(amount))
  }
  for (const kind of proposals ?? [])
    expect(statement.proposals.map((one) => one.kind)).toContain(kind)
  expect(said).toMatchObject(same)
}

function checkMonths({ given, expect: expected }: CaseOf<'months'>) {
  const history: EarlierMonth[] = []
  const statements = given.months.map((one) => {
    const statement = evaluate(one, { history: [...history] })
    history.push({
      month: statement.month,
      verdict: statement.verdict.final,
      validReports: one.validReports ?? 20,
      fullMonth: one.serviceFrom === undefined && one.serviceTo === undefined,
      kept: one.kept,
      exempt: one.decisions?.some(({ kind }) => kind === 'quotaWaiver'),
    })
    return statement
  })
  const totals = payTableTotals(statements)
  if (expected.pay !== undefined) expect(totals.payFen).toBe(fenOf(expected.pay))
  if (expected.accrual !== undefined) expect(totals.accrualFen).toBe(fenOf(expected.accrual))
  if (expected.each) {
    expect(expected.each).toHaveLength(statements.length)
    for (const [index, one] of expected.each.entries()) checkMonth(statements[index]!, one)
  }
}

function checkCorrection({ given, expect: expected }: CaseOf<'correction'>) {
  const frozen = evaluate(given.frozen)
  const { payDeltaFen, accrualDeltaFen } = daning2022.correct(frozen, evaluate(given.later))
  const adjustment = {
    id: 'a',
    correctedMonth: frozen.month,
    payDeltaFen,
    accrualDeltaFen,
    reason: '核对后更正',
    article: daning2022.correctionArticle,
  }
  const next = evaluate(given.next, { adjustments: [adjustment] })
  const said = {
    frozenPay: frozen.totals.payFen,
    frozenAccrual: frozen.accrualFen,
    payDelta: payDeltaFen,
    accrualDelta: accrualDeltaFen,
    nextPay: next.totals.payFen,
    nextAccrual: next.accrualFen,
    nextUncollected: next.uncollectedFen,
  }
  expect(said).toMatchObject(inFen(expected))
}

function inFen(amounts: Record<string, string | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(amounts).map(([name, amount]) => [name, fenOf(amount ?? '')]),
  )
}

type Run = (typeof files)[number]['cases'][number]

function check(one: Run) {
  switch (one.run) {
    case 'month':
      return checkMonth(evaluate(one.given), one.expect)
    case 'months':
      return checkMonths(one)
    case 'instants':
      return expect(Object.fromEntries(countByMonth(one.given.instants.map(Date.parse)))).toEqual(
        one.expect.months,
      )
    case 'majorAmount': {
      const { amount, ...rest } = one.given
      const fault = daning2022.validateMajorReportAmount({
        ...rest,
        amountFen: fenOf(amount),
        on: '2022-06-15',
      })
      return expect(fault?.code ?? 'accepted').toBe(one.expect.outcome)
    }
    case 'table': {
      const statements = one.given.groups.flatMap(({ workers, ...given }) =>
        Array.from({ length: workers }, () => evaluate(given)),
      )
      const totals = payTableTotals(statements)
      expect(totals.payFen).toBe(fenOf(one.expect.pay))
      return expect(totals.payInWords).toBe(one.expect.words ?? totals.payInWords)
    }
    case 'capital':
      return expect(capitalForm(fenOf(one.given.amount))).toBe(one.expect.words)
    case 'correction':
      return checkCorrection(one)
    case 'yearEnd': {
      const months = one.given.months.map(({ month, accrual }) => ({
        month,
        accrualFen: fenOf(accrual),
      }))
      const { payableFen, heldFen, forfeitedFen } = daning2022.settleAccrual({
        ...one.given,
        months,
      })
      return expect({ payable: payableFen, held: heldFen, forfeited: forfeitedFen }).toEqual(
        inFen(one.expect),
      )
    }
    case 'eligibility':
      return expect(daning2022.checkEligibility(one.given).outcome).toBe(one.expect.outcome)
  }
}

describe.each(files)('cases of $name', ({ cases }) => {
  it.each(
    cases.map((one) => ({ title: one.variant ? `${one.id} (${one.variant})` : one.id, one })),
  )('$title', ({ one }) => check(one))

  it.each(cases)('$id cites articles of the pack', ({ articles }) => {
    for (const id of articles) expect(daning2022.article(id).id).toBe(id)
  })
})

it('gives the statements that this version of the rules is known by', () => {
  const hash = createHash('sha256')
  for (const one of files.flatMap(({ cases }) => cases)) {
    if (one.run === 'month')
      hash.update(JSON.stringify({ ...evaluate(one.given), packVersion: '' }))
  }
  const digest = hash.digest('hex').slice(0, 16)
  const known = /digest: (\w+)/.exec(
    readFileSync(new URL('./pack.yaml', import.meta.url), 'utf8'),
  )?.[1]
  expect(
    known,
    `the statements of the cases changed. Because a rule did: raise rules.version in pack.yaml. In any case set rules.digest to ${digest}`,
  ).toBe(digest)
})
