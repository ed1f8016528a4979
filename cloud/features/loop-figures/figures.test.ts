import { describe, expect, it } from 'vitest'
import { addFigures, countMatters, countTasks, type MatterFacts, type TaskFacts } from './figures'

const hourMs = 3_600_000
const startMs = Date.parse('2026-06-10T09:00:00+08:00')
const nowMs = startMs + 100 * hourMs
/** A calendar in which every second hour is worked, to tell it from elapsed time. */
const workingMs = (fromMs: number, toMs: number) => (toMs - fromMs) / 2

const matter = (over: Partial<MatterFacts> = {}): MatterFacts => ({
  circle: 'open',
  level: 'ordinary',
  state: 'raised',
  outcome: null,
  isOpen: true,
  receivedAtMs: startMs,
  acceptedAtMs: null,
  handledAtMs: null,
  dueAtMs: nowMs + hourMs,
  acceptedLate: false,
  handledLate: false,
  pausedMs: 0,
  reopenedCount: 0,
  selfHandled: false,
  satisfaction: null,
  ...over,
})

const handledAfter = (hours: number, over: Partial<MatterFacts> = {}) =>
  matter({
    state: 'closed',
    isOpen: false,
    acceptedAtMs: startMs + hourMs,
    handledAtMs: startMs + hours * hourMs,
    dueAtMs: null,
    ...over,
  })

const count = (matters: readonly MatterFacts[]) => countMatters(matters, nowMs, workingMs)

describe('figures of matters', () => {
  it('counts each matter under all that is true of it', () => {
    const figures = count([
      matter(),
      matter({ dueAtMs: nowMs }),
      handledAfter(10, { satisfaction: 'satisfied' }),
      handledAfter(20, { handledLate: true, satisfaction: 'unsatisfied', reopenedCount: 2 }),
      handledAfter(4, { selfHandled: true, acceptedAtMs: null }),
    ])
    expect(figures).toMatchObject({
      received: 5,
      accepted: 3,
      handled: 3,
      inTime: 2,
      overdue: 2,
      reopened: 1,
      selfHandled: 1,
      evaluated: 2,
      satisfied: 1,
      unsatisfied: 1,
      elapsedMinutes: [240, 1, 600, 1, 1200, 1],
      workingMinutes: [120, 1, 300, 1, 600, 1],
      nextDueAtMs: nowMs + hourMs,
    })
  })

  it('leaves out what was taken back, was none, or goes along with another', () => {
    const figures = count([
      handledAfter(1, { state: 'ended', outcome: 'withdrawn' }),
      handledAfter(1, { state: 'ended', outcome: 'spam' }),
      matter({ state: 'merged', isOpen: false }),
      matter({ state: 'ended', isOpen: false, outcome: 'noted', dueAtMs: null }),
    ])
    expect(figures).toMatchObject({ received: 1, handled: 0, elapsedMinutes: [] })
  })

  it('takes pauses off the working time alone', () => {
    const { workingMinutes, elapsedMinutes } = count([handledAfter(10, { pausedMs: 2 * hourMs })])
    expect(workingMinutes).toEqual([180, 1])
    expect(elapsedMinutes).toEqual([600, 1])
    expect(count([handledAfter(2, { pausedMs: 9 * hourMs })]).workingMinutes).toEqual([0, 1])
  })

  it('turns overdue at the instant that it names, and not before', () => {
    const running = matter({ dueAtMs: nowMs + hourMs })
    const { nextDueAtMs } = count([running])
    expect(nextDueAtMs).toBe(nowMs + hourMs)
    expect(countMatters([running], (nextDueAtMs ?? 0) - 1, workingMs).overdue).toBe(0)
    expect(countMatters([running], nextDueAtMs ?? 0, workingMs)).toMatchObject({
      overdue: 1,
      nextDueAtMs: null,
    })
  })

  it('adds up to what all of them give together', () => {
    const all = [handledAfter(1), handledAfter(3), matter(), handledAfter(7, { handledLate: true })]
    const { nextDueAtMs: _next, ...together } = count(all)
    expect(addFigures([count(all.slice(0, 2)), count(all.slice(2))])).toEqual(together)
  })
})

describe('figures of a unit’s tasks', () => {
  const task = (over: Partial<TaskFacts> = {}): TaskFacts => ({
    circle: 'open',
    level: 'ordinary',
    state: 'open',
    dispatchedAtMs: startMs,
    dueAtMs: nowMs + hourMs,
    doneAtMs: null,
    late: false,
    paused: false,
    pausedMs: 0,
    isLead: true,
    reopened: false,
    satisfaction: null,
    ...over,
  })
  const done = { state: 'done', doneAtMs: startMs + 6 * hourMs } as const

  it('says of the lead what came of the matter, and of the others what they did', () => {
    const figures = countTasks(
      [
        task({ ...done, satisfaction: 'satisfied', reopened: true }),
        task({ ...done, isLead: false, satisfaction: 'satisfied', reopened: true, late: true }),
        task({ state: 'handedBack' }),
        task({ dueAtMs: nowMs - 1 }),
        task({ dueAtMs: nowMs - 1, paused: true }),
      ],
      nowMs,
      workingMs,
    )
    expect(figures).toMatchObject({
      received: 5,
      accepted: 4,
      handled: 2,
      inTime: 1,
      overdue: 2,
      reopened: 1,
      handedBack: 1,
      evaluated: 1,
      satisfied: 1,
      elapsedMinutes: [360, 2],
      nextDueAtMs: null,
    })
  })
})
