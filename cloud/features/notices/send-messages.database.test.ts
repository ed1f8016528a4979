import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../platform/database'
import { newId } from '../../platform/ids'
import type { WechatPort } from '../../platform/wechat'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { mostAttempts } from './send-times'
import { draft, startMs, startOutbox, type TestOutbox } from '../../testing/test-outbox'

const minuteMs = 60_000
let outbox: TestOutbox
let reader: TestPerson
let openId: string
beforeAll(async () => {
  outbox = await startOutbox()
})
afterAll(() => outbox.close())
beforeEach(async () => {
  const { prisma } = outbox.database
  await prisma.notice.deleteMany()
  await prisma.inboxItem.deleteMany()
  await prisma.noticeMessage.deleteMany()
  await prisma.noticeMessagePart.deleteMany()
  outbox.clock.set(startMs)
  outbox.residents.clear()
  reader = await outbox.person('worker', testAreas.grid)
  openId = `oReader${reader.phone}`
})

const toReader = (changed: Partial<Parameters<typeof draft>[0]> = {}) =>
  draft({ audience: { kind: 'account', accountId: reader.accountId }, ...changed })
const wechatTo = (person: string) =>
  outbox.wechat.sentMessages.filter((one) => one.openId === person)
const smsTo = (phone: string) => outbox.sms.sent.filter((one) => one.phone === phone)

async function tell(...drafts: ReturnType<typeof draft>[]) {
  await outbox.notice(drafts)
  await outbox.expand()
}

describe('what is sent', () => {
  it('goes out where it is allowed or was asked for, with the page it is about', async () => {
    await outbox.allow(openId, 1, reader.accountId)
    await outbox.wantsSms(reader.accountId)
    const matterId = newId()
    await tell(toReader({ matterId, template: 'matterEmergency', urgent: true }))
    await outbox.send()
    expect(wechatTo(openId)).toMatchObject([
      {
        page: `pages/matter/index?id=${matterId}`,
        data: { thing2: '井盖松动', phrase3: '突发事项' },
      },
    ])
    expect(smsTo(reader.phone)).toMatchObject([{ template: 'notice' }])
    const messages = await outbox.messages()
    expect(messages.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['sent', 1],
      ['sent', 1],
    ])
    expect(messages.map((one) => one.providerId).sort()).toEqual(
      [wechatTo(openId)[0]?.messageId, smsTo(reader.phone)[0]?.providerId].sort(),
    )
    expect((await outbox.held(openId)).map(({ kind }) => kind)).not.toContain('matterToDo')
  })

  it('opens the office’s page for the office, and the resident’s own for him', async () => {
    const office = await outbox.person('townshipOffice', testAreas.township)
    await outbox.allow('oOffice', 1, office.accountId)
    await outbox.allow('oResident', 1)
    const matterId = newId()
    outbox.residents.set(matterId, { openId: 'oResident', page: 'pages/follow/index?t=abc' })
    await tell(
      draft({
        matterId,
        urgent: true,
        audience: { kind: 'account', accountId: office.accountId },
      }),
      draft({
        matterId,
        urgent: true,
        template: 'matterClosed',
        audience: { kind: 'resident', matterId },
      }),
      draft({ urgent: true, audience: { kind: 'resident', matterId: newId() } }),
    )
    await outbox.send()
    expect(wechatTo('oOffice')).toMatchObject([
      { page: `office/pages/matter/index?id=${matterId}` },
    ])
    expect(wechatTo('oResident')).toMatchObject([{ page: 'pages/follow/index?t=abc' }])
    expect(await outbox.messages()).toHaveLength(2)
  })

  it('waits some minutes and becomes one message with what comes meanwhile', async () => {
    await outbox.allow(openId, 3, reader.accountId)
    await tell(toReader())
    outbox.clock.advance(2 * minuteMs)
    await tell(toReader({ template: 'matterUrged', createdAtMs: outbox.clock.nowMs() }))
    await outbox.send()
    expect(wechatTo(openId)).toEqual([])
    outbox.clock.advance(3 * minuteMs)
    await outbox.send()
    expect(wechatTo(openId)).toMatchObject([
      { page: 'pages/inbox/index', data: { thing2: '上级督办等2条消息，请点开查看' } },
    ])
    await tell(toReader())
    outbox.clock.advance(5 * minuteMs)
    await outbox.send()
    expect(wechatTo(openId)).toHaveLength(2)
  })

  it('waits for the morning, but for what is urgent', async () => {
    await outbox.allow(openId, 3, reader.accountId)
    const night = Date.parse('2026-06-15T23:00:00+08:00')
    outbox.clock.set(night)
    await tell(
      toReader({ createdAtMs: night }),
      toReader({ createdAtMs: night }),
      toReader({ createdAtMs: night, template: 'matterEmergency', urgent: true }),
    )
    await outbox.send()
    expect(wechatTo(openId)).toMatchObject([{ data: { phrase3: '突发事项' } }])
    outbox.clock.set(Date.parse('2026-06-16T06:59:59+08:00'))
    await outbox.send()
    expect(wechatTo(openId)).toHaveLength(1)
    outbox.clock.set(Date.parse('2026-06-16T07:00:00+08:00'))
    await outbox.send()
    expect(wechatTo(openId)).toHaveLength(2)
    expect(wechatTo(openId)[1]?.data.thing2).toContain('等2条消息')
  })
})

