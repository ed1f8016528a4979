import type { CaseMove, WorkerMove } from '../../contract/discipline'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { dateOfDay, shanghaiDay, shanghaiMonth } from '../../platform/clock'
import { idBytes } from '../../platform/ids'
import type { RegulationsService } from '../regulations/regulations.service'
import type { StaffService } from '../staff/staff.service'
import { disciplinePolicy } from './discipline.policy'
import type { Case, CaseChange, DisciplineStore } from './discipline.store'
import { adverse, findMove, lapsing, type Move } from './moves'
import {
  type Binding,
  bindingOn,
  type Measure,
  measuresOn,
  warningEnd,
  windowEnd,
} from './procedure'

export interface MoveCaseParts {
  store: DisciplineStore
  staff: Pick<StaffService, 'worker'>
  regulations: Pick<RegulationsService, 'on'>
}

export interface Step {
  caseId: string
  move: CaseMove | WorkerMove
  text: string
  /** Day of the talk or the reward; absent: today. */
  on?: string | undefined
  /** Of the regulation's ladder, with a decision that the case stands. */
  measure?: string | undefined
}

interface Deed {
  by: Uint8Array<ArrayBuffer>
  at: Date
  today: string
  text: string
  on: string
  /** By whose windows. */
  binding: Binding
  measure: string | null
}

/** What a move leaves in the case beside its new state. */
function traceOf(move: Move, { kind }: Case, deed: Deed): CaseChange {
  const { by, at, today, text, on, binding, measure } = deed
  const decided = { decidedBy: by, decidedAt: at, decisionText: text }
  switch (move.name) {
    case 'notify': {
      const replyDueOn = dateOfDay(windowEnd('replyWindow', today, binding))
      return { noticedBy: by, noticedAt: at, noticeText: text, replyDueOn }
    }
    case 'reply':
      return { repliedAt: at, replyText: text }
    case 'impose': {
      const appealDueOn = dateOfDay(windowEnd('appealWindow', today, binding))
      const expiresOn = lapsing.includes(kind) ? dateOfDay(warningEnd(today, binding)) : null
      return { ...decided, appealDueOn, expiresOn, measure }
    }
    case 'appeal':
      return { appealedAt: at, appealText: text }
    case 'uphold':
    case 'overturn':
      return { appealDecidedBy: by, appealDecidedAt: at, appealDecision: text }
    case 'holdTalk':
    case 'grant':
      return { ...decided, doneOn: dateOfDay(on) }
    case 'execute':
    case 'withdraw':
      return { closingText: text }
    default:
      return decided
  }
}

/** The measure that a decision names, in the regulation's words. */
function measureOf(
  { move, measure }: Step,
  { kind }: Case,
  ladder: readonly Measure[],
): string | null {
  if (measure === undefined) return null
  const found = ladder.find((one) => one.value === measure)
  const admits = move === 'impose' && adverse.includes(kind)
  if (!found || !admits)
    throw new Refusal('badInput', { message: '这里适用的办法没有这种处理，或者这一步不用选处理' })
  return found.text
}

export function createMoveCase({ store, staff, regulations }: MoveCaseParts) {
  /** The leaving itself is done where posts and accounts are kept; here it is only noted. */
  async function refuseInService(accountId: string, today: string): Promise<void> {
    const worker = await staff.worker(accountId, today.slice(0, 7))
    if (worker && (worker.serviceTo === null || worker.serviceTo > today)) {
      throw new Refusal('stillInService')
    }
  }

  return async function moveCase(step: Step, context: CommandContext): Promise<Case> {
    const { actor, tx, nowMs } = context
    const today = shanghaiDay(nowMs)
    const one = await store.find(tx, step.caseId)
    if (!one) throw new Refusal('notFound')
    const isAnswer = step.move === 'reply' || step.move === 'appeal'
    const isFound = isAnswer
      ? one.accountId === actor.accountId && one.state !== 'proposed'
      : disciplinePolicy.maySee(actor, one.gridCode)
    if (!isFound) throw new Refusal('notFound')
    const found = findMove(step.move, one, disciplinePolicy.mover(actor, one.gridCode), today)
    if (typeof found === 'string') throw new Refusal(found)
    const on = step.on ?? today
    if (on > today || on.slice(0, 7) < one.month)
      throw new Refusal('badInput', { message: '日期不能晚于今天，也不能早于所说的月份' })
    if (step.move === 'execute') await refuseInService(one.accountId, today)
    const at = new Date(nowMs)
    const by = idBytes(actor.accountId)
    const binding = await bindingOn(regulations, one.townshipCode, today)
    const measure = measureOf(step, one, measuresOn(today, binding))
    const change: CaseChange = {
      ...traceOf(found, one, { by, at, today, text: step.text, on, binding, measure }),
      state: found.to,
      ...(found.outcome ? { outcome: found.outcome } : {}),
      ...(found.to === 'closed' ? { closedBy: by, closedAt: at } : {}),
    }
    if (!(await store.change(tx, one, change))) throw new Refusal('alreadyDecided')
    const detail = { accountId: one.accountId, month: shanghaiMonth(nowMs), move: step.move }
    context.audit('case.moved', one.id, one.gridCode, detail)
    const moved = await store.find(tx, one.id)
    if (!moved) throw new Refusal('notFound')
    return moved
  }
}
