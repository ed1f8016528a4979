import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { open311 } from '../../contract'
import { publicClassCodes } from './public-services'
import { checkEndpoint } from '../../testing/endpoint-checks'
import * as documented from '../../testing/documented-open311'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { newOpen311Key, open311Calls } from '../../testing/test-open311'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'

let service: TestService
let centre: TestPerson
let stranger: TestPerson
let apiKey: string
let keyId: string
const { county } = testAreas

beforeAll(async () => {
  service = await startTestService()
  centre = await service.person('countyCentre', county)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  ;({ key: apiKey, keyId } = await newOpen311Key(service, centre, '热线平台'))
})
afterAll(() => service.close())

const calls = open311Calls(() => ({ service, apiKey }))
const { get, json, tree, submitted, shown, refused } = calls
const newKey = (name: string) => newOpen311Key(service, centre, name)

describe('the endpoints for keys', () => {
  const keyCount = () => service.parts.database.prisma.apiKey.count()
  checkEndpoint(() => service, {
    entry: open311.keys,
    token: () => centre.token,
    stranger: () => stranger.token,
    valid: () => ({ countyCode: county }),
    invalid: () => ({ countyCode: '1' }),
  })
  checkEndpoint(() => service, {
    entry: open311.createKey,
    token: () => centre.token,
    stranger: () => stranger.token,
    valid: () => ({ countyCode: county, name: '甲', contact: '乙' }),
    invalid: () => ({ countyCode: county, name: '', contact: '乙' }),
    effect: keyCount,
  })
  let spareId: string
  beforeAll(async () => {
    spareId = (await newKey('备用')).keyId
  })
  checkEndpoint(() => service, {
    entry: open311.revokeKey,
    token: () => centre.token,
    stranger: () => stranger.token,
    valid: () => ({ keyId: spareId }),
    invalid: () => ({ keyId: 'x' }),
    other: () => ({ keyId }),
    effect: () => service.parts.database.prisma.apiKey.count({ where: { revokedAt: null } }),
  })
  checkEndpoint(() => service, {
    entry: open311.revealContact,
    token: () => centre.token,
    stranger: () => stranger.token,
    valid: () => ({ receiptNumber: '260615-00000000' }),
    invalid: () => ({ receiptNumber: 'x' }),
  })

  it('shows a key once, keeps its hash alone, and shows none to another county', async () => {
    const commandId = '019e0000-0000-7000-8000-000000000001'
    const input = { countyCode: county, name: '只此一次', contact: '丙' }
    const options = { token: centre.token, commandId }
    const first = await service.call(open311.createKey, input, options)
    expect(first.data.key).toMatch(/^mg_[\w-]{43}$/)
    const again = await service.call(open311.createKey, input, options)
    expect([again.status, again.error.code]).toEqual([409, 'secretShownOnce'])
    const rows = await service.parts.database.prisma.apiKey.findMany()
    expect(JSON.stringify(rows)).not.toContain(first.data.key.slice(8))
    const { data } = await service.call(
      open311.keys,
      { countyCode: county },
      { token: centre.token },
    )
    const row = data.keys.find((one) => one.id === commandId)
    expect(row).toMatchObject({ hint: first.data.key.slice(0, 7), createdByName: centre.name })
    const far = await service.person('countyCentre', '150000')
    const theirs = await service.call(open311.keys, { countyCode: county }, { token: far.token })
    expect(theirs.status).toBe(404)
  })
})

