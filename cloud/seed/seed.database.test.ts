import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createService, type Service } from '../context'
import { accounts } from '../contract'
import { readEnv } from '../env'
import { openParts, type Parts } from '../parts'
import type { RowDataPacket } from '../platform/database'
import { createTestDatabase, type TestDatabase } from '../platform/database/test-database'
import { type Calling, callingOf } from '../testing/test-service'
import { createSeedStore } from './seed.store'
import { sow } from './sow'

let testDatabase: TestDatabase
let folder: string
let parts: Parts
let service: Service
let server: Server
let call: Calling
let sown: Awaited<ReturnType<typeof sow>>

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  folder = mkdtempSync(path.join(tmpdir(), 'mingge-seed-'))
  const env = readEnv({
    NODE_ENV: 'test',
    DATABASE_URL: testDatabase.url,
    DATA_FOLDER: folder,
    LOG_LEVEL: 'silent',
  })
  parts = openParts(env)
  sown = await sow(createSeedStore(parts.database), parts, parts.clock.nowMs())
  service = createService(parts)
  server = createServer(service.app.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  call = callingOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await service.close()
  await testDatabase.drop()
  rmSync(folder, { recursive: true, force: true })
})

async function count(sql: string): Promise<number> {
  const [rows] = await parts.database.pool.query<RowDataPacket[]>(sql)
  return Number(Object.values(rows[0] ?? {})[0])
}

describe('the seeded demo', () => {
  it('holds the county with its history, and is known as a demo', async () => {
    expect(await count('SELECT COUNT(*) FROM grid')).toBe(sown.grids)
    expect(await count('SELECT COUNT(*) FROM check_in')).toBe(sown.checkIns)
    expect(await count('SELECT COUNT(*) FROM report')).toBe(sown.reports)
    expect(await createSeedStore(parts.database).isDemo()).toBe(true)
  })

  it('has tallies that a recount from the facts confirms', async () => {
    const days = `SELECT COUNT(DISTINCT day) FROM check_in c WHERE c.accountId = w.accountId AND c.counted
      AND DATE_FORMAT(c.day, '%Y-%m') = w.month`
    const of = (verdict: string) => `SELECT COUNT(*) FROM report r WHERE r.accountId = w.accountId
      AND r.month = w.month AND r.verdict = '${verdict}'`
    const wrong =
      await count(`SELECT COUNT(*) FROM worker_month w WHERE BIT_COUNT(w.countedDays) <> (${days})
      OR w.validReports <> (${of('valid')}) OR w.invalidReports <> (${of('invalid')})`)
    expect(wrong).toBe(0)
    expect(await count('SELECT SUM(checkIns) FROM worker_month')).toBe(sown.checkIns)
    expect(await count('SELECT SUM(reports) FROM worker_month')).toBe(sown.reports)
  })

  it('lets everybody in who is shown, and says so in the data folder', async () => {
    const shown = (await call(accounts.demoAccounts, {})).data
    expect(shown).toEqual({ demo: true, accounts: sown.shown })
    expect(JSON.parse(readFileSync(path.join(folder, 'demo-accounts.json'), 'utf8'))).toEqual(
      sown.shown,
    )
    for (const { signInName, password, name } of sown.shown) {
      const answer = await call(accounts.signIn, { signInName, password, deviceName: 'test' })
      expect(answer.data.me?.name, signInName).toBe(name)
      expect(answer.data.me.posts.length).toBeGreaterThan(0)
    }
  })

  it('keeps no number of a person in clear', async () => {
    const [rows] = await parts.database.pool.query<RowDataPacket[]>('SELECT * FROM account')
    for (const row of rows) {
      expect(JSON.stringify([row.idNumberSealed, row.phoneSealed, row.bankCardSealed])).not.toMatch(
        /\d{11}/,
      )
      expect([row.idNumberMasked, row.phoneMasked, row.bankCardMasked].join(' ')).not.toMatch(
        /\d{7}/,
      )
    }
  })

  it('is not written over: a second attempt changes nothing', async () => {
    const again = sow(createSeedStore(parts.database), parts, parts.clock.nowMs())
    await expect(again).rejects.toThrow(/Duplicate/)
    expect(await count('SELECT COUNT(*) FROM check_in')).toBe(sown.checkIns)
  })
})
