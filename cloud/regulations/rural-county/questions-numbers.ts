import { z } from 'zod'
import type { Figure, Proposal } from '../../contract/trace'
import { countPerUnit, countTotal } from '../../rules/blocks/count-total'
import { feasibleNumbers } from '../../rules/blocks/feasible-numbers'
import { postGaps } from '../../rules/blocks/post-gaps'
import { shareWithWarning } from '../../rules/blocks/share-with-warning'
import { sizeBalance } from '../../rules/blocks/size-balance'
import { staffing } from '../../rules/blocks/staffing'
import { factCount, factList, factName, factReason } from '../../rules/fact-shapes'
import type { Law } from '../../rules/law'
import { nameOf, proposed, withReadings } from '../../rules/naming'
import { question } from '../../rules/questions'
import { RuleError } from '../../rules/rule-error'

interface GroupNumbers {
  fewest: number
  greatest: number
  figures: Figure[]
  sentence: string
  special: Proposal[]
}

/** Workers of one group by its resident households; where no number fits, one as a special case. */
function numbersOf(law: Law, group: string, residentHouseholds: number): GroupNumbers {
  const naming = withReadings(
    law,
    nameOf(law, 'workers', `${group}网格员`, 'XC-5.2', 'XC-7.5'),
    'householdBase',
  )
  const { fewest, greatest, feasible, sentence } = feasibleNumbers(naming, {
    least: law.number('householdsPerWorker.least'),
    most: law.number('householdsPerWorker.most'),
    measure: '户',
    label: `${group}长住户`,
    unit: '名',
  })(residentHouseholds)
  const figures = [fewest, greatest]
  if (feasible)
    return { fewest: fewest.value, greatest: greatest.value, figures, sentence, special: [] }
  const workers = law.number('specialCaseWorkers')
  const told = `${sentence}，作为特例提出 ${workers.text}，由乡镇批`
  return {
    fewest: workers.value,
    greatest: workers.value,
    figures,
    sentence: told,
    special: [proposed('exception', 'noFeasibleNumber', law.article('XC-6.1'), told)],
  }
}

function totals(
  law: Law,
  counted: readonly { label: string; numbers: GroupNumbers; times: number }[],
) {
  const total = (code: 'fewest' | 'greatest', label: string) =>
    countTotal(
      nameOf(law, code, label, 'XC-5.2', 'XC-7.5'),
      '名',
    )(counted.map((one) => ({ label: one.label, count: one.numbers[code] * one.times })))
  return [total('fewest', '网格员最少'), total('greatest', '网格员最多')]
}

/** How many workers each group may have: ceil(H ÷ 10) to floor(H ÷ 6) (A-XC-01). */
const workersNeeded = question(
  {
    groups: factList(z.strictObject({ group: factName, residentHouseholds: factCount })),
  },
  (law, { groups }) => {
    const counted = groups.map(({ group, residentHouseholds }) => ({
      label: group,
      numbers: numbersOf(law, group, residentHouseholds),
      times: 1,
    }))
    const proposals = counted.flatMap(({ numbers }) => numbers.special)
    return {
      outcome: proposals.length > 0 ? 'specialCase' : 'feasible',
      sentence: counted.map(({ numbers }) => numbers.sentence).join('；'),
      figures: withInputs(totals(law, counted), counted),
      proposals,
      articles: law.articles('XC-5.2', 'XC-7.5'),
    }
  },
)

function withInputs(figures: Figure[], counted: readonly { numbers: GroupNumbers }[]): Figure[] {
  return figures.map((figure) => ({
    ...figure,
    inputs: counted.flatMap(({ numbers }) =>
      numbers.figures.filter(({ code }) => code === figure.code),
    ),
  }))
}

/** All posts of a township: heads of three levels, six instructors a natural village, workers. */
const posts = question(
  {
    administrativeVillages: factCount,
    /** Natural villages; those of one size may stand together. */
    naturalVillages: factList(
      z.strictObject({ villages: factCount, residentHouseholds: factCount }),
    ),
  },
  (law, { administrativeVillages, naturalVillages }) => {
    const villages = naturalVillages.reduce((sum, one) => sum + one.villages, 0)
    const perUnit = (code: string, label: string, articleId: string, name: string) =>
      countPerUnit(nameOf(law, code, label, articleId), law.number(name), '名')
    const points = law.list('points')
    const counted = naturalVillages.map((one) => ({
      label: `${one.residentHouseholds} 户的村 ${one.villages} 个`,
      numbers: numbersOf(law, `${one.residentHouseholds} 户的村`, one.residentHouseholds),
      times: one.villages,
    }))
    const proposals = counted.flatMap(({ numbers }) => numbers.special)
    const figures = [
      perUnit('level1', '一级总网格长', 'XC-7.1', 'heads.level1')(1),
      perUnit('level2', '二级总网格长', 'XC-7.2', 'heads.level2')(administrativeVillages),
      perUnit('level3', '三级总网格长', 'XC-7.3', 'heads.level3')(villages),
      perUnit(
        'instructors',
        '网格指导员',
        'XC-7.4',
        'instructorsPerPoint',
      )(villages * points.length),
      ...withInputs(totals(law, counted), counted),
    ]
    return {
      outcome: proposals.length > 0 ? 'specialCase' : 'feasible',
      sentence: figures.map(({ label, value }) => `${label} ${value} 名`).join('，'),
      figures,
      proposals,
      articles: law.articles('XC-7'),
    }
  },
)

