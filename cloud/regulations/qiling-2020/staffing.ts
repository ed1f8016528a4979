import { z } from 'zod'
import { averageSize, type Rounding, unitsNeeded } from '../../rules/blocks/units-needed'
import { factCount } from '../../rules/fact-shapes'
import { countFact, makeFigure, parametersOf } from '../../rules/figures'
import type { Law } from '../../rules/law'
import { nameOf, withReadings } from '../../rules/naming'
import { question } from '../../rules/questions'

const roundings = z.enum(['up', 'nearest', 'down'])

/** Grids of the community, of the villages, and the workers they need (QL-5). */
export const gridsNeeded = question(
  {
    /** Households of 淄水社区. */
    households: factCount,
    /** Villages of the street, where it is not the number that the regulation names. */
    villages: factCount.optional(),
    /** Workers there are, by kind. */
    workers: z.strictObject({ community: factCount, rural: factCount }).optional(),
  },
  (law, { households, villages, workers }) => {
    const counted = makeFigure(nameOf(law, 'householdCount', '社区户数', 'QL-5.2'), {
      value: households,
      unit: 'count',
      sentence: `社区 ${households} 户`,
      block: 'given',
      facts: [countFact('households', '社区户数', households, '户')],
    })
    const grids = unitsNeeded(
      withReadings(law, nameOf(law, 'communityGrids', '社区网格', 'QL-5.2'), 'gridRounding'),
      {
        size: law.number('householdsPerGrid'),
        rounding: roundings.parse(law.choice('gridRounding')) satisfies Rounding,
        counted: '户',
        measure: '个',
      },
    )(households)
    const average = averageSize(
      nameOf(law, 'averageGrid', '平均每格户数', 'QL-5.2'),
      counted,
      grids,
    )
    const rural = villageGrids(law, villages)
    const required = makeFigure(nameOf(law, 'workersRequired', '要配网格员', 'QL-5'), {
      value: rural.value + grids.value,
      unit: 'count',
      sentence: `村 ${rural.value} + 社区 ${grids.value} = ${rural.value + grids.value} 人`,
      block: 'sum',
      inputs: [rural, grids],
    })
    const gaps = workers
      ? [
          gap(law, 'rural', rural.value, workers.rural),
          gap(law, 'community', grids.value, workers.community),
        ]
      : []
    const missing = gaps.reduce((sum, { value }) => sum + value, 0)
    const told = workers ? `，${missing === 0 ? '已配齐' : `还缺 ${missing} 人`}` : ''
    return {
      outcome: workers ? (missing === 0 ? 'complete' : 'short') : 'computed',
      sentence: `社区 ${grids.value} 个网格，村 ${rural.value} 个网格，要配 ${required.value} 名网格员${told}`,
      articles: law.articles('QL-5.1', 'QL-5.2'),
      figures: [grids, average, rural, required, ...gaps],
    }
  },
)

function villageGrids(law: Law, given: number | undefined) {
  const known = law.number('villages')
  const each = law.number('workersPerVillage')
  const villages = given ?? known.value
  const naming = nameOf(law, 'villageGrids', '村网格', 'QL-5.1', 'QL-2')
  return makeFigure(naming, {
    value: villages * each.value,
    unit: 'count',
    sentence: `${villages} 个村，每村 ${each.text}，共 ${villages * each.value} 人`,
    block: 'unitsNeeded',
    parameters: parametersOf(naming, each, given === undefined ? known : null),
    facts: [countFact('villages', '村数', villages, '个')],
  })
}

function gap(law: Law, kind: 'community' | 'rural', needed: number, have: number) {
  const label = kind === 'rural' ? '村网格员缺口' : '社区网格员缺口'
  const value = Math.max(0, needed - have)
  return makeFigure(nameOf(law, `gap.${kind}`, label, 'QL-5'), {
    value,
    unit: 'count',
    sentence: `要 ${needed} 人，有 ${have} 人，缺 ${value} 人`,
    block: 'postGaps',
    facts: [countFact(`workers.${kind}`, '现有', have, '人')],
  })
}
