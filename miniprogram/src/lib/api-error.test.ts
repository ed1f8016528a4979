import { describe, expect, test } from 'vitest'
import { ApiError, errorOf, messageOf, readAnswer } from './api-error'

function answer(status: number, body: unknown, type: 'json' | 'text' = 'json') {
  return { status, headers: {}, text: type === 'json' ? JSON.stringify(body) : String(body) }
}

function refused(status: number, code: string, message = '不行') {
  return answer(status, { error: { code, message, requestId: 'r1' } })
}

describe('answers', () => {
  test('a good one is its body', () => {
    expect(readAnswer(answer(200, { done: true }))).toEqual({ done: true })
  })

  test('a page of somebody else’s network is no answer, whatever its status', () => {
    for (const status of [200, 302, 403, 404, 511]) {
      const page = answer(status, '<html>请登录</html>', 'text')
      const kind = status >= 500 ? 'busy' : 'offline'
      expect(() => readAnswer(page)).toThrow(expect.objectContaining({ kind, code: null }))
    }
  })

  test('refusals are told apart by what can be done about them', () => {
    expect(errorOf(refused(401, 'notSignedIn')).kind).toBe('signIn')
    expect(errorOf(refused(401, 'signInFailed')).kind).toBe('refused')
    expect(errorOf(refused(403, 'notAllowed')).kind).toBe('forbidden')
    expect(errorOf(refused(404, 'notFound')).kind).toBe('notFound')
    expect(errorOf(refused(409, 'commandConflict')).kind).toBe('refused')
    expect(errorOf(refused(429, 'tooManyRequests')).kind).toBe('busy')
    expect(errorOf(refused(503, 'databaseBusy')).kind).toBe('busy')
  })

  test('a refusal carries its sentence, code and number', () => {
    const error = errorOf(refused(422, 'notInService', '您当天没有在岗的网格，无法办理'))
    expect(error).toMatchObject({
      message: '您当天没有在岗的网格，无法办理',
      code: 'notInService',
      status: 422,
      requestId: 'r1',
    })
  })
})

test('people read only sentences in their own language', () => {
  expect(messageOf(new ApiError('refused', '没有找到', 404, null, {}, null))).toBe('没有找到')
  expect(messageOf(new TypeError('x is not a function'))).toBe('出了点问题，请再试一次')
  expect(messageOf('odd')).toBe('出了点问题，请再试一次')
})
