import type {
  MatterCircle,
  MatterLevel,
  MatterOutcome,
  MatterState,
  Satisfaction,
} from '../../contract/matter-taxonomy'
import { mergeSpreads, type Spread, spreadOf } from './spread'

/** What of a matter its figures are made of. Times are epoch milliseconds. */
export interface MatterFacts {
  circle: MatterCircle
  level: MatterLevel
  state: MatterState
  outcome: MatterOutcome | null
  isOpen: boolean
  receivedAtMs: number
  acceptedAtMs: number | null
  handledAtMs: number | null
  /** When the move that is owed now is due. */
  dueAtMs: number | null
  acceptedLate: boolean
  handledLate: boolean
  /** Working time that pauses took. */
  pausedMs: number
  reopenedCount: number
  selfHandled: boolean
  satisfaction: Satisfaction | null
}

/** What of a unit's task its figures are made of, with what its matter says about it. */
export interface TaskFacts {
  circle: MatterCircle
  level: MatterLevel
  state: 'open' | 'done' | 'handedBack'
  dispatchedAtMs: number
  dueAtMs: number
  doneAtMs: number | null
  late: boolean
  /** Its clock stands still. */
  paused: boolean
  pausedMs: number
  /** The last lead of its matter: what came of the matter is said of it. */
  isLead: boolean
  reopened: boolean
  satisfaction: Satisfaction | null
}

export interface Counts {
  received: number
  accepted: number
  handled: number
  inTime: number
  overdue: number
  reopened: number
  handedBack: number
  selfHandled: number
  evaluated: number
  satisfied: number
  unsatisfied: number
}

export interface Figures extends Counts {
  workingMinutes: Spread
  elapsedMinutes: Spread
}

/** Figures with the instant at which time alone changes them. */
export interface Counted extends Figures {
  nextDueAtMs: number | null
}

/** Working time between two instants, by the calendar; an emergency does not wait for it. */
export type WorkingMs = (fromMs: number, toMs: number, level: MatterLevel) => number

export const noCounts: Counts = {
  received: 0,
  accepted: 0,
  handled: 0,
  inTime: 0,
  overdue: 0,
  reopened: 0,
  handedBack: 0,
  selfHandled: 0,
  evaluated: 0,
  satisfied: 0,
  unsatisfied: 0,
}
const countNames = Object.keys(noCounts) as (keyof Counts)[]

const minuteMs = 60_000

interface Taken {
  fromMs: number
  toMs: number
  pausedMs: number
  level: MatterLevel
}

/** What is counted of one matter or task; `dueAtMs`: the clock that runs, if one does. */
interface One {
  counts: Partial<Record<keyof Counts, boolean>>
  taken: Taken | null
  dueAtMs: number | null
}

/** What somebody took back, what was none, and what goes along with another is not counted. */
export function isCounted({ state, outcome }: Pick<MatterFacts, 'state' | 'outcome'>): boolean {
  return state !== 'merged' && outcome !== 'spam' && outcome !== 'withdrawn'
}

function ofMatter(matter: MatterFacts, nowMs: number): One {
  const { handledAtMs, acceptedAtMs, satisfaction, isOpen } = matter
  const handled = handledAtMs !== null
  const wasLate = matter.acceptedLate || matter.handledLate
  const dueAtMs = isOpen ? matter.dueAtMs : null
  return {
    counts: {
      received: true,
      accepted: acceptedAtMs !== null || handled,
      handled,
      inTime: handled && !wasLate,
      overdue: wasLate || isOver(dueAtMs, nowMs),
      reopened: matter.reopenedCount > 0,
      selfHandled: handled && matter.selfHandled,
      ...saidOf(satisfaction),
    },
    taken: handled
      ? {
          fromMs: matter.receivedAtMs,
          toMs: handledAtMs,
          pausedMs: matter.pausedMs,
          level: matter.level,
        }
      : null,
    dueAtMs,
  }
}

function ofTask(task: TaskFacts, nowMs: number): One {
  const handled = task.state === 'done'
  const dueAtMs = task.state === 'open' && !task.paused ? task.dueAtMs : null
  return {
    counts: {
      received: true,
      accepted: task.state !== 'handedBack',
      handled,
      inTime: handled && !task.late,
      overdue: task.late || isOver(dueAtMs, nowMs),
      reopened: task.isLead && task.reopened,
      handedBack: task.state === 'handedBack',
      ...(task.isLead && handled ? saidOf(task.satisfaction) : {}),
    },
    taken:
      handled && task.doneAtMs !== null
        ? {
            fromMs: task.dispatchedAtMs,
            toMs: task.doneAtMs,
            pausedMs: task.pausedMs,
            level: task.level,
          }
        : null,
    dueAtMs,
  }
}

const isOver = (dueAtMs: number | null, nowMs: number) => dueAtMs !== null && dueAtMs <= nowMs

const saidOf = (satisfaction: Satisfaction | null) => ({
  evaluated: satisfaction !== null,
  satisfied: satisfaction === 'satisfied',
  unsatisfied: satisfaction === 'unsatisfied',
})

function countAll(all: readonly One[], nowMs: number, workingMs: WorkingMs): Counted {
  const counts = { ...noCounts }
  const [working, elapsed]: [number[], number[]] = [[], []]
  let nextDueAtMs: number | null = null
  for (const one of all) {
    for (const name of countNames) if (one.counts[name]) counts[name] += 1
    if (one.taken) {
      const { fromMs, toMs, pausedMs, level } = one.taken
      working.push(minutesOf(workingMs(fromMs, toMs, level) - pausedMs))
      elapsed.push(minutesOf(toMs - fromMs))
    }
    const { dueAtMs } = one
    if (dueAtMs !== null && dueAtMs > nowMs) {
      nextDueAtMs = nextDueAtMs === null ? dueAtMs : Math.min(nextDueAtMs, dueAtMs)
    }
  }
  return {
    ...counts,
    workingMinutes: spreadOf(working),
    elapsedMinutes: spreadOf(elapsed),
    nextDueAtMs,
  }
}

const minutesOf = (ms: number) => Math.max(0, Math.round(ms / minuteMs))

export function countMatters(
  matters: readonly MatterFacts[],
  nowMs: number,
  workingMs: WorkingMs,
): Counted {
  return countAll(
    matters.filter(isCounted).map((matter) => ofMatter(matter, nowMs)),
    nowMs,
    workingMs,
  )
}

export function countTasks(
  tasks: readonly TaskFacts[],
  nowMs: number,
  workingMs: WorkingMs,
): Counted {
  return countAll(
    tasks.map((task) => ofTask(task, nowMs)),
    nowMs,
    workingMs,
  )
}

export function addCounts(all: readonly Counts[]): Counts {
  const sum = { ...noCounts }
  for (const one of all) for (const name of countNames) sum[name] += one[name]
  return sum
}

export function addFigures(all: readonly Figures[]): Figures {
  return {
    ...addCounts(all),
    workingMinutes: mergeSpreads(all.map((one) => one.workingMinutes)),
    elapsedMinutes: mergeSpreads(all.map((one) => one.elapsedMinutes)),
  }
}
