import { type MatterMove, type MatterState, openMatterStates } from '../../contract/matter-taxonomy'
import { Refusal } from '../../http/refusal'
import {
  addWorkingMs,
  type ClockName,
  type CountyClocks,
  dueAtOf,
  workingMsBetween,
} from './clocks'
import { findMove, needsOf, type Situation } from './find-move'
import { answersFor, placeOf } from './holders'
import type { Move, MoveNeed } from './moves'
import {
  leadTask,
  type Matter,
  type MatterEvent,
  type MoveInput,
  type Mover,
  openTasks,
  type Task,
} from './standing'

export type HolderKind = 'grid' | 'area' | 'department' | 'judicial' | 'service'

/** What a move must be able to ask of the world beside the matter itself. */
export interface Surroundings {
  /** Null: there is no such grid, area or unit (any more). */
  holderKind(code: string): HolderKind | null
  /** What counties have set of how long clocks run. */
  countyClocks: CountyClocks
  /** merge: the matter that is to be followed. */
  target: Situation | null
  /** Whether other matters follow this one. */
  isFollowed: boolean
}

export interface MoveCall {
  commandId: string
  move: MatterMove
  input: MoveInput
  mover: Mover
  contentHash: Uint8Array
  atMs: number
}

export interface Applied {
  matter: Matter
  tasks: Task[]
  event: MatterEvent
}

/** A move being made: the copies that it changes, and what it leaves in the story. */
export interface Draft {
  matter: Matter
  tasks: Task[]
  call: MoveCall
  world: Surroundings
  actingCode: string | null
  detail: Record<string, unknown>
}

const needWords: Record<MoveNeed, string> = {
  text: '请写明情况或理由',
  position: '请在现场定位后再办',
  photos: '请拍照',
  lead: '请选择由谁主办',
  target: '请选择并入哪一件',
  answers: '请回答有没有人受伤、有没有财物损失',
  dueAt: '请写明延到什么时候',
  satisfaction: '请选择满意程度',
}

function isGiven(need: MoveNeed, input: MoveInput): boolean {
  switch (need) {
    case 'text':
      return input.text !== null
    case 'position':
      return input.position !== null
    case 'photos':
      return input.photoIds.length > 0
    case 'lead':
      return input.leadCode !== null
    case 'target':
      return input.targetId !== null
    case 'answers':
      return input.answers !== null
    case 'dueAt':
      return input.dueAtMs !== null
    case 'satisfaction':
      return input.satisfaction !== null
  }
}

/**
 * What a matter, its tasks and its story are after a move; throws a Refusal where the move is not
 * to be made. Pure: the same matter, call and surroundings give the same outcome.
 */
export function applyMove(situation: Situation, call: MoveCall, world: Surroundings): Applied {
  const found = findMove(call.move, situation, call.mover)
  if (typeof found === 'string') throw new Refusal(found)
  const missing = needsOf(found.move, situation.matter).find((need) => !isGiven(need, call.input))
  if (missing) throw new Refusal('moveNeeds', { message: needWords[missing] })
  const draft: Draft = {
    matter: { ...situation.matter },
    tasks: situation.tasks.map((task) => ({ ...task })),
    call,
    world,
    actingCode: found.actingCode,
    detail: {},
  }
  effects[call.move]?.(draft)
  if (found.move.to) enter(draft, found.move.to)
  if (found.move.outcome) draft.matter.outcome = found.move.outcome
  draft.matter.eventNumber += 1
  return {
    matter: draft.matter,
    tasks: draft.tasks,
    event: eventOf(situation, found.move, draft),
  }
}

function eventOf({ matter: before }: Situation, move: Move, draft: Draft): MatterEvent {
  const { call, matter } = draft
  const { mover, input } = call
  return {
    id: call.commandId,
    matterId: matter.id,
    number: matter.eventNumber,
    move: call.move,
    fromState: before.state,
    toState: matter.state,
    atMs: call.atMs,
    accountId: mover.kind === 'staff' ? mover.accountId : null,
    actorKind: mover.kind,
    actingCode: draft.actingCode,
    text: input.text,
    isPublic: move.isPublic,
    position: input.position,
    detail: Object.keys(draft.detail).length > 0 ? draft.detail : null,
    photoIds: input.photoIds,
    contentHash: call.contentHash,
  }
}

function start(clock: ClockName, { matter, call, world }: Draft): number {
  return dueAtOf(clock, matter, call.atMs, world.countyClocks)
}

/** Whoever confirms a result on the spot; a self-handled one is for somebody else to confirm. */
function verifierCode(
  { circle, selfHandled, gridCode, townshipCode }: Matter,
  lead: Task | undefined,
) {
  if (circle === 'judicial') return lead?.holderCode ?? townshipCode
  return circle === 'offices' || selfHandled ? townshipCode : gridCode
}

