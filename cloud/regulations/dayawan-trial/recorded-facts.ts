import { factHalfDays } from '../../rules/fact-shapes'
import type { RecordedFact } from '../../rules/held-month'

/**
 * Absences that the grid head confirmed: check-ins do not tell them, and an approved leave is none.
 * Only full-timers' attendance bears on the subsidy (DYW-21.5b).
 */
export function recordedFacts(): RecordedFact[] {
  return [
    {
      name: 'absentHalfDays',
      label: '缺勤的半天数',
      sort: 'attendance',
      article: 'DYW-21.5b',
      measure: '个半天',
      unit: 'count',
      isNeeded: false,
      schema: factHalfDays,
      workerKinds: ['communityFullTime'],
    },
  ]
}