describe('what does not go out', () => {
  it('is tried again later each time, its allowance kept, and given up at last', async () => {
    await outbox.allow(openId, 1, reader.accountId)
    await tell(toReader({ urgent: true }))
    const times: number[] = []
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      outbox.wechat.failNext(-1)
      await outbox.send()
      const [message] = await outbox.messages()
      expect(message?.attempts).toBe(attempt)
      expect((await outbox.held(openId)).find((one) => one.kind === 'matterToDo')?.held).toBe(1)
      times.push(((message?.nextAt.getTime() ?? 0) - outbox.clock.nowMs()) / minuteMs)
      // before its time nothing is tried
      await outbox.send()
      outbox.clock.set(message?.nextAt.getTime() ?? 0)
    }
    expect(times.slice(0, -1)).toEqual([1, 3, 9, 27, 81, 120])
    expect(await outbox.messages()).toMatchObject([
      { state: 'givenUp', reason: 'wechatUnavailable', attempts: mostAttempts },
    ])
    await outbox.send()
    expect(wechatTo(openId)).toEqual([])
  })

  it('goes out in the end when the way is clear again', async () => {
    await outbox.allow(openId, 1, reader.accountId)
    await tell(toReader({ urgent: true }))
    outbox.wechat.failNext(-1)
    await outbox.send()
    outbox.clock.advance(minuteMs)
    await outbox.send()
    expect(await outbox.messages()).toMatchObject([{ state: 'sent', attempts: 2, reason: null }])
    expect(wechatTo(openId)).toHaveLength(1)
  })

  it('is given up at once where the person said no, and nothing is counted on any more', async () => {
    await outbox.allow(openId, 2, reader.accountId)
    await tell(toReader({ urgent: true }))
    outbox.wechat.failNext(43101)
    await outbox.send()
    expect(await outbox.messages()).toMatchObject([
      { state: 'givenUp', reason: 'wechatMessageNotAllowed', attempts: 1 },
    ])
    expect((await outbox.held(openId)).map(({ kind }) => kind)).not.toContain('matterToDo')
    await tell(toReader({ urgent: true }))
    expect(await outbox.messages()).toHaveLength(1)
  })

  it('uses one allowance a message, and never more than there are', async () => {
    await outbox.allow(openId, 2, reader.accountId)
    await tell(...Array.from({ length: 5 }, () => toReader({ urgent: true })))
    await Promise.all([outbox.send(), outbox.send(), outbox.send()])
    expect(wechatTo(openId)).toHaveLength(2)
    const states = (await outbox.messages()).map(({ state, reason }) => `${state} ${reason}`)
    expect(states.sort()).toEqual([
      ...Array(3).fill('givenUp noAllowance'),
      ...Array(2).fill('sent null'),
    ])
  })

  it('is not sent to a WeChat that was unbound, nor by SMS to somebody who wants none', async () => {
    await outbox.allow(openId, 1, reader.accountId)
    await outbox.wantsSms(reader.accountId)
    await tell(toReader({ urgent: true }))
    await outbox.database.prisma.account.updateMany({
      where: { wechatOpenId: openId },
      data: { wechatOpenId: null },
    })
    await outbox.database.prisma.messagePreference.updateMany({ data: { sms: false } })
    await outbox.send()
    expect((await outbox.messages()).map((one) => one.reason)).toEqual(['noAddress', 'noAddress'])
    expect(smsTo(reader.phone)).toEqual([])
  })
})

