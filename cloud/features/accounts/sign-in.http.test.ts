import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accounts } from '../../contract'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { identityNumber } from '../../testing/identity-numbers'
import { testAreas } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { idBytes } from '../../platform/ids'

let service: TestService
let office: { token: string }
let serial = 0

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', testAreas.township)
})
afterAll(() => service.close())
// the limit a minute is not what these tests are about
beforeEach(() => service.clock.advance(61_000))

const deviceName = 'test phone'
const chosen = 'hua-kai-2026'

/** A worker as the office makes him: with a one-time code and no password yet. */
async function newWorker() {
  serial += 1
  const idNumber = identityNumber('1980-01-01', 500 + serial)
  const phone = `1380000${String(serial).padStart(4, '0')}`
  const answer = await service.call(
    accounts.create,
    {
      name: `新网格员${serial}`,
      idNumber,
      phone,
      post: {
        role: 'worker',
        scopeCode: testAreas.grid,
        workerKind: 'rural',
        startsOn: '2026-06-01',
      },
    },
    { token: office.token },
  )
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return { ...answer.data, idNumber, phone }
}

const signIn = (signInName: string, password: string) =>
  service.call(accounts.signIn, { signInName, password, deviceName })

/** A worker who has chosen his password. */
async function settledWorker() {
  const worker = await newWorker()
  const { token } = (await signIn(worker.phone, worker.oneTimeCode)).data
  const changed = await service.call(
    accounts.changePassword,
    { current: worker.oneTimeCode, next: chosen },
    { token },
  )
  expect(changed.status, JSON.stringify(changed.error)).toBe(200)
  return { ...worker, token }
}

const who = (token: string) => service.call(accounts.whoAmI, {}, { token })
const sessionCount = () => service.parts.database.prisma.session.count()
const eventsOf = async (event: string, subjectId: string) =>
  service.parts.database.prisma.auditEntry.count({ where: { event, subjectId } })

