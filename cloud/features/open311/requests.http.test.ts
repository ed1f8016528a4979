import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matters, open311 } from '../../contract'
import { idBytes, idText } from '../../platform/ids'
import { tinyPhoto } from '../../testing/lived-in-county'
import { raisedByResident } from '../../testing/test-residents'
import * as documented from '../../testing/documented-open311'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { newOpen311Key, open311Calls, open311Place } from '../../testing/test-open311'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'

let service: TestService
let centre: TestPerson
let office: TestPerson
let stranger: TestPerson
let apiKey: string
const { county, grid } = testAreas
const place = open311Place

beforeAll(async () => {
  service = await startTestService()
  centre = await service.person('countyCentre', county)
  office = await service.person('townshipOffice', testAreas.township)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  ;({ key: apiKey } = await newOpen311Key(service, centre, '热线平台'))
})
afterAll(() => service.close())

const calls = open311Calls(() => ({ service, apiKey }))
const { get, json, tree, filled, post, submitted, matterOf, matterCount, shown, refused } = calls
const newKey = (name: string) => newOpen311Key(service, centre, name)

describe('a request', () => {
  it('becomes a matter of the grid it lies in, and is followed by its number', async () => {
    const number = await submitted({
      address_string: '幸福路 5 号门前',
      'attribute[level]': 'urgent',
      media_url: 'https://photos.example.org/1.jpg',
      first_name: '三',
      last_name: '张',
      phone: '13800000001',
      email: 'zhang@example.org',
    })
    const matter = await matterOf(number)
    expect(matter).toMatchObject({
      source: 'open311',
      classCode: 'facility',
      level: 'urgent',
      gridCode: grid,
      placeText: '幸福路 5 号门前',
      datum: 'wgs84',
      state: 'raised',
      raisedBy: null,
    })
    const record = await shown(number)
    expect(record).toMatchObject({
      status: 'open',
      service_name: '道路、水电、通讯等设施',
      address_id: grid,
      lat: place.latitude,
      long: place.longitude,
      media_url: null,
      requested_datetime: '2026-06-15T02:00:00Z',
    })
    expect(record.address).toContain('阳光社区')
    expect(record.expected_datetime).not.toBeNull()
    const told = JSON.stringify(record)
    for (const secret of ['13800000001', 'zhang@', '张三', 'photos.example.org'])
      expect(told).not.toContain(secret)
    expect(documented.token.parse(await json(`tokens/${number}.json`))[0]).toEqual({
      service_request_id: number,
      token: number,
    })
  })

  it('shows the office’s words once it is accepted, its numbers blanked, and the same in XML', async () => {
    const number = await submitted()
    const { id } = await matterOf(number)
    const moved = await service.call(
      matters.makeMove,
      { matterId: idText(id), move: 'accept', text: '已安排，联系 13900000002' },
      { token: office.token },
    )
    expect(moved.status, JSON.stringify(moved.error)).toBe(200)
    const record = await shown(number)
    expect(record.status_notes).toBe('已安排，联系 ***')
    const { service_requests } = (await tree(`requests/${number}.xml`)) as {
      service_requests: { request: Record<string, string>[] }
    }
    const asText = Object.entries(record).map(([name, value]) => [
      name,
      documented.asXmlText(value),
    ])
    expect(service_requests.request).toEqual([Object.fromEntries(asText)])
  })

  it('tells its contact to the county alone, and each look is noted', async () => {
    const number = await submitted({ first_name: 'Jane', last_name: 'Doe', phone: '13800000003' })
    const rows = await service.parts.database.prisma.open311Request.findMany()
    expect(JSON.stringify(rows)).not.toContain('13800000003')
    const looks = { event: 'open311.contactRevealed' }
    const { prisma } = service.parts.database
    const before = await prisma.auditEntry.count({ where: looks })
    const answer = await service.call(
      open311.revealContact,
      { receiptNumber: number },
      { token: centre.token },
    )
    expect(answer.data).toMatchObject({ name: 'Doe Jane', phone: '13800000003', email: null })
    expect(await prisma.auditEntry.count({ where: looks })).toBe(before + 1)
    const other = { receiptNumber: number }
    const theirs = await service.call(open311.revealContact, other, { token: stranger.token })
    expect(theirs.status).toBe(403)
  })

  it('is put where its address says when that means one grid, else the position is asked for', async () => {
    const { lat: _lat, long: _long, ...rest } = filled()
    const byId = await post({ ...rest, address_id: testAreas.otherGrid })
    const [one] = documented.accepted.parse(await byId.json())
    expect((await matterOf(one?.service_request_id ?? '')).gridCode).toBe(testAreas.otherGrid)
    const byName = await post({ ...rest, address_string: '西山乡柳树村小学门口' })
    const [two] = documented.accepted.parse(await byName.json())
    expect((await matterOf(two?.service_request_id ?? '')).gridCode).toBe(testAreas.otherGrid)
    const unclear = await refused(await post({ ...rest, address_string: '阳光社区' }))
    expect(unclear.status).toBe(400)
    expect(unclear.text).toContain('lat')
    const outside = await refused(await post(filled({ lat: '39.9', long: '116.4' })))
    expect(outside.status).toBe(400)
    expect(outside.text).toContain('不在本县任何一个网格')
  })

  const withFiles = (fields: Record<string, string>, ...files: Uint8Array<ArrayBuffer>[]) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    for (const [index, bytes] of files.entries())
      form.set(`photo${index}`, new Blob([bytes], { type: 'image/png' }), `${index}.png`)
    return get('requests.json', { method: 'POST', body: form })
  }
  const picture = new Uint8Array(tinyPhoto)

  it('brings its photos in a multipart form, for those who handle it alone', async () => {
    const fields = filled()
    const answer = await withFiles(fields, picture)
    const [one] = documented.accepted.parse(await answer.json())
    expect(one?.service_notice).toContain('照片 1 张已保存')
    const number = one?.service_request_id ?? ''
    const again = documented.accepted.parse(await (await withFiles(fields, picture)).json())
    expect(again[0]?.service_request_id).toBe(number)
    const matterId = idText((await matterOf(number)).id)
    const { data } = await service.call(matters.detail, { matterId }, { token: office.token })
    expect(data.photos).toEqual([{ photoId: expect.any(String), arrived: true }])
    const address = `${service.url}/api/matters/photos/${data.photos[0]?.photoId}`
    const seen = async (token: string) =>
      (await fetch(address, { headers: { authorization: `Bearer ${token}` } })).status
    expect([await seen(office.token), await seen(stranger.token)]).toEqual([200, 404])
    expect((await shown(number)).media_url).toBeFalsy()
  })

  it('is refused with what is no photo, or without a key, and nothing is kept', async () => {
    const before = await matterCount()
    const photosBefore = await service.parts.database.prisma.photo.count()
    const noPhoto = await refused(await withFiles(filled(), new Uint8Array(50_000).fill(1)))
    expect(noPhoto.status).toBe(400)
    expect(noPhoto.text).toContain('第 1 个附件')
    const noKey = await refused(await withFiles(filled({ api_key: 'x' }), picture))
    expect(noKey.status).toBe(403)
    expect(await matterCount()).toBe(before)
    expect(await service.parts.database.prisma.photo.count()).toBe(photosBefore)
  })

  it('is shown to nobody once WeChat warned of what a resident wrote', async () => {
    const { matterId, receiptNumber } = await raisedByResident(service)
    await shown(receiptNumber)
    await service.settle()
    await service.parts.database.prisma.residentContact.update({
      where: { matterId: idBytes(matterId) },
      data: { textVerdict: 'risky' },
    })
    expect((await refused(await get(`requests/${receiptNumber}.json`))).status).toBe(404)
    const list = documented.requests.parse(await json('requests.json'))
    expect(list.map((one) => one.service_request_id)).not.toContain(receiptNumber)
  })

  it('cannot break the answer it is shown in', async () => {
    const words = '</description><script>alert(1)</script>]]>&amp;"\'<!-- \ud83d\ude00'
    const number = await submitted({ description: words, address_string: '<a href="x">桥</a>' })
    const { service_requests } = (await tree(`requests/${number}.xml`)) as {
      service_requests: { request: Record<string, string>[] }
    }
    expect(service_requests.request[0]?.description).toBe(words)
    expect(service_requests.request[0]?.address).toContain('<a href="x">桥</a>')
    const page = await (await get('requests.xml')).text()
    expect(page).not.toContain('<script>')
  })
})

