import { z } from 'zod'
import { countTotal } from '../../rules/blocks/count-total'
import { gridSize, rangeAround } from '../../rules/blocks/grid-size'
import { rate } from '../../rules/blocks/rate'
import { staffing } from '../../rules/blocks/staffing'
import { namesOf } from '../../rules/blocks/eligibility'
import { factCount, factList, factName } from '../../rules/fact-shapes'
import { nameOf, withReadings } from '../../rules/naming'
import { question } from '../../rules/questions'
import { RuleError } from '../../rules/rule-error'

/** 基础网格：300 户或 1000 人左右，上下幅度由县里定（A-LJ-06）。 */
const size = question(
  { households: factCount, persons: factCount.optional() },
  (law, { households, persons }) => {
    const naming = nameOf(law, 'size', '网格规模', 'LJ-2.1')
    const tolerance = law.number('gridTolerance')
    const { outcome, ...told } = gridSize(naming, {
      households: rangeAround(naming, law.number('gridHouseholds'), tolerance),
      persons: rangeAround(naming, law.number('gridPersons'), tolerance),
    })(households, persons)
    return { outcome, ...told, articles: naming.articles }
  },
)

const unitTypes = [
  'officeBuilding',
  'enterprise',
  'marketArea',
  'schoolOrHospital',
  'parkOrScenicArea',
  'waterFieldOrWood',
] as const
const unitLabels: ReadonlyMap<string, string> = new Map([
  ['officeBuilding', '商务楼宇'],
  ['enterprise', '工商企业'],
  ['marketArea', '市场商圈'],
  ['schoolOrHospital', '学校医院'],
  ['parkOrScenicArea', '公园景区'],
  ['waterFieldOrWood', '水田林草'],
])

/** Whether a unit is a grid of its own, or goes into another one. */
const gridKind = question(
  { unitType: z.enum(unitTypes), independent: z.boolean(), large: z.boolean() },
  (law, { unitType, independent, large }) => {
    const label = namesOf(law.parameter('specialUnitTypes'), unitLabels).get(unitType)
    const articles = law.articles('LJ-2.2', 'LJ-2.3')
    if (label !== undefined && independent && large) {
      const sentence = `${label}，规模大又相对独立，单独划为专属网格`
      return { outcome: 'ownSpecialGrid', sentence, articles }
    }
    const where = law.parameter('smallUnits')
    const told = `${label ?? '不在六种单位之内'}，${large ? '' : '规模小，'}${independent ? '' : '不独立，'}`
    return where.value === 'combinedSpecialGrid'
      ? { outcome: 'combinedSpecialGrid', sentence: `${told}合成一个专属网格`, articles }
      : { outcome: 'mergedIntoBaseGrid', sentence: `${told}并入附近的基础网格`, articles }
  },
)

/** Grids without a full-time worker. */
const vacancies = question(
  { grids: factList(z.strictObject({ grid: factName, fullTimeWorkers: factCount })) },
  (law, { grids }) => {
    const naming = nameOf(law, 'vacant', '缺专职网格员', 'LJ-3.3')
    const { vacant, vacancies: open } = staffing(naming, {
      least: law.number('workersPerGrid'),
      most: null,
      measure: '名',
    })(grids.map(({ grid, fullTimeWorkers }) => ({ unit: grid, holders: fullTimeWorkers })))
    return {
      outcome: open.length === 0 ? 'complete' : 'vacant',
      sentence: vacant.sentence,
      figures: [vacant],
      articles: naming.articles,
    }
  },
)

/** Households that belong to no grid: none may. */
const coverage = question(
  { households: factCount, covered: factCount },
  (law, { households, covered }) => {
    if (covered > households)
      throw new RuleError('factsRefused', '划入网格的户数多于全部户数', 'covered')
    const naming = nameOf(law, 'coverageRate', '网格覆盖率', 'LJ-0.2')
    const { figure, sentence } = rate(naming, {
      part: '划入网格',
      whole: '全部',
      measure: '户',
      capped: false,
    })(covered, households)
    const open = countTotal(
      nameOf(law, 'uncovered', '没有划入网格的户', 'LJ-0.2'),
      '户',
    )([{ label: '没有划入网格', count: households - covered }])
    return {
      outcome: open.value === 0 ? 'complete' : 'uncovered',
      sentence: `${sentence}，没有划入网格 ${open.value} 户`,
      figures: [figure, open],
      articles: naming.articles,
    }
  },
)

/** Households of the communities; the text counts served people in households (A-LJ-07). */
const householdTotal = question(
  { communities: factList(z.strictObject({ community: factName, households: factCount })) },
  (law, { communities }) => {
    const naming = withReadings(
      law,
      nameOf(law, 'households', '社区户数', 'LJ-1.2'),
      'communityCount',
    )
    const figure = countTotal(
      naming,
      '户',
    )(communities.map(({ community, households }) => ({ label: community, count: households })))
    const sentence = `${communities.length} 个社区共 ${figure.value} 户`
    return { outcome: 'computed', sentence, figures: [figure], articles: naming.articles }
  },
)

/** Full-time workers; those of special grids are another way to divide them (A-LJ-02). */
const headcount = question(
  { rural: factCount, community: factCount, specialGrid: factCount },
  (law, { rural, community, specialGrid }) => {
    const added = law.choice('specialGridWorkers') === 'added'
    const naming = withReadings(
      law,
      nameOf(law, 'workers', '专职网格员', 'LJ-3.2'),
      'specialGridWorkers',
    )
    const special = { label: '专属网格', count: specialGrid }
    const figure = countTotal(
      naming,
      '名',
    )([
      { label: '农村', count: rural },
      { label: '城市社区', count: community },
      ...(added ? [special] : []),
    ])
    const other = countTotal(
      nameOf(law, 'specialGridWorkers', '专属网格员', 'LJ-3.2'),
      '名',
    )([special])
    const sentence = added
      ? `专职网格员 ${figure.value} 名，含专属网格员 ${specialGrid} 名`
      : `专职网格员 ${figure.value} 名；专属网格员 ${specialGrid} 名是另一种分法，不再相加`
    return { outcome: 'computed', sentence, figures: [figure, other], articles: naming.articles }
  },
)

/** The four layers of the micro-grids' force. */
const forces = question(
  { gridHeads: factCount, workers: factCount, laneHeads: factCount, volunteers: factCount },
  (law, { gridHeads, workers, laneHeads, volunteers }) => {
    const naming = nameOf(law, 'forces', '四层力量', 'LJ-5.1c')
    const figure = countTotal(
      naming,
      '人',
    )([
      { label: '网格长', count: gridHeads },
      { label: '网格员', count: workers },
      { label: '街巷长', count: laneHeads },
      { label: '志愿群众', count: volunteers },
    ])
    const sentence = `四层力量共 ${figure.value} 人`
    return { outcome: 'computed', sentence, figures: [figure], articles: naming.articles }
  },
)

export const gridQuestions = {
  gridSize: size,
  gridKind,
  vacancies,
  coverage,
  householdTotal,
  headcount,
  forces,
}
