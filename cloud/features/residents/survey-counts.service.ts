import { smallestSample } from '../../contract/residents-surveys'
import { monthEnd, monthRangeMs } from '../../platform/clock'
import { quarterOf, surveyFigures } from './survey-rates'
import type { SurveysStore } from './surveys.store'

/** Of a grid how many residents answered, know the service, and are content with it. */
export interface GridSurvey {
  answers: number
  aware: number
  satisfied: number
}

/** For the pay feature: a township's answers of the month's quarter up to the month's end, by grid. */
export interface SurveyCountsService {
  inMonth(townshipCode: string, month: string): Promise<Map<string, GridSurvey>>
}

/** Grids with fewer answers than the smallest sample are left out: no single answer may show through. */
export function createSurveyCounts(store: Pick<SurveysStore, 'counts'>): SurveyCountsService {
  return {
    async inMonth(townshipCode, month) {
      const before = new Date(monthRangeMs(month).endMs)
      const counts = await store.counts(quarterOf(monthEnd(month)), [townshipCode], before)
      const grids = new Set(counts.map((one) => one.gridCode))
      return new Map(
        [...grids].flatMap((gridCode) => {
          const own = surveyFigures(counts.filter((one) => one.gridCode === gridCode))
          const { answers, knows: aware, satisfied } = own
          return answers < smallestSample
            ? []
            : [[gridCode, { answers, aware, satisfied }] as const]
        }),
      )
    },
  }
}
