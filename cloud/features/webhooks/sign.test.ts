import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { headersOf, newSecret } from './sign'

const body = JSON.stringify({ type: 'matter.raised', data: { words: '好' } })
const message = { id: 'msg_7', atSeconds: Math.floor(Date.now() / 1000), body }

describe('a signed message', () => {
  it('is verified by the library of Standard Webhooks, and not when it was changed', () => {
    const secret = newSecret()
    const headers = headersOf([secret], message)
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
    expect(() => new Webhook(secret).verify(body.replace('好', '坏'), headers)).toThrow()
    expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'msg_8' })).toThrow()
    expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow()
  })

  it('is verified with the secret before as well while both are in force', () => {
    const [older, newer] = [newSecret(), newSecret()]
    const headers = headersOf([newer, older], message)
    for (const secret of [older, newer])
      expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
  })
})
