import { z } from 'zod'
import { ageWithin, educationAtLeast, requiredCondition } from '../../rules/blocks/eligibility'
import { rate } from '../../rules/blocks/rate'
import { stageOrder } from '../../rules/blocks/stage-order'
import { sumOf } from '../../rules/blocks/sum'
import { factCount, factFen } from '../../rules/fact-shapes'
import { makeFigure, moneyFact } from '../../rules/figures'
import { factDay } from '../../rules/month-facts'
import { nameOf, withReadings } from '../../rules/naming'
import { yuanText } from '../../rules/money'
import { question } from '../../rules/questions'
import { RuleError } from '../../rules/rule-error'
import { workerKindLabels, workerKinds } from './facts'
import { belowFloor, floorsOf } from './pay'

const levels = ['primary', 'juniorMiddle', 'seniorMiddle', 'juniorCollege', 'bachelor'] as const
const levelLabels: ReadonlyMap<(typeof levels)[number], string> = new Map([
  ['primary', '小学'],
  ['juniorMiddle', '初中'],
  ['seniorMiddle', '高中（中专）'],
  ['juniorCollege', '大专'],
  ['bachelor', '本科及以上'],
])
const leastLevel = z.enum(levels)

/** Hiring terms of the communities' workers; of the rural ones the text says nothing (A-LJ-08). */
const eligibility = question(
  {
    kind: z.enum(workerKinds),
    bornOn: factDay,
    education: z.enum(levels),
    livesInCommunity: z.boolean(),
  },
  (law, { kind, bornOn, education, livesInCommunity, on }) => {
    const articles = law.articles('LJ-6.1.1')
    if (kind === 'rural' && law.choice('eligibilityScope') === 'communityOnly') {
      const sentence = `原文只写了城市社区网格员的条件，没有写${workerKindLabels.get(kind)}的`
      return { outcome: 'notRegulated', sentence, articles }
    }
    const name = (code: string, label: string) =>
      withReadings(law, nameOf(law, code, label, 'LJ-6.1.1'), 'eligibilityScope')
    const aged = ageWithin(name('age', '年龄'), {
      least: null,
      most: law.number('mostAge'),
      mostIncluded: true,
    })(bornOn, on)
    const reasons = [
      aged.reason,
      educationAtLeast(name('education', '学历'), {
        levels: levelLabels,
        least: leastLevel.parse(law.choice('leastEducation')),
        fullTime: false,
      })({ level: education }),
      requiredCondition(name('residence', '居住'), {
        met: '住在任职的社区',
        notMet: '不住在任职的社区',
      })(livesInCommunity),
    ]
    const eligible = reasons.every(({ met }) => met)
    return {
      outcome: eligible ? 'eligible' : 'refused',
      sentence: `${reasons.map(({ sentence }) => sentence).join('；')}；${eligible ? '符合条件' : '不符合条件'}`,
      figures: [aged.figure],
      reasons,
      articles,
    }
  },
)

/** Pay beside last year's income per head. */
const incomeFloor = question(
  { kind: z.enum(workerKinds), monthFen: factFen, yearFen: factFen.optional() },
  (law, { kind, monthFen, yearFen }) => {
    const floors = floorsOf(law, kind, { monthFen, yearFen: yearFen ?? null })
    if (floors.length === 0) {
      const sentence = '县里还没有录入上一年度人均可支配收入，不能比较'
      return { outcome: 'incomeUnset', sentence, articles: law.articles('LJ-4.5b') }
    }
    return {
      outcome: floors.every(({ met }) => met) ? 'ok' : 'belowFloor',
      sentence: floors.map(({ sentence }) => sentence).join('；'),
      figures: floors.map(({ figure }) => figure),
      proposals: belowFloor(law, floors),
      articles: law.articles('LJ-4.5b'),
    }
  },
)

/** Where the money comes from. */
const funding = question(
  { countyFen: factFen, townshipFen: factFen, cityFen: factFen },
  (law, { countyFen, townshipFen, cityFen }) => {
    const naming = nameOf(law, 'funding', '经费', 'LJ-4.5c')
    const source = (code: string, label: string, fen: number) =>
      makeFigure(
        { ...naming, code, label },
        {
          value: fen,
          unit: 'fen',
          sentence: `${label} ${yuanText(fen)}`,
          block: 'sum',
          facts: [moneyFact(code, label, fen)],
        },
      )
    const sources = [
      source('county', '县级财政', countyFen),
      source('township', '乡级财政', townshipFen),
      source('city', '市级补助', cityFen),
    ]
    const total = sumOf(naming, sources)
    const mostly = cityFen <= countyFen + townshipFen
    return {
      outcome: mostly ? 'mostlyOwn' : 'mostlySubsidised',
      sentence: `${total.sentence}；${mostly ? '主要由县乡财政承担' : '市级补助多于县乡财政，同原文不一致'}`,
      figures: [total],
      articles: naming.articles,
    }
  },
)

const steps: ReadonlyMap<'trained' | 'posted', string> = new Map([
  ['trained', '岗前培训'],
  ['posted', '上岗'],
])

/** Nobody takes up the post before the training for it. */
const activation = question(
  { trainedOn: factDay.optional(), postedOn: factDay.optional() },
  (law, { trainedOn, postedOn }) => {
    const naming = nameOf(law, 'activation', '岗前培训', 'LJ-4.4b')
    const reached = [
      ...(trainedOn ? [{ stage: 'trained' as const, at: trainedOn }] : []),
      ...(postedOn ? [{ stage: 'posted' as const, at: postedOn }] : []),
    ]
    const { early, backwards, reasons } = stageOrder(naming, steps)(reached)
    const wrong = early.length > 0 || backwards.length > 0
    const outcome = wrong ? 'beforeTraining' : trainedOn ? 'mayStart' : 'trainingMissing'
    const sentence = {
      beforeTraining: '上岗早于岗前培训',
      mayStart: '已做岗前培训，可以上岗',
      trainingMissing: '还没有做岗前培训，不能上岗',
    }[outcome]
    return { outcome, sentence, reasons, articles: naming.articles }
  },
)

/** What residents know of the grid: the word, what it is, and from having met it. */
const survey = question(
  { asked: factCount, know: factCount, understand: factCount, contacted: factCount },
  (law, { asked, know, understand, contacted }) => {
    for (const [name, count] of Object.entries({ know, understand, contacted })) {
      if (count > asked) throw new RuleError('factsRefused', '回答的多于调查的', name)
    }
    const made = (code: string, label: string, count: number) =>
      rate(nameOf(law, code, label, 'LJ-6.2.2'), {
        part: label,
        whole: '调查',
        measure: '人',
        capped: false,
      })(count, asked)
    const all = [
      made('knowRate', '知道网格', know),
      made('understandRate', '了解网格', understand),
      made('contactedRate', '接触过网格', contacted),
    ]
    return {
      outcome: asked === 0 ? 'none' : 'computed',
      sentence: all.map(({ sentence }) => sentence).join('；'),
      figures: all.map(({ figure }) => figure),
      articles: law.articles('LJ-6.2.2'),
    }
  },
)

export const peopleQuestions = { eligibility, incomeFloor, funding, activation, survey }
