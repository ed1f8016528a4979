import { z } from 'zod'
import { countTotal } from '../../rules/blocks/count-total'
import { feasibleNumbers } from '../../rules/blocks/feasible-numbers'
import { gridSize, rangeAround, rangeBetween } from '../../rules/blocks/grid-size'
import { staffing } from '../../rules/blocks/staffing'
import { factCount, factList, factName } from '../../rules/fact-shapes'
import type { Law } from '../../rules/law'
import { nameOf } from '../../rules/naming'
import { question } from '../../rules/questions'
import { compositeOf, gradeBy, surveyRates } from './assessment'
import { scores, survey as surveyFacts } from './facts'

function sizes(law: Law) {
  const naming = nameOf(law, 'size', '网格规模', 'STD-4.1a')
  return {
    naming,
    households: rangeBetween(
      naming,
      law.number('gridHouseholds.least'),
      law.number('gridHouseholds.most'),
    ),
    persons: rangeAround(naming, law.number('gridPersons'), law.number('gridTolerance')),
  }
}

/** 300 to 500 households, or about 1500 persons: either is enough (A-STD-01). */
const size = question(
  { households: factCount, persons: factCount.optional() },
  (law, { households, persons }) => {
    const { naming, ...ranges } = sizes(law)
    return { ...gridSize(naming, ranges)(households, persons), articles: naming.articles }
  },
)

/** Into how many grids households can be split; where no number fits, persons decide. */
const gridSplit = question(
  { households: factCount, persons: factCount.optional() },
  (law, { households, persons }) => {
    const { naming, ...ranges } = sizes(law)
    const split = (code: string, label: string, measure: string, range: typeof ranges.persons) =>
      feasibleNumbers(
        { ...naming, code, label: `网格数（${label}）` },
        {
          ...range,
          measure,
          label,
          unit: '个',
        },
      )
    const byHouseholds = split('grids', '按户数', '户', ranges.households)(households)
    const figures = [byHouseholds.fewest, byHouseholds.greatest]
    const { articles } = naming
    if (byHouseholds.feasible)
      return { outcome: 'feasible', sentence: byHouseholds.sentence, figures, articles }
    if (persons === undefined) {
      const sentence = `${byHouseholds.sentence}，建议按人数划分`
      return { outcome: 'notFeasible', sentence, figures, articles }
    }
    const byPersons = split('grids', '按人数', '人', ranges.persons)(persons)
    return {
      outcome: byPersons.feasible ? 'feasibleByPersons' : 'notFeasible',
      sentence: `${byHouseholds.sentence}；${byPersons.sentence}`,
      figures: [byPersons.fewest, byPersons.greatest],
      articles,
    }
  },
)

/** Grids without a worker. */
const vacancies = question(
  { grids: factList(z.strictObject({ grid: factName, workers: factCount })) },
  (law, { grids }) => {
    const naming = nameOf(law, 'vacant', '缺网格员', 'STD-4.1b')
    const { vacant } = staffing(naming, {
      least: law.number('workersPerGrid'),
      most: null,
      measure: '名',
    })(grids.map(({ grid, workers }) => ({ unit: grid, holders: workers })))
    return {
      outcome: vacant.value === 0 ? 'complete' : 'vacant',
      sentence: vacant.sentence,
      figures: [vacant],
      articles: naming.articles,
    }
  },
)

/** Households and persons of the buildings of a grid. */
const buildings = question(
  {
    buildings: factList(
      z.strictObject({ building: factName, households: factCount, persons: factCount }),
    ),
  },
  (law, facts) => {
    const total = (code: 'households' | 'persons', label: string, measure: string) =>
      countTotal(
        nameOf(law, code, label, 'SGT-1.2'),
        measure,
      )(facts.buildings.map((one) => ({ label: one.building, count: one[code] })))
    const figures = [total('households', '户数', '户'), total('persons', '人数', '人')]
    return {
      outcome: 'computed',
      sentence: figures.map(({ label, sentence }) => `${label} ${sentence}`).join('；'),
      figures,
      articles: law.articles('SGT-1.2'),
    }
  },
)

/** The composite score alone: the weights are enough, no grades are needed. */
const composite = question({ scores }, (law, facts) => {
  const score = compositeOf(law, facts.scores)
  return {
    outcome: 'computed',
    sentence: `综合得分：${score.sentence}`,
    figures: [score],
    articles: law.articles('STD-7.2'),
  }
})

/** The grade of a composite score. */
const grade = question({ scores }, (law, facts) => {
  const score = compositeOf(law, facts.scores)
  const graded = gradeBy(law, score)
  return {
    outcome: graded.grade ?? 'failed',
    sentence: graded.sentence,
    figures: [score],
    articles: law.articles('STD-7.2', 'STD-7.3a'),
  }
})

const survey = question({ survey: surveyFacts }, (law, facts) => {
  const rates = surveyRates(law, facts.survey, 'survey.')
  return {
    outcome: facts.survey.answers === 0 ? 'none' : 'computed',
    sentence: rates.map(({ sentence }) => sentence).join('；'),
    figures: rates.map(({ figure }) => figure),
    articles: law.articles('STD-7.1c'),
  }
})

export const gridQuestions = {
  gridSize: size,
  gridSplit,
  vacancies,
  buildings,
  composite,
  grade,
  survey,
}
