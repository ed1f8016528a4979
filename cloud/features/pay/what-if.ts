import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/pay'
import type { Statement } from '../../contract/trace'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { daysLeft, shanghaiDay, shanghaiMonth } from '../../platform/clock'
import { type MonthFacts, yuanText } from '../../rules'
import type { StaffService } from '../staff/staff.service'
import type { CollectFacts } from './collect-facts'

export interface WhatIfParts {
  collectFacts: CollectFacts
  staff: Pick<StaffService, 'worker'>
}

type Input = InputOf<typeof contract.whatIf>
type Answer = OutputOf<typeof contract.whatIf>

const outcomeOf = ({ totals, accrualFen, verdict }: Statement): Answer['now'] => ({
  payFen: totals.payFen,
  accrualFen,
  verdict: verdict.final,
})

/** The same month with more of what is counted; the province's figures come later and are left out. */
function withMore(facts: MonthFacts, days: number, reports: number): MonthFacts {
  const { local } = facts.counts
  return {
    ...facts,
    counts: {
      local: {
        checkInDays: local.checkInDays + days,
        rawCheckIns: (local.rawCheckIns ?? local.checkInDays) + days,
        validReports: local.validReports + reports,
      },
      provincial: null,
    },
  }
}

function sentenceOf(now: Answer['now'], after: Answer['after'], leftOut: number): string {
  const more = after.payFen - now.payFen
  const saved = after.accrualFen - now.accrualFen
  const parts = [
    more === 0
      ? `这个月还是 ${yuanText(after.payFen)}`
      : `这个月会从 ${yuanText(now.payFen)} 变成 ${yuanText(after.payFen)}，多 ${yuanText(more)}`,
  ]
  if (saved !== 0) parts.push(`年底另外多发 ${yuanText(saved)}`)
  if (now.verdict !== after.verdict) parts.push('考核会从不合格变成合格')
  if (leftOut > 0) parts.push(`这个月剩下的天数不够，少算了 ${leftOut} 天`)
  return `${parts.join('；')}。`
}

/** What some more days and reports would bring the worker who asks, by the regulation itself. */
export function createWhatIf({ collectFacts, staff }: WhatIfParts) {
  return async function whatIf(input: Input, actor: Actor, nowMs: number): Promise<Answer> {
    const { month } = input
    if (month !== shanghaiMonth(nowMs)) throw new Refusal('monthNotOpen')
    const worker = await staff.worker(actor.accountId, month)
    const own = worker && (await collectFacts.ofWorker(worker, month))
    if (!own) throw new Refusal('notInService')
    const days = Math.min(
      input.checkInDays,
      daysLeft(own.recount.days.countedDays, month, shanghaiDay(nowMs)),
    )
    const { regulation, facts } = own
    const today = regulation.evaluateMonth(withMore(facts, 0, 0))
    const more = regulation.evaluateMonth(withMore(facts, days, input.validReports))
    const [now, after] = [outcomeOf(today), outcomeOf(more)]
    const daysLeftOut = input.checkInDays - days
    return {
      now,
      after,
      lines: regulation.correct(today, more).lines,
      daysLeftOut,
      sentence: sentenceOf(now, after, daysLeftOut),
    }
  }
}
