import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import { matters, webhooks } from '../contract'
import { guardedPost } from '../features/webhooks/guarded-post'
import { createEventScan } from '../features/webhooks/scan-events'
import { createSender } from '../features/webhooks/send-deliveries'
import { createDeliveriesStore } from '../features/webhooks/deliveries.store'
import { createEventsToTellStore } from '../features/webhooks/events-to-tell.store'
import { createWebhooksStore } from '../features/webhooks/webhooks.store'
import { idBytes } from '../platform/ids'
import { testAreas, testCentres, type TestPerson } from './test-county'
import type { TestService } from './test-service'

const { county, grid } = testAreas

export interface Received {
  body: string
  headers: Record<string, string>
}

/** Another system: what it got, and what it answers next. */
export async function startOtherSystem() {
  const held = { url: '', received: [] as Received[], answers: () => 204 }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      held.received.push({ body, headers: request.headers as Record<string, string> })
      response.writeHead(held.answers()).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  held.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return Object.assign(held, { close })
}
export type OtherSystem = Awaited<ReturnType<typeof startOtherSystem>>

interface Held {
  service: TestService
  system: OtherSystem
  centre: TestPerson
  office: TestPerson
}

export const as = (person: TestPerson) => ({ token: person.token })

/** Webhooks of that system, matters to be told of, and the work that goes on in the background. */
export function webhookCalls(held: () => Held) {
  async function registered(
    events: ('matter.raised' | 'matter.moved' | 'matter.closed')[] = [
      'matter.raised',
      'matter.moved',
      'matter.closed',
    ],
  ): Promise<{ webhookId: string; secret: string }> {
    const input = { countyCode: county, name: '平台', url: 'https://hooks.example.org/', events }
    const { data, status, error } = await held().service.call(
      webhooks.create,
      input,
      as(held().centre),
    )
    expect(status, JSON.stringify(error)).toBe(200)
    // over HTTP only addresses of the open network are taken; the test's own system is on this machine
    await held().service.parts.database.prisma.webhook.update({
      where: { id: idBytes(data.webhookId) },
      data: { url: held().system.url },
    })
    return data
  }

  async function raised(classCode: 'facility' | 'keyPerson' | 'organisedCrime' = 'facility') {
    const input = {
      gridCode: grid,
      classCode,
      level: 'ordinary' as const,
      text: '井盖不见了',
      position: {
        ...(testCentres[grid] ?? { longitude: 0, latitude: 0 }),
        datum: 'wgs84' as const,
      },
      photoIds: [],
    }
    const { data, status, error } = await held().service.call(
      matters.raise,
      input,
      as(held().office),
    )
    expect(status, JSON.stringify(error)).toBe(200)
    return data
  }
  const accepted = (matterId: string) =>
    held().service.call(matters.makeMove, { matterId, move: 'accept' }, as(held().office))

  function workers(options: { post?: typeof guardedPost } = {}) {
    const { publicUrl, keys, database } = held().service.parts
    const hooks = createWebhooksStore(database)
    const deliveries = createDeliveriesStore(database)
    const events = createEventsToTellStore(database)
    const scan = createEventScan({ webhooks: hooks, events, deliveries, publicUrl })
    const sender = createSender({
      webhooks: hooks,
      deliveries,
      personalKeys: keys.personal,
      post: options.post ?? guardedPost,
      privateAllowed: true,
    })
    const nowMs = () => held().service.clock.nowMs()
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
    await held().service.parts.database.prisma.webhookDelivery.deleteMany({})
    await held().service.parts.database.prisma.webhook.deleteMany({})
    held().system.received = []
    held().system.answers = () => 204
    held().service.clock.advance(60 * 60_000)
  }

  const deliveriesOf = async (webhookId: string) =>
    (await held().service.call(webhooks.deliveries, { webhookId }, as(held().centre))).data
      .deliveries
  const rowOf = async (webhookId: string) => {
    const { data } = await held().service.call(
      webhooks.list,
      { countyCode: county },
      as(held().centre),
    )
    return data.webhooks.find((one) => one.id === webhookId)
  }

  return { registered, raised, accepted, workers, round, clean, deliveriesOf, rowOf }
}
