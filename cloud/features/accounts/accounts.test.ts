import { describe, expect, it } from 'vitest'
import { fixedClock } from '../../platform/clock'
import { accountsPolicy } from './accounts.policy'
import { ageOn, readIdNumber } from './id-number'
import { createAddressLimiter, createUnknownNames, lockMinutes } from './limits'
import { isTooWeak } from './password-rules'
import { ageFault } from './person-rules'

describe('identity numbers', () => {
  it('give birth date and gender', () => {
    expect(readIdNumber('11010519491231002x')).toEqual({
      idNumber: '11010519491231002X',
      birthDate: '1949-12-31',
      gender: 'female',
    })
  })

  it.each([
    '110105194912310021',
    '11010519490230002X',
    '01010519491231002X',
    '1101051949123100',
    '',
  ])('are refused when they cannot be: %s', (text) => expect(readIdNumber(text)).toBeNull())
})

describe('age', () => {
  it('changes on the birthday, for 29 February on 1 March', () => {
    expect(ageOn('2008-06-15', '2026-06-14')).toBe(17)
    expect(ageOn('2008-06-15', '2026-06-15')).toBe(18)
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17)
    expect(ageOn('2008-02-29', '2026-03-01')).toBe(18)
  })

  it('60 counts until the 61st birthday; above, a worker needs a reason, under 18 nothing helps', () => {
    expect(ageFault('1965-06-16', 'worker', '2026-06-15', undefined)).toBeNull()
    expect(ageFault('1965-06-15', 'worker', '2026-06-15', undefined)).toBe('reasonNeeded')
    expect(ageFault('1965-06-15', 'worker', '2026-06-15', '县联审同意')).toBeNull()
    expect(ageFault('1965-06-15', 'villageHead', '2026-06-15', undefined)).toBeNull()
    expect(ageFault('2008-06-16', 'worker', '2026-06-15', '有理由')).toMatch(/18/)
  })
})

describe('passwords', () => {
  it.each(['short1A', '12345678', 'abcdefgh', 'aaaa1111', 'Password1', 'a1234567', 'A19900000001'])(
    'refuses %s',
    (password) => expect(isTooWeak(password, ['19900000001'])).toBe(true),
  )
  it.each(['hua-kai-2026', '大宁县的春天a1b', 'correct horse 7'])('takes %s', (password) =>
    expect(isTooWeak(password, ['19900000001'])).toBe(false),
  )
})

describe('limits', () => {
  it('lock for 15 minutes at the fifth failure, growing to 60', () => {
    expect([1, 4, 5, 6, 10, 15, 20, 25].map(lockMinutes)).toEqual([0, 0, 15, 0, 30, 45, 60, 60])
  })

  it('give an address 30 tries a minute and back what was right', () => {
    const clock = fixedClock(1_000_000)
    const limiter = createAddressLimiter(clock)
    for (let tries = 0; tries < 30; tries += 1) expect(limiter.take('10.0.0.1')).toBe(true)
    expect(limiter.take('::ffff:10.0.0.1')).toBe(false)
    expect(limiter.take('10.0.0.2')).toBe(true)
    expect(limiter.take('2001:db8:1:2:3::1')).toBe(true)
    limiter.giveBack('10.0.0.1')
    limiter.giveBack('10.0.0.1')
    expect(limiter.take('10.0.0.1')).toBe(true)
    clock.advance(60_000)
    expect(limiter.take('10.0.0.1')).toBe(true)
  })

  it('lock an unknown name as they lock a known one', () => {
    const clock = fixedClock(1_000_000)
    const names = createUnknownNames(clock)
    for (let tries = 0; tries < 5; tries += 1) expect(names.take('nobody')).toBeNull()
    expect(names.take('nobody')).toBe(1_000_000 + 15 * 60_000)
    clock.advance(15 * 60_000)
    expect(names.take('nobody')).toBeNull()
  })
})

describe('who is above whom', () => {
  const actor = (
    role: 'townshipOffice' | 'countyCentre' | 'townshipSigner',
    scopeCode: string,
  ) => ({
    accountId: 'a',
    name: '',
    mustChangePassword: false,
    sessionHash: new Uint8Array(),
    formerPosts: [],
    posts: [{ id: 'p', role, scopeCode, workerKind: null, startsOn: '2022-01-01', endsOn: null }],
  })
  const worker = { role: 'worker' as const, scopeCode: '141030100001A001' }

  it('a township office is above its own field people only', () => {
    const office = actor('townshipOffice', '141030100')
    expect(accountsPolicy.mayManage(office, [worker])).toBe(true)
    expect(accountsPolicy.mayManage(office, [{ ...worker, scopeCode: '141030101001A001' }])).toBe(
      false,
    )
    expect(
      accountsPolicy.mayManage(office, [
        worker,
        { role: 'townshipOffice', scopeCode: '141030100' },
      ]),
    ).toBe(false)
    expect(accountsPolicy.mayManage(office, [])).toBe(false)
    expect(
      accountsPolicy.mayAppoint(office, { role: 'townshipOffice', scopeCode: '141030100' }),
    ).toBe(false)
  })

  it('a county centre is above the townships, fills its own office but does not end it', () => {
    const centre = actor('countyCentre', '141030')
    expect(
      accountsPolicy.mayManage(centre, [{ role: 'townshipSigner', scopeCode: '141030101' }]),
    ).toBe(true)
    expect(accountsPolicy.mayManage(centre, [{ role: 'countyPolicy', scopeCode: '141030' }])).toBe(
      false,
    )
    expect(accountsPolicy.mayAppoint(centre, { role: 'countyPolicy', scopeCode: '141030' })).toBe(
      true,
    )
    expect(
      accountsPolicy.mayAppoint(centre, { role: 'systemAdministrator', scopeCode: '141030' }),
    ).toBe(false)
    expect(
      accountsPolicy.mayAppoint(centre, { role: 'worker', scopeCode: '141099100001A001' }),
    ).toBe(false)
  })

  it('a signer is above nobody', () => {
    expect(accountsPolicy.mayManage(actor('townshipSigner', '141030100'), [worker])).toBe(false)
  })
})
