import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, isConflict, isDuplicate, openDatabase } from './index'
import { createTestDatabase } from './test-database'

let testDatabase: Awaited<ReturnType<typeof createTestDatabase>>
let database: Database
const keys = ['a', 'b'].map((letter) => new Uint8Array(16).fill(letter.charCodeAt(0))) as [
  Uint8Array<ArrayBuffer>,
  Uint8Array<ArrayBuffer>,
]

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = openDatabase({ url: testDatabase.url, connections: 4 })
  await database.prisma.workerMonth.createMany({
    data: keys.map((accountId) => ({ accountId, month: '2026-06' })),
  })
})
afterAll(async () => {
  await database?.close()
  await testDatabase?.drop()
})

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  )
}

describe('failures of the database', () => {
  it('runs the loser of a deadlock again, in raw queries too', async () => {
    let attempts = 0
    const inOrder = ([first, second]: readonly Uint8Array[]) =>
      database.transaction(async (tx) => {
        attempts += 1
        const count = (key: Uint8Array | undefined) =>
          tx.$executeRaw`UPDATE worker_month SET reports = reports + 1 WHERE accountId = ${key}`
        await count(first)
        await new Promise((resolve) => setTimeout(resolve, 150))
        await count(second)
      })
    await Promise.all([inOrder(keys), inOrder([...keys].reverse())])
    expect(attempts).toBeGreaterThan(2)
    const rows = await database.prisma.workerMonth.findMany()
    expect(rows.map((row) => row.reports)).toEqual([2, 2])
  })

  it('knows a duplicate by whatever way it comes', async () => {
    const [accountId] = keys
    const row = { accountId, month: '2026-06' }
    const ways = [
      () => database.prisma.workerMonth.create({ data: row }),
      () => database.prisma.workerMonth.createMany({ data: [row] }),
      () =>
        database.prisma
          .$executeRaw`INSERT INTO worker_month (accountId, month) VALUES (${accountId}, '2026-06')`,
      () =>
        database.pool.query('INSERT INTO worker_month (accountId, month) VALUES (?, ?)', [
          Buffer.from(accountId),
          '2026-06',
        ]),
    ]
    for (const way of ways) {
      const failure = await failureOf(way())
      expect([isDuplicate(failure), isConflict(failure)]).toEqual([true, false])
    }
    expect([isDuplicate(null), isDuplicate(new Error('x')), isConflict(undefined)]).toEqual([
      false,
      false,
      false,
    ])
  })
})
