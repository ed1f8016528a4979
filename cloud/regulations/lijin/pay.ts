import type { Figure, InformationLine, Proposal } from '../../contract/trace'
import { flatAmount } from '../../rules/blocks/flat-amount'
import { type Floor, incomeFloor, type YearOfPay } from '../../rules/blocks/income-floor'
import { scoredShare } from '../../rules/blocks/scored-share'
import type { NumberParameter } from '../../rules/figures'
import type { Law } from '../../rules/law'
import { nameOf, optionalNumber, proposed, withReadings } from '../../rules/naming'
import { yearMonths } from '../../rules/quarters'
import type { LijinFacts } from './facts'

/** Earnings of a month: the county's standard, whole or with a part that follows the score. */
export function earningsOf(law: Law, kind: string, score: Figure | null): Figure[] {
  const standard = law.number(`payStandard.${kind}`)
  const named = (code: string, label: string) =>
    withReadings(law, nameOf(law, code, label, 'LJ-4.5a', 'LJ-4.6b'), 'payLink')
  if (law.choice('payLink') === 'fixed')
    return [flatAmount(named('standard', '绩效工资'), standard)]
  const { fixed, scored } = scoredShare(
    {
      fixed: named('fixedPart', '不看得分的部分'),
      pool: named('scoredPool', '按得分发的部分（满额）'),
      scored: named('scoredPart', '按得分发的部分'),
    },
    standard,
    law.number('scoredShare'),
  )(score)
  return [fixed, scored]
}

const incomeOfKind: Record<string, string> = {
  rural: 'disposableIncome.rural',
  community: 'disposableIncome.urban',
}

/** Incomes that a kind's pay is compared with (A-LJ-03); those the county has not set are left out. */
function incomesOf(law: Law, kind: string): NumberParameter[] {
  const names =
    law.choice('floorAgainst') === 'both' ? Object.values(incomeOfKind) : [incomeOfKind[kind]]
  return names.flatMap((name) => (name ? (optionalNumber(law, name) ?? []) : []))
}

/** Pay of a year beside each income; none where no income is set. */
export function floorsOf(law: Law, kind: string, pay: YearOfPay): Floor[] {
  return incomesOf(law, kind).map((income) =>
    incomeFloor(
      withReadings(
        law,
        nameOf(law, `yearPay.${income.name}`, '十二个月的工资', 'LJ-4.5b'),
        'floorAgainst',
        'floorConsequence',
      ),
      income,
    )(pay),
  )
}

/** A warning only: the text says "in principle", nothing is topped up by itself. */
export function belowFloor(law: Law, floors: readonly Floor[]): Proposal[] {
  return floors
    .filter(({ met }) => !met)
    .map(({ figure, sentence }) =>
      proposed('belowFloor', 'disposableIncome', law.article('LJ-4.5b'), sentence, figure),
    )
}

export function floorLines(law: Law, floors: readonly Floor[]): InformationLine[] {
  if (floors.length > 0) return []
  const sentence = '县里还没有录入上一年度人均可支配收入，没有同工资比较'
  return [{ code: 'incomeUnset', sentence, article: law.article('LJ-4.5b') }]
}

/** Twelve months' pay where all of them are known, else this month's alone. */
export function yearOfPay({ month, history }: LijinFacts, payFen: number): YearOfPay {
  const known = new Map((history ?? []).map((one) => [one.month, one.payFen]))
  known.set(month, payFen)
  const months = yearMonths(month).map((one) => known.get(one))
  const yearFen = months.reduce<number | null>(
    (sum, one) => (sum === null || one === undefined ? null : sum + one),
    0,
  )
  return { yearFen, monthFen: payFen }
}
