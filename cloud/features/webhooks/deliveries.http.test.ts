import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { webhooks } from '../../contract'
import { idBytes } from '../../platform/ids'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import {
  as,
  type OtherSystem,
  type Received,
  startOtherSystem,
  webhookCalls,
} from '../../testing/test-webhooks'
import { backoffMs, disabledAfterMs } from './send-deliveries'

let service: TestService
let system: OtherSystem
let centre: TestPerson
let office: TestPerson
const { county } = testAreas

beforeAll(async () => {
  service = await startTestService()
  centre = await service.person('countyCentre', county)
  office = await service.person('townshipOffice', testAreas.township)
  system = await startOtherSystem()
})
afterAll(async () => {
  await system.close()
  await service.close()
})

const calls = webhookCalls(() => ({ service, system, centre, office }))
const { registered, raised, workers, round, clean, deliveriesOf, rowOf } = calls

describe('a system that does not answer well', () => {
  it('is tried again at longer and longer intervals with the same id, and given up in the end', async () => {
    await clean()
    const { webhookId } = await registered(['matter.raised'])
    system.answers = () => 500
    await raised()
    await round()
    expect(system.received).toHaveLength(1)
    await round()
    expect(system.received).toHaveLength(1)
    let tries = 1
    for (const waitMs of backoffMs) {
      service.clock.advance(waitMs - 1)
      await workers().send()
      expect(system.received).toHaveLength(tries)
      service.clock.advance(1)
      await workers().send()
      tries += 1
      expect(system.received).toHaveLength(tries)
    }
    expect(new Set(system.received.map((one) => one.headers['webhook-id'])).size).toBe(1)
    expect(new Set(system.received.map((one) => one.headers['webhook-timestamp'])).size).toBe(tries)
    const [row] = await deliveriesOf(webhookId)
    expect(row).toMatchObject({
      state: 'failed',
      attempts: tries,
      lastStatus: 500,
      lastError: '回应 500',
    })
    expect(await rowOf(webhookId)).toMatchObject({ failedCount: 1, state: 'active' })
    system.answers = () => 200
    const input = { webhookId, deliveryId: row?.id ?? '' }
    expect((await service.call(webhooks.resend, input, as(centre))).data.count).toBe(1)
    await workers().send()
    expect((await deliveriesOf(webhookId))[0]?.state).toBe('delivered')
    expect((await rowOf(webhookId))?.failingSinceMs).toBeNull()
  })

  it('is stopped after days without an arrival, says so, keeps what happens, and goes on when told to', async () => {
    await clean()
    const { webhookId } = await registered(['matter.raised'])
    system.answers = () => 503
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
    const tries = system.received.length
    await raised()
    service.clock.advance(60_000)
    await round()
    expect(system.received).toHaveLength(tries)
    system.answers = () => 204
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
    system.answers = () => 410
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
    const first = system.received.map((one) => one.body)
    system.received = []
    const span = { webhookId, fromMs, toMs: fromMs + 1_000 }
    const none = await service.call(webhooks.resend, { ...span, undeliveredOnly: true }, as(centre))
    expect(none.data.count).toBe(0)
    const all = await service.call(webhooks.resend, span, as(centre))
    expect(all.data.count).toBe(1)
    await workers().send()
    expect(system.received.map((one) => one.body)).toEqual([first[1]])
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
    const [first] = system.received as [Received]
    expect([signedBy(secret, first), signedBy(data.secret, first)]).toEqual([true, true])
    service.clock.set(data.previousUntilMs)
    await raised()
    await round()
    const second = system.received.at(-1) as Received
    expect([signedBy(secret, second), signedBy(data.secret, second)]).toEqual([false, true])
  })
})