describe('never twice', () => {
  it('by two senders at the same moment', async () => {
    const people = await Promise.all(
      Array.from({ length: 6 }, () => outbox.person('worker', testAreas.grid)),
    )
    for (const { accountId } of people) await outbox.wantsSms(accountId)
    await tell(
      ...people.flatMap(({ accountId }) =>
        Array.from({ length: 5 }, () =>
          draft({ urgent: true, audience: { kind: 'account', accountId } }),
        ),
      ),
    )
    const other = openDatabase({ url: outbox.testDatabase.url, connections: 6 })
    try {
      const senders = [outbox.sender(), outbox.sender(other), outbox.sender(other)]
      await Promise.all(senders.map((send) => send(startMs, 500)))
    } finally {
      await other.close()
    }
    for (const { phone } of people) {
      const references = smsTo(phone).map((one) => one.reference)
      expect(references).toHaveLength(5)
      expect(new Set(references).size).toBe(5)
    }
    expect((await outbox.messages()).every(({ state }) => state === 'sent')).toBe(true)
  })

  it.each(['before', 'after'] as const)(
    'by the next sender when one is killed %s the message arrived',
    async (when) => {
      await outbox.allow(openId, 2, reader.accountId)
      await tell(toReader({ urgent: true }))
      const node = openDatabase({ url: outbox.testDatabase.url, connections: 4 })
      let reached = () => {}
      const atProvider = new Promise<void>((resolve) => {
        reached = resolve
      })
      const port: Pick<WechatPort, 'sendSubscribeMessage'> = {
        async sendSubscribeMessage(message) {
          if (when === 'after') await outbox.client.sendSubscribeMessage(message)
          reached()
          // the process is gone: nobody hears the answer
          return new Promise(() => {})
        },
      }
      void outbox.sender(node, port)(startMs, 10)
      await atProvider
      await node.close()

      outbox.clock.advance(minuteMs)
      await outbox.send()
      expect(await outbox.messages()).toMatchObject([{ state: 'sending' }])
      outbox.clock.advance(2 * minuteMs)
      await outbox.send()
      expect(await outbox.messages()).toMatchObject([
        { state: 'unknown', reason: 'senderGone', attempts: 1 },
      ])
      outbox.clock.advance(24 * 60 * minuteMs)
      await outbox.send()
      expect(wechatTo(openId)).toHaveLength(when === 'after' ? 1 : 0)
      // the restarted sender goes on with everything else
      await tell(toReader({ urgent: true, createdAtMs: outbox.clock.nowMs() }))
      await outbox.send()
      expect(wechatTo(openId)).toHaveLength(when === 'after' ? 2 : 1)
    },
  )

  it('when the answer gets lost', async () => {
    await outbox.allow(openId, 2, reader.accountId)
    await outbox.wantsSms(reader.accountId)
    await tell(toReader({ urgent: true }))
    outbox.wechat.loseAnswers()
    outbox.sms.failNext('smsOutcomeUnknown')
    await outbox.send()
    outbox.clock.advance(24 * 60 * minuteMs)
    await outbox.send()
    expect(wechatTo(openId)).toHaveLength(1)
    expect(smsTo(reader.phone)).toHaveLength(1)
    expect((await outbox.messages()).map(({ state }) => state)).toEqual(['unknown', 'unknown'])
  })

  it('and the truth is kept when it comes after the lease ran out', async () => {
    await outbox.allow(openId, 1, reader.accountId)
    await tell(toReader({ urgent: true }))
    let answer = (_: { messageId: string }) => {}
    let reached = () => {}
    const atProvider = new Promise<void>((resolve) => {
      reached = resolve
    })
    const slow = outbox.sender(outbox.database, {
      sendSubscribeMessage: () =>
        new Promise((resolve) => {
          answer = resolve
          reached()
        }),
    })(startMs, 10)
    await atProvider
    outbox.clock.advance(3 * minuteMs)
    await outbox.send()
    expect(await outbox.messages()).toMatchObject([{ state: 'unknown' }])
    answer({ messageId: '77' })
    await slow
    expect(await outbox.messages()).toMatchObject([
      { state: 'sent', providerId: '77', reason: null },
    ])
  })
})
