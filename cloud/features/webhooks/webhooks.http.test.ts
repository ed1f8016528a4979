import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matters, webhooks } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'
import { as, type OtherSystem, startOtherSystem, webhookCalls } from '../../testing/test-webhooks'

let service: TestService
let system: OtherSystem
let centre: TestPerson
let office: TestPerson
let stranger: TestPerson
const { county, grid } = testAreas

beforeAll(async () => {
  service = await startTestService()
  centre = await service.person('countyCentre', county)
  office = await service.person('townshipOffice', testAreas.township)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  system = await startOtherSystem()
})
afterAll(async () => {
  await system.close()
  await service.close()
})

const calls = webhookCalls(() => ({ service, system, centre, office }))
const { registered, raised, accepted, workers, round, clean, deliveriesOf } = calls

describe('the endpoints', () => {
  let webhookId: string
  beforeAll(async () => {
    ;({ webhookId } = await registered())
  })
  const effect = async () => {
    const rows = await service.parts.database.prisma.webhook.findMany()
    return rows.map((row) => [row.state, row.secretSealed])
  }
  checkEndpoint(() => service, {
    entry: webhooks.list,
    token: () => centre.token,
    stranger: () => stranger.token,
    valid: () => ({ countyCode: county }),
    invalid: () => ({ countyCode: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: webhooks.create,
    token: () => centre.token,
    stranger: () => stranger.token,
    valid: () => ({
      countyCode: county,
      name: '甲',
      url: 'https://hooks.example.org/',
      events: ['matter.raised' as const],
    }),
    invalid: () => ({ countyCode: county, name: '甲', url: 'https://10.0.0.1/', events: [] }),
    effect,
  })
  checkEndpoint(() => service, {
    entry: webhooks.setState,
    token: () => centre.token,
    stranger: () => stranger.token,
    valid: () => ({ webhookId, state: 'paused' as const }),
    invalid: () => ({ webhookId, state: 'disabled' }),
    other: () => ({ webhookId, state: 'active' as const }),
    effect,
  })
  checkEndpoint(() => service, {
    entry: webhooks.rotateSecret,
    token: () => centre.token,
    stranger: () => stranger.token,
    valid: () => ({ webhookId }),
    invalid: () => ({ webhookId: 'x' }),
    effect,
  })
  checkEndpoint(() => service, {
    entry: webhooks.deliveries,
    token: () => centre.token,
    stranger: () => stranger.token,
    valid: () => ({ webhookId }),
    invalid: () => ({ webhookId, state: 'lost' }),
  })
  checkEndpoint(() => service, {
    entry: webhooks.resend,
    token: () => centre.token,
    stranger: () => stranger.token,
    valid: () => ({ webhookId, fromMs: 0, toMs: testStartMs }),
    invalid: () => ({ webhookId, fromMs: 0 }),
    other: () => ({ webhookId, fromMs: 1, toMs: testStartMs }),
    effect,
  })

  it('refuses addresses of the house, and another county’s eyes', async () => {
    for (const url of [
      'https://127.0.0.1/',
      'http://hooks.example.org/',
      'https://a:b@example.org/',
    ]) {
      const input = { countyCode: county, name: '甲', url, events: ['matter.raised' as const] }
      const answer = await service.call(webhooks.create, input, as(centre))
      expect([answer.status, answer.error.code], url).toEqual([422, 'webhookAddressRefused'])
    }
    const far = await service.person('countyCentre', '150000')
    for (const entry of [webhooks.rotateSecret, webhooks.deliveries])
      expect((await service.call(entry, { webhookId }, as(far))).status).toBe(404)
  })

  it('shows the secret once and keeps it sealed', async () => {
    const commandId = newId()
    const input = {
      countyCode: county,
      name: '一次',
      url: 'https://hooks.example.org/',
      events: ['matter.raised' as const],
    }
    const first = await service.call(webhooks.create, input, { ...as(centre), commandId })
    expect(first.data.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const again = await service.call(webhooks.create, input, { ...as(centre), commandId })
    expect([again.status, again.error.code]).toEqual([409, 'secretShownOnce'])
    const rows = await service.parts.database.prisma.webhook.findMany()
    expect(JSON.stringify(rows)).not.toContain(first.data.secret.slice(6))
  })
})

describe('what happens to a matter', () => {
  it('is told once, signed, and with nothing but what is public', async () => {
    await clean()
    const { webhookId, secret } = await registered()
    const { matterId, receiptNumber } = await raised()
    await accepted(matterId)
    await round()
    await round()
    expect(system.received).toHaveLength(2)
    const messages = system.received.map(({ body, headers }) => {
      // the library takes the system's time: signed at the test's time it is checked at it
      const signed = { ...headers }
      const atSeconds = Number(headers['webhook-timestamp'])
      expect(atSeconds).toBe(Math.floor(service.clock.nowMs() / 1000))
      const verifier = new Webhook(secret)
      expect(headers['webhook-signature']?.split(' ')).toContain(
        verifier.sign(headers['webhook-id'] ?? '', new Date(atSeconds * 1000), body),
      )
      expect(signed['content-type']).toContain('application/json')
      return JSON.parse(body) as { type: string; timestamp: string; data: Record<string, unknown> }
    })
    expect(messages.map((one) => one.type).sort()).toEqual(['matter.moved', 'matter.raised'])
    const told = messages.find((one) => one.type === 'matter.raised')
    expect(told?.data).toEqual({
      service_request_id: receiptNumber,
      number: 1,
      move: 'raise',
      move_label: '发现',
      status: 'open',
      state: 'raised',
      state_words: '已收到，等待受理',
      service_code: 'facility',
      service_name: '道路、水电、通讯等设施',
      jurisdiction_id: county,
      address_id: grid,
      url: `${service.parts.publicUrl}/open311/v2/requests/${receiptNumber}.json`,
    })
    const all = system.received.map((one) => one.body).join()
    for (const inside of ['井盖', office.name, office.accountId, '110.75'])
      expect(all).not.toContain(inside)
    const rows = await deliveriesOf(webhookId)
    expect(rows.map((row) => row.state)).toEqual(['delivered', 'delivered'])
    expect(rows[0]).toMatchObject({ receiptNumber, attempts: 1, lastStatus: 204 })
    expect(new Set(system.received.map((one) => one.headers['webhook-id'])).size).toBe(2)
  })

  it('is told of the kinds asked for alone, of what is public alone, and from the registration on', async () => {
    await clean()
    const before = await raised()
    service.clock.advance(1_000)
    await registered(['matter.moved', 'matter.closed'])
    await accepted(before.matterId)
    await raised('keyPerson')
    await service.call(
      matters.makeMove,
      { matterId: before.matterId, move: 'noteOnly', text: '留存' },
      as(office),
    )
    await round()
    const types = system.received.map(({ body }) => (JSON.parse(body) as { type: string }).type)
    expect(types.sort()).toEqual(['matter.closed', 'matter.moved'])
  })

  it('is not passed by when its transaction ends after a later one was told', async () => {
    await clean()
    await registered()
    const { matterId } = await raised()
    const late = newId()
    const connection = await service.parts.database.pool.getConnection()
    try {
      await connection.beginTransaction()
      await connection.query(
        `INSERT INTO matter_event (id, matterId, number, move, fromState, toState, at, actorKind,
           isPublic, contentHash) VALUES (?, ?, 2, 'urge', 'raised', 'raised', ?, 'staff', 1, ?)`,
        [
          Buffer.from(idBytes(late)),
          Buffer.from(idBytes(matterId)),
          new Date(service.clock.nowMs()),
          Buffer.alloc(32),
        ],
      )
      service.clock.advance(30_000)
      await raised()
      await round()
      expect(system.received).toHaveLength(2)
      service.clock.advance(30_000)
      await round()
      expect(system.received).toHaveLength(2)
      await connection.commit()
    } finally {
      connection.release()
    }
    await round()
    expect(system.received).toHaveLength(3)
    await round()
    expect(system.received).toHaveLength(3)
  })

  it('is told after the service was away for an hour', async () => {
    await clean()
    await registered()
    await workers().scan()
    await raised()
    service.clock.advance(3_600_000)
    await round()
    expect(system.received).toHaveLength(1)
  })

  it('is told by one of two that look at the same moment', async () => {
    await clean()
    await registered()
    await raised()
    await Promise.all([workers().scan(), workers().scan()])
    await workers().send()
    expect(system.received).toHaveLength(1)
  })
})

describe('the document of all endpoints', () => {
  it('is served with its page, to be kept and asked for again', async () => {
    const answer = await fetch(`${service.url}/openapi.json`)
    const document = (await answer.json()) as { openapi: string; paths: object }
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toContain('/api/webhooks/create')
    const tag = answer.headers.get('etag') ?? ''
    const again = await fetch(`${service.url}/openapi.json`, { headers: { 'If-None-Match': tag } })
    expect(again.status).toBe(304)
    const page = await fetch(`${service.url}/openapi`)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).toContain('登记一个推送地址')
  })
})
