import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accounts, areas } from '../../contract'
import type { InputOf } from '../../contract/define'
import { openText } from '../../platform/crypto'
import { idBytes, idText } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { identityNumber } from '../../testing/identity-numbers'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let office: TestPerson
let otherOffice: TestPerson
let centre: TestPerson

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', testAreas.township)
  otherOffice = await service.person('townshipOffice', testAreas.otherTownship)
  centre = await service.person('countyCentre', testAreas.county)
  const frozen = { state: 'frozen' as const, regulation: 'daning-2022', packVersion: 'test' }
  await prisma().townshipMonth.create({
    data: { ...frozen, townshipCode: testAreas.township, month: '2026-05' },
  })
})
afterAll(() => service.close())

const prisma = () => service.parts.database.prisma
const accountOf = (person: Pick<TestPerson, 'accountId'>) =>
  prisma().account.findUniqueOrThrow({ where: { id: idBytes(person.accountId) } })
const postsOf = (person: Pick<TestPerson, 'accountId'>) =>
  prisma().post.findMany({ where: { accountId: idBytes(person.accountId) } })

const fresh = () => service.person('worker', testAreas.grid)
const post = (changed: object = {}) => ({
  role: 'worker' as const,
  scopeCode: testAreas.grid,
  workerKind: 'rural' as const,
  startsOn: '2026-06-16',
  ...changed,
})

async function left(): Promise<TestPerson> {
  const person = await fresh()
  const gone = { accountId: person.accountId, reason: '外出务工' }
  const answer = await service.call(accounts.deactivate, gone, { token: office.token })
  expect(answer.status).toBe(200)
  return person
}

const comeBack = (input: InputOf<typeof accounts.reactivate>, token = centre.token) =>
  service.call(accounts.reactivate, input, { token })

