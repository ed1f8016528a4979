import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { follow, matters, residentContacts, support } from '../../contract'
import type { InputOf } from '../../contract/define'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, testCentres, type TestPerson } from '../../testing/test-county'
import { type RaiseInput, raisedByResident, residentPhone } from '../../testing/test-residents'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'

type Asked = InputOf<typeof support.alike>

let service: TestService
let office: TestPerson

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', testAreas.township, { name: '王干事' })
})
afterAll(() => service.close())
beforeEach(async () => {
  service.clock.set(testStartMs)
  const { prisma } = service.parts.database
  await prisma.residentRate.deleteMany()
  await prisma.matter.deleteMany()
  await prisma.matterSupport.deleteMany()
})

const centre = { ...testCentres[testAreas.grid], datum: 'wgs84', accuracyMeters: 9.5 } as Exclude<
  Asked['position'],
  null
>
const words = '村口的路灯三天不亮了，晚上看不见路'
const raise = (changed: Partial<RaiseInput> = {}) =>
  raisedByResident(service, {
    text: words,
    placeText: '村口李家小卖部旁，电话13912345678',
    position: centre,
    ...changed,
  })
const asked = (changed: Partial<Asked> = {}): Asked => ({
  gridCode: testAreas.grid,
  classCode: 'facility',
  text: '村口路灯三天不亮，晚上看不见路',
  position: centre,
  deviceId: newId(),
  ...changed,
})
const look = async (changed: Partial<Asked> = {}) => {
  const answer = await service.call(support.alike, asked(changed))
  expect(answer.error).toBeUndefined()
  return answer.data.alike
}
const keyOf = async (changed: Partial<Asked> = {}) => {
  const [first] = await look(changed)
  if (!first) throw new Error('nothing alike was found')
  return first.key
}
const give = (key: string, from = residentPhone(), commandId = newId()) =>
  service.call(support.give, { key, ...from }, { commandId })
const verdictOf = async (matterId: string) => {
  const where = { matterId: idBytes(matterId) }
  return (await service.parts.database.prisma.residentContact.findUnique({ where }))?.textVerdict
}
const move = (matterId: string, input: object) =>
  service.call(matters.makeMove, { matterId, ...input } as never, { token: office.token })

describe('the five questions', () => {
  let key: string
  let token: string

  beforeEach(async () => {
    await raise()
    key = await keyOf()
    token = (await give(key)).data.token
  })
  const held = () =>
    service.parts.database.prisma.matterSupport.findMany({ orderBy: { id: 'asc' } })
  const from = residentPhone()

  checkEndpoint(() => service, {
    entry: support.alike,
    token: () => office.token,
    valid: () => asked(),
    invalid: () => asked({ deviceId: 'short' }),
  })
  checkEndpoint(() => service, {
    entry: support.give,
    token: () => office.token,
    valid: () => ({ key, ...from }),
    invalid: () => ({ key: `${key}A`, ...from }),
    effect: held,
  })
  checkEndpoint(() => service, {
    entry: support.view,
    token: () => office.token,
    valid: () => ({ token }),
    invalid: () => ({ token: key }),
  })
  checkEndpoint(() => service, {
    entry: support.withdraw,
    token: () => office.token,
    valid: () => ({ token }),
    invalid: () => ({ token: `${token}A` }),
    effect: held,
  })

  it('another matter under the same id is another deed', async () => {
    await raise({ text: '西头水管漏水，路上全是水', position: null })
    const other = await keyOf({ text: '西头水管漏水，路上全是水', position: null })
    const commandId = newId()
    expect((await give(key, from, commandId)).status).toBe(200)
    const again = await give(other, from, commandId)
    expect([again.status, again.error.code]).toEqual([409, 'commandConflict'])
  })
})