describe('every endpoint of signing in', () => {
  checkEndpoint(() => service, {
    entry: accounts.signIn,
    token: () => '',
    valid: () => ({ signInName: '13900000000', password: 'x', deviceName }),
    invalid: () => ({ signInName: '', password: 1, deviceName }),
    effect: sessionCount,
  })
  checkEndpoint(() => service, {
    entry: accounts.signInWithWechat,
    token: () => '',
    valid: () => ({ code: 'demo-nobody', deviceName }),
    invalid: () => ({ code: '', deviceName }),
    effect: sessionCount,
  })
  checkEndpoint(() => service, {
    entry: accounts.whoAmI,
    token: () => 'not-a-token',
    valid: () => ({}),
    invalid: () => ({}),
  })
  checkEndpoint(() => service, {
    entry: accounts.mySessions,
    token: () => `${office.token.slice(0, -1)}_`,
    valid: () => ({}),
    invalid: () => ({}),
  })
  checkEndpoint(() => service, {
    entry: accounts.downloadPass,
    token: () => '',
    valid: () => ({}),
    invalid: () => ({}),
  })
  checkEndpoint(() => service, {
    entry: accounts.changePassword,
    token: () => office.token,
    valid: () => ({ current: 'x', next: chosen }),
    invalid: () => ({ current: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: accounts.bindWechat,
    token: () => office.token,
    valid: () => ({ code: 'demo-office' }),
    invalid: () => ({ code: 7 }),
  })
  checkEndpoint(() => service, {
    entry: accounts.unbindWechat,
    token: () => office.token,
    valid: () => ({}),
    invalid: () => ({ commandId: 'x' }),
    effect: () =>
      service.parts.database.prisma.auditEntry.count({ where: { event: 'account.wechatUnbound' } }),
  })
  checkEndpoint(() => service, {
    entry: accounts.signOut,
    token: () => 'ended',
    valid: () => ({}),
    invalid: () => ({}),
  })

  it('accounts.demoAccounts: tells of no demo where there is none', async () => {
    const answer = await service.call(accounts.demoAccounts, {})
    expect(answer.data).toEqual({ demo: false, accounts: [] })
  })

  it('accounts.demoAccounts: tells what the seed left', async () => {
    const account = { label: '网格员', name: '张三', signInName: '13800000000', password: 'x' }
    const { setting } = service.parts.database.prisma
    await setting.create({ data: { name: 'demoAccounts', value: [account] } })
    expect((await service.call(accounts.demoAccounts, {})).data).toEqual({
      demo: true,
      accounts: [account],
    })
    await setting.delete({ where: { name: 'demoAccounts' } })
  })
})

describe('the first sign-in', () => {
  it('takes the code however it is typed, and lets nothing be done before a password is chosen', async () => {
    const worker = await newWorker()
    const typed = ` ${worker.oneTimeCode.toLowerCase().replace('-', ' ')}`
    const first = await signIn(worker.idNumber.toLowerCase(), typed)
    expect(first.data.me).toMatchObject({ mustChangePassword: true, accountId: worker.accountId })
    const { token } = first.data
    expect((await service.call(accounts.mySessions, {}, { token })).error.code).toBe(
      'passwordMustChange',
    )
    expect((await who(token)).data.posts[0]).toMatchObject({
      role: 'worker',
      scopeName: '阳光社区第一网格',
    })

    for (const next of [worker.oneTimeCode, '12345678', `a${worker.phone}`, 'Password123']) {
      const weak = await service.call(
        accounts.changePassword,
        { current: worker.oneTimeCode, next },
        { token },
      )
      expect([next, weak.error.code]).toEqual([next, 'passwordTooWeak'])
    }
    await service.call(
      accounts.changePassword,
      { current: worker.oneTimeCode, next: chosen },
      { token },
    )
    expect((await who(token)).data.mustChangePassword).toBe(false)
    expect((await signIn(worker.phone, worker.oneTimeCode)).error.code).toBe('signInFailed')
    expect((await signIn(worker.phone, chosen)).status).toBe(200)
  })

  it('refuses the code after seven days, and only then tells that it is over', async () => {
    const worker = await newWorker()
    service.clock.advance(7 * 86_400_000)
    expect((await signIn(worker.phone, 'AAAA-AAAA')).error.code).toBe('signInFailed')
    expect((await signIn(worker.phone, worker.oneTimeCode)).error.code).toBe('oneTimeCodeExpired')
  })

  it('keeps neither code, password nor token in the database', async () => {
    const worker = await settledWorker()
    const { prisma } = service.parts.database
    const stored = JSON.stringify(
      [
        await prisma.account.findUnique({ where: { id: idBytes(worker.accountId) } }),
        await prisma.command.findMany(),
        await prisma.auditEntry.findMany({ where: { subjectId: worker.accountId } }),
      ],
      (_key, value) => (typeof value === 'bigint' ? String(value) : value),
    )
    for (const secret of [
      worker.oneTimeCode,
      worker.oneTimeCode.replace('-', ''),
      chosen,
      worker.token,
    ]) {
      expect(stored).not.toContain(secret)
    }
    expect(stored).not.toContain(worker.idNumber)
    expect(stored).not.toContain(worker.phone)
  })
})

describe('wrong passwords', () => {
  it('lock the account for 15 minutes, then 30, and a right one sets the count back', async () => {
    const worker = await settledWorker()
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await signIn(worker.phone, 'wrong')).error.code).toBe('signInFailed')
    }
    const locked = await signIn(worker.phone, chosen)
    expect([locked.status, locked.error.code, locked.error.details?.minutes]).toEqual([
      423,
      'signInLocked',
      15,
    ])
    expect(await eventsOf('account.signInFailed', worker.accountId)).toBe(5)
    expect(await eventsOf('account.locked', worker.accountId)).toBe(1)

    service.clock.advance(15 * 60_000)
    for (let tries = 0; tries < 5; tries += 1) await signIn(worker.phone, 'wrong')
    expect((await signIn(worker.phone, chosen)).error.details?.minutes).toBe(30)
    service.clock.advance(30 * 60_000)
    expect((await signIn(worker.phone, chosen)).status).toBe(200)
    for (let tries = 0; tries < 4; tries += 1) await signIn(worker.phone, 'wrong')
    expect((await signIn(worker.phone, chosen)).status).toBe(200)
  })

  it('of many at once no more than five are looked at', async () => {
    const worker = await settledWorker()
    const guesses = Array.from({ length: 15 }, (_one, at) =>
      signIn(worker.phone, at === 14 ? chosen : 'wrong'),
    )
    const codes = (await Promise.all(guesses)).map((answer): string => answer.error?.code ?? 'in')
    expect(
      codes.filter((code) => code === 'signInFailed' || code === 'in').length,
    ).toBeLessThanOrEqual(6)
    expect(codes).toContain('signInLocked')
  })

  it('answer alike for a name that nobody has', async () => {
    const worker = await settledWorker()
    const tried = async (name: string) => {
      const answer = await signIn(name, 'wrong')
      return {
        code: answer.error.code,
        minutes: answer.error.details?.minutes,
      }
    }
    const known: Awaited<ReturnType<typeof tried>>[] = []
    const unknown: typeof known = []
    for (let tries = 0; tries < 6; tries += 1) {
      known.push(await tried(worker.phone))
      unknown.push(await tried('13899999999'))
    }
    const codesOf = (answers: typeof known) => answers.map(({ code, minutes }) => [code, minutes])
    expect(codesOf(unknown)).toEqual(codesOf(known))
  })

  it('also count when the current password is asked for', async () => {
    const worker = await settledWorker()
    const change = (current: string) =>
      service.call(
        accounts.changePassword,
        { current, next: 'qiu-shou-2026' },
        { token: worker.token },
      )
    for (let tries = 0; tries < 5; tries += 1)
      expect((await change('wrong')).error.code).toBe('signInFailed')
    expect((await change(chosen)).error.code).toBe('signInLocked')
  })

  it('from one address are too many after thirty in a minute', async () => {
    for (let tries = 0; tries < 30; tries += 1) await signIn('not-a-name', 'wrong')
    const answer = await signIn('13811111111', 'wrong')
    expect([answer.status, answer.error.code]).toEqual([429, 'tooManyRequests'])
  })
})