describe('the same request sent again', () => {
  it('is one matter within ten minutes, and another afterwards', async () => {
    const fields = filled({ phone: '13800000004' })
    const before = await matterCount()
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(fields)))
    const numbers = await Promise.all(
      answers.map(
        async (one) => documented.accepted.parse(await one.json())[0]?.service_request_id,
      ),
    )
    expect(new Set(numbers).size).toBe(1)
    expect(await matterCount()).toBe(before + 1)
    const otherKey = await newKey('另一家')
    await post({ ...fields, api_key: otherKey.key })
    expect(await matterCount()).toBe(before + 2)
    service.clock.advance(11 * 60_000)
    await post(fields)
    service.clock.set(testStartMs)
    expect(await matterCount()).toBe(before + 3)
  })

  it('is known by its Idempotency-Key for as long as it is kept, and other content is refused', async () => {
    const fields = filled()
    const headers = { 'Idempotency-Key': 'case-77' }
    const first = documented.accepted.parse(await (await post(fields, 'json', headers)).json())
    service.clock.advance(3 * 3_600_000)
    const again = documented.accepted.parse(await (await post(fields, 'json', headers)).json())
    service.clock.set(testStartMs)
    expect(again).toEqual(first)
    const other = await refused(await post(filled(), 'json', headers))
    expect(other.status).toBe(400)
    expect(other.text).toContain('Idempotency-Key')
  })
})

