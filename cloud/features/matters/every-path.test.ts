import { describe, expect, it } from 'vitest'
import {
  type MatterClassCode,
  type MatterLevel,
  matterClass,
  type MatterState,
  matterStates,
} from '../../contract/matter-taxonomy'
import type { Role } from '../../contract/permissions'
import type { Actor, ActorPost } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { productClocks } from './clocks'
import { applyMove, type HolderKind, type Surroundings } from './apply-move'
import { type Found, findMove, openMoves, type Situation } from './find-move'
import { mattersPolicy } from './matters.policy'
import { type Move, moves } from './moves'
import { raiseMatter } from './raise-matter'
import { leadTask, type Mover, type MoveInput, nothingGiven } from './standing'

const grid = '141030100001A001'
const township = '141030100'
const police = `${township}-01`
const judicial = `${township}-02`
const nowMs = Date.parse('2026-06-15T10:00:00+08:00')

const post = (role: Role, scopeCode: string): ActorPost => ({
  id: `${role}${scopeCode}`,
  role,
  scopeCode,
  workerKind: null,
  startsOn: '2026-01-01',
  endsOn: null,
})

/** Two of everybody who may have a hand in it, each with his post. */
const posts: [string, ActorPost][] = [
  ['worker', post('worker', grid)],
  ['head', post('gridHead', grid)],
  ['village', post('villageHead', township.concat('001'))],
  ['office', post('townshipOffice', township)],
  ['office2', post('townshipOffice', township)],
  ['signer', post('townshipSigner', township)],
  ['centre', post('countyCentre', '141030')],
  ['police', post('department', police)],
  ['judicial', post('department', judicial)],
  ['judicial2', post('department', judicial)],
]
const people: Mover[] = [
  ...posts.map(([accountId, one]): Mover => ({ kind: 'staff', accountId, posts: [one] })),
  { kind: 'resident' },
  { kind: 'clock' },
]

const kinds: Record<string, HolderKind> = {
  [grid]: 'grid',
  [township.concat('001')]: 'area',
  [township]: 'area',
  '141030': 'area',
  [police]: 'department',
  [judicial]: 'judicial',
}
const leads = [grid, township, '141030', police, judicial]

interface Variant {
  classCode: MatterClassCode
  level: MatterLevel
  raisedBy: string | null
  /** A matter may come back again and again; the third round is like the second. */
  rounds: number
}
const variants: Variant[] = [
  { classCode: 'facility', level: 'ordinary', raisedBy: null, rounds: 2 },
  { classCode: 'facility', level: 'ordinary', raisedBy: 'worker', rounds: 1 },
  { classCode: 'dispute', level: 'ordinary', raisedBy: 'worker', rounds: 1 },
  { classCode: 'hazard', level: 'emergency', raisedBy: null, rounds: 1 },
  { classCode: 'majorEvent', level: 'urgent', raisedBy: 'worker', rounds: 1 },
  { classCode: 'correction', level: 'urgent', raisedBy: 'worker', rounds: 2 },
]

const target: Situation = begun(
  { classCode: 'facility', level: 'ordinary', raisedBy: null, rounds: 1 },
  'b',
)
const world: Surroundings = {
  holderKind: (code) => kinds[code] ?? null,
  countyClocks: productClocks,
  target: null,
  isFollowed: false,
}

function begun({ classCode, level, raisedBy }: Variant, id = 'a'): Situation {
  return raiseMatter(
    {
      id: `0197725e-0000-7000-8000-00000000000${id}`,
      source: raisedBy ? 'report' : 'resident',
      classCode,
      level,
      text: '一件事',
      placeText: null,
      position: null,
      gridCode: grid,
      raisedBy,
      raisedAtMs: nowMs,
      photoIds: [],
      contentHash: new Uint8Array(32),
    },
    judicial,
    {
      holderKind: (code) => kinds[code] ?? null,
      countyClocks: productClocks,
      target: null,
      isFollowed: false,
    },
    nowMs,
  )
}

