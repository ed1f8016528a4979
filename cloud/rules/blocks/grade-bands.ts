import type { ArticleRef, Figure, VerdictReason } from '../../contract/trace'
import type { NumberParameter } from '../figures'
import { decimalsText, hundredthsOf } from '../hundredths'
import { RuleError } from '../rule-error'

export interface GradeBand<G extends string> {
  grade: G
  label: string
  /** The least score of the grade, which itself is enough. */
  least: NumberParameter
}

export interface Graded<G extends string> {
  /** null: below every band. */
  grade: G | null
  label: string
  sentence: string
}

/** The grade of a score by bands from the best to the lowest; bands out of order are refused. */
export function gradeOf<G extends string>(
  bands: readonly GradeBand<G>[],
  below: string,
  score: Figure,
): Graded<G> {
  bands.forEach(({ label, least }, index) => {
    const better = bands[index - 1]
    if (!better || better.least.value > least.value) return
    const message = `${better.label}的分数应高于${label}的分数`
    throw new RuleError('factsRefused', message, `countyValues.${least.name}`)
  })
  const found = bands.find(({ least }) => score.value >= least.value)
  const label = found?.label ?? below
  const told = `得分 ${decimalsText(hundredthsOf(score.value))} 分`
  const mark = found
    ? `达到${found.label}的 ${found.least.text}`
    : `没有达到 ${bands.at(-1)?.least.text}`
  return { grade: found?.grade ?? null, label, sentence: `${told}，${mark}，等次${label}` }
}

/** A grade as a reason of the month's result: only what lies below every band fails. */
export function gradeReason(graded: Graded<string>, article: ArticleRef): VerdictReason {
  return { code: 'grade', met: graded.grade !== null, sentence: graded.sentence, article }
}
