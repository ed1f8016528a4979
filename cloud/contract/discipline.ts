import * as z from 'zod/mini'
import { command, query } from './define'
import { areaCode, day, done, id, instantMs, month, text } from './primitives'
import { articleRef, figure, verdictReason } from './trace'

/** What a case is about; a regulation proposes them, people decide. */
export const caseKind = z.enum([
  'elimination',
  'warning',
  'yellowCard',
  'redCard',
  'talk',
  'reward',
  'exit',
])
export type CaseKind = z.infer<typeof caseKind>
export const caseKindLabel: Record<CaseKind, string> = {
  elimination: '淘汰',
  warning: '提醒',
  yellowCard: '黄牌警告',
  redCard: '红牌',
  talk: '诫勉谈话',
  reward: '奖励',
  exit: '退出',
}

/** windowOver, final, inForce and expired come by the calendar alone, nobody presses a button for them. */
export const caseState = z.enum([
  'proposed',
  'noticed',
  'windowOver',
  'replied',
  'decided',
  'appealed',
  'final',
  'inForce',
  'closed',
  'expired',
])
export type CaseState = z.infer<typeof caseState>
export const caseStateLabel: Record<CaseState, string> = {
  proposed: '待办理',
  noticed: '已告知，等申辩',
  windowOver: '申辩期满，等决定',
  replied: '已申辩，等决定',
  decided: '已决定，可申诉',
  appealed: '已申诉，等复核',
  final: '已生效，等办离岗',
  inForce: '生效中',
  closed: '已办结',
  expired: '已到期',
}

export const caseOutcome = z.enum(['imposed', 'kept', 'withdrawn', 'overturned', 'done', 'dropped'])
export type CaseOutcome = z.infer<typeof caseOutcome>
export const caseOutcomeLabel: Record<CaseOutcome, string> = {
  imposed: '决定成立',
  kept: '留用',
  withdrawn: '已撤回',
  overturned: '申诉后撤销',
  done: '已落实',
  dropped: '不办',
}

export const caseMove = z.enum([
  'notify',
  'setAside',
  'withdraw',
  'impose',
  'keep',
  'uphold',
  'overturn',
  'execute',
  'holdTalk',
  'grant',
  'drop',
])
export type CaseMove = z.infer<typeof caseMove>
export const caseMoveLabel: Record<CaseMove, string> = {
  notify: '告知本人',
  setAside: '留用，不上报',
  withdraw: '撤回',
  impose: '决定成立',
  keep: '决定留用',
  uphold: '维持决定',
  overturn: '撤销决定',
  execute: '登记已离岗',
  holdTalk: '登记谈话',
  grant: '登记奖励',
  drop: '不办',
}

/** What the worker himself does. */
export const workerMove = z.enum(['reply', 'appeal'])
export type WorkerMove = z.infer<typeof workerMove>
export const workerMoveLabel: Record<WorkerMove, string> = { reply: '申辩', appeal: '申诉' }

const reasonText = text(1000)

export const caseRow = z.object({
  id,
  accountId: id,
  workerName: z.string(),
  gridName: z.string(),
  townshipCode: areaCode,
  townshipName: z.string(),
  month,
  kind: caseKind,
  state: caseState,
  outcome: z.nullable(caseOutcome),
  article: articleRef,
  sentence: z.string(),
  /** The last day of the window that is open: reply, appeal, or the warning's own end. */
  dueOn: z.nullable(day),
  /** Something waits for the one who asks. */
  waitsForMe: z.boolean(),
})
export type CaseRow = z.infer<typeof caseRow>

export const cases = query({
  name: 'discipline.cases',
  path: '/api/discipline/cases',
  summary: '考核后的淘汰、提醒、谈话、奖励等事项',
  permission: 'discipline.read',
  input: z.object({
    areaCode: z.optional(areaCode),
    /** Also those that are over. */
    scope: z.optional(z.enum(['open', 'all'])),
  }),
  output: z.object({ cases: z.array(caseRow) }),
  errors: [],
})