/** One instructor a point, six different people unless the township recorded an exception (A-XC-03). */
const instructors = question(
  {
    instructors: factList(z.strictObject({ person: factName, points: factList(factName) })),
    townshipException: factReason.optional(),
  },
  (law, facts) => {
    const naming = withReadings(
      law,
      nameOf(law, 'instructors', '网格指导员', 'XC-7.4'),
      'points',
      'onePersonPerPoint',
    )
    const known = new Set(law.list('points'))
    facts.instructors.forEach(({ points: held }, index) => {
      const unknown = held.find((point) => !known.has(point))
      if (unknown === undefined) return
      const path = `instructors.${index}.points`
      throw new RuleError('factsRefused', `六点里没有 ${unknown}`, path)
    })
    const secondAllowed =
      facts.townshipException !== undefined || law.choice('onePersonPerPoint') === 'severalAllowed'
    const { gaps, missing, doubled } = postGaps(
      naming,
      law.list('points').map((post) => ({
        post,
        label: pointLabels.get(post) ?? post,
        least: law.number('instructorsPerPoint'),
      })),
    )(
      facts.instructors.flatMap(({ person, points: held }) =>
        held.map((post) => ({ person, post, secondAllowed })),
      ),
    )
    const open = gaps.filter(({ value }) => value > 0)
    const told = open.map(({ label, value }) => `${label} ${value} 名`)
    const several = doubled.map(({ person }) => person)
    const exception = several.length > 0 ? `；${several.join('、')}一人管几点` : ''
    return {
      outcome: missing === 0 ? 'complete' : 'gap',
      sentence: `${missing === 0 ? '六点都有人' : `缺：${told.join('、')}`}${exception}`,
      figures: gaps,
      articles: naming.articles,
    }
  },
)

const pointLabels: ReadonlyMap<string, string> = new Map([
  ['publicOpinion', '社情民意收集点'],
  ['povertyReturn', '返贫风险监测点'],
  ['motivation', '内生动力激发点'],
  ['petition', '群众信访受理点'],
  ['dispute', '矛盾纠纷化解点'],
  ['agency', '为民服务代办点'],
])

/** One worker a grid, neither none nor two. */
const gridWorkers = question(
  { grids: factList(z.strictObject({ grid: factName, workers: factCount })) },
  (law, { grids }) => {
    const naming = nameOf(law, 'vacant', '缺网格员', 'XC-3.2')
    const { vacant, vacancies, overstaffed } = staffing(naming, {
      least: law.number('workersPerGrid.least'),
      most: law.number('workersPerGrid.most'),
      measure: '名',
    })(grids.map(({ grid, workers }) => ({ unit: grid, holders: workers })))
    const over = overstaffed.length > 0 ? `；${overstaffed.join('、')}多于一名` : ''
    return {
      outcome: vacancies.length > 0 ? 'vacant' : over === '' ? 'complete' : 'overstaffed',
      sentence: `${vacant.sentence}${over}`,
      figures: [vacant],
      articles: naming.articles,
    }
  },
)

/** How many of the workers come from registered poor households: mostly, by the text (A-XC-12). */
const poorHouseholdShare = question(
  { workers: factCount, fromPoorHouseholds: factCount },
  (law, { workers, fromPoorHouseholds }) => {
    if (fromPoorHouseholds > workers)
      throw new RuleError('factsRefused', '建档立卡户的多于全部网格员', 'fromPoorHouseholds')
    const naming = withReadings(
      law,
      nameOf(law, 'poorHouseholdShare', '建档立卡户占比', 'XC-6.2'),
      'poorHouseholdConsequence',
    )
    const { figure, low, sentence } = shareWithWarning(naming, {
      least: law.number('poorHouseholdShare'),
      part: '建档立卡户',
      whole: '网格员',
      measure: '名',
    })(fromPoorHouseholds, workers)
    const article = law.article('XC-6.2')
    return {
      outcome: low ? 'warning' : 'ok',
      sentence,
      figures: [figure],
      proposals: low ? [proposed('warning', 'lowShare', article, sentence, figure)] : [],
      articles: naming.articles,
    }
  },
)

/** Largest and smallest grid: the text asks for balance and names no number. */
const balance = question(
  { grids: factList(z.strictObject({ grid: factName, households: factCount })) },
  (law, { grids }) => {
    const naming = nameOf(law, 'balance', '网格户数', 'XC-2.1')
    const found = sizeBalance(
      naming,
      '户',
    )(grids.map(({ grid, households }) => ({ label: grid, count: households })))
    return {
      outcome: found ? 'computed' : 'none',
      sentence: found ? `${found.largest.sentence}；${found.smallest.sentence}` : '没有网格',
      figures: found ? [found.largest, found.smallest] : [],
      articles: naming.articles,
    }
  },
)

export const numberQuestions = {
  workersNeeded,
  posts,
  instructors,
  gridWorkers,
  poorHouseholdShare,
  balance,
}
