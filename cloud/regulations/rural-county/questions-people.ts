import { z } from 'zod'
import type { VerdictReason } from '../../contract/trace'
import { election as electionOf } from '../../rules/blocks/election'
import { ageWithin, educationAtLeast, requiredCondition } from '../../rules/blocks/eligibility'
import { type NoticeTerm, noticeTerm } from '../../rules/blocks/notice-term'
import { type Reached, stageOrder } from '../../rules/blocks/stage-order'
import { factCount, factList, factName, factReason } from '../../rules/fact-shapes'
import type { Law } from '../../rules/law'
import { factDay } from '../../rules/month-facts'
import { nameOf, proposed, withReadings } from '../../rules/naming'
import { question } from '../../rules/questions'
import { RuleError } from '../../rules/rule-error'
import { type Post, postLabels, workerKinds } from './facts'

const levels = ['primary', 'juniorMiddle', 'seniorMiddle', 'juniorCollege', 'bachelor'] as const
const levelLabels: ReadonlyMap<(typeof levels)[number], string> = new Map([
  ['primary', '小学'],
  ['juniorMiddle', '初中'],
  ['seniorMiddle', '高中（中专）'],
  ['juniorCollege', '大专'],
  ['bachelor', '本科及以上'],
])
const leastLevel = z.enum(levels)

/** Age, education and literacy. Appearance and family planning are no checks (A-XC-11). */
const eligibility = question(
  { bornOn: factDay, education: z.enum(levels), readsAndWrites: z.boolean() },
  (law, { bornOn, education, readsAndWrites, on }) => {
    const name = (code: string, label: string, articleId: string, ...readings: string[]) =>
      withReadings(law, nameOf(law, code, label, articleId), ...readings)
    const aged = ageWithin(name('age', '年龄', 'XC-10.3', 'mostAgeIncluded'), {
      least: law.number('leastAge'),
      most: law.number('mostAge'),
      mostIncluded: law.flag('mostAgeIncluded'),
    })(bornOn, on)
    const schooled = educationAtLeast(name('education', '学历', 'XC-10.2', 'literacy'), {
      levels: levelLabels,
      least: leastLevel.parse(law.choice('leastEducation')),
      fullTime: false,
    })({ level: education })
    const literate = requiredCondition(name('literacy', '能写会读', 'XC-10.2', 'literacy'), {
      met: '能写会读',
      notMet: '不能写会读',
    })(readsAndWrites)
    const knows =
      law.choice('literacy') === 'alternative'
        ? schooled.met || literate.met
        : schooled.met && literate.met
    const eligible = aged.reason.met && knows
    const reasons = [aged.reason, schooled, literate]
    return {
      outcome: eligible ? 'eligible' : 'refused',
      sentence: `${reasons.map(({ sentence }) => sentence).join('；')}；${eligible ? '符合条件' : '不符合条件'}`,
      figures: [aged.figure],
      reasons,
      articles: law.articles('XC-10.2', 'XC-10.3'),
    }
  },
)

const heads: ReadonlySet<Post> = new Set(['generalHead1', 'generalHead2', 'generalHead3'])

/** A head of level 1 to 3 beside a post of level 4: not in principle (A-XC-08). */
const concurrentPosts = question(
  {
    held: factList(z.enum(workerKinds)),
    proposed: z.enum(workerKinds),
    reason: factReason.optional(),
  },
  (law, { held, proposed: next, reason }) => {
    const articles = law.articles('XC-8.5')
    const label = (post: Post) => postLabels.get(post) ?? post
    const clash = held.filter((post) => heads.has(post) !== heads.has(next))
    if (clash.length === 0)
      return { outcome: 'allowed', sentence: `可以担任${label(next)}`, articles }
    const told = `已任${clash.map(label).join('、')}，原则上不能兼${label(next)}`
    if (law.choice('headAndStaff') === 'refused' || reason === undefined)
      return { outcome: 'blocked', sentence: told, articles }
    const sentence = `${told}；乡镇写明理由：${reason}`
    const article = law.article('XC-8.5')
    return {
      outcome: 'allowedWithReason',
      sentence,
      proposals: [proposed('exception', 'concurrentPosts', article, sentence)],
      articles,
    }
  },
)

/** The villagers' assembly: the most votes among those present (A-XC-13). */
const election = question(
  {
    entitled: factCount.optional(),
    present: factCount,
    seats: factCount,
    votes: factList(z.strictObject({ candidate: factName, votes: factCount })),
  },
  (law, { entitled, present, seats, votes }) => {
    refuseVotes(present, seats, votes)
    if (entitled !== undefined && entitled < present)
      throw new RuleError('factsRefused', '应到的少于到会的', 'entitled')
    const naming = withReadings(law, nameOf(law, 'votes', '得票', 'XC-9.1'), 'electionRule')
    const { outcome, elected, figures, sentence } = electionOf(naming, {
      quorum: law.number('electionQuorum'),
      wins: law.choice('electionRule') === 'majority' ? 'majority' : 'most',
    })({ entitled: entitled ?? null, present, seats, votes })
    const next = '，接着由村里初审并公示，再由乡镇审定并公示'
    return {
      outcome,
      sentence: elected.length > 0 ? `${sentence}${next}` : sentence,
      figures,
      articles: law.articles('XC-9.1', 'XC-9.4', 'XC-9.5'),
    }
  },
)

