import { z } from 'zod'
import type { VerdictReason } from '../../contract/trace'
import {
  anyOverlap,
  chainOf,
  isOrdered,
  isTooLong,
  leaveDays,
  leaveText,
  overlap,
} from '../../rules/blocks/half-day-leave'
import { leaveRoute } from '../../rules/blocks/leave-route'
import { chineseCalendar, unpublishedNote } from '../../rules/blocks/working-days'
import { factList, factName } from '../../rules/fact-shapes'
import type { Law } from '../../rules/law'
import { factDay } from '../../rules/month-facts'
import { nameOf, withReadings } from '../../rules/naming'
import { question } from '../../rules/questions'
import { factPost } from './facts'
import { postLabels } from './labels'
import { refused } from './refused'

const half = z.enum(['morning', 'afternoon'])
const leave = z.strictObject({ from: factDay, fromHalf: half, to: factDay, toHalf: half })
type LeaveFact = z.infer<typeof leave>

const approvers = { near: 'villageHead', far: 'street' } as const
const betweenReading = z.enum(['far', 'near', 'wholeDays'])

/** Who approves a leave (DYW-21.5, A-DYW-01, A-DYW-02). Every approved leave is filed. */
export const leaveApprover = question(
  {
    post: factPost,
    leave,
    /** The same worker's other leaves, asked for or approved. */
    others: factList(leave).optional(),
  },
  (law, { post, leave: asked, others = [] }) => {
    refuseLeaves(asked, others)
    const summed = law.choice('leaveTouching') === 'summed'
    const chain = summed ? chainOf(chineseCalendar, asked, others) : [asked]
    const naming = withReadings(
      law,
      nameOf(law, 'leaveDays', '请假天数', 'DYW-21.5'),
      'leaveUnit',
      'leaveTouching',
      'leaveBetween',
    )
    const days = leaveDays(naming, chineseCalendar)
    const { figure } = days(chain)
    if (days([asked]).halfDays === 0) {
      return {
        outcome: 'noWorkingDay',
        sentence: `${leaveText(asked)}没有工作日，不用请假`,
        articles: law.articles('DYW-21.5'),
        figures: [figure],
      }
    }
    const outside = law.list('leaveOutsideScope').includes(post)
    const approver = outside ? 'street' : approvers[routeOf(law, figure.value)]
    return {
      outcome: approver,
      sentence: `${postLabels.get(post)}请假 ${figure.value} 天，${told(approver, outside)}，批准后备案${unpublishedNote(chineseCalendar, asked.to)}`,
      articles: law.articles(approver === 'street' ? 'DYW-21.5d' : 'DYW-21.5c'),
      figures: [figure],
    }
  },
)

function routeOf(law: Law, days: number): 'near' | 'far' {
  return leaveRoute(
    {
      nearMost: law.number('leave.villageMost'),
      farLeast: law.number('leave.streetLeast'),
      between: betweenReading.parse(law.choice('leaveBetween')),
    },
    days,
  )
}

function told(approver: 'villageHead' | 'street', outside: boolean): string {
  if (approver === 'villageHead') return '由村（社区）主要领导批'
  return outside ? '由街道批' : '村（社区）主要领导签意见，由街道批'
}

function refuseLeaves(asked: LeaveFact, others: readonly LeaveFact[]): void {
  refuseLeave(asked, 'leave')
  others.forEach((one, index) => {
    refuseLeave(one, `others.${index}`)
    if (overlap(asked, one)) refused('和另外一次请假重叠', `others.${index}`)
  })
  if (anyOverlap(others)) refused('另外几次请假有重叠', 'others')
}

function refuseLeave(one: LeaveFact, path: string): void {
  if (!isOrdered(one)) refused('请假结束早于开始', `${path}.to`)
  if (isTooLong(one)) refused('一次请假超过一年', `${path}.to`)
}

/** Whether a leave may be granted although the partner of the A/B pair is away (DYW-21.6, A-DYW-07). */
export const substitute = question(
  {
    leave,
    pair: z.strictObject({
      /** Each of the two has the other as a partner. */
      mutual: z.boolean(),
      /** The two grids lie side by side. */
      adjacent: z.boolean(),
      confirmedByStreet: z.boolean(),
    }),
    /** The partner's approved leaves. */
    partnerLeaves: factList(leave).optional(),
    /** Somebody else who stands in while both are away. */
    third: factName.optional(),
  },
  (law, { leave: asked, pair, partnerLeaves = [], third }) => {
    refuseLeave(asked, 'leave')
    partnerLeaves.forEach((one, index) => {
      refuseLeave(one, `partnerLeaves.${index}`)
    })
    const away = partnerLeaves.some((one) => overlap(asked, one))
    const covered = !away || (third !== undefined && law.choice('bothAway') === 'thirdNamed')
    const reason = (code: string, met: boolean, article: string, words: string): VerdictReason => ({
      code,
      met,
      sentence: words,
      article: law.article(article),
    })
    const covers = away
      ? third
        ? `搭档同时请假，由 ${third} 替补`
        : '搭档同时请假，没有指定第三个人替补'
      : '搭档在岗，可以替补'
    const reasons = [
      reason('mutual', pair.mutual, 'DYW-21.6a', pair.mutual ? '互为 AB 岗' : '不是互为 AB 岗'),
      reason(
        'adjacent',
        pair.adjacent,
        'DYW-21.6a',
        pair.adjacent ? '两个网格相邻' : '两个网格不相邻',
      ),
      reason(
        'confirmed',
        pair.confirmedByStreet,
        'DYW-21.6b',
        pair.confirmedByStreet ? '街道已确认' : '街道还没有确认',
      ),
      reason('covered', covered, 'DYW-21.6a', covers),
    ]
    const missing = reasons.filter(({ met }) => !met).map(({ sentence }) => sentence)
    return {
      outcome: missing.length === 0 ? 'allowed' : 'refused',
      sentence: missing.length === 0 ? `可以批，${covers}` : `不能批：${missing.join('；')}`,
      articles: law.articles('DYW-21.6a', 'DYW-21.6b'),
      reasons,
    }
  },
)
