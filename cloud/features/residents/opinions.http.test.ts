import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { opinions } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { opinionInput, residentPhone } from '../../testing/test-residents'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'

const dayMs = 86_400_000
const phone = '13812345678'

let service: TestService
let worker: TestPerson
let gridHead: TestPerson
let villageHead: TestPerson
let office: TestPerson
let centre: TestPerson
let otherVillageHead: TestPerson
let otherOffice: TestPerson
let otherWorker: TestPerson

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '张网格' })
  gridHead = await service.person('gridHead', testAreas.grid)
  villageHead = await service.person('villageHead', testAreas.village, { name: '李村长' })
  office = await service.person('townshipOffice', testAreas.township, { name: '王干事' })
  centre = await service.person('countyCentre', testAreas.county)
  otherVillageHead = await service.person('villageHead', testAreas.otherVillage)
  otherOffice = await service.person('townshipOffice', testAreas.otherTownship)
  otherWorker = await service.person('worker', testAreas.secondGrid)
})
afterAll(() => service.close())
beforeEach(async () => {
  service.clock.set(testStartMs)
  await service.parts.database.prisma.residentRate.deleteMany()
})

const as = ({ token }: TestPerson) => ({ token })

async function given(changed: Parameters<typeof opinionInput>[2] = {}) {
  const commandId = newId()
  const input = await opinionInput(service, worker, changed)
  const { data, error } = await service.call(opinions.give, input, { commandId })
  expect(error).toBeUndefined()
  return { opinionId: commandId, token: data.token, number: data.receiptNumber }
}

const looked = async (opinionId: string) =>
  service.call(opinions.look, { opinionId, finding: '问过三户邻居' }, as(villageHead))
const decided = (opinionId: string, person = office) =>
  service.call(
    opinions.decide,
    { opinionId, decision: 'upheld', reason: '三户都这样说' },
    as(person),
  )
const stands = () => service.parts.database.prisma.opinion.findMany({ orderBy: { id: 'asc' } })

