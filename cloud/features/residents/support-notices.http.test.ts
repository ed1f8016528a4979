import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { matters, support } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { SmsStandIn } from '../../platform/sms'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, testCentres, type TestPerson } from '../../testing/test-county'
import { raisedByResident, residentPhone } from '../../testing/test-residents'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'

let service: TestService
let office: TestPerson
let sms: SmsStandIn

const phone = '13912340000'
const accepted = [{ templateId: 'stand-in-matterMoved', result: 'accept' as const }]
const words = '村口的路灯三天不亮了，晚上看不见路'
const centre = { ...testCentres[testAreas.grid], datum: 'wgs84' as const, accuracyMeters: 9 } as {
  longitude: number
  latitude: number
  datum: 'wgs84'
  accuracyMeters: number
}

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', testAreas.township)
  if (!(service.parts.sms instanceof SmsStandIn)) throw new Error('the tests read what is sent')
  sms = service.parts.sms
})
afterAll(() => service.close())
beforeEach(async () => {
  service.clock.set(testStartMs)
  const { prisma } = service.parts.database
  await prisma.residentRate.deleteMany()
  await prisma.matter.deleteMany()
  await prisma.matterSupport.deleteMany()
  await prisma.supportContact.deleteMany()
  await prisma.residentPhoneCode.deleteMany()
})

const prisma = () => service.parts.database.prisma
const move = async (matterId: string, input: object) => {
  const answer = await service.call(matters.makeMove, { matterId, ...input } as never, {
    token: office.token,
  })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
}

/** A matter of one resident, met with by another. */
async function metWith() {
  const { matterId } = await raisedByResident(service, { text: words, position: centre })
  const from = residentPhone()
  const { data } = await service.call(support.alike, {
    gridCode: testAreas.grid,
    classCode: 'facility',
    text: words,
    position: centre,
    deviceId: from.deviceId,
  })
  const commandId = newId()
  const key = data.alike[0]?.key ?? ''
  const given = await service.call(support.give, { key, ...from }, { commandId })
  expect(given.status, JSON.stringify(given.error)).toBe(200)
  return { matterId, supportId: commandId, token: given.data.token }
}

const sendCode = (token: string) =>
  service.call(support.sendCode, { token, phone, pass: 'wechat demo-a' })
const codeSent = () => sms.sent.at(-1)?.params.code ?? ''
async function wantSms(token: string) {
  expect((await sendCode(token)).data.phoneMasked).toBe('139****0000')
  const answer = await service.call(support.confirmPhone, { token, code: codeSent() })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
}
const ownOf = async (token: string) => (await service.call(support.view, { token })).data.own
const toldBySms = () => sms.sent.filter((one) => one.phone === phone && one.template === 'notice')

/** What goes on beside requests, until what is due has gone out. */
async function carry() {
  await service.background('supportOutcomes')
  await service.background('notices.expand')
  service.clock.advance(3_600_000)
  await service.background('notices.send')
}

async function closed(matterId: string) {
  await move(matterId, { move: 'noteOnly', text: '已记下' })
}

describe('the five questions', () => {
  let token: string
  beforeEach(async () => {
    token = (await metWith()).token
  })
  const held = () => prisma().supportContact.findMany()

  checkEndpoint(() => service, {
    entry: support.sendCode,
    token: () => '',
    valid: () => ({ token, phone, pass: 'wechat demo-a' }),
    invalid: () => ({ token, phone: '12', pass: 'wechat demo-a' }),
    effect: held,
  })
  checkEndpoint(() => service, {
    entry: support.wantWechat,
    token: () => '',
    valid: () => ({ token, code: 'demo-oFive', results: accepted }),
    invalid: () => ({ token, code: '', results: accepted }),
  })
  checkEndpoint(() => service, {
    entry: support.stopNotices,
    token: () => '',
    valid: () => ({ token }),
    invalid: () => ({ token: 'rubbish' }),
    effect: held,
  })
  it('a wrong code confirms nothing', async () => {
    await sendCode(token)
    const wrong = codeSent() === '000000' ? '000001' : '000000'
    const answer = await service.call(support.confirmPhone, { token, code: wrong })
    expect(answer.error.code).toBe('codeWrong')
    expect(await held()).toEqual([])
    const rubbish = await service.call(support.confirmPhone, { token: 'rubbish', code: '123456' })
    expect(rubbish.error.code).toBe('linkInvalid')
  })
})

