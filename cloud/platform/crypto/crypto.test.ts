import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  blindIndex,
  dummyVerify,
  hashPassword,
  hashSessionToken,
  keyRing,
  maxPasswordCharacters,
  needsRehash,
  needsReseal,
  newOneTimeCode,
  newSessionToken,
  normalizeOneTimeCode,
  openText,
  sealText,
  signCode,
  signTicket,
  verifyCode,
  verifyPassword,
  verifyTicket,
} from './index'
import { dummyHash } from './passwords'

const key = randomBytes(32)
const ring = keyRing([{ id: 'k1', secret: 'first secret' }], 'personal')

describe('passwords', () => {
  it('accepts the right password in any width and refuses the others', async () => {
    const stored = await hashPassword('大宁2024ａ')
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await verifyPassword(stored, '大宁2024a')).toBe(true)
    expect(await verifyPassword(stored, '大宁2024b')).toBe(false)
    expect(await verifyPassword('not a hash', 'x')).toBe(false)
    expect(await verifyPassword(stored, 'x'.repeat(maxPasswordCharacters + 1))).toBe(false)
    await expect(hashPassword('x'.repeat(maxPasswordCharacters + 1))).rejects.toThrow(RangeError)
    expect(needsRehash(stored)).toBe(false)
    expect(needsRehash('$argon2id$v=19$m=1024,t=1,p=1$c29tZXNhbHQ$aGFzaGhhc2hoYXNo')).toBe(true)
    expect(needsRehash('')).toBe(true)
  })

  it('does the same work for an account that does not exist', async () => {
    const settings = (hash: string) => hash.split('$').slice(0, 4)
    expect(settings(dummyHash)).toEqual(settings(await hashPassword('right')))
    expect(await dummyVerify('wrong')).toBe(false)
  })
})

describe('one-time codes', () => {
  it('are readable, differ and survive sloppy typing', () => {
    const codes = new Set(Array.from({ length: 1_000 }, newOneTimeCode))
    expect(codes.size).toBe(1_000)
    for (const code of codes) {
      expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]{4}$/)
    }
    expect(normalizeOneTimeCode(' ａ7k3－mqa9 ')).toBe('A7K3MQA9')
    expect(normalizeOneTimeCode('a7k3—mqa9')).toBe('A7K3MQA9')
  })
})

describe('session tokens', () => {
  it('carry 32 random bytes and are stored as a hash', () => {
    const { token, tokenHash } = newSessionToken()
    expect(token).toHaveLength(43)
    expect(tokenHash).toHaveLength(32)
    expect(hashSessionToken(token)).toEqual(tokenHash)
    expect(hashSessionToken(`${token}x`)).toBeNull()
    expect(hashSessionToken("' or 1=1 --")).toBeNull()
  })
})

describe('sealed text', () => {
  it('opens to what was sealed, never twice the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = sealText(text, ring, 'account.idNumber')
        expect(openText(sealed, ring, 'account.idNumber')).toBe(text)
        expect(sealText(text, ring, 'account.idNumber')).not.toBe(sealed)
      }),
    )
  })

  it('does not open when anything was changed, or in another place', () => {
    const sealed = sealText('141030199001011234', ring, 'account.idNumber')
    expect(() => openText(sealed, ring, 'account.phone')).toThrow(
      expect.objectContaining({ code: 'sealBroken' }),
    )
    const flipped = sealed.slice(0, 10) + (sealed[10] === 'A' ? 'B' : 'A') + sealed.slice(11)
    for (const broken of ['', 'k1', 'k1.', 'k1.AAAA', flipped]) {
      expect(() => openText(broken, ring, 'account.idNumber')).toThrow(
        expect.objectContaining({ code: 'sealBroken' }),
      )
    }
    expect(() => openText(sealed.replace('k1', 'k9'), ring, 'account.idNumber')).toThrow(
      expect.objectContaining({ code: 'sealKeyUnknown' }),
    )
  })

  it('stays readable after the key was changed', () => {
    const sealed = sealText('13800000000', ring, 'account.phone')
    const newer = keyRing(
      [
        { id: 'k2', secret: 'second secret' },
        { id: 'k1', secret: 'first secret' },
      ],
      'personal',
    )
    expect(openText(sealed, newer, 'account.phone')).toBe('13800000000')
    expect(needsReseal(sealed, newer)).toBe(true)
    expect(needsReseal(sealText('x', newer, 'account.phone'), newer)).toBe(false)
  })

  it('refuses a ring without keys or with an id that would break the form', () => {
    expect(() => keyRing([], 'personal')).toThrow(RangeError)
    expect(() => keyRing([{ id: 'a.b', secret: 'x' }], 'personal')).toThrow(RangeError)
  })
})

