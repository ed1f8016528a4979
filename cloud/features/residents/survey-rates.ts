import {
  smallestSample,
  type SurveyFigures,
  type SurveyRating,
} from '../../contract/residents-surveys'

/** Answers of one grid that are alike, counted. */
export interface SurveyCount {
  gridCode: string
  knows: boolean
  rating: SurveyRating
  count: number
}

const share = (part: number, whole: number): number | null =>
  whole < smallestSample ? null : part / whole

/**
 * Rates on valid answers (A-QL-15): 知晓率 of all of them; 满意率 and 不满意 of those who had to do
 * with the worker. Of fewer than the smallest sample no rate is told.
 */
export function surveyFigures(counts: readonly SurveyCount[]): SurveyFigures {
  const sum = (wanted: (one: SurveyCount) => boolean) =>
    counts.filter(wanted).reduce((total, { count }) => total + count, 0)
  const answers = sum(() => true)
  const knows = sum((one) => one.knows)
  const [satisfied, ordinary, unsatisfied] = [
    sum(({ rating }) => rating === 'satisfied'),
    sum(({ rating }) => rating === 'ordinary'),
    sum(({ rating }) => rating === 'unsatisfied'),
  ]
  const rated = satisfied + ordinary + unsatisfied
  return {
    ...{ answers, knows, rated, satisfied, ordinary, unsatisfied },
    awareness: share(knows, answers),
    satisfaction: share(satisfied, rated),
    dissatisfaction: share(unsatisfied, rated),
  }
}

/** 'YYYY-Qn' of a Shanghai day. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

const numerals = ['一', '二', '三', '四'] as const

export function quarterLabel(quarter: string): string {
  return `${quarter.slice(0, 4)} 年第${numerals[Number(quarter.slice(6)) - 1] ?? ''}季度`
}