describe('what is refused', () => {
  it('is told in the documented form, with the documented statuses, in both formats', async () => {
    const cases: [Record<string, string>, number, string][] = [
      [filled({ api_key: '' }), 403, 'api_key'],
      [filled({ api_key: `mg_${'x'.repeat(43)}` }), 403, 'api_key'],
      [filled({ service_code: '' }), 400, 'service_code'],
      [filled({ service_code: 'keyPerson' }), 404, 'service_code'],
      [filled({ jurisdiction_id: '150000' }), 404, 'jurisdiction_id'],
      [filled({ description: '' }), 400, 'description'],
      [filled({ description: 'x'.repeat(4001) }), 400, 'description'],
      [filled({ lat: '' }), 400, 'lat 和 long'],
      [filled({ lat: '95' }), 400, 'lat'],
      [filled({ lat: '1e1' }), 400, 'lat'],
      [filled({ media_url: 'file:///etc/passwd' }), 400, 'media_url'],
      [filled({ 'attribute[level]': 'emergency' }), 400, 'attribute[level]'],
      [filled({ 'attribute[colour]': 'red' }), 400, 'attribute[colour]'],
      [{ api_key: apiKey, service_code: 'facility', description: '没有地点' }, 400, '地点'],
    ]
    const before = await matterCount()
    for (const [fields, status, word] of cases) {
      const told = await refused(await post(fields))
      expect(told.status, told.text).toBe(status)
      expect(told.text).toContain(word)
    }
    expect(await matterCount()).toBe(before)
    const several = await refused(await post(filled({ description: '', lat: '95' })))
    expect(several.text.split('\n')).toHaveLength(2)
    const xml = documented.xmlTree(await (await post(filled({ api_key: '' }), 'xml')).text())
    expect(xml).toEqual({ errors: { error: [{ code: '403', description: '没有给出 api_key' }] } })
  })

  it('holds for addresses, bodies and methods that are none of it', async () => {
    for (const path of [
      'services/nothing.json',
      'requests/260615-ZZZZZZZZ.json',
      'tokens/x.json',
      'x.json',
    ])
      expect((await refused(await get(path))).status, path).toBe(404)
    const asJson = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }
    expect((await refused(await get('requests.json', asJson))).status).toBe(400)
    const endless = {
      method: 'POST',
      body: new URLSearchParams({ description: 'x'.repeat(70_000) }),
    }
    expect((await refused(await get('requests.json', endless))).status).toBe(400)
    expect((await refused(await get('requests.json', { method: 'DELETE' }))).status).toBe(405)
    expect(
      (
        await refused(
          await post(filled(), 'json').then(() => get('services.json', { method: 'POST' })),
        )
      ).status,
    ).toBe(404)
    const outside = await fetch(`${service.url}/open311/other`)
    expect(outside.status).toBe(404)
  })

  it('holds from the moment a key is revoked', async () => {
    const gone = await newKey('要吊销')
    await post(filled({ api_key: gone.key }))
    await service.call(open311.revokeKey, { keyId: gone.keyId }, { token: centre.token })
    expect((await refused(await post(filled({ api_key: gone.key })))).status).toBe(403)
  })

  it('holds for who posts too often, until the minute is over', async () => {
    const busy = await newKey('太忙')
    const fields = { ...filled({ api_key: busy.key }), service_code: 'nothing' }
    const statuses: number[] = []
    for (let index = 0; index < 61; index += 1) statuses.push((await post(fields)).status)
    expect(statuses.slice(0, 60).every((status) => status === 404)).toBe(true)
    expect(statuses[60]).toBe(429)
    service.clock.advance(60_000)
    expect((await post(fields)).status).toBe(404)
    service.clock.set(testStartMs)
  })
})