describe('blind index', () => {
  it('is the same for the same number and tells columns and keys apart', () => {
    const index = blindIndex('14103019900101123x', key, 'idNumber')
    expect(index).toHaveLength(32)
    expect(blindIndex(' １４103019900101123X ', key, 'idNumber')).toEqual(index)
    expect(blindIndex('14103019900101123X', key, 'phone')).not.toEqual(index)
    expect(blindIndex('14103019900101123X', randomBytes(32), 'idNumber')).not.toEqual(index)
  })
})

describe('tickets', () => {
  const payload = { issuedAtMs: 1_700_000_000_000, deviceId: 'd1', note: '大宁' }

  it('give back what was signed, for the same purpose only', () => {
    const ticket = signTicket(payload, key, 'time')
    expect(verifyTicket(ticket, key, 'time')).toEqual({ ok: true, payload })
    expect(verifyTicket(ticket, key, 'qr')).toEqual({ ok: false, reason: 'badSignature' })
    expect(verifyTicket(ticket, randomBytes(32), 'time')).toEqual({
      ok: false,
      reason: 'badSignature',
    })
  })

  it('refuse any changed character', () => {
    const ticket = signTicket(payload, key, 'time')
    fc.assert(
      fc.property(
        fc.nat(ticket.length - 1),
        fc.constantFrom(...'ABCxyz019-_.='),
        (at, character) => {
          fc.pre(ticket[at] !== character)
          const changed = ticket.slice(0, at) + character + ticket.slice(at + 1)
          expect(verifyTicket(changed, key, 'time').ok).toBe(false)
        },
      ),
    )
    for (const nonsense of ['', '.', 'a.b.c', 'x'.repeat(5_000), '\u0000.\u0000']) {
      expect(verifyTicket(nonsense, key, 'time').ok).toBe(false)
    }
  })

  it('know their age', () => {
    const ticket = signTicket(payload, key, 'time')
    const at = (nowMs: number) => verifyTicket(ticket, key, 'time', { nowMs, maxAgeMs: 60_000 })
    expect(at(payload.issuedAtMs + 60_000).ok).toBe(true)
    expect(at(payload.issuedAtMs + 60_001)).toEqual({ ok: false, reason: 'expired' })
    expect(at(payload.issuedAtMs - 4_000).ok).toBe(true)
    expect(at(payload.issuedAtMs - 6_000)).toEqual({ ok: false, reason: 'fromFuture' })
  })

  it('refuse a signed payload without its time', () => {
    const unsound = signTicket({ issuedAtMs: Number.NaN }, key, 'time')
    expect(verifyTicket(unsound, key, 'time')).toEqual({ ok: false, reason: 'malformed' })
  })
})

describe('signed codes', () => {
  it('fit a mini-program scene and refuse forgeries', () => {
    const signed = signCode('141030100001A001', key, 'card')
    expect(signed.length).toBeLessThanOrEqual(32)
    expect(verifyCode(signed, key, 'card')).toBe('141030100001A001')
    expect(verifyCode(signed, key, 'other')).toBeNull()
    expect(verifyCode(signed.replace('A001', 'A002'), key, 'card')).toBeNull()
    expect(verifyCode('141030100001A001', key, 'card')).toBeNull()
    expect(verifyCode('141030100001A001.', key, 'card')).toBeNull()
  })
})
