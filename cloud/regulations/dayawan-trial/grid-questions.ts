import { z } from 'zod'
import { itemScores, schemeFault } from '../../rules/blocks/item-scores'
import { institutionGaps, postGaps } from '../../rules/blocks/post-gaps'
import { rate } from '../../rules/blocks/rate'
import { factCount, factList, factName } from '../../rules/fact-shapes'
import { countFact, makeFigure, parametersOf } from '../../rules/figures'
import type { Law } from '../../rules/law'
import { nameOf, withReadings } from '../../rules/naming'
import { question } from '../../rules/questions'
import { factItemScore, factPost } from './facts'
import { type Post, postLabels } from './labels'
import { refused } from './refused'

const institutionKinds = z.enum(['school', 'mall', 'hospital'])
const institutionLabels = new Map<string, string>([
  ['school', '学校'],
  ['mall', '大型商场'],
  ['hospital', '医院'],
])

const assignment = z.strictObject({
  person: factName,
  post: factPost,
  /** The street marked it as a second post of somebody who holds one. */
  markedByStreet: z.boolean().optional(),
})
const institution = z.strictObject({ id: factName, kind: institutionKinds })
const link = z.strictObject({ person: factName, institution: factName })

/** Posts and institutions of a grid against what it must have (DYW-3.1, DYW-9.2). */
export const posts = question(
  {
    assignments: factList(assignment),
    institutions: factList(institution).optional(),
    /** Part-timers who come from an institution. */
    links: factList(link).optional(),
  },
  (law, { assignments, institutions = [], links = [] }) => {
    refuseLinks(assignments, institutions, links)
    const marked = law.choice('onePersonTwoPosts') === 'ifMarked'
    const { gaps, missing, doubled } = postGaps(
      withReadings(law, nameOf(law, 'posts', '岗位', 'DYW-3.1'), 'onePersonTwoPosts'),
      [...postLabels].map(([post, label]) => ({
        post,
        label,
        least: law.number(`posts.${post}`),
      })),
    )(
      assignments.map(({ person, post, markedByStreet }) => ({
        person,
        post,
        secondAllowed: marked && markedByStreet === true,
      })),
    )
    const places = placesOf(law, institutions, links)
    const total = missing + places.figure.value
    const twice = doubled.map(({ person, posts: held }) => `${person} 一人兼 ${held.length} 岗`)
    const named = [
      ...gaps.filter(({ value }) => value > 0).map(({ sentence }) => sentence),
      ...(places.figure.value > 0 ? [places.figure.sentence] : []),
      ...twice,
    ]
    return {
      outcome: total === 0 ? 'complete' : 'short',
      sentence: [total === 0 ? '已配齐' : `还缺 ${total} 人`, ...named].join('；'),
      articles: law.articles('DYW-3.1', 'DYW-9.2'),
      figures: [...gaps, places.figure, doubledFigure(law, doubled.length)],
    }
  },
)

function placesOf(
  law: Law,
  institutions: readonly z.infer<typeof institution>[],
  links: readonly z.infer<typeof link>[],
) {
  const asked = law.list('institutionKinds')
  const naming = withReadings(
    law,
    nameOf(law, 'institutionGap', '单位兼职缺口', 'DYW-9.2'),
    'institutionSharing',
  )
  return institutionGaps(naming, {
    least: law.number('institutionWorkers'),
    shared: law.choice('institutionSharing') === 'shared',
  })(
    institutions
      .filter(({ kind }) => asked.includes(kind))
      .map(({ id, kind }) => ({ id, label: `${institutionLabels.get(kind) ?? kind} ${id}` })),
    links,
  )
}

function doubledFigure(law: Law, people: number) {
  const naming = withReadings(
    law,
    nameOf(law, 'doubled', '一人兼两岗', 'DYW-7.2', 'DYW-3.1'),
    'onePersonTwoPosts',
    'headOfManyGrids',
  )
  return makeFigure(naming, {
    value: people,
    unit: 'count',
    sentence: `一人兼两岗的 ${people} 人`,
    block: 'postGaps',
    parameters: parametersOf(naming),
  })
}

/** Links are of people who are part-timers here, and of institutions that are here. */
function refuseLinks(
  assignments: readonly { person: string; post: Post }[],
  institutions: readonly { id: string }[],
  links: readonly { person: string; institution: string }[],
): void {
  const partTimers = new Set(
    assignments.filter(({ post }) => post === 'partTime').map(({ person }) => person),
  )
  const known = new Set(institutions.map(({ id }) => id))
  if (known.size < institutions.length) refused('有单位出现了两次', 'institutions')
  links.forEach(({ person, institution: at }, index) => {
    if (!partTimers.has(person))
      refused(`${person} 不是这个网格的兼职网格员`, `links.${index}.person`)
    if (!known.has(at)) refused(`这个网格没有 ${at}`, `links.${index}.institution`)
  })
}

/** Share of matters that were resolved inside the grid (DYW-10.1b); the text asks for no number. */
export const resolvedInGrid = question(
  { closed: factCount, closedInGrid: factCount },
  (law, { closed, closedInGrid }) => {
    if (closedInGrid > closed) refused('网格内办结多于全部办结', 'closedInGrid')
    const { figure, sentence } = rate(nameOf(law, 'resolvedInGrid', '网格内解决率', 'DYW-10.1b'), {
      measure: '件',
      part: '网格内办结',
      whole: '办结',
      capped: false,
    })(closedInGrid, closed)
    return {
      outcome: figure ? 'computed' : 'nothing',
      sentence,
      articles: law.articles('DYW-10.1b'),
      figures: [figure],
    }
  },
)

/** Whether the street's scheme may be used, and what its items' scores come to (DYW-26). */
export const scheme = question({ items: factList(factItemScore).min(1) }, (law, { items }) => {
  const full = law.number('fullScore')
  const fault = schemeFault(full, items)
  const naming = withReadings(law, nameOf(law, 'schemeTotal', '各项满分合计', 'DYW-26'), 'scheme')
  const total = items.reduce((sum, { mostPoints }) => sum + mostPoints, 0)
  const figure = makeFigure(naming, {
    value: total,
    unit: 'count',
    sentence: `${items.map(({ mostPoints }) => mostPoints).join(' + ')} = ${total} 分`,
    block: 'itemScores',
    parameters: parametersOf(naming, full),
    facts: items.map(({ office, mostPoints }, index) =>
      countFact(`item.${index}`, office, mostPoints, '分'),
    ),
  })
  const scored = !fault && items.every(({ scoreHundredths }) => scoreHundredths !== null)
  const score = scored
    ? itemScores(nameOf(law, 'score', '考核得分', 'DYW-26'), full)(items, 'items')
    : null
  return {
    outcome: fault ? 'refused' : score ? 'scored' : 'accepted',
    sentence: fault
      ? `${fault}，这个方案不能用`
      : score
        ? `方案可用，${score.figure.sentence}`
        : '方案可用，分还没有打齐',
    articles: law.articles('DYW-26'),
    figures: [figure, score?.figure ?? null],
  }
})
