import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/discipline'
import {
  type CaseOutcome,
  type CaseRow,
  type CaseState,
  type caseMove,
  caseOutcomeLabel,
  caseStateLabel,
  type MyCase,
  type WorkerMove,
} from '../../contract/discipline'
import { wholeDayInWords } from '../../platform/clock'
import type { Case } from './discipline.store'
import { lapsing, type Move, stateOn } from './moves'

type Detail = OutputOf<typeof contract.detail>
type Step = Detail['steps'][number]
type CaseMoveName = InputOf<typeof contract.move>['move'] & (typeof caseMove)['_zod']['output']

export interface Around {
  nameOf(accountId: string): string
  gridName: string
  townshipName: string
  today: string
  /** Moves that the one who asks can make now. */
  moves: readonly Move[]
}

/** The window that runs while the case stands so. */
function dueOn(one: Case, state: CaseState): string | null {
  if (state === 'noticed') return one.replyDueOn
  if (state === 'decided') return one.appealDueOn
  return state === 'inForce' ? one.expiresOn : null
}

/** Who was warned and not punished was not kept in his post: he had never been about to lose it. */
export function outcomeText(one: Pick<Case, 'kind' | 'outcome'>): string {
  if (one.outcome === null) return ''
  return one.outcome === 'kept' && lapsing.includes(one.kind)
    ? '不予处理'
    : caseOutcomeLabel[one.outcome]
}

export function presentRow(one: Case, around: Around): CaseRow {
  const state = stateOn(one, around.today)
  return {
    id: one.id,
    accountId: one.accountId,
    workerName: around.nameOf(one.accountId),
    gridName: around.gridName,
    townshipCode: one.townshipCode,
    townshipName: around.townshipName,
    month: one.month,
    kind: one.kind,
    state,
    outcome: one.outcome,
    article: one.article,
    sentence: one.sentence,
    dueOn: dueOn(one, state),
    waitsForMe: around.moves.length > 0,
  }
}

export function stepsOf(one: Case, nameOf: Around['nameOf']): Step[] {
  const step = (label: string, by: string | null, atMs: number | null, text: string | null) =>
    atMs === null
      ? []
      : [{ label, byName: by === null ? null : nameOf(by), atMs, text: text ?? '' }]
  const opened = one.proposedBy === null ? '按办法自动提出' : '提出'
  const decided = one.decidedBy === null ? '' : decisionLabel(one)
  const appealed = one.outcome === 'overturned' ? '申诉后撤销' : '维持决定'
  return [
    ...step(opened, one.proposedBy, one.proposedAtMs, one.sentence),
    ...step('告知本人', one.noticedBy, one.noticedAtMs, one.noticeText),
    ...step('本人申辩', one.accountId, one.repliedAtMs, one.replyText),
    ...step(decided, one.decidedBy, one.decidedAtMs, withDay(one)),
    ...step('本人申诉', one.accountId, one.appealedAtMs, one.appealText),
    ...step(appealed, one.appealDecidedBy, one.appealDecidedAtMs, one.appealDecision),
    ...(one.closingText === null
      ? []
      : step('办结', one.closedBy, one.closedAtMs, one.closingText)),
  ]
}

/** An overturned decision was a decision all the same. */
function decisionLabel(one: Case): string {
  const measure = one.measure === null ? '' : `（${one.measure}）`
  return one.outcome === 'overturned' ? `决定${measure}` : `决定：${outcomeText(one)}${measure}`
}

function withDay({ doneOn, decisionText }: Case): string {
  return doneOn === null ? (decisionText ?? '') : `${doneOn} ${decisionText ?? ''}`
}

export function presentDetail(
  one: Case,
  around: Around,
  told: Pick<Detail, 'windows' | 'ownHand' | 'measures'>,
): Detail {
  const { evidence } = one
  const isWorkerMove = (move: Move) => move.by === 'worker'
  return {
    case: presentRow(one, around),
    evidence: {
      text: evidence.text,
      reasons: evidence.reasons,
      figures: evidence.figures,
      history: evidence.history,
    },
    steps: stepsOf(one, around.nameOf),
    replyDueOn: one.replyDueOn,
    appealDueOn: one.appealDueOn,
    expiresOn: one.expiresOn,
    ...told,
    moves: around.moves
      .filter((move) => !isWorkerMove(move))
      .map((move) => ({ move: move.name as CaseMoveName, label: moveLabel(move, one) })),
    workerMoves: around.moves.filter(isWorkerMove).map((move) => move.name as WorkerMove),
  }
}

function moveLabel(move: Move, one: Case): string {
  const spares = move.name === 'keep' || move.name === 'setAside'
  return spares && lapsing.includes(one.kind) ? '不予处理' : move.label
}

const endings: Record<CaseOutcome, string> = {
  imposed: '已经办结。',
  kept: '决定不处理您，这件事到此为止。',
  withdrawn: '这件事已撤回，对您没有影响。',
  overturned: '您的申诉成立，原来的决定已撤销。',
  done: '已经落实。',
  dropped: '没有办理，对您没有影响。',
}

const inWords = (day: string | null) => (day === null ? '' : wholeDayInWords(day))

/** Where his case stands and what he can do, in words for the worker himself. */
export function standingSentence(one: Case, state: CaseState): string {
  switch (state) {
    case 'noticed':
      return `您可以在 ${inWords(one.replyDueOn)} 之前（含当天）说明情况。在您说明以前、期限没满以前，不会作决定。`
    case 'windowOver':
      return '说明情况的期限已过，还没有作决定。在决定之前您仍可以说明。'
    case 'replied':
      return '您的说明已收到，等有权决定的部门答复。'
    case 'decided':
      return `已作决定。不同意可以在 ${inWords(one.appealDueOn)} 之前（含当天）申诉，由另一级部门复核。`
    case 'appealed':
      return '您的申诉已收到，由作决定以外的人复核。'
    case 'final':
      return '决定已生效，等办理离岗手续。'
    case 'inForce':
      return `生效中，到 ${inWords(one.expiresOn)} 为止，之后自动消除。`
    case 'expired':
      return '已到期，自动消除。'
    default:
      return one.outcome === null ? caseStateLabel[state] : endings[one.outcome]
  }
}

export function presentMine(one: Case, around: Around): MyCase {
  const state = stateOn(one, around.today)
  return {
    id: one.id,
    month: one.month,
    kind: one.kind,
    state,
    outcome: one.outcome,
    article: one.article,
    sentence: one.sentence,
    standing: standingSentence(one, state),
    dueOn: dueOn(one, state),
    evidenceText: one.evidence.text,
    reasons: one.evidence.reasons,
    history: one.evidence.history,
    steps: stepsOf(one, around.nameOf),
    moves: around.moves.flatMap((move) => (move.by === 'worker' ? [move.name as WorkerMove] : [])),
  }
}
