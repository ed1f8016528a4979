import type { z } from 'zod'
import type { Statement } from '../contract/trace'
import { bookOf } from './book'
import { evaluation, evaluator } from './facts-reader'
import type { FactSort } from './held-month'
import { type Law, lawOf } from './law'
import { inForceFrom, loadPack, type Pack, type PackFiles } from './pack'
import { oncePerMonth } from './month-cache'
import type { LawFacts, Question, QuestionFrame } from './questions'
import type { Regulation } from './regulation'
import { RuleError } from './rule-error'

export interface PackRules<F extends LawFacts & { month: string }> {
  id: string
  files: PackFiles
  workerKinds: readonly string[]
  reads: readonly FactSort[]
  /** Facts of one worker's month, and what the month comes to by the law. */
  monthFacts: z.ZodType<F>
  evaluateMonth(law: Law, facts: F, packVersion: string): Statement
  questions: Readonly<Record<string, Question>>
}

/** The law that a pack's rules are made from, by the month and by what the county set. */
export type LawIn = (month: string, facts?: LawFacts) => Law

/** A regulation of a pack's rules: months and questions by its law; with the law itself. */
export function lawfulPack<F extends LawFacts & { month: string }>(
  rules: PackRules<F>,
): { regulation: Regulation; lawIn: LawIn } {
  let loaded: Pack | undefined
  const pack = () => {
    loaded ??= loadPack(rules.files)
    return loaded
  }
  const laws = oncePerMonth(
    (month, readings, countyValues, countyStartsOn) =>
      lawOf(inForceFrom(pack(), countyStartsOn), month, readings, countyValues),
    pack,
  )
  const lawIn: LawIn = (month, { readings, countyValues, countyStartsOn } = {}) =>
    laws(month, readings, countyValues, countyStartsOn)
  const frame: QuestionFrame = { regulation: rules.id, lawIn, version: () => pack().version }
  const regulation: Regulation = {
    id: rules.id,
    get title() {
      return pack().title
    },
    get startsOn() {
      return pack().startsOn
    },
    get packVersion() {
      return pack().version
    },
    workerKinds: rules.workerKinds,
    reads: rules.reads,
    ...evaluator(
      evaluation(rules.monthFacts, (facts) =>
        rules.evaluateMonth(lawIn(facts.month, facts), facts, pack().version),
      ),
      Object.fromEntries(
        Object.entries(rules.questions).map(([name, one]) => [name, one.asked(frame, name)]),
      ),
    ),
    parameter: (name, month, countyValues, countyStartsOn) =>
      lawIn(month, { countyStartsOn, countyValues: countyValues && [...countyValues] }).parameter(
        name,
      ),
    article(id) {
      const found = pack().articles.get(id)
      if (!found) throw new RuleError('notInPack', `articles.yaml lacks ${id}`)
      return found
    },
    book: (on) => bookOf(pack(), on),
  }
  return { regulation, lawIn }
}

/** A pack by which nothing is paid through the service. */
export const packRegulation = <F extends LawFacts & { month: string }>(
  rules: PackRules<F>,
): Regulation => lawfulPack(rules).regulation