/** Nobody has more votes than those present, and all together not more than a vote a seat. */
function refuseVotes(
  present: number,
  seats: number,
  votes: readonly { candidate: string; votes: number }[],
): void {
  if (seats === 0) throw new RuleError('factsRefused', '至少推选一名', 'seats')
  const seen = new Set<string>()
  votes.forEach((one, index) => {
    if (one.votes > present)
      throw new RuleError('factsRefused', '得票多于到会人数', `votes.${index}.votes`)
    if (seen.has(one.candidate))
      throw new RuleError('factsRefused', `${one.candidate} 出现了两次`, `votes.${index}.candidate`)
    seen.add(one.candidate)
  })
  const total = votes.reduce((sum, one) => sum + one.votes, 0)
  if (total > present * seats)
    throw new RuleError('factsRefused', '得票合计多于到会人数能投的票', 'votes')
}

const noticeArticles = { village: 'XC-9.4', township: 'XC-9.5' } as const
type Level = keyof typeof noticeArticles

function termOf(law: Law, level: Level, postedOn: string): NoticeTerm {
  const label = level === 'village' ? '村里公示' : '乡镇公示'
  const naming = nameOf(law, `noticeDays.${level}`, label, noticeArticles[level])
  return noticeTerm(withReadings(law, naming, 'noticeDaysAre'), {
    days: law.number(`noticeDays.${level}`),
    daysAre: law.choice('noticeDaysAre') === 'calendar' ? 'calendar' : 'working',
  })(postedOn)
}

/** Whether a public notice is over without objections on the day asked (A-XC-05). */
const notice = question(
  { level: z.enum(['village', 'township']), postedOn: factDay, objections: factCount },
  (law, { level, postedOn, objections, on }) => {
    if (on < postedOn) throw new RuleError('factsRefused', '张贴的日期还没有到', 'postedOn')
    const { lastDay, figure } = termOf(law, level, postedOn)
    const outcome = objections > 0 ? 'objected' : on > lastDay ? 'over' : 'running'
    const told = {
      objected: `有异议 ${objections} 件，处理完才能往下办`,
      over: '公示期满，没有异议',
      running: `公示到 ${lastDay}，期满才能往下办`,
    }[outcome]
    return {
      outcome,
      sentence: `${postedOn} 张贴；${told}`,
      figures: [figure],
      articles: law.articles(noticeArticles[level]),
    }
  },
)

const steps = [
  'quotaApproved',
  'elected',
  'villageNotice',
  'townshipDecision',
  'townshipNotice',
  'appointed',
  'filed',
] as const
type Step = (typeof steps)[number]
const stepLabels: ReadonlyMap<Step, string> = new Map([
  ['quotaApproved', '用人规模获批'],
  ['elected', '村民大会推选'],
  ['villageNotice', '村里初审并公示'],
  ['townshipDecision', '乡镇审定'],
  ['townshipNotice', '乡镇公示'],
  ['appointed', '正式聘用'],
  ['filed', '报县就业服务中心备案'],
])

/** The steps from the approved number of posts to the filing, none before the one before it (A-XC-06). */
const appointment = question(
  { steps: factList(z.strictObject({ step: z.enum(steps), day: factDay })) },
  (law, facts) => {
    const naming = withReadings(law, nameOf(law, 'steps', '聘用的步骤', 'XC-9'), 'stepOrder')
    const reached = facts.steps.map(({ step, day }): Reached<Step> => ({ stage: step, at: day }))
    const state = stageOrder(naming, orderedSteps(law))(reached)
    const terms = [
      ...termReasons(law, reached, 'village', 'villageNotice', 'townshipDecision'),
      ...termReasons(law, reached, 'township', 'townshipNotice', 'appointed'),
    ]
    const misplaced = new Set<string>([...state.early, ...state.backwards])
    const told = [
      ...state.reasons.filter(({ code }) => misplaced.has(code)),
      ...terms.filter(({ met }) => !met),
    ]
    const next = state.next === null ? '' : `，下一步：${stepLabels.get(state.next) ?? state.next}`
    return {
      outcome: told.length > 0 ? 'outOfOrder' : state.next === null ? 'complete' : 'inOrder',
      sentence:
        told.length > 0
          ? told.map(({ sentence }) => sentence).join('；')
          : state.next === null
            ? '七步都做完了'
            : `次序没有错${next}`,
      reasons: [...state.reasons, ...terms],
      articles: law.articles('XC-3.3', 'XC-6.1', 'XC-9.1', 'XC-9.4', 'XC-9.5'),
    }
  },
)

/** The steps in the order that the parameter has them in. */
function orderedSteps(law: Law): ReadonlyMap<Step, string> {
  const order = law.list('stepOrder')
  const known = order.flatMap((code) => steps.find((step) => step === code) ?? [])
  return new Map(known.map((step) => [step, stepLabels.get(step) ?? step]))
}

/** The step that follows a notice comes after the notice's last day. */
function termReasons(
  law: Law,
  reached: readonly Reached<Step>[],
  level: Level,
  noticeStep: Step,
  nextStep: Step,
): VerdictReason[] {
  const dayOf = (step: Step) => reached.find(({ stage }) => stage === step)?.at
  const postedOn = dayOf(noticeStep)
  const followedOn = dayOf(nextStep)
  if (postedOn === undefined || followedOn === undefined) return []
  const { lastDay } = termOf(law, level, postedOn)
  const met = followedOn > lastDay
  return [
    {
      code: `${noticeStep}Term`,
      met,
      article: law.article(noticeArticles[level]),
      sentence: `${stepLabels.get(noticeStep) ?? noticeStep}到 ${lastDay} 期满，${met ? '期满以后才' : '还没有期满就'}${stepLabels.get(nextStep) ?? nextStep}`,
    },
  ]
}

export const peopleQuestions = { eligibility, concurrentPosts, election, notice, appointment }
