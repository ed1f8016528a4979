import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accounts, discipline } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { disciplineCalls } from '../../testing/test-discipline'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let office: TestPerson
let secondOffice: TestPerson
let signer: TestPerson
let county: TestPerson
let policy: TestPerson
let stranger: TestPerson
let villageHead: TestPerson
const { township, grid } = testAreas

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', township, { name: '平安办甲' })
  secondOffice = await service.person('townshipOffice', township, { name: '平安办乙' })
  signer = await service.person('townshipSigner', township)
  county = await service.person('countyCentre', testAreas.county, { name: '县综治中心' })
  policy = await service.person('countyPolicy', testAreas.county)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  villageHead = await service.person('villageHead', testAreas.village)
})
afterAll(() => service.close())

const calls = disciplineCalls(() => ({ service, office, county }))
const { worker, opened, openCase, move, answered, mineOf, detailOf, rowCount, stateOf, onDay } =
  calls

describe('the endpoints', () => {
  let subject: TestPerson
  let caseId: string
  let toldId: string
  beforeAll(async () => {
    subject = await worker('端点甲')
    caseId = await openCase(subject, { kind: 'warning' })
    toldId = await openCase(subject, { kind: 'redCard' })
    expect((await move(office, toldId, 'notify')).status).toBe(200)
  })

  checkEndpoint(() => service, {
    entry: discipline.open,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => opened(subject.accountId),
    invalid: () => opened(subject.accountId, { article: 'DN-99' }),
    other: () => opened(subject.accountId, { sentence: '另一件事' }),
    effect: rowCount,
  })
  checkEndpoint(() => service, {
    entry: discipline.move,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ caseId, move: 'notify' as const, text: '请说明' }),
    invalid: () => ({ caseId, move: 'eliminate', text: '请说明' }),
    other: () => ({ caseId, move: 'notify' as const, text: '请另外说明' }),
    effect: () => stateOf(caseId),
  })
  checkEndpoint(() => service, {
    entry: discipline.answer,
    token: () => subject.token,
    stranger: () => stranger.token,
    valid: () => ({ caseId: toldId, move: 'reply' as const, text: '当天住院' }),
    invalid: () => ({ caseId: toldId, move: 'reply', text: '' }),
    other: () => ({ caseId: toldId, move: 'reply' as const, text: '别的' }),
    effect: () => stateOf(toldId),
  })
  checkEndpoint(() => service, {
    entry: discipline.cases,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ areaCode: township }),
    invalid: () => ({ areaCode: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: discipline.detail,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ caseId: toldId }),
    invalid: () => ({ caseId: 'x' }),
  })
  it('answers a worker of his own cases, and nobody without a session', async () => {
    expect((await service.call(discipline.mine, {})).status).toBe(401)
    expect((await service.call(discipline.mine, {}, { token: office.token })).status).toBe(403)
    expect(await mineOf(await worker('无事'))).toEqual([])
  })
})

describe('a case opened by hand', () => {
  it('is not opened of oneself, twice for one article, or of a month to come', async () => {
    const person = await worker('手开')
    await openCase(person)
    const again = await service.call(discipline.open, opened(person.accountId), {
      token: secondOffice.token,
    })
    expect(again.error.code).toBe('caseExists')
    const future = await service.call(
      discipline.open,
      opened(person.accountId, { month: '2026-07' }),
      { token: office.token },
    )
    expect(future.error.code).toBe('badInput')
    const both = await service.person('worker', grid)
    await service.parts.database.prisma.post.create({
      data: {
        id: idBytes(newId()),
        accountId: idBytes(both.accountId),
        role: 'townshipOffice',
        scopeCode: township,
        startsOn: new Date('2026-01-01'),
        createdAt: new Date(),
      },
    })
    const self = await service.call(discipline.open, opened(both.accountId), { token: both.token })
    expect(self.error.code).toBe('ownCase')
  })

  it('is one of two that are opened at the same moment', async () => {
    const person = await worker('同时')
    const answers = await Promise.all(
      [office, secondOffice, county].map((by) =>
        service.call(discipline.open, opened(person.accountId), { token: by.token }),
      ),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409])
    const where = { accountId: idBytes(person.accountId) }
    expect(await service.parts.database.prisma.disciplineCase.count({ where })).toBe(1)
  })

  it('is taken back by who opened it and by nobody else', async () => {
    const caseId = await openCase(await worker('撤回'))
    expect((await move(secondOffice, caseId, 'withdraw')).error.code).toBe('notAllowed')
    expect((await move(office, caseId, 'withdraw')).data.case.outcome).toBe('withdrawn')
  })
})

