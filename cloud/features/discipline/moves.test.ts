import { describe, expect, it } from 'vitest'
import { caseKind, caseState, type CaseKind, type CaseState } from '../../contract/discipline'
import type { Role } from '../../contract/permissions'
import { addDays } from '../../platform/clock'
import { adverse, findMove, type Move, moves, openMoves, type Standing, stateOn } from './moves'
import { warningEnd, windowEnd } from './procedure'

/** Two people in every role over the place, the worker, and the worker's name in the office too. */
const offices: Role[] = [
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]
const people = [
  { accountId: 'worker', roles: ['worker', ...offices] as Role[] },
  ...offices.flatMap((role) => [
    { accountId: `${role}1`, roles: [role] },
    { accountId: `${role}2`, roles: [role] },
  ]),
]
const firstDay = '2026-06-15'

interface World {
  standing: Standing
  today: string
  /** Moves so far with who made them. */
  path: { move: Move; by: string | null; on: string }[]
}

function begun(kind: CaseKind, proposedBy: string | null): World {
  const standing: Standing = {
    kind,
    state: 'proposed',
    accountId: 'worker',
    proposedBy,
    noticedBy: null,
    decidedBy: null,
    replyDueOn: null,
    appealDueOn: null,
    expiresOn: null,
  }
  return { standing, today: firstDay, path: [] }
}

/** As the service writes it (move-case.ts). */
function made(world: World, move: Move, by: string): World {
  const { standing, today } = world
  const next: Standing = { ...standing, state: move.to }
  if (move.name === 'notify') {
    next.noticedBy = by
    next.replyDueOn = windowEnd('replyWindow', today, null)
  }
  if (move.judges && !['uphold', 'overturn'].includes(move.name)) next.decidedBy = by
  if (move.name === 'impose') {
    next.appealDueOn = windowEnd('appealWindow', today, null)
    next.expiresOn = warningEnd(today, null)
  }
  return { standing: next, today, path: [...world.path, { move, by, on: today }] }
}

/** The day after the window that runs. */
function waited(world: World): World | null {
  const { standing, today } = world
  const state = stateOn(standing, today)
  const clockMove = moves.find(
    (move) =>
      typeof move.by === 'string' &&
      move.by.endsWith('On') &&
      move.kinds.includes(standing.kind) &&
      move.from.includes(state),
  )
  if (!clockMove) return null
  const due = standing[clockMove.by as 'replyDueOn']
  if (due === null) return null
  const next = { ...world, today: addDays(due, 1) }
  return { ...next, path: [...world.path, { move: clockMove, by: null, on: next.today }] }
}

function nextWorlds(world: World): World[] {
  const byPeople = people.flatMap((person) =>
    openMoves(world.standing, person, world.today).map((move) =>
      made(world, move, person.accountId),
    ),
  )
  const later = waited(world)
  return later ? [...byPeople, later] : byPeople
}

function everyWorld(kind: CaseKind, proposedBy: string | null): World[] {
  const all: World[] = []
  const waiting = [begun(kind, proposedBy)]
  for (let world = waiting.pop(); world; world = waiting.pop()) {
    all.push(world)
    waiting.push(...nextWorlds(world))
  }
  return all
}

const ended: CaseState[] = ['closed', 'expired']
const begunBy = [null, 'townshipOffice1', 'countyCentre1']
const worlds = caseKind.options.flatMap((kind) =>
  begunBy.flatMap((proposedBy) => everyWorld(kind, proposedBy)),
)
const against = (move: Move) => move.outcome === 'imposed'

describe('every path that a case can take', () => {
  it('is many, and reaches every state and every move of the table', () => {
    expect(worlds.length).toBeGreaterThan(1_000)
    const states = new Set(worlds.map((world) => stateOn(world.standing, world.today)))
    expect([...states].sort()).toEqual([...caseState.options].sort())
    const taken = new Set(worlds.flatMap((world) => world.path.map((step) => step.move)))
    expect(moves.filter((move) => !taken.has(move))).toEqual([])
  })

  it('ends somewhere: nobody is left in a state that nothing leads out of', () => {
    for (const world of worlds) {
      const state = stateOn(world.standing, world.today)
      const goesOn = nextWorlds(world).length > 0
      expect(goesOn, `${world.standing.kind} ${state}`).toBe(!ended.includes(state))
    }
  })

  it('has nobody decide his own case, one he brought forward, or one he decided before', () => {
    for (const { standing, path } of worlds) {
      const hands = [standing.proposedBy]
      for (const { move, by } of path) {
        if (move.judges) {
          expect(by).not.toBe('worker')
          expect(hands, move.name).not.toContain(by)
        }
        if (move.name === 'notify' || move.judges) hands.push(by)
      }
    }
  })

  it('has no decision against anybody before he was told and answered, or his time to answer was over', () => {
    let decisions = 0
    for (const { path } of worlds) {
      const at = path.findIndex(({ move }) => against(move))
      if (at < 0) continue
      decisions += 1
      const before = path.slice(0, at)
      const told = before.find(({ move }) => move.name === 'notify')
      expect(told).toBeDefined()
      const answered = before.some(({ move }) => move.name === 'reply')
      const due = windowEnd('replyWindow', told?.on ?? '', null)
      expect(answered || (path[at]?.on ?? '') > due).toBe(true)
    }
    expect(decisions).toBeGreaterThan(100)
  })

  it('lets nothing come into force before the time to appeal is over, or another person looked at it', () => {
    for (const { standing, today, path } of worlds) {
      const state = stateOn(standing, today)
      if (state !== 'final' && state !== 'inForce') continue
      const reviewed = path.some(({ move }) => move.name === 'uphold')
      expect(reviewed || today > (standing.appealDueOn ?? today)).toBe(true)
    }
  })

  it('ends a removal only by somebody noting that the worker has left', () => {
    for (const { standing, path } of worlds) {
      const imposed = path.some(({ move }) => against(move))
      const stands = imposed && !path.some(({ move }) => move.name === 'overturn')
      if (standing.state !== 'closed' || !stands) continue
      expect(path.at(-1)?.move.name).toBe('execute')
    }
  })
})

describe('a move', () => {
  const told: Standing = {
    ...begun('elimination', null).standing,
    state: 'noticed',
    noticedBy: 'townshipOffice1',
    replyDueOn: '2026-06-23',
  }
  const county = { accountId: 'countyCentre1', roles: ['countyCentre'] as Role[] }

  it('comes with the day after the window, not with its last day', () => {
    expect(findMove('impose', told, county, '2026-06-23')).toBe('moveNotOpen')
    expect(findMove('impose', told, county, '2026-06-24')).toMatchObject({ to: 'decided' })
  })

  it('is refused by who asks: oneself, the wrong office, a move that the kind does not have', () => {
    const self = { accountId: 'worker', roles: ['countyCentre'] as Role[] }
    expect(findMove('impose', told, self, '2026-06-24')).toBe('ownCase')
    const office = { accountId: 'townshipOffice2', roles: ['townshipOffice'] as Role[] }
    expect(findMove('impose', told, office, '2026-06-24')).toBe('notAllowed')
    expect(findMove('holdTalk', told, county, '2026-06-24')).toBe('moveNotOpen')
  })

  it('names an article or says that the product set it; what is against somebody has all of it', () => {
    for (const move of moves) expect(move.source).toMatch(/^(product|[A-Z]+-\d)/)
    for (const kind of adverse) {
      const names = moves.filter((move) => move.kinds.includes(kind)).map((move) => move.name)
      expect(names).toEqual(expect.arrayContaining(['notify', 'reply', 'appeal', 'overturn']))
    }
  })
})