describe('before sending', () => {
  it('what is open and alike is told by class, place and state, never in another’s words', async () => {
    const { matterId } = await raise()
    const found = await look()
    expect(found).toEqual([
      {
        key: expect.any(String),
        classCode: 'facility',
        classLabel: '道路、水电、通讯等设施',
        gridName: expect.any(String),
        placeText: '村口李家小卖部旁，电话***',
        isNear: true,
        stateWords: '已收到，等待受理',
        raisedOn: '2026-06-15',
        supporters: 0,
        isOwn: false,
      },
    ])
    const text = JSON.stringify(found)
    expect(text).not.toContain('看不见路')
    expect(text).not.toContain(matterId)
    expect(
      Buffer.from(found[0]?.key ?? '', 'base64url').includes(Buffer.from(idBytes(matterId))),
    ).toBe(false)
  })

  it('nothing that speaks of people, is over, doubtful, or unlike', async () => {
    const quarrel = '东头两家为地界吵架，快打起来了'
    await raise({ classCode: 'dispute', text: quarrel })
    expect(await look({ classCode: 'dispute', text: quarrel })).toEqual([])
    expect(await look({ classCode: 'hazard', text: quarrel })).toEqual([])
    const doubtful = await raise({ text: `${words}，违规样例` })
    await expect
      .poll(() => verdictOf(doubtful.matterId), { timeout: 10_000, interval: 50 })
      .toBe('risky')
    const spam = await raise()
    expect((await move(spam.matterId, { move: 'markSpam', text: '乱写的' })).status).toBe(200)
    expect(await look()).toEqual([])
    expect(await look({ text: '广场舞太吵' })).toEqual([])
  })

  it('is found by its words where nobody gave a position, and not in the next township', async () => {
    await raise({ position: null })
    const [one] = await look({ position: null })
    expect(one).toMatchObject({ isNear: false, classCode: 'facility' })
    expect(await look({ position: null, gridCode: testAreas.otherGrid })).toEqual([])
    const unknown = await service.call(support.alike, asked({ gridCode: '141030100001A099' }))
    expect(unknown.status).toBe(404)
  })

  it('is marked as his own, to whom raised it or met with it', async () => {
    const [raiser, neighbour] = [residentPhone(), residentPhone()]
    await raise(raiser)
    const key = await keyOf()
    expect((await look({ deviceId: raiser.deviceId }))[0]?.isOwn).toBe(true)
    const own = await give(key, raiser)
    expect([own.status, own.error.code]).toEqual([409, 'supportOwn'])
    expect((await give(key, neighbour)).status).toBe(200)
    expect((await look({ deviceId: neighbour.deviceId }))[0]).toMatchObject({
      isOwn: true,
      supporters: 1,
    })
  })
})

describe('我也遇到了', () => {
  it('counts one for a phone, follows the matter, and shows nobody’s words', async () => {
    const raised = await raise()
    const key = await keyOf()
    const from = residentPhone()
    const first = (await give(key, from)).data
    const again = (await give(key, from)).data
    expect(again).toEqual(first)
    await give(key)
    const asked = { matterId: raised.matterId }
    const contact = await service.call(residentContacts.contact, asked, { token: office.token })
    expect(contact.data.supporters).toBe(2)
    await move(raised.matterId, { move: 'accept' })
    await service.call(follow.makeMove, {
      token: raised.token,
      deviceId: newId(),
      move: 'message',
      text: '我是三号院的老李',
    })
    const { data } = await service.call(support.view, { token: first.token })
    expect(data).toMatchObject({
      receiptNumber: raised.receiptNumber,
      state: 'accepted',
      supporters: 2,
      withdrawnAtMs: null,
    })
    expect(data.timeline.map((one) => one.sentence)).toEqual([
      '已登记，等待受理',
      '已受理，正在安排谁来办',
    ])
    const text = JSON.stringify(data)
    for (const secret of ['老李', '看不见路', '王干事', '13912345678', raised.matterId])
      expect(text).not.toContain(secret)
  })

  it('its link opens nothing else, and the matter’s own link not this', async () => {
    const raised = await raise()
    const { token } = (await give(await keyOf())).data
    expect((await service.call(follow.view, { token })).error.code).toBe('linkInvalid')
    const other = await service.call(support.view, { token: raised.token })
    expect(other.error.code).toBe('linkInvalid')
  })

  it('goes along when the matter is merged into another, and counts there', async () => {
    const one = await raise()
    const key = await keyOf()
    const { token } = (await give(key)).data
    const lead = await raise()
    const merged = await move(one.matterId, { move: 'merge', targetId: lead.matterId })
    expect(merged.error).toBeUndefined()
    await move(lead.matterId, { move: 'accept' })
    expect((await service.call(support.view, { token })).data).toMatchObject({ state: 'accepted' })
    const [suggested, ...more] = await look()
    expect(more).toEqual([])
    expect(suggested?.supporters).toBe(1)
  })

  it('is refused once the matter is over', async () => {
    const { matterId } = await raise()
    const key = await keyOf()
    await move(matterId, { move: 'markSpam', text: '乱写的' })
    const late = await give(key)
    expect([late.status, late.error.code]).toEqual([409, 'supportNotOpen'])
  })

  it('is taken back: the count and the phone’s mark go', async () => {
    await raise()
    const key = await keyOf()
    const from = residentPhone()
    const { token } = (await give(key, from)).data
    expect((await service.call(support.withdraw, { token })).data).toEqual({ done: true })
    const { data } = await service.call(support.view, { token })
    expect(data).toMatchObject({ supporters: 0, withdrawnAtMs: testStartMs })
    const [row] = await service.parts.database.prisma.matterSupport.findMany()
    expect(row?.ownerId).toBeNull()
    // met with once more, it counts once more
    expect((await give(key, from)).data.token).not.toBe(token)
    expect((await look())[0]?.supporters).toBe(1)
  })
})
