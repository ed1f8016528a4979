import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { follow, matters, raising, residentContacts } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { expectDecent, rawCall, rawFetch } from '../../testing/raw-calls'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { raiserPhone, gridCentre, as, residentSteps } from '../../testing/test-raising'
import { raiseInput, residentPhone } from '../../testing/test-residents'
import {
  startTestService,
  testPushKey,
  type TestService,
  testStartMs,
} from '../../testing/test-service'

const naughty = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../platform/bad-input/blns.json'), 'utf8'),
) as string[]

let service: TestService
let worker: TestPerson
let secondWorker: TestPerson
let villageHead: TestPerson
let office: TestPerson

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '张网格' })
  secondWorker = await service.person('worker', testAreas.secondGrid)
  villageHead = await service.person('villageHead', testAreas.village)
  office = await service.person('townshipOffice', testAreas.township, { name: '王干事' })
})
afterAll(() => service.close())
beforeEach(async () => {
  service.clock.set(testStartMs)
  await prisma().residentRate.deleteMany()
})

const { bringToVerified, contactOf, deed, move, prisma, raise, uploaded, view } = residentSteps(
  () => service,
)

describe('what a resident raises', () => {
  it('is in the office’s queue, and his link shows where it stands without a name', async () => {
    const { matterId, token, receiptNumber } = await raise({
      phone: raiserPhone,
      position: gridCentre,
    })
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
    await bringToVerified(matterId, { office, worker, villageHead })
    const missing = await deed(token, { move: 'notSolved' })
    expect(missing.error.code).toBe('moveNeeds')
    const reopened = await deed(token, { move: 'notSolved', text: '还是不亮' })
    expect(reopened.data.state).toBe('accepted')
    const other = await raise()
    await bringToVerified(other.matterId, { office, worker, villageHead })
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
    expect(await at(gridCentre.longitude, gridCentre.latitude)).toMatchObject({
      code: testAreas.grid,
    })
    expect(await at(110.762, 36.46)).toMatchObject({ code: testAreas.secondGrid })
    expect(await at(116, 40)).toBeNull()
  })
})

describe('what he left', () => {
  it('is masked for those who handle it, whole for a reason that is noted, hidden from others', async () => {
    const { matterId } = await raise({ phone: raiserPhone })
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
    expect(told.data.phone).toBe(raiserPhone)
    const noted = await prisma().auditEntry.findFirstOrThrow({
      where: { event: 'resident.contactRevealed', subjectId: matterId },
    })
    expect(noted.detail).toEqual({ purpose: '问清地点' })
    expect(Buffer.compare(noted.accountId ?? Buffer.of(), idBytes(worker.accountId))).toBe(0)
  })

  it('is erased when he wants it, after the matter is closed, and that is noted', async () => {
    const { matterId, token } = await raise({ phone: raiserPhone, position: gridCentre })
    expect((await service.call(follow.erase, { token })).error.code).toBe('notClosedYet')
    await bringToVerified(matterId, { office, worker, villageHead })
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
    const again = await service.call(follow.sendCode, {
      token,
      phone: raiserPhone,
      pass: 'wechat demo-a',
    })
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
