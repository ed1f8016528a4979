import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codes, reports, residents, workerBadges } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { tinyPhoto } from '../../testing/lived-in-county'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'

let service: TestService
let worker: TestPerson
let strangeWorker: TestPerson
let office: TestPerson
let otherOffice: TestPerson

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '张网格' })
  strangeWorker = await service.person('worker', testAreas.otherGrid)
  office = await service.person('townshipOffice', testAreas.township)
  otherOffice = await service.person('townshipOffice', testAreas.otherTownship)
})
afterAll(() => service.close())
beforeEach(() => service.clock.set(testStartMs))

const as = ({ token }: TestPerson) => ({ token })
const prisma = () => service.parts.database.prisma
const photoFile = () => new File([new Uint8Array(tinyPhoto)], '照片.png')
const takePortrait = (person: TestPerson = office, accountId = worker.accountId) =>
  service.call(
    workerBadges.setPortrait,
    { accountId, photoId: newId(), file: photoFile() } as never,
    as(person),
  )
const opened = (key: string) =>
  fetch(`${service.url}/api/public/portraits/${encodeURIComponent(key)}`)

async function sentPhoto(person: TestPerson): Promise<string> {
  const photoId = newId()
  const answer = await service.call(
    reports.uploadPhoto,
    { photoId, file: photoFile() } as never,
    as(person),
  )
  expect(answer.error).toBeUndefined()
  return photoId
}
const posted = (photoIds: string[], changed: object = {}) => ({
  gridCode: testAreas.grid,
  place: '村委会公示栏',
  postedOn: '2026-06-15',
  position: null,
  photoIds,
  ...changed,
})