describe('who met with a matter too', () => {
  it('is told once what came of it, by the number that he confirmed', async () => {
    const { matterId, token } = await metWith()
    await wantSms(token)
    expect(await ownOf(token)).toMatchObject({ phoneMasked: '139****0000', phoneVerified: true })
    const before = toldBySms().length
    await move(matterId, { move: 'accept' })
    await carry()
    // the way there is the raiser's to be told of
    expect(toldBySms()).toHaveLength(before)
    await move(matterId, { move: 'dispatch', leadCode: testAreas.township })
    await move(matterId, { move: 'handle', text: '已修好' })
    await prisma().matter.update({
      where: { id: idBytes(matterId) },
      data: { state: 'closed', isOpen: false, outcome: 'solved' },
    })
    await carry()
    await carry()
    expect(toldBySms()).toHaveLength(before + 1)
    const params = JSON.stringify(toldBySms().at(-1)?.params)
    expect(params).toContain('已经办结')
    expect(params).not.toContain('路灯')
    expect((await ownOf(token)).toldAtMs).toBeGreaterThan(testStartMs)
    await prisma().matter.update({
      where: { id: idBytes(matterId) },
      data: { state: 'archived' },
    })
    await carry()
    expect(toldBySms()).toHaveLength(before + 1)
  })

  it('is told once more when it was taken up and closed again, and of no outcome twice', async () => {
    const { matterId, token } = await metWith()
    await wantSms(token)
    const before = toldBySms().length
    const finish = async () => {
      const data = { state: 'closed', isOpen: false, outcome: 'solved' } as const
      await prisma().matter.update({ where: { id: idBytes(matterId) }, data })
    }
    await finish()
    await carry()
    const first = (await ownOf(token)).toldAtMs
    await move(matterId, { move: 'reopen', text: '又坏了' })
    await carry()
    expect(toldBySms()).toHaveLength(before + 1)
    // what he left stays as long as there is something to be told again
    service.clock.advance(40 * 24 * 3_600_000)
    await carry()
    expect(await prisma().supportContact.count()).toBe(1)
    await finish()
    await Promise.all([1, 2].map(() => service.background('supportOutcomes')))
    await carry()
    await carry()
    expect(toldBySms()).toHaveLength(before + 2)
    expect(JSON.stringify(toldBySms().at(-1)?.params)).toContain('重新办理后的结果')
    expect((await ownOf(token)).toldAtMs).toBeGreaterThan(first ?? Infinity)
    service.clock.advance(31 * 24 * 3_600_000)
    await service.background('supportOutcomes')
    expect(await prisma().supportContact.count()).toBe(0)
  })

  it('is told by WeChat where he allowed one message, and not by SMS', async () => {
    const { matterId, supportId, token } = await metWith()
    const wanted = { token, code: 'demo-oMet', results: accepted }
    expect((await service.call(support.wantWechat, wanted)).data).toEqual({ wechatLeft: 1 })
    const before = toldBySms().length
    await closed(matterId)
    await carry()
    const where = { recipient: 'resident' as const, recipientId: idBytes(supportId) }
    expect(await prisma().noticeMessage.findMany({ where })).toMatchObject([
      { channel: 'wechat', state: 'sent' },
    ])
    expect(toldBySms()).toHaveLength(before)
    expect((await ownOf(token)).wechatLeft).toBe(0)
  })

  it('is told of the matter that his goes along with', async () => {
    const { matterId, token } = await metWith()
    await wantSms(token)
    const lead = await raisedByResident(service, { text: '桥头井盖丢了', position: centre })
    await move(matterId, { move: 'merge', targetId: lead.matterId, text: '同一件事' })
    const before = toldBySms().length
    await carry()
    expect(toldBySms()).toHaveLength(before)
    await closed(lead.matterId)
    await carry()
    expect(toldBySms()).toHaveLength(before + 1)
  })

  it('is told nothing who asked for nothing, stopped it, or took it back', async () => {
    const silent = await metWith()
    await closed(silent.matterId)
    const stopping = await metWith()
    await wantSms(stopping.token)
    await service.call(support.stopNotices, { token: stopping.token })
    await closed(stopping.matterId)
    const taken = await metWith()
    await wantSms(taken.token)
    await service.call(support.withdraw, { token: taken.token })
    expect(await prisma().supportContact.count()).toBe(0)
    expect(await prisma().residentPhoneCode.count()).toBe(0)
    await closed(taken.matterId)
    const before = toldBySms().length
    await carry()
    expect(toldBySms()).toHaveLength(before)
    // what is over has nothing more to tell
    expect((await sendCode(silent.token)).error.code).toBe('supportOver')
    expect((await sendCode(taken.token)).error.code).toBe('supportOver')
  })

  it('leaves nothing of himself a month after he was told, and never learns who raised it', async () => {
    const { matterId, token } = await metWith()
    await wantSms(token)
    const [row] = await prisma().supportContact.findMany()
    expect(row?.phoneSealed).not.toContain(phone)
    await closed(matterId)
    await carry()
    expect(await prisma().supportContact.count()).toBe(1)
    service.clock.advance(31 * 24 * 3_600_000)
    await service.background('supportOutcomes')
    expect(await prisma().supportContact.count()).toBe(0)
    const seen = JSON.stringify((await service.call(support.view, { token })).data)
    expect(seen).not.toContain(matterId)
    expect(seen).not.toContain('三天不亮')
  })

  it('is told once by two services at the same moment', async () => {
    const { matterId, token } = await metWith()
    await wantSms(token)
    await closed(matterId)
    const told = () => prisma().notice.count({ where: { template: 'supportOutcome' } })
    const before = await told()
    await Promise.all([1, 2, 3].map(() => service.background('supportOutcomes')))
    expect(await told()).toBe(before + 1)
  })
})
