import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { RowDataPacket } from '../../platform/database'
import { idBytes, idText, newId } from '../../platform/ids'
import { testAreas } from '../../testing/test-county'
import { draft, startMs, startOutbox, type TestOutbox } from '../../testing/test-outbox'

let outbox: TestOutbox
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
  await prisma.messageQuota.deleteMany()
  await prisma.post.deleteMany()
  outbox.clock.set(startMs)
})

const readers = async () =>
  (await outbox.database.prisma.inboxItem.findMany({ orderBy: { noticeId: 'asc' } })).map((row) =>
    idText(row.accountId),
  )

it('tells everybody who answers for a grid, an area or a unit, and nobody else', async () => {
  const { grid, village, township, county } = testAreas
  const worker = await outbox.person('worker', grid)
  const gridHead = await outbox.person('gridHead', village)
  const villageHead = await outbox.person('villageHead', village)
  const office = await outbox.person('townshipOffice', township)
  const centre = await outbox.person('countyCentre', county)
  const judicial = await outbox.person('department', '141030-07')
  await outbox.person('worker', testAreas.secondGrid)
  await outbox.person('worker', grid, { endsOn: '2026-06-14' })
  await outbox.person('townshipOffice', testAreas.otherTownship)
  await outbox.person('townshipSigner', township)
  await outbox.person('department', '141030-08')
  const told = async (code: string) => {
    await outbox.database.prisma.inboxItem.deleteMany()
    await outbox.notice([draft({ audience: { kind: 'holder', code } })])
    expect(await outbox.expand()).toBe(1)
    return (await readers()).sort()
  }
  const ids = (...people: { accountId: string }[]) => people.map((one) => one.accountId).sort()
  expect(await told(grid)).toEqual(ids(worker, gridHead))
  expect(await told(village)).toEqual(ids(villageHead))
  expect(await told(township)).toEqual(ids(office))
  expect(await told(county)).toEqual(ids(centre))
  expect(await told('141030-07')).toEqual(ids(judicial))
  expect(await outbox.messages()).toEqual([])
})

it('tells a person the same news once, and not after his account was closed', async () => {
  const both = await outbox.person('worker', testAreas.grid)
  const left = await outbox.person('worker', testAreas.grid)
  await outbox.database.prisma.account.updateMany({
    where: { phoneMasked: { endsWith: left.phone.slice(-4) } },
    data: { state: 'deactivated' },
  })
  const matterId = newId()
  await outbox.notice([
    draft({ matterId, audience: { kind: 'account', accountId: both.accountId } }),
    draft({ matterId, audience: { kind: 'holder', code: testAreas.grid } }),
    draft({
      matterId,
      template: 'matterUrged',
      audience: { kind: 'holder', code: testAreas.grid },
    }),
  ])
  expect(await outbox.expand()).toBe(3)
  expect(await readers()).toEqual([both.accountId, both.accountId])
})

it('is done once by two nodes at the same moment', async () => {
  const people = await Promise.all(
    Array.from({ length: 3 }, () => outbox.person('worker', testAreas.grid)),
  )
  for (const { accountId } of people) {
    await outbox.allow(`o${accountId}`, 9, accountId)
    await outbox.wantsSms(accountId)
  }
  const drafts = Array.from({ length: 40 }, () =>
    draft({ audience: { kind: 'holder', code: testAreas.grid }, createdAtMs: startMs }),
  )
  await outbox.notice(drafts)
  await Promise.all([outbox.expand(), outbox.expand(), outbox.expand()])
  expect(await readers()).toHaveLength(40 * 3)
  const messages = await outbox.messages()
  expect(messages).toHaveLength(2 * 3)
  const parts = await outbox.database.prisma.noticeMessagePart.count()
  expect(parts).toBe(40 * 2 * 3)
  expect(await outbox.expand()).toBe(0)
})

it('never makes those wait who write new notices', async () => {
  const { accountId } = await outbox.person('worker', testAreas.grid)
  const audience = { kind: 'account', accountId } as const
  await outbox.notice([draft({ audience })])
  const [notice] = await outbox.database.prisma.notice.findMany()
  const values = [Buffer.from(idBytes(accountId)), Number(notice?.id), new Date(startMs)]
  const connection = await outbox.database.pool.getConnection()
  let expanding: Promise<number> = Promise.resolve(0)
  try {
    await connection.beginTransaction()
    // the expander must wait for this entry, with its notices locked
    await connection.query(
      `INSERT INTO inbox_item (accountId, noticeId, template, params, urgent, createdAt, readBy)
       VALUES (?, ?, 'matterArrived', '{}', 0, ?, ?)`,
      [...values, values[2]],
    )
    expanding = outbox.expand()
    // the server renews what it shows only when it is not asked for a tenth of a second
    await expect.poll(waitingTransactions, { timeout: 20_000, interval: 300 }).toBe(1)
    await outbox.notice([draft({ audience }), draft({ audience })])
    expect(await outbox.database.prisma.notice.count()).toBe(3)
    expect(await waitingTransactions()).toBe(1)
  } finally {
    await connection.rollback()
    connection.release()
    await expanding
  }
  expect(await readers()).toEqual([accountId])
})

async function waitingTransactions(): Promise<number> {
  const [rows] = await outbox.database.pool.query<RowDataPacket[]>(
    `SELECT COUNT(*) AS count FROM information_schema.INNODB_TRX t
     JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id
     WHERE t.trx_state = 'LOCK WAIT' AND p.DB = DATABASE()`,
  )
  return Number(rows[0]?.count)
}
