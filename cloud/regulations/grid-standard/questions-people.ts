import { z } from 'zod'
import { ageWithin } from '../../rules/blocks/eligibility'
import { countTotal } from '../../rules/blocks/count-total'
import { lastDayOfTerm } from '../../rules/blocks/terms'
import { addDays } from '../../rules/blocks/working-days'
import { factCount, factList, factName } from '../../rules/fact-shapes'
import { makeFigure, textFact } from '../../rules/figures'
import { factDay } from '../../rules/month-facts'
import { daysBetween } from '../../rules/months'
import { nameOf, withReadings } from '../../rules/naming'
import { question } from '../../rules/questions'
import { RuleError } from '../../rules/rule-error'

/** Registered persons of community correction that are linked to no grid. */
const unassigned = question(
  { registered: factCount, linked: factCount },
  (law, { registered, linked }) => {
    if (linked > registered) throw new RuleError('factsRefused', '落到网格的多于在册的', 'linked')
    const naming = withReadings(
      law,
      nameOf(law, 'unassigned', '没有落到网格的社区矫正人员', 'JY-2.4'),
      'correctionPersons',
    )
    const value = registered - linked
    const sentence = `在册 ${registered} 人 − 落到网格 ${linked} 人 = ${value} 人`
    const figure = makeFigure(naming, { value, unit: 'count', sentence, block: 'countTotal' })
    return {
      outcome: value === 0 ? 'complete' : 'unassigned',
      sentence,
      figures: [figure],
      articles: naming.articles,
    }
  },
)

/** When the next visit is due, by the county's period (A-JY-02). */
const visitDue = question({ lastVisitOn: factDay }, (law, { lastVisitOn, on }) => {
  if (on < lastVisitOn) throw new RuleError('factsRefused', '走访的日期还没有到', 'lastVisitOn')
  const period = law.number('visitPeriodMonths')
  const naming = nameOf(law, 'daysOverdue', '走访逾期天数', 'JY-3.2')
  const dueOn = addDays(lastDayOfTerm(lastVisitOn, period.value), 1)
  const value = daysBetween(addDays(dueOn, 1), on)
  const sentence = `上次走访 ${lastVisitOn}，每 ${period.text}一次，应在 ${dueOn} 以前再走访，逾期 ${value} 天`
  const figure = makeFigure(naming, {
    value,
    unit: 'days',
    sentence,
    block: 'terms',
    parameters: [period],
    facts: [textFact('lastVisitOn', '上次走访', lastVisitOn), textFact('dueOn', '应走访', dueOn)],
  })
  return {
    outcome: value > 0 ? 'overdue' : on === dueOn ? 'due' : 'notDue',
    sentence,
    figures: [figure],
    articles: naming.articles,
  }
})

/** Residents that have reached the age of the allowance (A-SGT-01). */
const ageList = question(
  { persons: factList(z.strictObject({ person: factName, bornOn: factDay })) },
  (law, { persons, on }) => {
    const naming = withReadings(law, nameOf(law, 'listed', '高龄名单', 'SGT-4.2'), 'allowanceAge')
    const age = ageWithin(
      { ...naming, code: 'age', label: '年龄' },
      { least: law.number('allowanceAge'), most: null, mostIncluded: true },
    )
    const reached = persons.filter(({ bornOn }) => age(bornOn, on).reason.met)
    const figure = countTotal(
      naming,
      '人',
    )(reached.map(({ person }) => ({ label: person, count: 1 })))
    const names = reached.map(({ person }) => person).join('、')
    return {
      outcome: reached.length > 0 ? 'listed' : 'notYet',
      sentence: reached.length > 0 ? `列入名单：${names}` : '没有到年龄的人',
      figures: [figure],
      articles: naming.articles,
    }
  },
)

/** A year without petitions above the level or in a group. */
const petitions = question(
  { skippingLevels: factCount, inGroups: factCount },
  (law, { skippingLevels, inGroups }) => {
    const most = law.number('petitionsPerYear')
    const naming = { ...nameOf(law, 'petitions', '越级上访和群访', 'SGT-3.2'), readings: [most] }
    const figure = countTotal(
      naming,
      '起',
    )([
      { label: '越级上访', count: skippingLevels },
      { label: '群访', count: inGroups },
    ])
    const met = figure.value <= most.value
    return {
      outcome: met ? 'met' : 'notMet',
      sentence: `全年越级上访和群访 ${figure.value} 起，至多 ${most.text}，${met ? '达到' : '未达到'}`,
      figures: [figure],
      articles: naming.articles,
    }
  },
)

export const peopleQuestions = { unassigned, visitDue, ageList, petitions }
