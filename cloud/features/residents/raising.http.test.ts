import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { follow, matters, raising, residentContacts } from '../../contract'
import type { ProofPurpose } from '../../contract/proof-of-work'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import {
  raiserPhone,
  acceptedMessage,
  as,
  photoFile,
  residentSteps,
} from '../../testing/test-raising'
import { type RaiseInput, raiseInput, residentPhone, solved } from '../../testing/test-residents'
import {
  startTestService,
  testPushKey,
  type TestService,
  testStartMs,
} from '../../testing/test-service'

let service: TestService
let office: TestPerson
let otherOffice: TestPerson

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', testAreas.township, { name: '王干事' })
  otherOffice = await service.person('townshipOffice', testAreas.otherTownship)
})
afterAll(() => service.close())
beforeEach(async () => {
  service.clock.set(testStartMs)
  await prisma().residentRate.deleteMany()
})

const { contactOf, prisma, raise, uploaded, view } = residentSteps(() => service)

describe('the five questions', () => {
  let input: RaiseInput
  let matter: Awaited<ReturnType<typeof raise>>
  let photoId: string
  const token = () => office.token
  const held = () => prisma().matter.findMany({ orderBy: { id: 'asc' } })

  beforeEach(async () => {
    const from = residentPhone()
    photoId = await uploaded(from)
    input = raiseInput(service, { ...from, phone: raiserPhone })
    matter = await raise({ phone: raiserPhone, ...from, photoIds: [photoId] })
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
    valid: () => ({ token: matter.token, phone: raiserPhone, pass: 'wechat demo-a' }),
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
    valid: () => ({ token: matter.token, code: 'demo-oA', results: acceptedMessage }),
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