describe('an elimination', () => {
  it('goes from notice over reply, decision and appeal to leaving', async () => {
    const person = await worker('走完')
    const caseId = await openCase(person)
    expect(await mineOf(person)).toEqual([])
    expect((await move(county, caseId, 'impose')).error.code).toBe('moveNotOpen')
    const told = await move(office, caseId, 'notify')
    // five working days from Monday 15 June, over the dragon boat holiday
    expect(told.data.replyDueOn).toBe('2026-06-23')
    expect((await move(county, caseId, 'impose')).error.code).toBe('moveNotOpen')
    const [own] = await mineOf(person)
    expect(own).toMatchObject({ state: 'noticed', dueOn: '2026-06-23', moves: ['reply'] })
    expect(own?.standing).toContain('2026年6月23日')
    expect(own?.steps.map((step) => step.text)).toContain('notify的理由')

    expect((await answered(person, caseId, 'reply')).status).toBe(200)
    expect((await move(office, caseId, 'impose')).error.code).toBe('notAllowed')
    const decided = await move(county, caseId, 'impose')
    expect(decided.data.case).toMatchObject({ state: 'decided', outcome: 'imposed' })
    expect((await answered(person, caseId, 'appeal')).status).toBe(200)
    expect((await move(county, caseId, 'uphold')).error.code).toBe('notAllowed')
    const upheld = await move(policy, caseId, 'uphold')
    expect(upheld.data.case.state).toBe('final')

    const early = await move(office, caseId, 'execute')
    expect(early.error.code).toBe('stillInService')
    const leaving = { accountId: person.accountId, reason: '淘汰' }
    await service.call(accounts.deactivate, leaving, { token: office.token })
    const left = await move(office, caseId, 'execute')
    expect(left.data.case).toMatchObject({ state: 'closed', outcome: 'imposed' })
    expect(left.data.steps.map((step) => step.label)).toEqual([
      '提出',
      '告知本人',
      '本人申辩',
      '决定：决定成立',
      '本人申诉',
      '维持决定',
      '办结',
    ])
  })

  it('is decided without a reply once the window is over, and not on its last day', async () => {
    const caseId = await openCase(await worker('不答'))
    await move(office, caseId, 'notify')
    const lastDay = await onDay('2026-06-23', () => move(county, caseId, 'impose'))
    expect(lastDay.error.code).toBe('moveNotOpen')
    const after = await onDay('2026-06-24', () => move(county, caseId, 'keep'))
    expect(after.data.case).toMatchObject({ state: 'closed', outcome: 'kept' })
  })

  it('comes into force by itself after the time to appeal, and is then past appeal', async () => {
    const person = await worker('到期')
    const caseId = await openCase(person)
    await move(office, caseId, 'notify')
    await answered(person, caseId, 'reply')
    await move(county, caseId, 'impose')
    await onDay('2026-06-24', async () => {
      expect((await detailOf(caseId)).case.state).toBe('final')
      expect((await answered(person, caseId, 'appeal')).error.code).toBe('moveNotOpen')
    })
  })

  it('is overturned by the next authority', async () => {
    const person = await worker('申诉成')
    const caseId = await openCase(person)
    await move(office, caseId, 'notify')
    await answered(person, caseId, 'reply')
    await move(county, caseId, 'impose')
    await answered(person, caseId, 'appeal')
    const over = await move(policy, caseId, 'overturn')
    expect(over.data.case).toMatchObject({ state: 'closed', outcome: 'overturned' })
    expect((await mineOf(person))[0]?.standing).toContain('撤销')
  })

  it('is decided once when two decide at the same moment', async () => {
    const other = await service.person('countyCentre', testAreas.county)
    const person = await worker('抢办')
    const caseId = await openCase(person)
    await move(office, caseId, 'notify')
    await answered(person, caseId, 'reply')
    const both = await Promise.all([move(county, caseId, 'impose'), move(other, caseId, 'keep')])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
    const audits = { event: 'case.moved', subjectId: caseId }
    expect(await service.parts.database.prisma.auditEntry.count({ where: audits })).toBe(3)
  })

  it('is nobody else’s to answer', async () => {
    const caseId = await openCase(await worker('别人'))
    await move(office, caseId, 'notify')
    const other = await worker('旁人')
    expect((await answered(other, caseId, 'reply')).status).toBe(404)
  })
})

describe('what lapses, talks and rewards', () => {
  it('a warning runs for three months and then lapses by itself', async () => {
    const person = await worker('提醒')
    const caseId = await openCase(person, { kind: 'warning' })
    await move(office, caseId, 'notify')
    await answered(person, caseId, 'reply')
    expect((await move(signer, caseId, 'impose')).data.expiresOn).toBe('2026-09-15')
    await onDay('2026-06-30', async () => {
      expect((await detailOf(caseId)).case).toMatchObject({ state: 'inForce', dueOn: '2026-09-15' })
    })
    await onDay('2026-09-16', async () => {
      expect((await detailOf(caseId)).case.state).toBe('expired')
      const open = await service.call(discipline.cases, {}, { token: office.token })
      expect(open.data.cases.map((row) => row.id)).not.toContain(caseId)
      const all = await service.call(discipline.cases, { scope: 'all' }, { token: office.token })
      expect(all.data.cases.map((row) => row.id)).toContain(caseId)
    })
  })

  it('a talk is held by the head of the village, with its day and what was said', async () => {
    const person = await worker('谈话')
    const caseId = await openCase(person, { kind: 'talk' })
    expect((await move(signer, caseId, 'holdTalk')).error.code).toBe('notAllowed')
    const future = await move(villageHead, caseId, 'holdTalk', '2026-06-16')
    expect(future.error.code).toBe('badInput')
    const held = await move(villageHead, caseId, 'holdTalk', '2026-06-12')
    expect(held.data.case).toMatchObject({ state: 'closed', outcome: 'done' })
    expect(held.data.steps.at(-1)?.text).toBe('2026-06-12 holdTalk的理由')
    expect(await mineOf(person)).toMatchObject([{ kind: 'talk', outcome: 'done' }])
  })

  it('a reward is given by another person than who brought it forward', async () => {
    const caseId = await openCase(await worker('奖励'), { kind: 'reward' })
    expect((await move(office, caseId, 'grant')).error.code).toBe('ownCase')
    expect((await move(signer, caseId, 'grant')).data.case.outcome).toBe('done')
  })
})
