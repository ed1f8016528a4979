import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { follow, matters, raising, residentContacts } from '../../contract'
import type { ProofPurpose } from '../../contract/proof-of-work'
import { idBytes, newId } from '../../platform/ids'
import { SmsStandIn } from '../../platform/sms'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { tinyPhoto } from '../../testing/lived-in-county'
import { expectDecent, rawCall, rawFetch } from '../../testing/raw-calls'
import { testAreas, testCentres, type TestPerson } from '../../testing/test-county'
import {
  type RaiseInput,
  raisedByResident,
  raiseInput,
  residentPhone,
  solved,
} from '../../testing/test-residents'
import {
  startTestService,
  testPushKey,
  type TestService,
  testStartMs,
} from '../../testing/test-service'

const phone = '13812345678'
const naughty = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../platform/bad-input/blns.json'), 'utf8'),
) as string[]

let service: TestService
let sms: SmsStandIn
let worker: TestPerson
let secondWorker: TestPerson
let villageHead: TestPerson
let office: TestPerson
let otherOffice: TestPerson

beforeAll(async () => {
  service = await startTestService()
  if (!(service.parts.sms instanceof SmsStandIn)) throw new Error('the tests read what is sent')
  sms = service.parts.sms
  worker = await service.person('worker', testAreas.grid, { name: '张网格' })
  secondWorker = await service.person('worker', testAreas.secondGrid)
  villageHead = await service.person('villageHead', testAreas.village)
  office = await service.person('townshipOffice', testAreas.township, { name: '王干事' })
  otherOffice = await service.person('townshipOffice', testAreas.otherTownship)
})
afterAll(() => service.close())
beforeEach(async () => {
  service.clock.set(testStartMs)
  await service.parts.database.prisma.residentRate.deleteMany()
})

const as = ({ token }: TestPerson) => ({ token })
const prisma = () => service.parts.database.prisma
const centre = { ...testCentres[testAreas.grid], datum: 'wgs84', accuracyMeters: 9.5 } as {
  longitude: number
  latitude: number
  datum: 'wgs84'
  accuracyMeters: number
}
const raise = (changed: Partial<RaiseInput> = {}) => raisedByResident(service, changed)
const view = (token: string) => service.call(follow.view, { token })
const contactOf = (matterId: string) =>
  prisma().residentContact.findUniqueOrThrow({ where: { matterId: idBytes(matterId) } })
const photoFile = (bytes: Buffer = tinyPhoto) => new File([new Uint8Array(bytes)], '照片.png')

async function uploaded(from: { deviceId: string; pass: string }): Promise<string> {
  const photoId = newId()
  const input = { photoId, ...from, file: photoFile() }
  const answer = await service.call(raising.uploadPhoto, input)
  expect(answer.error).toBeUndefined()
  return photoId
}

/** Done by the worker and seen to by the village: the resident is asked what he thinks of it. */
async function bringToVerified(matterId: string): Promise<void> {
  const steps: [TestPerson, Parameters<typeof move>[1]][] = [
    [office, { move: 'accept' }],
    [office, { move: 'dispatch', leadCode: testAreas.grid }],
    [worker, { move: 'handle', text: '换了灯泡' }],
    [villageHead, { move: 'verify', text: '灯亮了', position: centre }],
  ]
  for (const [person, input] of steps) {
    const answer = await move(person, input, matterId)
    expect(answer.error, input.move).toBeUndefined()
  }
}
const move = (
  person: TestPerson,
  input: Omit<Parameters<typeof service.call<typeof matters.makeMove>>[1], 'matterId'>,
  matterId: string,
) => service.call(matters.makeMove, { matterId, ...input }, as(person))

const accepted = [{ templateId: 'stand-in-matterMoved', result: 'accept' as const }]

const deed = (token: string, more: object) =>
  service.call(follow.makeMove, { token, deviceId: newId(), ...more } as never)