describe('sessions', () => {
  it('end on the other devices when the password changes', async () => {
    const worker = await settledWorker()
    const other = (await signIn(worker.phone, chosen)).data.token
    expect(
      (await service.call(accounts.mySessions, {}, { token: other })).data.sessions,
    ).toHaveLength(2)
    await service.call(
      accounts.changePassword,
      { current: chosen, next: 'qiu-shou-2026' },
      { token: other },
    )
    expect((await who(worker.token)).status).toBe(401)
    expect(
      (await service.call(accounts.mySessions, {}, { token: other })).data.sessions,
    ).toMatchObject([{ deviceName, current: true }])
  })

  it('end when signed out, and after ninety days', async () => {
    const worker = await settledWorker()
    expect((await service.call(accounts.signOut, {}, { token: worker.token })).status).toBe(200)
    expect((await who(worker.token)).status).toBe(401)
    const { token } = (await signIn(worker.phone, chosen)).data
    service.clock.advance(90 * 86_400_000)
    expect((await who(token)).status).toBe(401)
  })

  it('give a download pass that ends with them', async () => {
    const worker = await settledWorker()
    const { data } = await service.call(accounts.downloadPass, {}, { token: worker.token })
    const address = `${service.url}/api/reports/photos/01890000-0000-7000-8000-000000000001?pass=${data.pass}`
    expect((await fetch(address)).status).toBe(404)
    await service.call(accounts.signOut, {}, { token: worker.token })
    expect((await fetch(address)).status).toBe(401)
  })
})

describe('WeChat', () => {
  const bind = (token: string, openId: string) =>
    service.call(accounts.bindWechat, { code: `demo-${openId}` }, { token })
  const signInWithWechat = (code: string) =>
    service.call(accounts.signInWithWechat, { code, deviceName })

  it('leads to the same account as the password', async () => {
    const worker = await settledWorker()
    expect((await signInWithWechat('demo-first')).error.code).toBe('wechatNotBound')
    await bind(worker.token, 'first')
    expect((await bind(worker.token, 'first')).status).toBe(200)
    const answer = await signInWithWechat('demo-first')
    expect(answer.data.me).toMatchObject({ accountId: worker.accountId, wechatBound: true })
    await service.call(accounts.unbindWechat, {}, { token: worker.token })
    expect((await signInWithWechat('demo-first')).error.code).toBe('wechatNotBound')
  })

  it('is bound to one account only, also when two bind it at once', async () => {
    const [one, other] = [await settledWorker(), await settledWorker()]
    const codes = (await Promise.all([bind(one.token, 'second'), bind(other.token, 'second')])).map(
      (answer) => answer.error?.code ?? 'bound',
    )
    expect(codes.sort()).toEqual(['bound', 'wechatBoundElsewhere'])
    const bound = await service.parts.database.prisma.account.count({
      where: { wechatOpenId: 'second' },
    })
    expect(bound).toBe(1)
  })

  it('is one an account: a new one takes the old one’s place', async () => {
    const worker = await settledWorker()
    await bind(worker.token, 'third')
    await bind(worker.token, 'fourth')
    expect((await signInWithWechat('demo-third')).error.code).toBe('wechatNotBound')
    expect((await signInWithWechat('demo-fourth')).status).toBe(200)
  })

  it('refuses a code WeChat does not know', async () => {
    const answer = await signInWithWechat('never-issued')
    expect([answer.status, answer.error.code]).toEqual([401, 'wechatRefused'])
  })
})
