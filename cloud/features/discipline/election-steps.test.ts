import { describe, expect, it } from 'vitest'
import { electionState, type ElectionState } from '../../contract/elections'
import type { Role } from '../../contract/permissions'
import {
  chosenOf,
  type ElectionStanding,
  electionStateOn,
  electionSteps,
  openSteps,
} from './election-steps'

describe('who is proposed', () => {
  const votes = [
    { name: 'A', votes: 61 },
    { name: 'B', votes: 40 },
    { name: 'C', votes: 19 },
  ]

  it('is who has the most votes (G-XC-023)', () => {
    expect(chosenOf(votes, 1)).toEqual({ ok: true, names: ['A'] })
    expect(chosenOf([...votes].reverse(), 2)).toEqual({ ok: true, names: ['A', 'B'] })
  })

  it('is nobody while the last seat is tied; a tie above it or among all seats does no harm', () => {
    const tied = [...votes.slice(1), { name: 'D', votes: 40 }]
    expect(chosenOf(tied, 1)).toEqual({ ok: false, tied: ['B', 'D'] })
    expect(chosenOf(tied, 2)).toEqual({ ok: true, names: ['B', 'D'] })
    expect(chosenOf(tied, 3)).toMatchObject({ ok: true })
  })
})

describe('the steps', () => {
  const everybody: Role[] = ['villageHead', 'townshipOffice', 'townshipSigner']
  const standing = (state: ElectionState): ElectionStanding => ({
    state,
    villageNoticeTo: '2026-06-23',
    townshipNoticeTo: '2026-07-02',
  })

  it('lead from every state on, or the state is an end', () => {
    const isEnd = (state: ElectionState) => state === 'appointed' || state === 'stopped'
    for (const state of electionState.options) {
      const steps = openSteps(standing(state), everybody, '2026-06-20')
      expect(steps.length > 0, state).toBe(!isEnd(state))
    }
  })

  it('wait for the last day of a notice', () => {
    const names = (state: ElectionState, today: string) =>
      openSteps(standing(state), everybody, today).map(({ step }) => step)
    expect(names('villageNotice', '2026-06-23')).toEqual(['stop'])
    expect(names('villageNotice', '2026-06-24')).toEqual(['approve', 'stop'])
    expect(electionStateOn(standing('townshipNotice'), '2026-07-02')).toBe('townshipNotice')
    expect(names('townshipNotice', '2026-07-03')).toEqual(['appoint', 'stop'])
  })

  it('reach the appointment in one order only', () => {
    const order = electionSteps.filter(({ step }) => step !== 'stop').map(({ step }) => step)
    expect(order).toEqual(['postVillageNotice', 'approve', 'postTownshipNotice', 'appoint'])
    const froms = electionSteps.filter(({ step }) => step !== 'stop').map(({ from }) => from.length)
    expect(froms).toEqual([1, 1, 1, 1])
  })
})