describe('the five questions', () => {
  let photoId: string
  beforeAll(async () => {
    photoId = await sentPhoto(worker)
    await service.call(workerBadges.postNotice, posted([photoId]), as(worker))
  })
  const token = () => worker.token
  const postings = () => prisma().noticePosting.findMany({ orderBy: { id: 'asc' } })

  checkEndpoint(() => service, {
    entry: workerBadges.setPortrait,
    token: () => office.token,
    stranger: () => otherOffice.token,
    valid: () => ({ accountId: worker.accountId, photoId: newId(), file: photoFile() }) as never,
    invalid: () => ({ accountId: worker.accountId, photoId: newId(), file: new File(['x'], 'x') }),
  })
  checkEndpoint(() => service, {
    entry: workerBadges.removePortrait,
    token: () => office.token,
    stranger: () => otherOffice.token,
    valid: () => ({ accountId: worker.accountId }),
    invalid: () => ({ accountId: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: workerBadges.portrait,
    token,
    valid: () => ({ key: 'x'.repeat(35) }),
    invalid: () => ({ key: 'x'.repeat(35) }),
  })
  checkEndpoint(() => service, {
    entry: workerBadges.postNotice,
    token,
    stranger: () => strangeWorker.token,
    valid: () => posted([photoId]),
    invalid: () => posted([]),
    other: () => posted([photoId], { place: '小卖部' }),
    effect: postings,
  })
  checkEndpoint(() => service, {
    entry: workerBadges.noticePostings,
    token,
    stranger: () => strangeWorker.token,
    valid: () => ({ gridCode: testAreas.grid }),
    invalid: () => ({ gridCode: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: workerBadges.noticePhoto,
    token,
    stranger: () => strangeWorker.token,
    valid: () => ({ photoId }),
    invalid: () => ({ photoId: 'x' }),
  })
})

describe('a worker’s own badge', () => {
  it('is the code that is printed, and anybody can verify it', async () => {
    const own = await service.person('worker', testAreas.secondGrid, { name: '李新来' })
    const before = await service.call(workerBadges.mine, {}, as(own))
    expect(before.data).toMatchObject({ name: '李新来', portraitKey: null, badge: null })
    const issued = await service.call(workerBadges.issueMine, {}, as(own))
    const again = await service.call(workerBadges.issueMine, {}, as(own))
    expect(again.data).toEqual(issued.data)
    const { badge } = (await service.call(workerBadges.mine, {}, as(own))).data
    expect(badge?.serialText).toBe(issued.data.serialText)
    const [, png = ''] = badge?.qrImage.split('base64,') ?? []
    expect(Buffer.from(png, 'base64').subarray(1, 4).toString()).toBe('PNG')
    const badgeCode = badge?.address.split('/b/')[1] ?? ''
    const seen = await service.call(codes.badge, { badgeCode })
    expect(seen.data).toMatchObject({ state: 'inService', worker: { name: '李新来' } })
    const print = {
      what: 'badges',
      placeCode: testAreas.secondGrid,
      accountId: own.accountId,
    } as const
    const printed = await service.call(codes.print, print, as(office))
    expect(String(printed.data.serial).padStart(6, '0')).toBe(badge?.serialText)
  })

  it('is nobody’s who does not serve, or is no worker', async () => {
    expect((await service.call(workerBadges.mine, {})).status).toBe(401)
    expect((await service.call(workerBadges.mine, {}, as(office))).status).toBe(403)
    expect((await service.call(workerBadges.issueMine, {}, as(office))).status).toBe(403)
  })
})

describe('a worker’s photo', () => {
  it('is taken by his office, and shown on badge, card and to himself while he serves', async () => {
    const subject = await service.person('worker', testAreas.grid, { name: '王有照' })
    const first = (await takePortrait(office, subject.accountId)).data.portraitKey
    const second = (await takePortrait(office, subject.accountId)).data.portraitKey
    expect(second).not.toBe(first)
    expect((await opened(first)).status).toBe(404)
    const photo = await opened(second)
    expect([photo.status, photo.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const mine = await service.call(workerBadges.mine, {}, as(subject))
    expect(mine.data.portraitKey).toBe(second)
    const card = await service.call(residents.gridCard, { code: testAreas.grid })
    expect(card.data.people.find((one) => one.name === '王有照')?.portraitKey).toBe(second)
    const overview = { placeCode: testAreas.village }
    const { workers } = (await service.call(codes.overview, overview, as(office))).data
    expect(workers.find((one) => one.accountId === subject.accountId)?.portraitKey).toBe(second)
    await prisma().post.updateMany({
      where: { accountId: idBytes(subject.accountId) },
      data: { endsOn: new Date('2026-06-14T00:00:00Z') },
    })
    expect((await opened(second)).status).toBe(404)
  })

  it('is taken down, which is noted', async () => {
    const key = (await takePortrait()).data.portraitKey
    expect((await opened(key)).status).toBe(200)
    const removed = { accountId: worker.accountId }
    await service.call(workerBadges.removePortrait, removed, as(office))
    expect((await opened(key)).status).toBe(404)
    const events = await prisma().auditEntry.findMany({
      where: { event: { in: ['portrait.set', 'portrait.removed'] } },
      select: { event: true },
    })
    expect(events.map((one) => one.event)).toEqual(
      expect.arrayContaining(['portrait.set', 'portrait.removed']),
    )
  })

  it('is printed on badge and notice', async () => {
    const images = async (what: 'badges' | 'notices') => {
      const placeCode = testAreas.grid
      const { printId } = (await service.call(codes.print, { what, placeCode }, as(office))).data
      const answer = await fetch(`${service.url}/api/codes/prints/${printId}/sheet`, {
        headers: { authorization: `Bearer ${office.token}` },
      })
      const bytes = Buffer.from(await answer.arrayBuffer())
      return bytes.toString('latin1').split('/Subtype /Image').length - 1
    }
    expect([await images('badges'), await images('notices')]).toEqual([0, 0])
    await takePortrait()
    expect([await images('badges'), await images('notices')]).toEqual([1, 1])
  })
})

describe('a notice that hangs', () => {
  it('is proven by the recorder’s own photo, and the office sees it', async () => {
    const photoId = await sentPhoto(worker)
    const input = posted([photoId], { place: '老戏台旁', postedOn: '2026-06-14' })
    expect((await service.call(workerBadges.postNotice, input, as(worker))).status).toBe(200)
    const list = await service.call(
      workerBadges.noticePostings,
      { gridCode: testAreas.grid },
      as(office),
    )
    expect(list.data.postings[0]).toMatchObject({
      place: '老戏台旁',
      postedOn: '2026-06-14',
      recordedByName: '张网格',
      photoIds: [photoId],
    })
    const address = `/api/badges/notice-photos/${photoId}`
    const seenBy = async ({ token }: TestPerson) =>
      (await fetch(`${service.url}${address}`, { headers: { authorization: `Bearer ${token}` } }))
        .status
    expect([await seenBy(office), await seenBy(strangeWorker)]).toEqual([200, 404])
    const { grids } = (
      await service.call(codes.overview, { placeCode: testAreas.village }, as(office))
    ).data
    expect(grids.find((one) => one.gridCode === testAreas.grid)?.noticePostedOn).toBe('2026-06-15')
  })

  it('not with somebody else’s photo, and not of tomorrow', async () => {
    const foreign = await sentPhoto(strangeWorker)
    const stolen = await service.call(workerBadges.postNotice, posted([foreign]), as(worker))
    expect([stolen.status, stolen.error.code]).toEqual([422, 'photoNotYours'])
    const own = await sentPhoto(worker)
    const early = posted([own], { postedOn: '2026-06-16' })
    expect((await service.call(workerBadges.postNotice, early, as(worker))).status).toBe(400)
  })
})