describe('the five questions', () => {
  let opinionId = ''
  let token = ''
  let input: Awaited<ReturnType<typeof opinionInput>>
  beforeEach(async () => {
    const one = await given({ phone })
    opinionId = one.opinionId
    token = one.token
    input = await opinionInput(service, worker, { phone })
  })

  checkEndpoint(() => service, {
    entry: opinions.subjects,
    token: () => office.token,
    valid: () => ({ gridCode: testAreas.grid }),
    invalid: () => ({ gridCode: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: opinions.give,
    token: () => office.token,
    valid: () => input,
    invalid: () => ({ ...input, phone: '12' }),
    other: () => ({ ...input, text: '另一件事' }),
    effect: stands,
  })
  checkEndpoint(() => service, {
    entry: opinions.follow,
    token: () => office.token,
    valid: () => ({ token }),
    invalid: () => ({ token: `${token}x` }),
  })
  checkEndpoint(() => service, {
    entry: opinions.eraseContact,
    token: () => office.token,
    valid: () => ({ token }),
    invalid: () => ({ token: 'x'.repeat(300) }),
    effect: stands,
  })
  checkEndpoint(() => service, {
    entry: opinions.list,
    token: () => office.token,
    stranger: () => otherOffice.token,
    valid: () => ({ areaCode: testAreas.township }),
    invalid: () => ({ after: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: opinions.look,
    token: () => villageHead.token,
    stranger: () => otherVillageHead.token,
    valid: () => ({ opinionId, finding: '问过邻居' }),
    invalid: () => ({ opinionId, finding: ' ' }),
    other: () => ({ opinionId, finding: '另外的话' }),
    effect: stands,
  })
  checkEndpoint(() => service, {
    entry: opinions.decide,
    token: () => office.token,
    stranger: () => otherOffice.token,
    valid: () => ({ opinionId, decision: 'spam' as const, reason: '广告' }),
    invalid: () => ({ opinionId, decision: 'maybe', reason: '广告' }),
    other: () => ({ opinionId, decision: 'spam' as const, reason: '另外的话' }),
    effect: stands,
  })
  checkEndpoint(() => service, {
    entry: opinions.revealContact,
    token: () => office.token,
    stranger: () => otherOffice.token,
    valid: () => ({ opinionId, purpose: '回访' }),
    invalid: () => ({ opinionId, purpose: '' }),
  })
  checkEndpoint(() => service, {
    entry: opinions.aboutMe,
    token: () => worker.token,
    stranger: () => office.token,
    valid: () => ({}),
    invalid: () => ({ limit: 0 }),
  })
})

describe('what is said of a worker', () => {
  it('is followed without an account, by the link alone', async () => {
    const { opinionId, token, number } = await given({ phone })
    const before = await service.call(opinions.follow, { token })
    expect(before.data).toMatchObject({
      receiptNumber: number,
      state: 'received',
      subjectName: '张网格',
      phoneMasked: '138****5678',
      mayErase: false,
    })
    await looked(opinionId)
    await decided(opinionId)
    const after = await service.call(opinions.follow, { token })
    expect(after.data).toMatchObject({
      state: 'decided',
      decisionLabel: '属实',
      reason: '三户都这样说',
    })
    const other = await given()
    const forged = `${token.split('.')[0]}.${other.token.split('.')[1]}`
    expect((await service.call(opinions.follow, { token: forged })).error.code).toBe('linkInvalid')
  })

  it('is kept from him until it is decided, and who said it for ever', async () => {
    const { opinionId } = await given({ phone, text: '收了我二十块钱' })
    const own = () => service.call(opinions.aboutMe, {}, as(worker))
    const has = async () => JSON.stringify((await own()).data).includes('收了我二十块钱')
    expect(await has()).toBe(false)
    await looked(opinionId)
    expect(await has()).toBe(false)
    expect((await service.call(opinions.list, {}, as(worker))).error.code).toBe('notAllowed')
    await decided(opinionId)
    const { data } = await own()
    const mine = data.opinions.find((one) => one.id === opinionId)
    expect(Object.keys(mine ?? {}).sort()).toEqual([
      'decidedAtMs',
      'decisionLabel',
      'id',
      'kind',
      'reason',
      'text',
    ])
    expect(mine?.text).toBe('收了我二十块钱')
    expect((await service.call(opinions.aboutMe, {}, as(otherWorker))).data.opinions).toEqual([])
  })

  it('is not shown to him as a grid head either', async () => {
    const both = await service.person('worker', testAreas.secondGrid, { name: '孙两职' })
    await service.parts.database.prisma.post.create({
      data: {
        id: idBytes(newId()),
        accountId: idBytes(both.accountId),
        role: 'gridHead',
        scopeCode: testAreas.secondGrid,
        startsOn: new Date('2022-01-01T00:00:00Z'),
        createdAt: new Date(testStartMs),
      },
    })
    const input = await opinionInput(service, both, {}, testAreas.secondGrid)
    await service.call(opinions.give, input)
    const { data } = await service.call(opinions.list, {}, as(both))
    expect(data.opinions.filter((one) => one.subjectName === '孙两职')).toEqual([])
    const seen = await service.call(opinions.list, {}, as(office))
    expect(seen.data.opinions.some((one) => one.subjectName === '孙两职')).toBe(true)
  })

  it('goes through the village first, unless it lets five days pass', async () => {
    const { opinionId } = await given()
    expect((await decided(opinionId)).error.code).toBe('villageFirst')
    service.clock.advance(5 * dayMs - 1)
    expect((await decided(opinionId)).error.code).toBe('villageFirst')
    service.clock.advance(1)
    expect((await decided(opinionId)).data.opinion.decision).toBe('upheld')
    expect((await looked(opinionId)).error.code).toBe('alreadyDecided')
    expect((await decided(opinionId)).error.code).toBe('alreadyDecided')
  })

  it('shows the office the ends of a number, the whole only for a reason that is noted', async () => {
    const { opinionId } = await given({ phone })
    const rowFor = async (person: TestPerson) => {
      const { data } = await service.call(opinions.list, {}, as(person))
      return data.opinions.find((one) => one.id === opinionId)
    }
    expect((await rowFor(office))?.phoneMasked).toBe('138****5678')
    expect((await rowFor(gridHead))?.phoneMasked).toBeNull()
    expect((await rowFor(centre))?.abilities).toEqual({ look: false, decide: false, reveal: false })
    const wanted = { opinionId, purpose: '问清时间' }
    const told = await service.call(opinions.revealContact, wanted, as(office))
    expect(told.data.phone).toBe(phone)
    const { prisma } = service.parts.database
    const noted = await prisma.auditEntry.findFirstOrThrow({
      where: { event: 'opinion.contactRevealed', subjectId: opinionId },
    })
    expect(noted.detail).toEqual({ purpose: '问清时间' })
    const refused = await service.call(opinions.revealContact, wanted, as(villageHead))
    expect(refused.error.code).toBe('notAllowed')
    const row = await prisma.opinion.findUniqueOrThrow({ where: { id: idBytes(opinionId) } })
    expect(JSON.stringify(row)).not.toContain(phone)
  })

  it('loses the number when its giver wants it, once there is a result', async () => {
    const { opinionId, token } = await given({ phone })
    expect((await service.call(opinions.eraseContact, { token })).error.code).toBe('notClosedYet')
    await looked(opinionId)
    await decided(opinionId)
    const erased = await service.call(opinions.eraseContact, { token })
    expect(erased.status).toBe(200)
    service.clock.advance(dayMs)
    const again = await service.call(opinions.eraseContact, { token })
    expect(again.data).toEqual(erased.data)
    const refused = await service.call(
      opinions.revealContact,
      { opinionId, purpose: '回访' },
      as(office),
    )
    expect(refused.error.code).toBe('noContactLeft')
  })

  it('takes only who was named by the service, from a phone in a hand, and not endlessly', async () => {
    const input = await opinionInput(service, worker)
    const forged = await service.call(opinions.give, { ...input, subjectKey: worker.accountId })
    expect(forged.error.code).toBe('signatureInvalid')
    const unsolved = await service.call(opinions.give, { ...input, pass: 'proof x.y 1,2,3' })
    expect(unsolved.error.code).toBe('proofNeeded')
    const phoneOf = residentPhone()
    for (let turn = 0; turn < 5; turn += 1) {
      const answer = await service.call(opinions.give, { ...input, ...phoneOf })
      expect(answer.status).toBe(200)
    }
    const tooMany = await service.call(opinions.give, { ...input, ...phoneOf })
    expect([tooMany.status, tooMany.error.code]).toEqual([429, 'tooManyForNow'])
    expect(tooMany.error.message).toMatch(/请过 \d+ (小时|分钟)再试/)
    expect(Number(tooMany.error.details?.retryAfterSeconds)).toBeGreaterThan(0)
  })

  it('counts twice at the same moment as once', async () => {
    const input = await opinionInput(service, worker)
    const commandId = newId()
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => service.call(opinions.give, input, { commandId })),
    )
    expect(new Set(answers.map((one) => JSON.stringify(one.data))).size).toBe(1)
    expect(answers[0]?.status).toBe(200)
  })
})
