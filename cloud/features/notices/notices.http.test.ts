import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notices } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { SmsStandIn } from '../../platform/sms'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { draft } from '../../testing/test-outbox'
import { startTestService, type TestService } from '../../testing/test-service'
import { insertNotices } from './notices.store'

const hourMs = 3_600_000
let service: TestService
let worker: TestPerson
let reader: TestPerson
let other: TestPerson
let centre: TestPerson
let office: TestPerson
beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid)
  reader = await service.person('worker', testAreas.secondGrid)
  other = await service.person('worker', testAreas.grid)
  centre = await service.person('countyCentre', testAreas.county)
  office = await service.person('townshipOffice', testAreas.township)
  await bind(worker, 'oWorker')
})
afterAll(() => service.close())

const bind = ({ accountId }: TestPerson, wechatOpenId: string) =>
  service.parts.database.prisma.account.update({
    where: { id: idBytes(accountId) },
    data: { wechatOpenId },
  })

/** Writes notices and lets the background work carry them to the inboxes. */
async function tell(person: TestPerson, ...changed: Partial<Parameters<typeof draft>[0]>[]) {
  const audience = { kind: 'account', accountId: person.accountId } as const
  const drafts = changed.map((one) => draft({ audience, ...one }))
  await service.parts.database.transaction((tx) => insertNotices(tx, drafts))
  await service.background('notices.expand')
}

const inboxOf = async (person: TestPerson, input: { limit?: number; after?: string } = {}) => {
  const answer = await service.call(notices.inbox, input, { token: person.token })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return answer.data
}
const rowsOf = async (table: 'messageQuota' | 'messagePreference' | 'inboxItem') => {
  const { prisma } = service.parts.database
  if (table === 'messageQuota') return prisma.messageQuota.findMany()
  return table === 'inboxItem' ? prisma.inboxItem.findMany() : prisma.messagePreference.findMany()
}

describe('the five questions', () => {
  const token = () => worker.token
  const get = () => service
  let own = '1'
  beforeAll(async () => {
    await tell(worker, {}, {})
    own = (await inboxOf(worker)).items[0]?.id ?? '0'
  })

  checkEndpoint(get, {
    entry: notices.inbox,
    token,
    valid: () => ({}),
    invalid: () => ({ after: 'x' }),
  })
  checkEndpoint(get, {
    entry: notices.inbox,
    token,
    valid: () => ({}),
    invalid: () => ({ unreadOnly: 'maybe' }),
  })
  checkEndpoint(get, {
    entry: notices.markRead,
    token,
    valid: () => ({ ids: [own] }),
    invalid: () => ({ ids: ['-1'] }),
    other: () => ({ ids: ['1', '2'] }),
    effect: () => rowsOf('inboxItem'),
  })
  checkEndpoint(get, {
    entry: notices.markAllRead,
    token,
    valid: () => ({ upTo: own }),
    invalid: () => ({ upTo: '' }),
    other: () => ({ upTo: '1' }),
    effect: () => rowsOf('inboxItem'),
  })
  checkEndpoint(get, {
    entry: notices.granted,
    token,
    valid: () => ({ results: [{ templateId: 'stand-in-matterMoved', result: 'accept' as const }] }),
    invalid: () => ({ results: [{ templateId: 'stand-in-matterMoved', result: 'often' }] }),
    other: () => ({ results: [{ templateId: 'stand-in-matterDue', result: 'accept' as const }] }),
    effect: () => rowsOf('messageQuota'),
  })
  checkEndpoint(get, {
    entry: notices.setPreferences,
    token,
    valid: () => ({ sms: true }),
    invalid: () => ({ sms: 'yes' }),
    other: () => ({ sms: false }),
    effect: () => rowsOf('messagePreference'),
  })

  it.each([notices.badge, notices.preferences, notices.deliveries] as const)(
    '$name: refuses nobody',
    async (entry) => {
      const answer = await service.call(entry, {})
      expect([answer.status, answer.error.code]).toEqual([401, 'notSignedIn'])
    },
  )

  it('notices.deliveries: is for the county alone', async () => {
    for (const person of [worker, office]) {
      const answer = await service.call(notices.deliveries, {}, { token: person.token })
      expect([answer.status, answer.error.code]).toEqual([403, 'notAllowed'])
    }
  })
})