/** Every way in which the move can be given what it asks for. */
function inputsFor(found: Found, { matter, tasks }: Situation): MoveInput[] {
  const given: MoveInput = {
    ...nothingGiven,
    text: '写明了',
    photoIds: ['photo'],
    position: { longitude: 110.75, latitude: 36.46, datum: 'wgs84', accuracyMeters: 5 },
    dueAtMs: (leadTask(tasks)?.dueAtMs ?? nowMs) + 3_600_000,
    satisfaction: 'ordinary',
    targetId: target.matter.id,
    answers: { injury: false, propertyLoss: false },
  }
  if (found.move.needs.includes('lead')) {
    return leads.map((leadCode) => ({
      ...given,
      leadCode,
      coCodes: leadCode === police ? [grid] : [],
    }))
  }
  if (matter.classCode === 'dispute' && found.move.name === 'selfHandle')
    return [given, { ...given, answers: { injury: true, propertyLoss: false } }]
  return [given]
}

/** What the lists and pages let this person see. */
const seenBy = (mover: Mover, situation: Situation): boolean =>
  mover.kind === 'staff' &&
  mattersPolicy.maySee({ accountId: mover.accountId, posts: mover.posts } as Actor, situation)

interface Step {
  to: string
  situation: Situation
  move: Move
  mover: Mover
}

/** What of a matter decides what can happen to it; counts and times do not. */
function keyOf({ matter, tasks }: Situation): string {
  const done = tasks.flatMap((task) => (task.doneBy ? [task.doneBy] : []))
  const open = tasks.filter((task) => task.state === 'open')
  return JSON.stringify([
    matter.state,
    matter.outcome,
    matter.reopenedCount,
    matter.selfHandled,
    matter.holderCode,
    [...new Set(done)].sort(),
    open.map((task) => [task.part, task.holderCode, task.extensionAskedToMs !== null]),
    leadTask(tasks)?.holderCode,
  ])
}

function stepsFrom(situation: Situation): Step[] {
  return people
    .filter((mover) => mover.kind !== 'staff' || seenBy(mover, situation))
    .flatMap((mover) =>
      openMoves(situation, mover).flatMap((found) =>
        inputsFor(found, situation).flatMap((input): Step[] => {
          const call = {
            commandId: 'c',
            move: found.move.name,
            input,
            mover,
            contentHash: new Uint8Array(32),
            atMs: nowMs,
          }
          try {
            const next = trimmed(applyMove(situation, call, { ...world, target }))
            return [{ to: keyOf(next), situation: next, move: found.move, mover }]
          } catch (error) {
            if (error instanceof Refusal) return []
            throw error
          }
        }),
      ),
    )
}

interface Reached {
  situation: Situation
  steps: Step[]
}

/** Without what past rounds left that nothing asks about any more. */
function trimmed({ matter, tasks }: Situation): Situation {
  const lead = leadTask(tasks)
  const hands = new Set<string>()
  const kept = tasks.filter((task) => {
    const isNewHand = task.doneBy !== null && !hands.has(task.doneBy)
    if (task.doneBy !== null) hands.add(task.doneBy)
    return isNewHand || task === lead || task.state === 'open'
  })
  return { matter, tasks: kept }
}

function everything(variant: Variant): Map<string, Reached> {
  const first = begun(variant)
  const reached = new Map<string, Reached>()
  const waiting = [first]
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const key = keyOf(one)
    if (reached.has(key)) continue
    const steps = one.matter.reopenedCount < variant.rounds ? stepsFrom(one) : []
    reached.set(key, { situation: one, steps })
    waiting.push(...steps.map((step) => step.situation))
  }
  return reached
}

const all = variants.map((variant) => ({ variant, reached: everything(variant) }))
const allReached = all.flatMap(({ reached }) => [...reached.values()])
const allSteps = allReached.flatMap(({ situation, steps }) =>
  steps.map((step) => ({ before: situation, ...step })),
)
const final: readonly MatterState[] = ['closed', 'archived', 'ended', 'merged']

