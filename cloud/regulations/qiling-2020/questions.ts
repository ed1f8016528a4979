import type { Question } from '../../rules/questions'
import { averageFloorQuestion } from './floor-question'
import { eligibility, funding, probation, resignation, yearlyAssessment } from './people'
import { officeScore, ranks, scheme, streaks } from './ranking-questions'
import { detectionRates, ledgerRates, quarterCoverage, survey } from './rate-targets'
import { gridsNeeded } from './staffing'
import { patrolDay, patrolWeek, promptness, quarterTraining, visitAverage } from './work-targets'

/** What may be asked beside a month's pay, by the name that facts carry. */
export const questions: Readonly<Record<string, Question>> = {
  gridsNeeded,
  scheme,
  officeScore,
  ranks,
  streaks,
  averageFloor: averageFloorQuestion,
  patrolDay,
  patrolWeek,
  visitAverage,
  promptness,
  quarterCoverage,
  quarterTraining,
  ledgerRates,
  detectionRates,
  survey,
  eligibility,
  probation,
  yearlyAssessment,
  resignation,
  funding,
}