describe('an inbox', () => {
  it('is one’s own, newest first, page by page', async () => {
    await tell(reader, { template: 'matterArrived' }, { template: 'matterMoved' })
    await tell(reader, { template: 'matterEmergency', urgent: true })
    const first = await inboxOf(reader, { limit: 2 })
    expect(first.items.map(({ title }) => title)).toEqual(['突发事项', '事项有了进展'])
    expect(first.items[0]).toMatchObject({ urgent: true, readAtMs: null, overdue: false })
    expect(first.unreadCount).toBe(3)
    const second = await inboxOf(reader, { limit: 2, after: first.next ?? '' })
    expect(second.items.map(({ text }) => text)).toEqual([
      '井盖松动（道路、水电、通讯等设施）。请办理。',
    ])
    expect(second.next).toBeNull()
    expect((await inboxOf(other)).items).toEqual([])
  })

  it('keeps when each message was read, and nobody reads another’s', async () => {
    const { items } = await inboxOf(reader)
    const [newest, middle, oldest] = items.map(({ id }) => id)
    const foreign = await service.call(
      notices.markRead,
      { ids: [newest ?? ''] },
      { token: other.token },
    )
    expect(foreign.data).toEqual({ unreadCount: 0, overdueCount: 0 })
    expect((await inboxOf(reader)).unreadCount).toBe(3)

    const readAtMs = service.clock.nowMs()
    const read = await service.call(
      notices.markRead,
      { ids: [oldest ?? ''] },
      { token: reader.token },
    )
    expect(read.data).toEqual({ unreadCount: 2, overdueCount: 0 })
    service.clock.advance(60_000)
    const rest = await service.call(
      notices.markAllRead,
      { upTo: middle ?? '' },
      { token: reader.token },
    )
    expect(rest.data).toEqual({ unreadCount: 1, overdueCount: 0 })
    const after = await inboxOf(reader)
    expect(after.items.map((one) => one.readAtMs)).toEqual([null, readAtMs + 60_000, readAtMs])
    const unread = await service.call(notices.inbox, { unreadOnly: 'yes' }, { token: reader.token })
    expect(unread.data.items.map(({ id }) => id)).toEqual([newest])
  })

  it('counts what should have been read by now', async () => {
    const late = await service.person('worker', testAreas.grid)
    await tell(
      late,
      { urgent: true, createdAtMs: service.clock.nowMs() },
      { createdAtMs: service.clock.nowMs() },
    )
    const counts = async () => (await service.call(notices.badge, {}, { token: late.token })).data
    expect(await counts()).toEqual({ unreadCount: 2, overdueCount: 0 })
    service.clock.advance(hourMs)
    expect(await counts()).toEqual({ unreadCount: 2, overdueCount: 1 })
    expect((await inboxOf(late)).items.map(({ overdue }) => overdue)).toEqual([false, true])
  })
})

describe('consent', () => {
  const grant = (person: TestPerson, templateId: string, result: 'accept' | 'reject' | 'ban') =>
    service.call(notices.granted, { results: [{ templateId, result }] }, { token: person.token })

  it('is counted for each time somebody says yes, of templates that are ours', async () => {
    const asked = await service.person('worker', testAreas.grid)
    await bind(asked, 'oAsked')
    const { data } = await service.call(notices.messageTemplates, {})
    expect(data.templates.map(({ kind }) => kind)).toEqual([
      'matterToDo',
      'matterDue',
      'matterMoved',
    ])
    const templateId = data.templates[2]?.templateId ?? ''
    await grant(asked, templateId, 'accept')
    await grant(asked, templateId, 'reject')
    await grant(asked, 'somebody-else', 'accept')
    const last = await grant(asked, templateId, 'accept')
    expect(last.data.wechatBound).toBe(true)
    expect(last.data.held.map(({ count }) => count)).toEqual([0, 0, 2])
    const shown = await service.call(notices.preferences, {}, { token: asked.token })
    expect(shown.data).toMatchObject({ wechatBound: true, held: last.data.held })
  })

  it('is not kept where no WeChat is bound', async () => {
    const answer = await grant(other, 'stand-in-matterMoved', 'accept')
    expect(answer.data).toMatchObject({ wechatBound: false })
    expect(answer.data.held.every(({ count }) => count === 0)).toBe(true)
  })
})

describe('SMS', () => {
  it('is sent to whom asked for it, and shows a masked number alone', async () => {
    const asking = await service.person('worker', testAreas.grid)
    const before = await service.call(notices.preferences, {}, { token: asking.token })
    expect(before.data).toMatchObject({ smsAvailable: true, sms: false })
    expect(JSON.stringify(before.data)).not.toContain(asking.phone)
    await service.call(notices.setPreferences, { sms: true }, { token: asking.token })
    await tell(asking, { urgent: true, createdAtMs: service.clock.nowMs() })
    await service.background('notices.send')
    const { sms } = service.parts
    if (!(sms instanceof SmsStandIn)) throw new Error('the tests send no real SMS')
    expect(sms.sent.filter(({ phone }) => phone === asking.phone)).toHaveLength(1)
  })
})

it('shows the county what did not arrive, in its own area and without names', async () => {
  const { sms } = service.parts
  if (!(sms instanceof SmsStandIn)) throw new Error('the tests send no real SMS')
  const unlucky = await service.person('worker', testAreas.grid)
  await service.call(notices.setPreferences, { sms: true }, { token: unlucky.token })
  sms.failNext('smsOutcomeUnknown')
  const createdAtMs = service.clock.nowMs()
  await tell(unlucky, { urgent: true, matterId: newId(), createdAtMs })
  await service.background('notices.send')
  sms.failNext('smsPhoneInvalid')
  const elsewhere = { gridCode: '141031100001A001' }
  await tell(unlucky, { urgent: true, params: elsewhere, createdAtMs })
  await service.background('notices.send')
  const { data } = await service.call(notices.deliveries, {}, { token: centre.token })
  expect(data.troubled).toMatchObject([
    {
      channelLabel: '短信',
      recipientLabel: '工作人员',
      stateLabel: '不知道有没有发出',
      reason: '短信服务没有答复，为免重复没有再发',
      attempts: 1,
      nextAtMs: null,
      title: '有新事项要办',
      receiptNumber: '0615-ABC234',
    },
  ])
  const counts = Object.fromEntries(data.states.map(({ state, count }) => [state, count]))
  expect(counts).toMatchObject({ unknown: 1, givenUp: 1 })
  expect(JSON.stringify(data)).not.toContain(unlucky.name)
  expect(JSON.stringify(data)).not.toContain(unlucky.phone)
})
