import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notices, personalFiles } from '../../contract'
import type { InputOf } from '../../contract/define'
import { newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let worker: TestPerson
let office: TestPerson
let centre: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '张网格' })
  office = await service.person('townshipOffice', testAreas.township, { name: '平安办甲' })
  centre = await service.person('countyCentre', testAreas.county)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
})
afterAll(() => service.close())

type Asked = InputOf<typeof personalFiles.askCorrection>

const mine = async (person: TestPerson) =>
  (await service.call(personalFiles.mine, {}, { token: person.token })).data
const ask = (person: TestPerson, input: Asked, commandId = newId()) =>
  service.call(personalFiles.askCorrection, input, { token: person.token, commandId })
const answer = (person: TestPerson, correctionId: string) =>
  service.call(
    personalFiles.answerCorrection,
    { correctionId, outcome: 'corrected', reply: '已按身份证改好' },
    { token: person.token },
  )
const stored = () =>
  service.parts.database.prisma.fileCorrection.findMany({ orderBy: { id: 'asc' } })

describe('one’s own file', () => {
  it('is shown masked, with the posts held, to himself alone', async () => {
    expect((await service.call(personalFiles.mine, {})).error.code).toBe('notSignedIn')
    const file = await mine(worker)
    expect(file).toMatchObject({ name: '张网格', corrections: [], commendations: [] })
    expect(file.posts).toMatchObject([{ endsOn: null }])
    expect(file.idNumberMasked).toMatch(/\*{4,}/)
    expect(file.phoneMasked).toMatch(/\*{4}/)
    expect((await mine(stranger)).name).not.toBe('张网格')
  })

  it('shows one item whole when he asks, and notes each look', async () => {
    const looks = () =>
      service.parts.database.prisma.auditEntry.count({ where: { event: 'file.ownRevealed' } })
    const before = await looks()
    const reveal = (token?: string) =>
      service.call(
        personalFiles.revealMine,
        { item: 'phone' },
        { ...(token ? { token } : {}), commandId: newId() },
      )
    expect((await reveal()).error.code).toBe('notSignedIn')
    const { value } = (await reveal(worker.token)).data
    expect(value).toMatch(/^1\d{10}$/)
    expect((await reveal(office.token)).data.value).not.toBe(value)
    expect(await looks()).toBe(before + 2)
    const rubbish = await service.call(
      personalFiles.revealMine,
      { item: 'passwordHash' } as never,
      { token: worker.token },
    )
    expect(rubbish.status).toBe(400)
    // nothing of it is kept for a repeat
    const kept = await service.parts.database.prisma.command.findMany({
      where: { name: 'personalFiles.revealMine' },
    })
    expect(
      JSON.stringify(kept, (_key, one) => (typeof one === 'bigint' ? `${one}` : one)),
    ).not.toContain(value)
  })
})

describe('asking for a correction', () => {
  checkEndpoint(() => service, {
    entry: personalFiles.askCorrection,
    token: () => worker.token,
    valid: (): Asked => ({ field: 'name', text: '名字里的字写错了' }),
    invalid: () => ({ field: 'salary', text: '少了' }),
    other: (): Asked => ({ field: 'name', text: '另一个错' }),
    effect: stored,
  })

  it('once for an item until it is answered', async () => {
    const person = await service.person('worker', testAreas.grid)
    const input: Asked = { field: 'post', text: '任职时间不对' }
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(person, input)))
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409])
    expect((await ask(person, { field: 'phone', text: '换号了' })).status).toBe(200)
    const waiting = (await mine(person)).corrections.filter((one) => one.field === 'post')
    expect(waiting).toHaveLength(1)
    expect((await answer(office, waiting[0]?.id ?? '')).status).toBe(200)
    expect((await ask(person, input)).status).toBe(200)
  })
})

describe('answering', () => {
  let correctionId = ''
  beforeAll(async () => {
    const person = await service.person('worker', testAreas.grid)
    correctionId = newId()
    await ask(person, { field: 'name', text: '字错了' }, correctionId)
  })

  checkEndpoint(() => service, {
    entry: personalFiles.corrections,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ areaCode: testAreas.township }),
    invalid: () => ({ state: 'perhaps' }),
  })

  checkEndpoint(() => service, {
    entry: personalFiles.answerCorrection,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ correctionId, outcome: 'refused' as const, reply: '和身份证一致' }),
    invalid: () => ({ correctionId, outcome: 'refused', reply: ' ' }),
    other: () => ({ correctionId, outcome: 'corrected' as const, reply: '改好了' }),
    effect: stored,
  })

  it('is told to who asked, done once, and never by himself', async () => {
    const person = await service.person('worker', testAreas.grid)
    const id = newId()
    await ask(person, { field: 'bankCard', text: '换卡了' }, id)
    expect((await answer(worker, id)).error.code).toBe('notAllowed')
    expect((await answer(centre, id)).status).toBe(200)
    expect((await answer(office, id)).error.code).toBe('alreadyDecided')
    expect((await mine(person)).corrections[0]).toMatchObject({
      state: 'corrected',
      reply: '已按身份证改好',
      abilities: { answer: false },
    })
    await service.background('notices.expand')
    const inbox = await service.call(notices.inbox, {}, { token: person.token })
    expect(inbox.data.items[0]).toMatchObject({ title: '档案更正有答复', about: 'file' })

    const own = newId()
    await ask(office, { field: 'name', text: '字错了' }, own)
    expect((await answer(office, own)).error.code).toBe('ownCase')
    expect((await answer(centre, own)).status).toBe(200)
  })
})