describe('every path that a matter can take', () => {
  it('is many, and reaches every state and every row of the table', () => {
    expect(allReached.length).toBeGreaterThan(1_000)
    const states = new Set(allReached.map(({ situation }) => situation.matter.state))
    expect([...states].sort()).toEqual([...matterStates].sort())
    const taken = new Set(allSteps.map((step) => step.move))
    expect(moves.filter((move) => !taken.has(move)).map((move) => move.name)).toEqual([])
  })

  it('comes to an end from wherever it is', () => {
    for (const { variant, reached } of all) {
      const ends = new Set(
        [...reached]
          .filter(([, { situation }]) => final.includes(situation.matter.state))
          .map(([key]) => key),
      )
      for (let size = -1; size !== ends.size; ) {
        size = ends.size
        for (const [key, { steps }] of reached) {
          if (!ends.has(key) && steps.some((step) => ends.has(step.to))) ends.add(key)
        }
      }
      const stuck = [...reached]
        .filter(
          ([key, { situation }]) =>
            !ends.has(key) && situation.matter.reopenedCount < variant.rounds,
        )
        .map(([key]) => key)
      expect(stuck, variant.classCode).toEqual([])
    }
  })

  it('is never closed as solved without having been verified', () => {
    const closings = allSteps.filter(({ situation }) => situation.matter.state === 'closed')
    expect(closings.length).toBeGreaterThan(0)
    for (const { before } of closings) expect(['verified', 'closed']).toContain(before.matter.state)
    const verifications = allSteps.filter(
      ({ before, situation }) =>
        situation.matter.state === 'verified' && before.matter.state !== 'verified',
    )
    for (const { move } of verifications) expect(move.name).toBe('verify')
  })

  it('is verified by nobody who handled it', () => {
    const verifications = allSteps.filter(({ move }) => move.name === 'verify')
    expect(verifications.length).toBeGreaterThan(0)
    for (const { before, mover } of verifications) {
      // whoever did the newest lead's work, or helped it
      const lead = leadTask(before.tasks)
      const hands = before.tasks
        .filter((task) => task === lead || (lead && task.number > lead.number))
        .map((task) => task.doneBy)
      expect(mover.kind === 'staff' && hands.includes(mover.accountId)).toBe(false)
    }
  })

  it('leaves its circle in no step: neither holder, nor helper, nor mover is from outside', () => {
    for (const { variant, reached } of all) {
      const { circle } = matterClass(variant.classCode)
      if (circle === 'open') continue
      const allowed = circle === 'judicial' ? [judicial, '', township] : [township, '141030', '']
      for (const { situation, steps } of reached.values()) {
        expect(allowed, variant.classCode).toContain(situation.matter.holderCode)
        for (const task of situation.tasks) expect(allowed).toContain(task.holderCode)
        const outsiders = people.filter((mover) => !seenBy(mover, situation))
        const made = steps.filter(
          ({ mover }) => mover.kind === 'staff' && outsiders.includes(mover),
        )
        expect(made).toEqual([])
        expect(seenBy(people[7] as Mover, situation), 'police').toBe(false)
        expect(seenBy(people[2] as Mover, situation), 'village').toBe(false)
      }
    }
  })

  it('gives no right to who cannot see it, but to write where he can', () => {
    for (const { situation } of allReached) {
      for (const mover of people) {
        if (mover.kind !== 'staff' || seenBy(mover, situation)) continue
        const rights = openMoves(situation, mover).filter(({ move }) => move.by !== 'anybody')
        expect(rights).toEqual([])
      }
    }
  })

  it('owes its next move to somebody as long as it is open', () => {
    for (const { situation } of allReached) {
      const { state, holderCode, dueAtMs } = situation.matter
      const waitsForRaiser = state === 'returned' || state === 'verified'
      if (final.includes(state)) expect(holderCode).toBe('')
      else expect(holderCode === '', state).toBe(waitsForRaiser)
      if (!final.includes(state) && state !== 'paused') expect(dueAtMs).not.toBeNull()
    }
  })
})

describe('who may not', () => {
  const raised = begun(variants[0] as Variant)
  const as = (index: number) => people[index] as Mover

  it.each([
    ['accept', 0, 'notAllowed'],
    ['verify', 0, 'moveNotOpen'],
    ['evaluate', 3, 'notAllowed'],
    ['evaluationWindowEnds', 3, 'notAllowed'],
    ['withdraw', 3, 'notAllowed'],
  ] as const)('make the move %s is told why', (name, who, refusal) => {
    expect(findMove(name, raised, as(who))).toBe(refusal)
  })
})