/** Who owes the next move in a state, and by when. */
function owing(draft: Draft, state: MatterState): { holderCode: string; dueAtMs: number | null } {
  const { matter, tasks } = draft
  const lead = leadTask(tasks)
  switch (state) {
    case 'raised':
      return { holderCode: matter.townshipCode, dueAtMs: start('accept', draft) }
    case 'returned':
      return { holderCode: '', dueAtMs: start('supplement', draft) }
    case 'accepted':
      return { holderCode: matter.townshipCode, dueAtMs: start('dispatch', draft) }
    case 'escalated':
      return { holderCode: matter.townshipCode.slice(0, 6), dueAtMs: start('dispatch', draft) }
    case 'dispatched':
      return { holderCode: lead?.holderCode ?? '', dueAtMs: lead?.dueAtMs ?? null }
    case 'paused':
      return { holderCode: matter.townshipCode, dueAtMs: null }
    case 'handled':
      return { holderCode: verifierCode(matter, lead), dueAtMs: start('verify', draft) }
    case 'verified':
      return { holderCode: '', dueAtMs: start('evaluate', draft) }
    case 'closed':
      return { holderCode: '', dueAtMs: start('archive', draft) }
    default:
      return { holderCode: '', dueAtMs: null }
  }
}

export function enter(draft: Draft, state: MatterState): void {
  const { matter, call } = draft
  Object.assign(matter, owing(draft, state), { state, reminded: 0 })
  if (openMatterStates.includes(state)) matter.outcome = null
  if (state === 'dispatched') matter.handleDueAtMs = matter.dueAtMs
  if (state === 'accepted') matter.acceptedAtMs ??= call.atMs
  if (state === 'dispatched') matter.dispatchedAtMs ??= call.atMs
  if (state === 'handled') matter.handledAtMs = call.atMs
  if (state === 'verified') matter.verifiedAtMs = call.atMs
  if (state === 'closed') matter.closedAtMs = call.atMs
}

/** Open tasks come to an end without a result: handed back, given to others, or no longer needed. */
function endTasks({ tasks, call }: Draft, ofLead: Task['state']): void {
  for (const task of openTasks(tasks)) {
    task.state = task.part === 'lead' ? ofLead : 'released'
    task.doneAtMs = call.atMs
    task.extensionAskedToMs = null
  }
}

export function addTask(draft: Draft, part: Task['part'], holderCode: string): Task {
  const task: Task = {
    matterId: draft.matter.id,
    number: (draft.tasks.at(-1)?.number ?? 0) + 1,
    holderCode,
    part,
    state: 'open',
    dispatchedAtMs: draft.call.atMs,
    dueAtMs: start('handle', draft),
    doneAtMs: null,
    doneBy: null,
    late: false,
    result: null,
    extensionAskedToMs: null,
  }
  draft.tasks.push(task)
  return task
}

/** Whom a matter may be given to: it lies on their ground, and its circle may know of it. */
function checkHolder({ matter, call, world, actingCode }: Draft, code: string): void {
  const kind = world.holderKind(code)
  const place = placeOf(code)
  const isLocal = kind !== null && matter.gridCode.startsWith(place)
  const isOfCircle =
    matter.circle === 'open' ||
    (matter.circle === 'judicial' ? kind === 'judicial' : kind === 'area' && place.length <= 9)
  if (!isLocal || !isOfCircle) throw new Refusal('holderUnknown', { code })
  const isWithinReach = matter.circle === 'judicial' || place.startsWith(actingCode ?? '')
  if (call.mover.kind === 'staff' && !isWithinReach) throw new Refusal('holderOutOfReach')
}

function give(draft: Draft): void {
  const { leadCode, coCodes } = draft.call.input
  if (leadCode === null) return
  const others = [...new Set(coCodes)].filter((code) => code !== leadCode)
  for (const code of [leadCode, ...others]) checkHolder(draft, code)
  const lead = addTask(draft, 'lead', leadCode)
  for (const code of others) addTask(draft, 'co', code)
  Object.assign(draft.detail, { leadCode, coCodes: others, dueAtMs: lead.dueAtMs })
}

function finish(draft: Draft, task: Task): void {
  const { call } = draft
  task.state = 'done'
  task.doneAtMs = call.atMs
  task.doneBy = call.mover.kind === 'staff' ? call.mover.accountId : null
  task.late = call.atMs > task.dueAtMs
  task.result = call.input.text
  task.extensionAskedToMs = null
}

const isLate = ({ matter, call }: Draft) => matter.dueAtMs !== null && call.atMs > matter.dueAtMs

function accept(draft: Draft): void {
  if (draft.matter.acceptedAtMs === null) draft.matter.acceptedLate = isLate(draft)
}

function handle(draft: Draft): void {
  const lead = leadTask(draft.tasks)
  if (!lead) throw new Refusal('moveNotOpen')
  finish(draft, lead)
  endTasks(draft, 'released')
  draft.matter.handledLate = lead.late
}

