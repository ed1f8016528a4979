import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matters, webhooks } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, testCentres, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'
import { guardedPost } from './guarded-post'
import { createEventScan } from './scan-events'
import { backoffMs, createSender, disabledAfterMs } from './send-deliveries'
import { createWebhooksStore } from './webhooks.store'

let service: TestService
let centre: TestPerson
let office: TestPerson
let stranger: TestPerson
const { county, grid } = testAreas

interface Received {
  body: string
  headers: Record<string, string>
}

/** The other system: what it got, and what it answers next. */
let system: Server
let systemUrl: string
let received: Received[] = []
let answers: () => number = () => 204

beforeAll(async () => {
  service = await startTestService()
  centre = await service.person('countyCentre', county)
  office = await service.person('townshipOffice', testAreas.township)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  system = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ body, headers: request.headers as Record<string, string> })
      response.writeHead(answers()).end()
    })
  })
  await new Promise<void>((resolve) => system.listen(0, '127.0.0.1', resolve))
  systemUrl = `http://127.0.0.1:${(system.address() as AddressInfo).port}/events`
})
afterAll(async () => {
  system.closeAllConnections()
  await new Promise((resolve) => system.close(resolve))
  await service.close()
})

const as = (person: TestPerson) => ({ token: person.token })
const store = () => createWebhooksStore(service.parts.database)

async function registered(
  events: ('matter.raised' | 'matter.moved' | 'matter.closed')[] = [
    'matter.raised',
    'matter.moved',
    'matter.closed',
  ],
): Promise<{ webhookId: string; secret: string }> {
  const input = { countyCode: county, name: '平台', url: 'https://hooks.example.org/', events }
  const { data, status, error } = await service.call(webhooks.create, input, as(centre))
  expect(status, JSON.stringify(error)).toBe(200)
  // over HTTP only addresses of the open network are taken; the test's own system is on this machine
  await service.parts.database.prisma.webhook.update({
    where: { id: idBytes(data.webhookId) },
    data: { url: systemUrl },
  })
  return data
}

async function raised(classCode: 'facility' | 'keyPerson' | 'organisedCrime' = 'facility') {
  const input = {
    gridCode: grid,
    classCode,
    level: 'ordinary' as const,
    text: '井盖不见了',
    position: { ...(testCentres[grid] ?? { longitude: 0, latitude: 0 }), datum: 'wgs84' as const },
    photoIds: [],
  }
  const { data, status, error } = await service.call(matters.raise, input, as(office))
  expect(status, JSON.stringify(error)).toBe(200)
  return data
}
const accepted = (matterId: string) =>
  service.call(matters.makeMove, { matterId, move: 'accept' }, as(office))

function workers(options: { post?: typeof guardedPost } = {}) {
  const { publicUrl, keys } = service.parts
  const scan = createEventScan({ store: store(), publicUrl })
  const sender = createSender({
    store: store(),
    personalKeys: keys.personal,
    post: options.post ?? guardedPost,
    privateAllowed: true,
  })
  const nowMs = () => service.clock.nowMs()
  return {
    scan: () => scan.scan(nowMs()),
    send: () => sender.send(nowMs),
    forget: () => scan.forget(nowMs()),
  }
}

async function round() {
  const { scan, send } = workers()
  await scan()
  await send()
}

/** Only one webhook at a time, so that each test counts its own. */
async function clean() {
  await service.parts.database.prisma.webhookDelivery.deleteMany({})
  await service.parts.database.prisma.webhook.deleteMany({})
  received = []
  answers = () => 204
  service.clock.advance(60 * 60_000)
}

const deliveriesOf = async (webhookId: string) =>
  (await service.call(webhooks.deliveries, { webhookId }, as(centre))).data.deliveries
const rowOf = async (webhookId: string) => {
  const { data } = await service.call(webhooks.list, { countyCode: county }, as(centre))
  return data.webhooks.find((one) => one.id === webhookId)
}

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
    expect(received).toHaveLength(2)
    const messages = received.map(({ body, headers }) => {
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
    const all = received.map((one) => one.body).join()
    for (const inside of ['井盖', office.name, office.accountId, '110.75'])
      expect(all).not.toContain(inside)
    const rows = await deliveriesOf(webhookId)
    expect(rows.map((row) => row.state)).toEqual(['delivered', 'delivered'])
    expect(rows[0]).toMatchObject({ receiptNumber, attempts: 1, lastStatus: 204 })
    expect(new Set(received.map((one) => one.headers['webhook-id'])).size).toBe(2)
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
    const types = received.map(({ body }) => (JSON.parse(body) as { type: string }).type)
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
      expect(received).toHaveLength(2)
      service.clock.advance(30_000)
      await round()
      expect(received).toHaveLength(2)
      await connection.commit()
    } finally {
      connection.release()
    }
    await round()
    expect(received).toHaveLength(3)
    await round()
    expect(received).toHaveLength(3)
  })

  it('is told after the service was away for an hour', async () => {
    await clean()
    await registered()
    await workers().scan()
    await raised()
    service.clock.advance(3_600_000)
    await round()
    expect(received).toHaveLength(1)
  })

  it('is told by one of two that look at the same moment', async () => {
    await clean()
    await registered()
    await raised()
    await Promise.all([workers().scan(), workers().scan()])
    await workers().send()
    expect(received).toHaveLength(1)
  })
})

