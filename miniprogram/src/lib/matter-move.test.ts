import type { MatterTask, OpenMove } from '@contract/matters'
import { expect, test } from 'vitest'
import {
  emptyMove,
  isRefusedDispute,
  missingOf,
  moveDraftOf,
  moveInput,
  sortedMoves,
  wantedOf,
} from './matter-move'

const open = (move: OpenMove['move'], ...needs: OpenMove['needs']): OpenMove => ({
  move,
  label: move,
  needs,
})
const nothing = { photoCount: 0, hasPosition: false }
const of = (tasks: readonly Partial<MatterTask>[] = []) => ({
  matter: { id: 'm' },
  tasks: tasks as MatterTask[],
})

test('a form asks for what the move needs, and leaves open what it may carry', () => {
  expect(wantedOf(open('verify', 'text', 'position'))).toMatchObject({
    text: 'needed',
    position: 'needed',
    photos: 'optional',
    lead: 'none',
  })
  expect(wantedOf(open('accept'))).toMatchObject({ text: 'none', photos: 'none' })
})

test('it says what is missing, and nothing once all is there', () => {
  const verify = open('verify', 'text', 'position')
  expect(missingOf(verify, emptyMove, nothing)).toBe('请写明情况')
  expect(missingOf(verify, { ...emptyMove, text: '  ' }, nothing)).toBe('请写明情况')
  const written = { ...emptyMove, text: '已修好' }
  expect(missingOf(verify, written, nothing)).toContain('位置')
  expect(missingOf(verify, written, { photoCount: 0, hasPosition: true })).toBe(null)
})

test('a dispute with injury or loss cannot be closed on the spot, and says why', () => {
  const offered = open('selfHandle', 'text', 'answers')
  const hurt = { ...emptyMove, text: '已劝开', injury: true, propertyLoss: false }
  expect(isRefusedDispute(hurt)).toBe(true)
  expect(missingOf(offered, hurt, nothing)).toContain('不能自办自结')
  expect(missingOf(offered, { ...hurt, injury: false }, nothing)).toBe(null)
  expect(missingOf(offered, { ...hurt, injury: false, propertyLoss: null }, nothing)).not.toBe(null)
})

test('only what the move asks for is sent', () => {
  const draft = { ...emptyMove, text: ' 请尽快 ', leadCode: 'A', coCodes: ['A', 'B'] }
  expect(moveInput(open('accept'), draft, of(), { photoIds: ['p'], position: null })).toEqual({
    matterId: 'm',
    move: 'accept',
  })
  expect(
    moveInput(open('dispatch', 'lead'), draft, of(), { photoIds: [], position: null }),
  ).toEqual({ matterId: 'm', move: 'dispatch', text: '请尽快', leadCode: 'A', coCodes: ['B'] })
})

test('an extension runs to the end of its day, and is answered for the task that asks', () => {
  const asked = moveInput(
    open('requestExtension', 'text', 'dueAt'),
    { ...emptyMove, text: '等材料', dueOn: '2026-12-03' },
    of(),
    { photoIds: [], position: null },
  )
  expect(asked.dueAtMs).toBe(Date.parse('2026-12-03T10:00:00Z'))
  const tasks = [
    { number: 1, extensionAskedToMs: null },
    { number: 2, extensionAskedToMs: 5 },
  ]
  const granted = moveInput(open('grantExtension'), emptyMove, of(tasks), {
    photoIds: [],
    position: null,
  })
  expect(granted.taskNumber).toBe(2)
})

test('what one came to do stands first; messages have a place of their own', () => {
  const { main, other } = sortedMoves([
    open('return', 'text'),
    open('message', 'text'),
    open('dispatch', 'lead'),
    open('accept'),
  ])
  expect(main.map(({ move }) => move)).toEqual(['accept', 'dispatch'])
  expect(other.map(({ move }) => move)).toEqual(['return'])
})

test('a refused move opens again as it was written, and is sent as it was', () => {
  const offered = open('selfHandle', 'text', 'photos', 'position', 'answers')
  const position = { latitude: 36.4, longitude: 110.7, accuracyMeters: 12, datum: 'wgs84' as const }
  const draft = { ...emptyMove, text: '已劝开', injury: false, propertyLoss: false }
  const sent = moveInput(offered, draft, of(), { photoIds: ['p'], position })
  expect(moveDraftOf(sent)).toEqual(draft)
  const dispatched = { ...emptyMove, leadCode: 'A', coCodes: ['B'] }
  const asked = moveInput(open('dispatch', 'lead'), dispatched, of(), {
    photoIds: [],
    position: null,
  })
  expect(moveDraftOf(asked)).toEqual(dispatched)
  const later = { ...emptyMove, text: '等配件', dueOn: '2026-12-04' }
  const extended = moveInput(open('requestExtension', 'text', 'dueAt'), later, of(), {
    photoIds: [],
    position: null,
  })
  expect(moveDraftOf(extended)).toEqual(later)
})
