import type { Figure } from '../../contract/trace'
import {
  makeFigure,
  moneyFact,
  type Naming,
  type NumberParameter,
  parametersOf,
  textFact,
} from '../figures'
import { yuanText } from '../money'
import { sumOf } from './sum'

export interface Commendation {
  reportId: string
  level: string
  /** What earlier months paid for this report already. */
  alreadyPaidFen: number
}

export interface CommendationRule {
  /** The reward of each level. */
  rates: ReadonlyMap<string, NumberParameter>
  levelLabels: ReadonlyMap<string, string>
  /** highest: a report earns its highest level once, topped up when a higher one comes later. */
  stacking: 'highest' | 'sum'
}

/** Rewards for commended reports, one figure a report and their sum. */
export function commendation(
  naming: Naming,
  rule: CommendationRule,
): (commendations: readonly Commendation[]) => Figure {
  return (commendations) => {
    const byReport = new Map<string, Commendation[]>()
    for (const one of commendations) {
      const group = byReport.get(one.reportId)
      if (group) group.push(one)
      else byReport.set(one.reportId, [one])
    }
    const figures = [...byReport.values()].map((group) => reportFigure(naming, rule, group))
    return sumOf(naming, figures)
  }
}

function reportFigure(
  naming: Naming,
  rule: CommendationRule,
  group: readonly Commendation[],
): Figure {
  const rated = group.map((one) => ({ one, rate: rateOf(rule, one.level) }))
  const parameters = parametersOf(naming, ...new Set(rated.map(({ rate }) => rate)))
  const paidFen = group.reduce((most, one) => Math.max(most, one.alreadyPaidFen), 0)
  const named = (one: Commendation, rate: NumberParameter) =>
    `${rule.levelLabels.get(one.level) ?? one.level} ${rate.text}`
  const facts = group.map((one) =>
    textFact(one.reportId, '表扬级别', rule.levelLabels.get(one.level) ?? one.level),
  )
  if (rule.stacking === 'sum') {
    const value = rated.reduce((total, { rate }) => total + rate.value, 0)
    const terms = rated.map(({ one, rate }) => named(one, rate)).join(' + ')
    return makeFigure(naming, {
      value,
      unit: 'fen',
      sentence: `${terms} = ${yuanText(value)}`,
      block: 'commendation',
      parameters,
      facts,
    })
  }
  const top = rated.reduce((best, next) => (next.rate.value > best.rate.value ? next : best))
  const value = Math.max(0, top.rate.value - paidFen)
  const sentence =
    paidFen > 0
      ? `${named(top.one, top.rate)}，以前已发 ${yuanText(paidFen)}，补足 ${yuanText(value)}`
      : `${named(top.one, top.rate)}，计 ${yuanText(value)}`
  if (paidFen > 0) facts.push(moneyFact('alreadyPaidFen', '以前已发', paidFen))
  return makeFigure(naming, {
    value,
    unit: 'fen',
    sentence,
    block: 'commendation',
    parameters,
    facts,
  })
}

function rateOf(rule: CommendationRule, level: string): NumberParameter {
  const rate = rule.rates.get(level)
  if (!rate) throw new RangeError(`No reward is set for level ${level}`)
  return rate
}