describe('a system that does not answer well', () => {
  it('is tried again at longer and longer intervals with the same id, and given up in the end', async () => {
    await clean()
    const { webhookId } = await registered(['matter.raised'])
    answers = () => 500
    await raised()
    await round()
    expect(received).toHaveLength(1)
    await round()
    expect(received).toHaveLength(1)
    let tries = 1
    for (const waitMs of backoffMs) {
      service.clock.advance(waitMs - 1)
      await workers().send()
      expect(received).toHaveLength(tries)
      service.clock.advance(1)
      await workers().send()
      tries += 1
      expect(received).toHaveLength(tries)
    }
    expect(new Set(received.map((one) => one.headers['webhook-id'])).size).toBe(1)
    expect(new Set(received.map((one) => one.headers['webhook-timestamp'])).size).toBe(tries)
    const [row] = await deliveriesOf(webhookId)
    expect(row).toMatchObject({
      state: 'failed',
      attempts: tries,
      lastStatus: 500,
      lastError: '回应 500',
    })
    expect(await rowOf(webhookId)).toMatchObject({ failedCount: 1, state: 'active' })
    answers = () => 200
    const input = { webhookId, deliveryId: row?.id ?? '' }
    expect((await service.call(webhooks.resend, input, as(centre))).data.count).toBe(1)
    await workers().send()
    expect((await deliveriesOf(webhookId))[0]?.state).toBe('delivered')
    expect((await rowOf(webhookId))?.failingSinceMs).toBeNull()
  })

  it('is stopped after days without an arrival, says so, keeps what happens, and goes on when told to', async () => {
    await clean()
    const { webhookId } = await registered(['matter.raised'])
    answers = () => 503
    await raised()
    await round()
    expect((await rowOf(webhookId))?.failingSinceMs).toBe(service.clock.nowMs())
    service.clock.advance(disabledAfterMs)
    await raised()
    await round()
    expect(await rowOf(webhookId)).toMatchObject({
      state: 'disabled',
      disabledReason: '连续 5 天没有一次送到',
    })
    const tries = received.length
    await raised()
    service.clock.advance(60_000)
    await round()
    expect(received).toHaveLength(tries)
    answers = () => 204
    const input = { webhookId, state: 'active' as const }
    await service.call(webhooks.setState, input, as(centre))
    service.clock.advance(86_400_000)
    await round()
    const rows = await deliveriesOf(webhookId)
    expect(rows.map((row) => row.state)).toEqual(['delivered', 'delivered', 'delivered'])
    expect(await rowOf(webhookId)).toMatchObject({ state: 'active', waitingCount: 0 })
  })

  it('is stopped at once when it says that it is gone', async () => {
    await clean()
    const { webhookId } = await registered()
    answers = () => 410
    await raised()
    await round()
    expect((await rowOf(webhookId))?.state).toBe('disabled')
  })

  it('holds up no other', async () => {
    await clean()
    const bad = await registered(['matter.raised'])
    const good = await registered(['matter.raised'])
    const dead = 'http://127.0.0.1:9/'
    await service.parts.database.prisma.webhook.update({
      where: { id: idBytes(bad.webhookId) },
      data: { url: dead },
    })
    for (let index = 0; index < 6; index += 1) await raised()
    await round()
    expect((await deliveriesOf(good.webhookId)).every((row) => row.state === 'delivered')).toBe(
      true,
    )
    const badRows = await deliveriesOf(bad.webhookId)
    // after a few failures the rest of a round is left for the next
    expect(badRows.filter((row) => row.attempts > 0)).toHaveLength(4)
    expect(badRows.every((row) => row.state === 'waiting')).toBe(true)
  })
})

describe('a span of time', () => {
  it('is sent again as it was, all of it or what did not arrive', async () => {
    await clean()
    const { webhookId } = await registered(['matter.raised'])
    await raised()
    service.clock.advance(60_000)
    const fromMs = service.clock.nowMs()
    await raised()
    await round()
    const first = received.map((one) => one.body)
    received = []
    const span = { webhookId, fromMs, toMs: fromMs + 1_000 }
    const none = await service.call(webhooks.resend, { ...span, undeliveredOnly: true }, as(centre))
    expect(none.data.count).toBe(0)
    const all = await service.call(webhooks.resend, span, as(centre))
    expect(all.data.count).toBe(1)
    await workers().send()
    expect(received.map((one) => one.body)).toEqual([first[1]])
  })

  it('is forgotten after a month', async () => {
    await clean()
    const { webhookId } = await registered(['matter.raised'])
    await raised()
    await round()
    service.clock.advance(29 * 86_400_000)
    await workers().forget()
    expect(await deliveriesOf(webhookId)).toHaveLength(1)
    service.clock.advance(2 * 86_400_000)
    await workers().forget()
    expect(await deliveriesOf(webhookId)).toHaveLength(0)
  })
})

describe('a changed secret', () => {
  it('signs beside the one before for a day, and alone afterwards', async () => {
    await clean()
    const { webhookId, secret } = await registered(['matter.raised'])
    const { data } = await service.call(webhooks.rotateSecret, { webhookId }, as(centre))
    expect(data.secret).not.toBe(secret)
    const signedBy = (given: string, one: Received) => {
      const at = new Date(Number(one.headers['webhook-timestamp']) * 1000)
      const signature = new Webhook(given).sign(one.headers['webhook-id'] ?? '', at, one.body)
      return one.headers['webhook-signature']?.split(' ').includes(signature)
    }
    await raised()
    await round()
    const [first] = received as [Received]
    expect([signedBy(secret, first), signedBy(data.secret, first)]).toEqual([true, true])
    service.clock.set(data.previousUntilMs)
    await raised()
    await round()
    const second = received.at(-1) as Received
    expect([signedBy(secret, second), signedBy(data.secret, second)]).toEqual([false, true])
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
