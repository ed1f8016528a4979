import { describe, expect, test } from 'vitest'
import { errorOf, offlineError } from '../api-error'
import { Unreachable } from '../transport-types'
import { outcomeOf, sendItem } from './sending'
import type { OutboxItem } from './types'

function refused(status: number, code: string, details = {}) {
  const error = { code, message: '不行', requestId: 'r1', details }
  return errorOf({ status, headers: {}, text: JSON.stringify({ error }) })
}

describe('what an error means for something kept', () => {
  test('no answer: again later, and hold the others', () => {
    expect(outcomeOf(offlineError(new Unreachable('timeout'))).kind).toBe('unreachable')
  })

  test('a busy service says when to come back', () => {
    expect(outcomeOf(refused(429, 'tooManyRequests', { retryAfterSeconds: 30 }))).toMatchObject({
      kind: 'busy',
      retryAfterMs: 30_000,
    })
    expect(outcomeOf(refused(503, 'databaseBusy')).kind).toBe('busy')
  })

  test('who has to sign in, or is shut out, keeps what he has', () => {
    for (const [status, code] of [
      [401, 'notSignedIn'],
      [403, 'passwordMustChange'],
      [403, 'accountDeactivated'],
    ] as const) {
      expect(outcomeOf(refused(status, code)).kind, code).toBe('signIn')
    }
  })

  test('a considered refusal is final', () => {
    for (const [status, code] of [
      [400, 'badInput'],
      [403, 'gridNotYours'],
      [409, 'commandConflict'],
      [413, 'photoTooLarge'],
      [415, 'photoTypeNotAllowed'],
      [422, 'notInService'],
    ] as const) {
      expect(outcomeOf(refused(status, code)), code).toEqual({
        kind: 'refused',
        error: { code, message: '不行' },
      })
    }
  })

  test('a fault of our own is not the person’s loss', () => {
    expect(outcomeOf(new TypeError('x is undefined')).kind).toBe('busy')
  })
})

test('nothing is sent for somebody who is not signed in', async () => {
  const item = {
    id: '1',
    kind: 'checkIn',
    accountId: 'somebody',
    payload: {},
    files: [],
  } as unknown
  expect((await sendItem(item as OutboxItem, [])).kind).toBe('signIn')
})
