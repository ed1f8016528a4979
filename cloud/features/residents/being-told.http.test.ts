import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { follow, raising } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { SmsStandIn } from '../../platform/sms'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { raiserPhone, acceptedMessage, residentSteps } from '../../testing/test-raising'
import { raiseInput, residentPhone, solved } from '../../testing/test-residents'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'

let service: TestService
let sms: SmsStandIn
let worker: TestPerson
let office: TestPerson

beforeAll(async () => {
  service = await startTestService()
  if (!(service.parts.sms instanceof SmsStandIn)) throw new Error('the tests read what is sent')
  sms = service.parts.sms
  worker = await service.person('worker', testAreas.grid, { name: '张网格' })
  office = await service.person('townshipOffice', testAreas.township, { name: '王干事' })
})
afterAll(() => service.close())
beforeEach(async () => {
  service.clock.set(testStartMs)
  await prisma().residentRate.deleteMany()
})

const { contactOf, move, prisma, raise, view } = residentSteps(() => service)

describe('being told', () => {
  const sendCode = (token: string, number = raiserPhone) =>
    service.call(follow.sendCode, { token, phone: number, pass: 'wechat demo-a' })
  const codeSent = () => sms.sent.at(-1)?.params.code ?? ''

  it('by SMS needs the code that was sent there; five tries, ten minutes', async () => {
    const { matterId, token } = await raise()
    expect((await sendCode(token)).data.phoneMasked).toBe('138****5678')
    const code = codeSent()
    const wrong = code === '000000' ? '000001' : '000000'
    for (const left of [4, 3, 2, 1, 0]) {
      const answer = await service.call(follow.confirmPhone, { token, code: wrong })
      expect(answer.error.message).toContain(`还可以再试 ${left} 次`)
    }
    const over = await service.call(follow.confirmPhone, { token, code })
    expect(over.error.code).toBe('codeExpired')
    service.clock.advance(60_000)
    await sendCode(token)
    service.clock.advance(10 * 60_000)
    const late = await service.call(follow.confirmPhone, { token, code: codeSent() })
    expect(late.error.code).toBe('codeExpired')
    await sendCode(token)
    const other = await raise()
    const elsewhere = await service.call(follow.confirmPhone, {
      token: other.token,
      code: codeSent(),
    })
    expect(elsewhere.error.code).toBe('codeExpired')
    const good = await service.call(follow.confirmPhone, { token, code: codeSent() })
    expect(good.data).toEqual({ phoneMasked: '138****5678' })
    expect((await view(token)).data.own.phoneVerified).toBe(true)
    const row = await contactOf(matterId)
    expect(row.phoneVerified).toBe(true)
    expect(JSON.stringify(row)).not.toContain(raiserPhone)
  })

  it('asks the provider once a minute and five times a day of a number', async () => {
    const { token } = await raise()
    await sendCode(token, '13900000001')
    const soon = await sendCode(token, '13900000001')
    expect(soon.error.code).toBe('tooManyForNow')
    expect(soon.error.message).toContain('1 分钟')
    const before = sms.sent.length
    for (let turn = 0; turn < 8; turn += 1) await sendCode((await raise()).token, '13900000002')
    expect(sms.sent.length - before).toBe(5)
  })

  it('ends when he says so, and is in WeChat when he wants that', async () => {
    const { matterId, token } = await raise({ phone: raiserPhone })
    await service.call(follow.wantWechat, { token, code: 'demo-oWant', results: acceptedMessage })
    expect((await view(token)).data.own.wechatNotice).toBe(true)
    expect((await contactOf(matterId)).openIdSealed).not.toContain('oWant')
    await service.call(follow.stopNotices, { token })
    expect((await view(token)).data.own).toMatchObject({
      wechatNotice: false,
      phoneMasked: '138****5678',
    })
  })
})

describe('what he allows in WeChat', () => {
  const refused = [{ templateId: 'stand-in-matterMoved', result: 'reject' as const }]
  const inWechat = (name: string) => residentPhone(name)
  const messagesOf = (matterId: string) =>
    prisma().noticeMessage.findMany({
      where: { recipient: 'resident', recipientId: idBytes(matterId) },
      orderBy: { createdAt: 'asc' },
    })
  const hourMs = 3_600_000
  async function carry() {
    await service.background('notices.expand')
    service.clock.advance(hourMs)
    await service.background('notices.send')
  }

  it('with the tap that sends it brings one message, by WeChat and not by SMS', async () => {
    const sentBefore = sms.sent.length
    const from = inWechat('oTold')
    const { matterId, token } = await raise({ ...from, messages: acceptedMessage })
    expect((await view(token)).data.own).toMatchObject({ wechatNotice: true, wechatLeft: 1 })
    await move(office, { move: 'accept' }, matterId)
    await carry()
    expect(await messagesOf(matterId)).toMatchObject([
      { channel: 'wechat', kind: 'matterMoved', state: 'sent' },
    ])
    expect((await view(token)).data.own).toMatchObject({ wechatNotice: true, wechatLeft: 0 })
    await move(office, { move: 'dispatch', leadCode: testAreas.grid }, matterId)
    await carry()
    // nothing is sent that he did not allow
    expect(await messagesOf(matterId)).toHaveLength(1)
    expect(sms.sent.length).toBe(sentBefore)
    const again = { token, code: 'demo-oTold', results: acceptedMessage }
    expect((await service.call(follow.wantWechat, again)).data).toEqual({ wechatLeft: 1 })
    await move(worker, { move: 'handle', text: '换了灯泡' }, matterId)
    await carry()
    expect((await messagesOf(matterId)).map((one) => [one.channel, one.state])).toEqual([
      ['wechat', 'sent'],
      ['wechat', 'sent'],
    ])
  })

  it('counts once however often the same is sent, and not from a browser', async () => {
    const commandId = newId()
    const input = raiseInput(service, { ...inWechat('oOnce'), messages: acceptedMessage })
    const first = await service.call(raising.raise, input, { commandId })
    const again = { ...input, messages: refused }
    expect((await service.call(raising.raise, again, { commandId })).data).toEqual(first.data)
    expect((await view(first.data.token)).data.own.wechatLeft).toBe(1)
    const browserId = newId()
    const puzzle = (await service.call(raising.challenge, { purpose: 'raise' })).data
    const pass = solved(puzzle, browserId)
    const typed = raiseInput(service, { pass, messages: acceptedMessage })
    const other = await service.call(raising.raise, typed, { commandId: browserId })
    expect((await view(other.data.token)).data.own).toMatchObject({
      wechatNotice: false,
      wechatLeft: 0,
    })
  })

  it('is not taken for a yes where he tapped no, or for a template of somebody else', async () => {
    const { token } = await raise({ ...inWechat('oNo'), messages: refused })
    expect((await view(token)).data.own.wechatNotice).toBe(false)
    const strange = [{ templateId: 'another-template', result: 'accept' as const }]
    for (const results of [refused, strange]) {
      const answer = await service.call(follow.wantWechat, { token, code: 'demo-oNo', results })
      expect([answer.status, answer.error.code]).toEqual([422, 'wechatNotAllowed'])
    }
    expect((await view(token)).data.own).toMatchObject({ wechatNotice: false, wechatLeft: 0 })
  })
})
