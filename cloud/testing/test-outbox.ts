import { fixedClock } from '../platform/clock'
import { type Database, openDatabase } from '../platform/database'
import { createTestDatabase } from '../platform/database/test-database'
import { idBytes, newId } from '../platform/ids'
import { SmsStandIn } from '../platform/sms'
import { startWechatStandIn, WechatClient, type WechatPort } from '../platform/wechat'
import { keysOf } from '../parts'
import { createPeople } from './test-county'
import { answersFor } from '../features/matters/holders'
import { createExpander, type ResidentContact } from '../features/notices/expand-notices'
import { standInTemplates } from '../features/notices/message-templates'
import { createMessagesStore } from '../features/notices/messages.store'
import type { NoticeDraft } from '../features/notices/notice-draft'
import { insertNotices } from '../features/notices/notices.store'
import { createOutboxStore } from '../features/notices/outbox.store'
import { createRecipientsStore } from '../features/notices/recipients.store'
import { createSender } from '../features/notices/send-messages'

/** 2026-06-15 10:00 in Shanghai, a Monday. */
export const startMs = Date.parse('2026-06-15T10:00:00+08:00')
const keys = keysOf('a secret of the tests, long enough to be accepted')
const app = { appId: 'wx0000000000000001', appSecret: 'a-secret-of-thirty-two-characters' }

/** All that sends notices, on a database of its own, with stand-ins that remember what they got. */
export async function startOutbox() {
  const testDatabase = await createTestDatabase()
  const database = openDatabase({ url: testDatabase.url, connections: 6 })
  const clock = fixedClock(startMs)
  const wechat = await startWechatStandIn({
    ...app,
    now: clock.nowMs,
    messageTemplates: Object.fromEntries(
      standInTemplates.map(({ templateId, fields }) => [templateId, fields.map(({ key }) => key)]),
    ),
  })
  const client = new WechatClient({ ...app, baseUrl: wechat.baseUrl, now: clock.nowMs })
  const sms = new SmsStandIn('test')
  const residents = new Map<string, ResidentContact>()
  const residentContact = async (matterId: string) => residents.get(matterId) ?? null
  const recipients = createRecipientsStore(database, keys)

  /** A sender as a node has it; a node may have a database and a WeChat of its own. */
  const sender = (
    on: Database = database,
    port: Pick<WechatPort, 'sendSubscribeMessage'> = client,
  ) =>
    createSender({
      messages: createMessagesStore(on),
      recipients: createRecipientsStore(on, keys),
      templates: standInTemplates,
      wechat: port,
      sms,
      residentContact,
      chance: () => 0.5,
    })
  const expander = (on: Database = database) =>
    createExpander({
      outbox: createOutboxStore(on),
      recipients: createRecipientsStore(on, keys),
      templates: standInTemplates,
      residentContact,
      answersFor,
    })
  return {
    testDatabase,
    database,
    clock,
    wechat,
    client,
    sms,
    residents,
    sender,
    expander,
    expand: () => expander()(clock.nowMs(), 500),
    send: () => sender()(clock.nowMs(), 500),
    person: createPeople(database, keys, clock.nowMs),
    notice: (drafts: readonly NoticeDraft[]) =>
      database.transaction((tx) => insertNotices(tx, drafts)),
    /** Binds a WeChat account and lets so many messages of each kind be sent to it. */
    async allow(openId: string, times: number, accountId?: string) {
      if (accountId)
        await database.prisma.account.update({
          where: { id: idBytes(accountId) },
          data: { wechatOpenId: openId },
        })
      for (const { kind, templateId } of standInTemplates) {
        wechat.allowMessages(openId, templateId, times)
        for (let time = 0; time < times; time += 1)
          await recipients.addQuotas(
            database.prisma,
            recipients.personOf(openId),
            [kind],
            clock.nowMs(),
          )
      }
    },
    held: async (openId: string) => recipients.quotasOf([recipients.personOf(openId)]),
    wantsSms: (accountId: string) =>
      recipients.setSms(database.prisma, accountId, true, clock.nowMs()),
    messages: () => database.prisma.noticeMessage.findMany({ orderBy: { createdAt: 'asc' } }),
    async close() {
      await wechat.close()
      await database.close()
      await testDatabase.drop()
    },
  }
}
export type TestOutbox = Awaited<ReturnType<typeof startOutbox>>

export function draft(changed: Partial<NoticeDraft> & Pick<NoticeDraft, 'audience'>): NoticeDraft {
  return {
    template: 'matterArrived',
    matterId: newId(),
    params: {
      receiptNumber: '0615-ABC234',
      brief: '井盖松动',
      classLabel: '道路、水电、通讯等设施',
      state: 'raised',
      gridCode: '141030100001A001',
    },
    urgent: false,
    createdAtMs: startMs,
    ...changed,
  }
}
