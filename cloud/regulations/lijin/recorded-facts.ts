import { factCount, factPointsHundredths } from '../../rules/fact-shapes'
import type { RecordedFact } from '../../rules/held-month'
import type { Law } from '../../rules/law'
import { quarterEnds } from '../../rules/quarters'

const patrols = { sort: 'patrols', article: 'LJ-4.6a', measure: '次', unit: 'count' } as const
const correction = {
  sort: 'scoreCorrections',
  article: 'LJ-4.6c',
  measure: '分',
  unit: 'points',
  isNeeded: false,
  schema: factPointsHundredths,
} as const

/** Patrols of the plan, which nothing in the product counts; and corrections of roll-ups where a period ends. */
export function recordedFacts(law: Law, month: string): RecordedFact[] {
  const ends = quarterEnds(month)
  const mayCorrect = ends.includes(month) && law.choice('rollUpAdjustment') !== 'none'
  const counted = { ...patrols, isNeeded: true, schema: factCount }
  return [
    { name: 'patrolsDue', label: '应巡查次数', ...counted },
    { name: 'patrolsDone', label: '已巡查次数（计划内）', ...counted },
    ...(mayCorrect ? [{ name: 'quarterCorrection', label: '季度得分加减', ...correction }] : []),
    ...(mayCorrect && ends.at(-1) === month
      ? [{ name: 'yearCorrection', label: '全年得分加减', ...correction }]
      : []),
  ]
}