describe('the five questions', () => {
  let input: RaiseInput
  let matter: Awaited<ReturnType<typeof raise>>
  let photoId: string
  const token = () => office.token
  const held = () => prisma().matter.findMany({ orderBy: { id: 'asc' } })

  beforeEach(async () => {
    const from = residentPhone()
    photoId = await uploaded(from)
    input = raiseInput(service, { ...from, phone })
    matter = await raise({ phone, ...from, photoIds: [photoId] })
  })

  checkEndpoint(() => service, {
    entry: raising.challenge,
    token,
    valid: () => ({ purpose: 'raise' as const }),
    invalid: () => ({ purpose: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: raising.gridAt,
    token,
    valid: () => ({ longitude: 110.75, latitude: 36.46, datum: 'wgs84' as const }),
    invalid: () => ({ longitude: 181, latitude: 36.46, datum: 'wgs84' }),
  })
  checkEndpoint(() => service, {
    entry: raising.raise,
    token,
    valid: () => input,
    invalid: () => ({ ...input, text: ' ' }),
    other: () => ({ ...input, text: '另一件事' }),
    effect: held,
  })
  checkEndpoint(() => service, {
    entry: raising.uploadPhoto,
    token,
    valid: () => ({ photoId: newId(), ...residentPhone(), file: photoFile() }),
    invalid: () => ({ photoId: newId(), ...residentPhone(), file: photoFile(Buffer.from('x')) }),
  })
  checkEndpoint(() => service, {
    entry: follow.view,
    token,
    valid: () => ({ token: matter.token }),
    invalid: () => ({ token: `${matter.token}A` }),
  })
  checkEndpoint(() => service, {
    entry: follow.makeMove,
    token,
    valid: () => ({
      token: matter.token,
      move: 'message' as const,
      text: '请快一点',
      deviceId: 'd'.repeat(36),
    }),
    invalid: () => ({ token: matter.token, move: 'accept', deviceId: 'd'.repeat(36) }),
    other: () => ({
      token: matter.token,
      move: 'message' as const,
      text: '别的话',
      deviceId: 'd'.repeat(36),
    }),
    effect: held,
  })
  checkEndpoint(() => service, {
    entry: follow.photo,
    token,
    valid: () => ({ token: matter.token, photoId }),
    invalid: () => ({ token: 'x', photoId }),
  })
  checkEndpoint(() => service, {
    entry: follow.sendCode,
    token,
    valid: () => ({ token: matter.token, phone, pass: 'wechat demo-a' }),
    invalid: () => ({ token: matter.token, phone: '10086', pass: 'wechat demo-a' }),
  })
  checkEndpoint(() => service, {
    entry: follow.confirmPhone,
    token,
    valid: () => ({ token: matter.token, code: '123456' }),
    invalid: () => ({ token: matter.token, code: '1' }),
  })
  checkEndpoint(() => service, {
    entry: follow.wantWechat,
    token,
    valid: () => ({ token: matter.token, code: 'demo-oA', results: accepted }),
    invalid: () => ({ token: matter.token, code: 'demo-oA', results: [] }),
  })
  checkEndpoint(() => service, {
    entry: follow.stopNotices,
    token,
    valid: () => ({ token: matter.token }),
    invalid: () => ({ token: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: follow.erase,
    token,
    valid: () => ({ token: matter.token }),
    invalid: () => ({ token: 'x' }),
    effect: held,
  })
  checkEndpoint(() => service, {
    entry: residentContacts.contact,
    token,
    stranger: () => otherOffice.token,
    valid: () => ({ matterId: matter.matterId }),
    invalid: () => ({ matterId: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: residentContacts.pushCheck,
    token,
    valid: () => ({ key: testPushKey, echostr: '123' }),
    invalid: () => ({ key: 'another-key-of-nobody', echostr: '123' }),
  })
  checkEndpoint(() => service, {
    entry: residentContacts.push,
    token,
    valid: () => ({ key: testPushKey }),
    invalid: () => ({ key: 'another-key-of-nobody' }),
  })
  checkEndpoint(() => service, {
    entry: residentContacts.revealContact,
    token,
    stranger: () => otherOffice.token,
    valid: () => ({ matterId: matter.matterId, purpose: '核实' }),
    invalid: () => ({ matterId: matter.matterId, purpose: ' ' }),
  })
})

describe('a browser works something out instead of reading letters', () => {
  const challenge = async (purpose: ProofPurpose = 'raise') =>
    (await service.call(raising.challenge, { purpose })).data

  it('and is let through for this command alone', async () => {
    const commandId = newId()
    const pass = solved(await challenge(), commandId)
    const input = raiseInput(service, { pass })
    expect((await service.call(raising.raise, input, { commandId })).status).toBe(200)
    const elsewhere = await service.call(raising.raise, input, { commandId: newId() })
    expect([elsewhere.status, elsewhere.error.code]).toEqual([425, 'proofNeeded'])
    const row = await contactOf(commandId)
    expect(row).toMatchObject({ textVerdict: 'notAsked', openIdSealed: null })
  })

  it('and a repeat needs no new work, even with an old one', async () => {
    const commandId = newId()
    const input = raiseInput(service, { pass: solved(await challenge(), commandId) })
    const first = await service.call(raising.raise, input, { commandId })
    const again = { ...input, pass: 'proof gone stale' }
    expect((await service.call(raising.raise, again, { commandId })).data).toEqual(first.data)
  })

  it('not with an old, forged, unsolved or other challenge', async () => {
    const commandId = newId()
    const puzzle = await challenge()
    const good = solved(puzzle, commandId)
    const other = solved(await challenge('photo'), commandId)
    const bad = [
      good.replace(/,\d+$/, ',1'),
      good.replace(/ \d+/, ' 1'),
      `proof ${puzzle.challenge}`,
      `proof ${puzzle.challenge} ${'NaN,'.repeat(7)}NaN`,
      good.replace('proof ', 'proof x'),
      other,
      'x',
    ]
    for (const pass of bad) {
      const answer = await service.call(raising.raise, raiseInput(service, { pass }), { commandId })
      expect(answer.error.code, pass.slice(0, 60)).toBe('proofNeeded')
    }
    service.clock.advance(15 * 60_000 + 1)
    const late = await service.call(raising.raise, raiseInput(service, { pass: good }), {
      commandId,
    })
    expect(late.error.code).toBe('proofNeeded')
  })
})

describe('what a resident raises', () => {
  it('is in the office’s queue, and his link shows where it stands without a name', async () => {
    const { matterId, token, receiptNumber } = await raise({ phone, position: centre })
    const { data } = await service.call(
      matters.queue,
      { list: 'area', areaCode: testAreas.township, open: 'yes' },
      as(office),
    )
    expect(data.matters.find((one) => one.id === matterId)).toMatchObject({
      receiptNumber,
      source: 'resident',
    })
    await move(office, { move: 'accept' }, matterId)
    const seen = (await view(token)).data
    expect(seen).toMatchObject({ receiptNumber, state: 'accepted' })
    expect(seen.timeline.map((entry) => entry.move)).toEqual(['raise', 'accept'])
    expect(seen.holderName).toBeTruthy()
    expect(seen.clock?.dueAtMs).toBeGreaterThan(testStartMs)
    expect(JSON.stringify(seen)).not.toContain('王干事')
    expect(seen.own).toMatchObject({ phoneMasked: '138****5678', mayErase: false })
  })

  it('is evaluated, or said to be unsolved and taken up again', async () => {
    const { matterId, token } = await raise()
    await bringToVerified(matterId)
    const missing = await deed(token, { move: 'notSolved' })
    expect(missing.error.code).toBe('moveNeeds')
    const reopened = await deed(token, { move: 'notSolved', text: '还是不亮' })
    expect(reopened.data.state).toBe('accepted')
    const other = await raise()
    await bringToVerified(other.matterId)
    const closed = await deed(other.token, { move: 'evaluate', satisfaction: 'satisfied' })
    expect(closed.data.state).toBe('closed')
    expect((await view(other.token)).data.satisfaction).toBe('satisfied')
    const twice = await deed(other.token, { move: 'evaluate', satisfaction: 'unsatisfied' })
    expect(twice.error.code).toBe('moveNotOpen')
  })

  it('is supplemented when it comes back, talked about, and withdrawn', async () => {
    const { matterId, token } = await raise()
    await move(office, { move: 'return', text: '请写清楚在哪里' }, matterId)
    expect((await view(token)).data.moves).toEqual(expect.arrayContaining(['supplement']))
    expect((await deed(token, { move: 'supplement', text: '村委会门口' })).data.state).toBe(
      'raised',
    )
    expect((await deed(token, { move: 'message', text: '谢谢' })).status).toBe(200)
    expect((await deed(token, { move: 'withdraw' })).data.state).toBe('ended')
    expect((await view(token)).data.moves).not.toContain('withdraw')
  })

  it('opens with its own link only', async () => {
    const [one, other] = [await raise(), await raise()]
    const half = one.token.length / 2
    const forged = [
      one.token.slice(0, half) + other.token.slice(half),
      one.matterId,
      one.token.toLowerCase(),
      '',
      '../../etc/passwd',
      'x'.repeat(200),
    ]
    for (const token of forged) {
      const answer = await view(token)
      expect(answer.status, token).toBeGreaterThanOrEqual(400)
      expect((await deed(token, { move: 'withdraw' })).status).toBeGreaterThanOrEqual(400)
    }
    // a worker's matter has no resident: its link, were one made, moves nothing
    const own = await service.call(
      matters.raise,
      { classCode: 'facility', level: 'ordinary', text: '井盖', position: null, photoIds: [] },
      as(worker),
    )
    expect(own.status).toBe(200)
    expect((await view(one.token)).data.matterId).toBe(one.matterId)
  })

  it('is only of the classes that are for residents, and of a grid that is there', async () => {
    const closed = await service.call(
      raising.raise,
      raiseInput(service, { classCode: 'organisedCrime' }),
    )
    expect(closed.error.code).toBe('classNotForResidents')
    const nowhere = await service.call(
      raising.raise,
      raiseInput(service, { gridCode: '141030999999A999' }),
    )
    expect(nowhere.error.code).toBe('notFound')
  })

  it('is kept as it was written, whatever was written', async () => {
    const texts = naughty.filter((one) => one.trim() !== '').slice(0, 60)
    for (const text of texts) {
      await prisma().residentRate.deleteMany()
      const input = raiseInput(service, { text, placeText: text.slice(0, 100) || 'x' })
      const answer = await rawCall(service, raising.raise, input)
      expectDecent(answer, text)
      if (answer.status !== 200) continue
      const { token } = JSON.parse(answer.text) as { token: string }
      expect((await view(token)).data.text).toBe(text.trim())
    }
    const long = JSON.stringify({
      commandId: newId(),
      ...raiseInput(service, { text: '长'.repeat(350_000) }),
    })
    const headers = { 'content-type': 'application/json' }
    const tooLong = await rawFetch(service, raising.raise.path, {
      method: 'POST',
      body: long,
      headers,
    })
    expect(tooLong.status).toBe(413)
  }, 60_000)

  it('not endlessly: by phone, by network and by grid, and it is said until when', async () => {
    const from = residentPhone()
    for (let turn = 0; turn < 6; turn += 1) await raise(from)
    const refused = await service.call(raising.raise, raiseInput(service, from))
    expect([refused.status, refused.error.code]).toEqual([429, 'tooManyForNow'])
    expect(refused.error.message).toMatch(/请过 60 分钟再试.*110/)
    expect(refused.error.details?.retryAfterSeconds).toBe(3_600)
    service.clock.advance(3_600_000)
    expect((await service.call(raising.raise, raiseInput(service, from))).status).toBe(200)
    // five of the hour are left to the grid: whoever else asks is told the same
    await prisma().residentRate.deleteMany()
    for (let turn = 0; turn < 60; turn += 1) await raise()
    const full = await service.call(raising.raise, raiseInput(service))
    expect(full.error.code).toBe('tooManyForNow')
    const elsewhere = raiseInput(service, { gridCode: testAreas.secondGrid })
    expect((await service.call(raising.raise, elsewhere)).status).toBe(200)
  }, 60_000)

  it('counts once, however often and however many at a time it arrives', async () => {
    const commandId = newId()
    const input = raiseInput(service)
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => service.call(raising.raise, input, { commandId })),
    )
    expect(new Set(answers.map((one) => one.data?.receiptNumber)).size).toBe(1)
    expect(await prisma().matter.count({ where: { id: idBytes(commandId) } })).toBe(1)
    const stolen = await service.call(raising.raise, { ...input, deviceId: newId() }, { commandId })
    expect(stolen.error.code).toBe('commandConflict')
  })

  it('finds the grid somebody stands in', async () => {
    const at = async (longitude: number, latitude: number) =>
      (await service.call(raising.gridAt, { longitude, latitude, datum: 'wgs84' })).data.grid
    expect(await at(centre.longitude, centre.latitude)).toMatchObject({ code: testAreas.grid })
    expect(await at(110.762, 36.46)).toMatchObject({ code: testAreas.secondGrid })
    expect(await at(116, 40)).toBeNull()
  })
})

describe('photos', () => {
  it('come before or after, are seen by link and by the office, and by nobody else', async () => {
    const from = residentPhone()
    const [early, late] = [await uploaded(from), newId()]
    const { matterId, token } = await raise({ ...from, photoIds: [early, late] })
    expect((await view(token)).data.photos).toEqual([
      { photoId: early, arrived: true },
      { photoId: late, arrived: false },
    ])
    const upload = { photoId: late, ...from, file: photoFile() }
    expect((await service.call(raising.uploadPhoto, upload)).status).toBe(200)
    expect((await service.call(raising.uploadPhoto, upload)).status).toBe(200)
    expect((await view(token)).data.photos.every((one) => one.arrived)).toBe(true)
    const seen = await service.call(follow.photo, { photoId: late, token, size: 'thumbnail' })
    expect(seen.headers.get('content-type')).toBe('image/jpeg')
    const other = await raise()
    const foreign = await service.call(follow.photo, { photoId: late, token: other.token })
    expect(foreign.error.code).toBe('notFound')
    const byOffice = await service.call(matters.photo, { photoId: late }, as(office))
    expect(byOffice.status).toBe(200)
    const byStranger = await service.call(matters.photo, { photoId: late }, as(otherOffice))
    expect(byStranger.status).toBe(404)
    expect(await prisma().matterPhoto.count({ where: { matterId: idBytes(matterId) } })).toBe(2)
  })

  it('of others are not taken, and an id that is spoken for is not given away', async () => {
    const photoId = await uploaded(residentPhone())
    const taken = await service.call(raising.raise, raiseInput(service, { photoIds: [photoId] }))
    expect(taken.error.code).toBe('photoNotYours')
    const promised = newId()
    await raise({ photoIds: [promised] })
    const upload = { photoId: promised, ...residentPhone(), file: photoFile() }
    const pushedIn = await service.call(raising.uploadPhoto, upload)
    expect(pushedIn.error.code).toBe('commandConflict')
    const again = { photoId, ...residentPhone(), file: photoFile() }
    expect((await service.call(raising.uploadPhoto, again)).error.code).toBe('commandConflict')
  })
})

describe('being told', () => {
  const sendCode = (token: string, number = phone) =>
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
    expect(JSON.stringify(row)).not.toContain(phone)
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
    const { matterId, token } = await raise({ phone })
    await service.call(follow.wantWechat, { token, code: 'demo-oWant', results: accepted })
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
    const { matterId, token } = await raise({ ...from, messages: accepted })
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
    const again = { token, code: 'demo-oTold', results: accepted }
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
    const input = raiseInput(service, { ...inWechat('oOnce'), messages: accepted })
    const first = await service.call(raising.raise, input, { commandId })
    const again = { ...input, messages: refused }
    expect((await service.call(raising.raise, again, { commandId })).data).toEqual(first.data)
    expect((await view(first.data.token)).data.own.wechatLeft).toBe(1)
    const browserId = newId()
    const puzzle = (await service.call(raising.challenge, { purpose: 'raise' })).data
    const pass = solved(puzzle, browserId)
    const typed = raiseInput(service, { pass, messages: accepted })
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

describe('what he left', () => {
  it('is masked for those who handle it, whole for a reason that is noted, hidden from others', async () => {
    const { matterId } = await raise({ phone })
    const contact = (person: TestPerson) =>
      service.call(residentContacts.contact, { matterId }, as(person))
    expect((await contact(office)).data).toMatchObject({
      phoneMasked: '138****5678',
      mayReveal: true,
    })
    expect((await contact(secondWorker)).status).toBe(404)
    expect((await contact(worker)).status).toBe(404)
    await move(office, { move: 'accept' }, matterId)
    await move(office, { move: 'dispatch', leadCode: testAreas.grid }, matterId)
    expect((await contact(worker)).status).toBe(200)
    const wanted = { matterId, purpose: '问清地点' }
    const told = await service.call(residentContacts.revealContact, wanted, as(worker))
    expect(told.data.phone).toBe(phone)
    const noted = await prisma().auditEntry.findFirstOrThrow({
      where: { event: 'resident.contactRevealed', subjectId: matterId },
    })
    expect(noted.detail).toEqual({ purpose: '问清地点' })
    expect(Buffer.compare(noted.accountId ?? Buffer.of(), idBytes(worker.accountId))).toBe(0)
  })

  it('is erased when he wants it, after the matter is closed, and that is noted', async () => {
    const { matterId, token } = await raise({ phone, position: centre })
    expect((await service.call(follow.erase, { token })).error.code).toBe('notClosedYet')
    await bringToVerified(matterId)
    await deed(token, { move: 'evaluate', satisfaction: 'ordinary' })
    expect((await view(token)).data.own.mayErase).toBe(true)
    const erased = await service.call(follow.erase, { token })
    expect(erased.data.erasedAtMs).toBe(service.clock.nowMs())
    service.clock.advance(1_000)
    expect((await service.call(follow.erase, { token })).data).toEqual(erased.data)
    const { own, text } = (await view(token)).data
    expect(own).toMatchObject({ phoneMasked: null, phoneVerified: false, mayErase: false })
    expect(own.position).toEqual({
      longitude: 110.75,
      latitude: 36.46,
      datum: 'wgs84',
      accuracyMeters: 100,
    })
    expect(text).not.toBe('')
    expect(await contactOf(matterId)).toMatchObject({ phoneSealed: null, openIdSealed: null })
    const wanted = { matterId, purpose: '回访' }
    const refused = await service.call(residentContacts.revealContact, wanted, as(office))
    expect(refused.error.code).toBe('noContactLeft')
    const again = await service.call(follow.sendCode, { token, phone, pass: 'wechat demo-a' })
    expect(again.error.code).toBe('alreadyErased')
    const events = { event: 'resident.dataErased', subjectId: matterId }
    expect(await prisma().auditEntry.count({ where: events })).toBe(1)
  })

  it('has its photos looked at too; the verdict comes to an address nobody else knows', async () => {
    const from = residentPhone()
    const photoId = await uploaded(from)
    const { matterId } = await raise({ ...from, photoIds: [photoId] })
    const check = () =>
      prisma().residentPhotoCheck.findFirst({ where: { photoId: idBytes(photoId) } })
    await expect.poll(check, { timeout: 10_000 }).not.toBeNull()
    const { traceId } = (await check()) ?? { traceId: '' }
    const told = { Event: 'wxa_media_check', trace_id: traceId, result: { suggest: 'risky' } }
    const forged = await service.call(residentContacts.push, { key: 'x'.repeat(20), ...told })
    expect(forged.error.code).toBe('notFound')
    const doubtful = async () =>
      (await service.call(residentContacts.contact, { matterId }, as(office))).data.doubtfulPhotoIds
    expect(await doubtful()).toEqual([])
    expect((await service.call(residentContacts.push, { key: testPushKey, ...told })).status).toBe(
      200,
    )
    expect(await doubtful()).toEqual([photoId])
    const echo = await fetch(`${service.url}/api/wechat/push/${testPushKey}?echostr=987`)
    expect(await echo.text()).toBe('987')
  })

  it('is looked at by WeChat afterwards: what it warns of is marked for the office', async () => {
    const verdictOf = async (text: string) => {
      const { matterId } = await raise({ text })
      await expect
        .poll(async () => (await contactOf(matterId)).textVerdict, { timeout: 10_000 })
        .not.toBe('unchecked')
      const { data } = await service.call(residentContacts.contact, { matterId }, as(office))
      const { openIdSealed } = await contactOf(matterId)
      return { verdict: data.contentVerdict, isKept: openIdSealed !== null }
    }
    expect(await verdictOf('路灯不亮')).toEqual({ verdict: 'pass', isKept: false })
    expect(await verdictOf('违规样例')).toEqual({ verdict: 'risky', isKept: false })
    expect(await verdictOf('可疑样例')).toEqual({ verdict: 'review', isKept: false })
  })
})