function selfHandle(draft: Draft): void {
  const { matter, call } = draft
  const { answers } = call.input
  if (matter.classCode === 'dispute') {
    if (answers?.injury || answers?.propertyLoss) throw new Refusal('disputeNotMinor')
    draft.detail.answers = answers
  }
  accept(draft)
  matter.acceptedAtMs ??= call.atMs
  matter.dispatchedAtMs ??= call.atMs
  matter.selfHandled = true
  finish(draft, addTask(draft, 'lead', matter.gridCode))
}

function coHandle(draft: Draft): void {
  const { mover, input } = draft.call
  if (mover.kind !== 'staff') return
  const task = openTasks(draft.tasks).find(
    (one) =>
      one.part === 'co' &&
      (input.taskNumber === null || one.number === input.taskNumber) &&
      mover.posts.some((post) => answersFor(post, one.holderCode)),
  )
  if (!task) throw new Refusal('moveNotOpen')
  finish(draft, task)
  draft.detail.taskNumber = task.number
}

function askExtension(draft: Draft): void {
  const lead = openTasks(draft.tasks).find((task) => task.part === 'lead')
  const { dueAtMs } = draft.call.input
  if (!lead || dueAtMs === null || lead.extensionAskedToMs !== null)
    throw new Refusal('moveNotOpen')
  if (dueAtMs <= lead.dueAtMs || dueAtMs <= draft.call.atMs)
    throw new Refusal('moveNeeds', { message: '延期要晚于现在的期限' })
  lead.extensionAskedToMs = dueAtMs
  draft.detail.dueAtMs = dueAtMs
}

function answerExtension(draft: Draft, granted: boolean): void {
  const lead = openTasks(draft.tasks).find((task) => task.extensionAskedToMs !== null)
  if (!lead || lead.extensionAskedToMs === null) throw new Refusal('moveNotOpen')
  if (granted) {
    lead.dueAtMs = lead.extensionAskedToMs
    draft.matter.dueAtMs = lead.dueAtMs
    draft.matter.handleDueAtMs = lead.dueAtMs
    draft.matter.reminded = 0
  }
  draft.detail.dueAtMs = lead.extensionAskedToMs
  lead.extensionAskedToMs = null
}

/** What was paused is added to every clock that stood still. */
function resume(draft: Draft): void {
  const { matter, call, tasks } = draft
  const pausedAtMs = matter.pausedAtMs ?? call.atMs
  const pause = Math.max(0, workingMsBetween(pausedAtMs, call.atMs, matter.level))
  for (const task of openTasks(tasks)) {
    const left = workingMsBetween(pausedAtMs, task.dueAtMs, matter.level)
    // one that was over already stays over
    if (left > 0) task.dueAtMs = addWorkingMs(call.atMs, left, matter.level)
  }
  matter.pausedMs += pause
  matter.pausedAtMs = null
  draft.detail.pausedMs = pause
}

function again(draft: Draft): void {
  draft.matter.reopenedCount += 1
  draft.matter.satisfaction = null
  draft.matter.selfHandled = false
  if (draft.matter.circle !== 'judicial') return
  const lead = leadTask(draft.tasks)
  if (lead) addTask(draft, 'lead', lead.holderCode)
}

function merge(draft: Draft): void {
  const { matter, world } = draft
  const target = world.target?.matter
  const fits =
    target &&
    target.id !== matter.id &&
    !world.isFollowed &&
    target.circle === matter.circle &&
    target.townshipCode === matter.townshipCode &&
    target.state !== 'merged' &&
    target.state !== 'ended'
  if (!fits) throw new Refusal('mergeUnfit')
  matter.mergedInto = target.id
  draft.detail.targetId = target.id
  draft.detail.targetReceiptNumber = target.receiptNumber
}

const effects: Partial<Record<MatterMove, (draft: Draft) => void>> = {
  accept,
  selfHandle,
  handle,
  coHandle,
  merge,
  resume,
  dispatch: give,
  transfer(draft) {
    endTasks(draft, 'transferred')
    give(draft)
  },
  escalate: (draft) => endTasks(draft, 'transferred'),
  handBack: (draft) => endTasks(draft, 'handedBack'),
  requestExtension: askExtension,
  grantExtension: (draft) => answerExtension(draft, true),
  refuseExtension: (draft) => answerExtension(draft, false),
  pause({ matter, call }) {
    matter.pausedAtMs = call.atMs
  },
  urge({ matter }) {
    matter.urgedCount += 1
  },
  unmerge({ matter }) {
    matter.mergedInto = null
  },
  evaluate({ matter, call, detail }) {
    matter.satisfaction = call.input.satisfaction
    detail.satisfaction = call.input.satisfaction
  },
  rejectResult: again,
  notSolved: again,
  reopen: again,
}
