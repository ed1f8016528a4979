import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accounts, discipline, pay } from '../../contract'
import type { InputOf } from '../../contract/define'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { closedMonth } from '../../testing/test-closing'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { boundTo, countySets } from '../../testing/test-qiling'
import { startTestService, testStartMs, type TestService } from '../../testing/test-service'

let service: TestService
let office: TestPerson
let secondOffice: TestPerson
let signer: TestPerson
let county: TestPerson
let policy: TestPerson
let stranger: TestPerson
let villageHead: TestPerson
const { township, grid } = testAreas
const month = '2026-06'

type Opened = InputOf<typeof discipline.open>
type MoveName = InputOf<typeof discipline.move>['move']

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

const worker = (name: string) => service.person('worker', grid, { name })
const opened = (accountId: string, changed: Partial<Opened> = {}): Opened => ({
  accountId,
  month,
  kind: 'elimination',
  article: 'DN-13.4',
  sentence: '瞒报隐患，引发火情',
  evidence: '火情调查记录',
  ...changed,
})

async function openCase(person: TestPerson, changed: Partial<Opened> = {}): Promise<string> {
  const answer = await service.call(discipline.open, opened(person.accountId, changed), {
    token: office.token,
  })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return answer.data.case.id
}

const move = (by: TestPerson, caseId: string, name: MoveName, on?: string) =>
  service.call(
    discipline.move,
    { caseId, move: name, text: `${name}的理由`, ...(on ? { on } : {}) },
    { token: by.token },
  )
const answered = (by: TestPerson, caseId: string, name: 'reply' | 'appeal') =>
  service.call(
    discipline.answer,
    { caseId, move: name, text: '当天住院，有病历' },
    { token: by.token },
  )
const mineOf = async (person: TestPerson) =>
  (await service.call(discipline.mine, {}, { token: person.token })).data.cases
const detailOf = async (caseId: string, by = county) =>
  (await service.call(discipline.detail, { caseId }, { token: by.token })).data
const rowCount = () => service.parts.database.prisma.disciplineCase.count()
const stateOf = async (caseId: string) => {
  const row = await service.parts.database.prisma.disciplineCase.findUniqueOrThrow({
    where: { id: idBytes(caseId) },
  })
  return `${row.state} ${row.outcome ?? ''}`
}

/** Until the end of the test, on a later day. */
async function onDay<T>(day: string, work: () => Promise<T>): Promise<T> {
  service.clock.set(Date.parse(`${day}T10:00:00+08:00`))
  try {
    return await work()
  } finally {
    service.clock.set(testStartMs)
  }
}

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
    expect(own?.standing).toContain('2026-06-23')
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

describe('a month that is frozen', () => {
  const frozenMonth = '2026-05'
  let failing: TestPerson
  let caseIds: string[]

  beforeAll(async () => {
    failing = await worker('连续不合格')
    for (const one of ['2026-04', frozenMonth]) {
      await closedMonth(service, { month: one, townshipCode: township, token: county.token })
      const frozen = await service.call(
        pay.freeze,
        { townshipCode: township, month: one },
        { token: office.token },
      )
      expect(frozen.status, JSON.stringify(frozen.error)).toBe(200)
    }
    const { data } = await service.call(
      discipline.cases,
      { areaCode: township },
      { token: county.token },
    )
    caseIds = data.cases
      .filter((row) => row.accountId === failing.accountId && row.month === frozenMonth)
      .map((row) => row.id)
  })

  it('opens a case of each proposal, with article, sentence and the evaluated trees', async () => {
    const details = await Promise.all(caseIds.map((id) => detailOf(id)))
    const grounds = details.map(({ case: one }) => `${one.kind} ${one.article.id}`)
    expect(grounds.sort()).toEqual(['elimination DN-13.1', 'elimination DN-13.2a'])
    const [failures] = details.filter(({ case: one }) => one.article.id === 'DN-13.1')
    expect(failures?.case.sentence).toContain('2026-04、2026-05 连续 2 次考核不合格')
    expect(failures?.evidence.reasons.some((reason) => !reason.met)).toBe(true)
    expect(failures?.evidence.figures[0]).toMatchObject({ unit: 'fen' })
    expect(failures?.evidence.history).toContain('2026-04 不合格，有效信息 0 条')
    expect(failures?.steps[0]).toMatchObject({ label: '按办法自动提出', byName: null })
  })

  it('opens none of them twice, whoever tries', async () => {
    const [row] = await service.parts.database.prisma.disciplineCase.findMany({
      where: { accountId: idBytes(failing.accountId), month: frozenMonth },
    })
    if (!row) throw new Error('no case')
    const { article, evidence, ...same } = row
    await expect(
      service.parts.database.prisma.disciplineCase.create({
        data: { ...same, id: idBytes(newId()), article: {}, evidence: {} },
      }),
    ).rejects.toThrow(/[Uu]nique/)
  })

  it('tells later months who was kept, and they must then be computed again', async () => {
    const month7 = '2026-06'
    await onDay('2026-07-02', async () => {
      const closing = { month: month7, townshipCode: township, token: county.token }
      await closedMonth(service, closing)
      const setAside = await move(secondOffice, caseIds[0] ?? '', 'setAside')
      expect(setAside.data.case).toMatchObject({ state: 'closed', outcome: 'kept' })
      const freezing = { townshipCode: township, month: month7 }
      const stale = await service.call(pay.freeze, freezing, { token: office.token })
      expect(stale.error.code).toBe('monthStale')
      await closedMonth(service, closing)
      const row = await service.parts.database.prisma.statement.findUniqueOrThrow({
        where: { accountId_month: { accountId: idBytes(failing.accountId), month: month7 } },
      })
      const { history } = row.facts as unknown as { history: { month: string; kept?: boolean }[] }
      expect(history.filter((one) => one.kept).map((one) => one.month)).toEqual([frozenMonth])
    })
  })
})