describe('discovery and services', () => {
  it('are as documented, the same in JSON and XML', async () => {
    const found = documented.discovery.parse(await json('discovery.json'))
    expect(found.endpoints[0]?.url).toMatch(/\/open311\/v2$/)
    const { discovery } = (await tree('discovery.xml')) as {
      discovery: { endpoints: { endpoint: { formats: { format: string[] } }[] } }
    }
    expect(discovery.endpoints.endpoint[0]?.formats.format).toEqual(found.endpoints[0]?.formats)
    const short = await fetch(`${service.url}/open311/discovery.json`)
    expect(await short.json()).toEqual(found)
  })

  it('offer residents’ classes alone, each with a definition', async () => {
    const list = documented.services.parse(await json('services.json'))
    expect(list.map((one) => one.service_code)).toEqual([...publicClassCodes])
    for (const hidden of ['keyPerson', 'restrictedPerson', 'organisedCrime', 'correction'])
      expect(publicClassCodes).not.toContain(hidden)
    const { services } = (await tree('services.xml')) as {
      services: { service: Record<string, string>[] }
    }
    const asText = list.map((one) =>
      Object.fromEntries(
        Object.entries(one).map(([name, value]) => [name, documented.asXmlText(value)]),
      ),
    )
    expect(services.service).toEqual(asText)
    for (const code of publicClassCodes) {
      const definition = documented.definition.parse(await json(`services/${code}.json`))
      expect(definition.service_code).toBe(code)
      const orders = definition.attributes.map((one) => one.order)
      expect(new Set(orders).size).toBe(orders.length)
    }
    const { service_definition } = (await tree('services/facility.xml')) as {
      service_definition: { attributes: { attribute: { code: string; values: unknown }[] } }
    }
    expect(service_definition.attributes.attribute[1]).toMatchObject({
      code: 'level',
      values: {
        value: [
          { key: 'ordinary', name: '一般' },
          { key: 'urgent', name: '紧急' },
        ],
      },
    })
  })

  it('may be read by any page, and say what they are', async () => {
    for (const [format, type] of [
      ['xml', 'text/xml; charset=utf-8'],
      ['json', 'application/json; charset=utf-8'],
    ]) {
      const answer = await get(`services.${format}`)
      expect(answer.headers.get('content-type')).toBe(type)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
    const asked = await get('requests.json', { method: 'OPTIONS' })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-methods')).not.toContain('POST')
  })
})

describe('the list of requests', () => {
  it('holds what is public, newest first, by number, class, state, dates and pages', async () => {
    const first = await submitted({ service_code: 'order' })
    service.clock.advance(60_000)
    const second = await submitted({ service_code: 'order' })
    service.clock.set(testStartMs + 120_000)
    const list = async (query: string) =>
      documented.requests
        .parse(await json(`requests.json?${query}`))
        .map((one) => one.service_request_id)
    expect(await list('service_code=order')).toEqual([second, first])
    expect(await list('service_code=order&page_size=1&page=2')).toEqual([first])
    expect(await list('service_code=order&status=closed')).toEqual([])
    expect(await list('service_code=order&status=open,closed')).toEqual([second, first])
    expect(await list(`service_request_id=${first},${second},260615-ZZZZZZZZ`)).toHaveLength(2)
    const day = 'service_code=order&start_date=2026-06-15T02:00:30Z&end_date=2026-06-16T00:00:00Z'
    expect(await list(day)).toEqual([second])
    expect(await list('service_code=order&end_date=2026-06-15T10:00:00%2B08:00')).toEqual([first])
    for (const bad of [
      'start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z',
      'start_date=yesterday',
      'status=done',
      'page=0',
      'page=999&page_size=1000',
    ])
      expect((await refused(await get(`requests.json?${bad}`))).status, bad).toBe(400)
    service.clock.set(testStartMs)
  })

  it('keeps what speaks of people to class, grid and state, and offices’ own matters to itself', async () => {
    const dispute = await submitted({
      service_code: 'dispute',
      description: '张三和李四为宅基地吵架',
      address_string: '柳树村 7 号',
    })
    const record = await shown(dispute)
    expect(record).toMatchObject({ description: null, lat: null, long: null })
    expect(JSON.stringify(record)).not.toMatch(/张三|7 号/)
    const { prisma } = service.parts.database
    const open = await submitted()
    await prisma.matter.update({ where: { receiptNumber: open }, data: { circle: 'offices' } })
    const inside = await submitted()
    await prisma.matter.update({
      where: { receiptNumber: inside },
      data: { classCode: 'keyPerson' },
    })
    const spam = await submitted()
    await prisma.matter.update({
      where: { receiptNumber: spam },
      data: { outcome: 'spam', isOpen: false, state: 'ended' },
    })
    const listed = JSON.stringify(await json('requests.json'))
    for (const number of [open, inside, spam]) {
      expect((await get(`requests/${number}.json`)).status).toBe(404)
      expect((await get(`tokens/${number}.json`)).status).toBe(404)
      expect(listed).not.toContain(number)
    }
    const resident = await submitted({ description: '居民自己说的话' })
    await prisma.matter.update({
      where: { receiptNumber: resident },
      data: { source: 'resident' },
    })
    expect(await shown(resident)).toMatchObject({ description: null, lat: null, status: 'open' })
  })
})