describe('a person who comes back', () => {
  let gone: TestPerson
  beforeAll(async () => {
    gone = await left()
  })

  checkEndpoint(() => service, {
    entry: accounts.reactivate,
    token: () => centre.token,
    stranger: () => office.token,
    valid: () => ({ accountId: gone.accountId, reason: '回乡', post: post() }),
    invalid: () => ({ accountId: gone.accountId, reason: '', post: post() }),
    effect: async () => [await accountOf(gone), await postsOf(gone)],
  })

  it('is opened his old account by the county, with a code and a new post', async () => {
    const person = await left()
    const old = await accountOf(person)
    const back = await comeBack({ accountId: person.accountId, reason: '回乡', post: post() })
    expect(back.status, JSON.stringify(back.error)).toBe(200)
    expect((await service.call(accounts.whoAmI, {}, { token: person.token })).status).toBe(401)
    const signedIn = await service.call(accounts.signIn, {
      signInName: person.phone,
      password: back.data.oneTimeCode,
      deviceName: 'test',
    })
    expect(signedIn.data.me).toMatchObject({
      accountId: person.accountId,
      mustChangePassword: true,
    })
    const now = await accountOf(person)
    expect(now).toMatchObject({ state: 'active', deactivatedAt: null, deactivateReason: null })
    expect(now.idNumberIndex).toEqual(old.idNumberIndex)
    const entry = await prisma().auditEntry.findFirstOrThrow({
      where: { event: 'account.reactivated', subjectId: person.accountId },
    })
    expect(entry.detail).toMatchObject({ reason: '回乡', role: 'worker' })
    expect(JSON.stringify(entry.detail)).not.toContain(back.data.oneTimeCode)
    const again = await comeBack({ accountId: person.accountId, reason: '回乡', post: post() })
    expect(again.error.code).toBe('alreadyDecided')
  })

  it('of two calls at once one is done', async () => {
    const person = await left()
    const answers = await Promise.all(
      [0, 1].map(() => comeBack({ accountId: person.accountId, reason: '回乡', post: post() })),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
    expect(await postsOf(person)).toHaveLength(2)
  })

  it('starts no service in a frozen month, nor on days he served already', async () => {
    const person = await left()
    const { accountId } = person
    const frozen = await comeBack({
      accountId,
      reason: '回乡',
      post: post({ startsOn: '2026-05-20' }),
    })
    expect(frozen.status).toBeGreaterThanOrEqual(400)
    const elsewhere = post({ scopeCode: testAreas.secondGrid, startsOn: '2026-05-20' })
    const other = await comeBack({ accountId, reason: '回乡', post: elsewhere })
    expect(other.error.code).toBe('monthFrozen')
    const overlapping = await comeBack({
      accountId,
      reason: '回乡',
      post: post({ startsOn: '2026-06-15' }),
    })
    expect(overlapping.error.message).toContain('2026-06-15')
    expect((await accountOf(person)).state).toBe('deactivated')
  })

  it('shows in the list as what the county, and only the county, can do', async () => {
    const person = await left()
    const rowFor = async (token: string) => {
      const { data } = await service.call(accounts.list, { search: person.name }, { token })
      return data.accounts.find((row) => row.accountId === person.accountId)?.abilities
    }
    expect(await rowFor(centre.token)).toMatchObject({ reactivate: true, deactivate: false })
    expect(await rowFor(office.token)).toMatchObject({ reactivate: false, correct: false })
  })
})

describe('correcting a person’s data', () => {
  let person: TestPerson
  beforeAll(async () => {
    person = await fresh()
  })
  let serial = 0
  const correct = (input: object, token = office.token) =>
    service.call(
      accounts.correct,
      { accountId: person.accountId, reason: '登记有误', ...input },
      { token },
    )

  checkEndpoint(() => service, {
    entry: accounts.correct,
    token: () => office.token,
    stranger: () => otherOffice.token,
    valid: () => ({ accountId: person.accountId, name: '改后', reason: '登记有误' }),
    invalid: () => ({ accountId: person.accountId, phone: '123', reason: '登记有误' }),
    other: () => ({ accountId: person.accountId, name: '又改', reason: '登记有误' }),
    effect: () => accountOf(person),
  })

  it('changes what is given and nothing else, and says so without the numbers', async () => {
    const before = await accountOf(person)
    const phone = `1370007${String(1000 + serial++)}`
    const answer = await correct({ phone, bankCard: '6228480000009999', workPhone: '0357-7654321' })
    expect(answer.status, JSON.stringify(answer.error)).toBe(200)
    const now = await accountOf(person)
    expect(openText(now.phoneSealed, service.parts.keys.personal, 'phone')).toBe(phone)
    expect(openText(now.bankCardSealed ?? '', service.parts.keys.personal, 'bankCard')).toBe(
      '6228480000009999',
    )
    expect(now).toMatchObject({
      name: before.name,
      phoneMasked: `137****${phone.slice(-4)}`,
      bankCardMasked: '****9999',
      workPhone: '0357-7654321',
      passwordHash: before.passwordHash,
    })
    await correct({ workPhone: '' })
    expect((await accountOf(person)).workPhone).toBeNull()
    const rows = await prisma().auditEntry.findMany({ where: { event: 'account.corrected' } })
    expect(rows.map((row) => row.detail)).toContainEqual({
      items: ['phone', 'workPhone', 'bankCard'],
      reason: '登记有误',
    })
    expect(JSON.stringify(rows.map((row) => row.detail))).not.toMatch(/\d{7}/)
  })

  it('refuses another’s phone, a wrong one, nothing at all, oneself and a superior', async () => {
    const taken = await fresh()
    const before = await accountOf(person)
    expect((await correct({ phone: taken.phone })).error.code).toBe('phoneInUse')
    const phone = '13700071999'
    await service.call(
      accounts.correct,
      { accountId: taken.accountId, phone, reason: '换号' },
      { token: office.token },
    )
    expect((await correct({ phone })).error.code).toBe('phoneInUse')
    expect((await correct({})).error.code).toBe('badInput')
    expect((await correct({ workPhone: '<script>' })).error.code).toBe('badInput')
    expect((await correct({ accountId: office.accountId, name: '我' })).error.code).toBe('ownCase')
    expect(
      (await correct({ accountId: centre.accountId, name: '上级' })).status,
    ).toBeGreaterThanOrEqual(403)
    expect(await accountOf(person)).toEqual(before)
  })
})

describe('service in a frozen month', () => {
  it('is neither begun nor ended, by nobody and in no way', async () => {
    const person = await fresh()
    const { accountId } = person
    const token = office.token
    const added = await service.call(
      accounts.addPost,
      { accountId, post: post({ scopeCode: testAreas.secondGrid, startsOn: '2026-05-31' }) },
      { token },
    )
    expect(added.error.code).toBe('monthFrozen')
    const [held] = await postsOf(person)
    const postId = idText(held?.id ?? new Uint8Array(16))
    for (const endsOn of ['2026-05-15', '2026-04-30']) {
      const ended = await service.call(
        accounts.endPost,
        { postId, endsOn, reason: '离岗' },
        { token },
      )
      expect([ended.error?.code, endsOn]).toEqual(['monthFrozen', endsOn])
    }
    const created = await service.call(
      accounts.create,
      {
        name: '新人',
        idNumber: identityNumber('1985-03-04', 501),
        phone: '13700072001',
        post: post({ startsOn: '2026-05-01' }),
      },
      { token },
    )
    expect(created.error.code).toBe('monthFrozen')
    expect(await postsOf(person)).toHaveLength(1)
  })

  it('may end with its last day, for that changes nothing of it', async () => {
    const person = await fresh()
    const [held] = await postsOf(person)
    const input = {
      postId: idText(held?.id ?? new Uint8Array(16)),
      endsOn: '2026-05-31',
      reason: '离岗',
    }
    const ended = await service.call(accounts.endPost, input, { token: office.token })
    expect(ended.status, JSON.stringify(ended.error)).toBe(200)
  })

  it('binds its own township only, and workers only', async () => {
    const there = await service.person('worker', testAreas.otherGrid)
    const elsewhere = await service.call(
      accounts.addPost,
      {
        accountId: there.accountId,
        post: { role: 'gridHead', scopeCode: testAreas.otherGrid, startsOn: '2026-05-02' },
      },
      { token: otherOffice.token },
    )
    expect(elsewhere.status, JSON.stringify(elsewhere.error)).toBe(200)
  })

  it('is refused in a table with its line', async () => {
    const number = identityNumber('1985-03-04', 502)
    const table = `姓名,身份证号,手机号,网格编码,类别,上岗日期\n李试验,${number},19900071234,${testAreas.grid},农村,2026-05-10\n`
    const input = {
      kind: 'workers' as const,
      rehearse: 'no' as const,
      file: new File([table], '表.csv'),
    }
    const answer = await service.call(areas.importTable, input, { token: centre.token })
    expect(answer.data.problems).toEqual([
      { line: 2, column: '上岗日期', message: '2026-05 已经定案，只能从下个月起上岗' },
    ])
  })
})