describe('the windows', () => {
  it('say that the text is silent, and follow the county once it has set them', async () => {
    const before = await openCase(await worker('期限甲'))
    const detailOf = async (caseId: string) =>
      (await service.call(discipline.detail, { caseId }, { token: office.token })).data
    expect((await detailOf(before)).windows[0]).toBe(
      '申辩期 5 个工作日（条文没有写，系统默认值，第十三条）',
    )
    await move(office, before, 'notify')
    expect((await detailOf(before)).replyDueOn).toBe('2026-06-23')
    const publishers = {
      author: policy,
      publisher: await service.person('countyPolicy', testAreas.county),
    }
    const of = { regulation: 'daning-2022', firstMonth: month }
    await countySets(service, publishers, of, { replyWindow: 3 })
    const after = await openCase(await worker('期限乙'))
    await move(office, after, 'notify')
    const shown = await detailOf(after)
    expect(shown.windows[0]).toBe('申辩期 3 个工作日（县定，自 2026-06-01，第十三条）')
    expect(shown.replyDueOn).toBe('2026-06-18')
    // a window that runs already stays as it was told
    expect((await detailOf(before)).replyDueOn).toBe('2026-06-23')
  })
})

describe('who has had a hand in a case', () => {
  it('is told that another of the office decides, and what to do where there is none', async () => {
    const person = await worker('经手甲')
    const asked = { token: county.token }
    const { data } = await service.call(discipline.open, opened(person.accountId), asked)
    expect(data.ownHand).toBe(
      '这件事是您提出的，不能由您作决定，要由县综治中心的另一个人办理。县综治中心只有您一个账号的，请在“人员”里给另一名工作人员开账号，由他登录办理；您提出的记录保留。',
    )
    const caseId = data.case.id
    const by = async (person: TestPerson) =>
      (await service.call(discipline.detail, { caseId }, { token: person.token })).data.ownHand
    expect([await by(office), await by(policy)]).toEqual([null, null])
    // the way out that the sentence names is one
    const second = await service.person('countyCentre', testAreas.county)
    await move(office, caseId, 'notify')
    await onDay('2026-07-01', async () => {
      expect((await move(county, caseId, 'impose')).error.code).toBe('ownCase')
      expect((await move(second, caseId, 'impose')).status).toBe(200)
    })
  })
})

describe('a ladder of measures', () => {
  it('is offered where the regulation has one, and only what stands in it is taken', async () => {
    const none = await openCase(await worker('处理甲'))
    const plain = await service.call(discipline.detail, { caseId: none }, { token: office.token })
    expect(plain.data.measures).toEqual([])
    const publishers = {
      author: policy,
      publisher: await service.person('countyPolicy', testAreas.county),
    }
    await boundTo(service, publishers, { regulation: 'dayawan-trial', firstMonth: '2026-08' })
    const person = await worker('处理乙')
    await onDay('2026-08-03', async () => {
      const asked = { month: '2026-08', kind: 'exit' as const, article: 'DYW-21.7' }
      const caseId = await openCase(person, asked)
      const { data } = await service.call(discipline.detail, { caseId }, { token: signer.token })
      expect(data.measures.map((one) => one.text)).toEqual([
        '书面检查',
        '诫勉谈话',
        '劝退',
        '解除劳务合同',
        '追究相应责任',
      ])
      await move(secondOffice, caseId, 'notify')
      service.clock.set(Date.parse('2026-08-20T10:00:00+08:00'))
      const impose = (measure: string) =>
        service.call(
          discipline.move,
          { caseId, move: 'impose', text: '情节严重', measure },
          { token: signer.token },
        )
      expect((await impose('fine')).error.code).toBe('badInput')
      const decided = await impose('persuadedToLeave')
      expect(decided.status, JSON.stringify(decided.error)).toBe(200)
      expect(decided.data.steps.at(-1)?.label).toBe('决定：决定成立（劝退）')
    })
  })
})
