import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/database'
import { createTestDatabase, type TestDatabase } from '../../platform/database/test-database'
import { newId } from '../../platform/ids'
import type { NoticeDraft } from './notice-draft'
import { insertNotices, noticeInsertText } from './notices.store'

let testDatabase: TestDatabase
let database: Database
beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = openDatabase({ url: testDatabase.url, connections: 4 })
})
afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})

const atMs = Date.parse('2026-06-15T10:00:00.123+08:00')
const accountId = newId()
const matterId = newId()
const drafts: NoticeDraft[] = [
  {
    audience: { kind: 'account', accountId },
    template: 'matterMoved',
    matterId,
    params: { brief: `井盖坏了'); DROP TABLE notice; -- \\ "\n😀`, receiptNumber: '0615-ABC234' },
    urgent: false,
    createdAtMs: atMs,
  },
  {
    audience: { kind: 'holder', code: '141030-07' },
    template: 'matterEmergency',
    matterId: null,
    params: {},
    urgent: true,
    createdAtMs: atMs,
  },
  {
    audience: { kind: 'resident', matterId },
    template: 'matterClosed',
    matterId,
    params: {},
    urgent: false,
    createdAtMs: atMs,
  },
]

it('writes the same rows as text and inside a transaction', async () => {
  expect(noticeInsertText([])).toBe('')
  const connection = await database.connect()
  await connection.query(noticeInsertText(drafts))
  await connection.end()
  const asText = await database.prisma.notice.findMany({ orderBy: { id: 'asc' } })
  expect(asText).toHaveLength(3)
  expect(asText[0]).toMatchObject({
    audience: 'account',
    audienceCode: accountId,
    params: drafts[0]?.params,
    createdAt: new Date(atMs),
    expandedAt: null,
  })
  expect(asText[2]).toMatchObject({ audience: 'resident', audienceCode: matterId })

  await database.transaction((tx) => insertNotices(tx, []))
  await database.transaction((tx) => insertNotices(tx, drafts))
  const all = await database.prisma.notice.findMany({ orderBy: { id: 'asc' } })
  const withoutId = all.map(({ id: _id, ...row }) => row)
  expect(withoutId.slice(3)).toEqual(withoutId.slice(0, 3))
})