/** What happened, in order; for the timeline. */
export const caseStep = z.object({
  label: z.string(),
  byName: z.nullable(z.string()),
  atMs: instantMs,
  text: z.string(),
})

export const caseDetail = z.object({
  case: caseRow,
  evidence: z.object({
    /** What a person wrote as evidence, when he opened the case. */
    text: z.nullable(z.string()),
    /** The month's thresholds, met or not. */
    reasons: z.array(verdictReason),
    /** The evaluated trees that the proposal rests on. */
    figures: z.array(figure),
    /** e.g. '2026-04 不合格，有效信息 0 条' */
    history: z.array(z.string()),
  }),
  steps: z.array(caseStep),
  replyDueOn: z.nullable(day),
  appealDueOn: z.nullable(day),
  expiresOn: z.nullable(day),
  /** How the windows are set, each with the day from which it holds and whose rule it is. */
  windows: z.array(z.string()),
  moves: z.array(z.object({ move: caseMove, label: z.string() })),
  workerMoves: z.array(workerMove),
  /** Why the one who asks may not decide although his office does, and what to do then. */
  ownHand: z.nullable(z.string()),
  /** The regulation's ladder of measures, one of which a decision may name; empty: it has none. */
  measures: z.array(z.object({ value: z.string(), text: z.string() })),
})
export type CaseDetail = z.infer<typeof caseDetail>

export const detail = query({
  name: 'discipline.detail',
  path: '/api/discipline/detail',
  summary: '一件事项的依据和办理过程',
  permission: 'discipline.read',
  input: z.object({ caseId: id }),
  output: caseDetail,
  errors: [],
})

export const open = command({
  name: 'discipline.open',
  path: '/api/discipline/open',
  summary: '按条款和证据提出一件事项',
  permission: 'discipline.open',
  input: z.object({
    accountId: id,
    month,
    kind: caseKind,
    /** Article id of the regulation that binds the worker's township. */
    article: z.string().check(z.minLength(1), z.maxLength(32)),
    sentence: text(500),
    evidence: reasonText,
    /** An elimination for made-up reports: what was saved up over the year then follows the decision. */
    forFraud: z.optional(z.boolean()),
  }),
  output: caseDetail,
  errors: ['ownCase', 'caseExists', 'articleUnknown', 'regulationUnbound'],
})

export const move = command({
  name: 'discipline.move',
  path: '/api/discipline/move',
  summary: '办理一件事项的下一步',
  permission: 'discipline.move',
  input: z.object({
    caseId: id,
    move: caseMove,
    /** Notice, reason or outcome, as the worker will read it. */
    text: reasonText,
    /** Day of the talk or the reward; absent: today. */
    on: z.optional(day),
    /** One of the ladder's measures, with a decision that the case stands. */
    measure: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  }),
  output: caseDetail,
  errors: ['ownCase', 'moveNotOpen', 'stillInService'],
})

/** One's own case: told from the notice on. */
export const myCase = z.object({
  id,
  month,
  kind: caseKind,
  state: caseState,
  outcome: z.nullable(caseOutcome),
  article: articleRef,
  sentence: z.string(),
  /** In plain words: where it stands and what he can do until when. */
  standing: z.string(),
  dueOn: z.nullable(day),
  evidenceText: z.nullable(z.string()),
  reasons: z.array(verdictReason),
  history: z.array(z.string()),
  steps: z.array(caseStep),
  moves: z.array(workerMove),
})
export type MyCase = z.infer<typeof myCase>

export const mine = query({
  name: 'discipline.mine',
  path: '/api/discipline/mine',
  summary: '与我有关的事项',
  permission: 'discipline.answer',
  input: z.object({}),
  output: z.object({ cases: z.array(myCase) }),
  errors: [],
})

export const answer = command({
  name: 'discipline.answer',
  path: '/api/discipline/answer',
  summary: '对与自己有关的事项申辩或申诉',
  permission: 'discipline.answer',
  input: z.object({ caseId: id, move: workerMove, text: reasonText }),
  output: done,
  errors: ['moveNotOpen'],
})
