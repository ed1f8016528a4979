import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createService, type Service } from '../context'
import { accounts, pay, payroll, reports } from '../contract'
import { readEnv } from '../env'
import { openParts, type Parts } from '../parts'
import { addMonths, shanghaiMonth } from '../platform/clock'
import { openDatabase, type RowDataPacket } from '../platform/database'
import { createTestDatabase, type TestDatabase } from '../platform/database/test-database'
import { idText } from '../platform/ids'
import { type Calling, callingOf } from '../testing/test-service'
import { paidQuarter, paidTownship, waitingTownship } from './pay-tables'
import { createSeedStore } from './seed.store'
import { sow } from './sow'

/** Of what sows a whole county while other tests run. */
const patienceMs = 120_000

let testDatabase: TestDatabase
let folder: string
let parts: Parts
let service: Service
let server: Server
let call: Calling
let sown: Awaited<ReturnType<typeof sow>>
let thisMonth: string

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
  const startMs = parts.clock.nowMs()
  thisMonth = shanghaiMonth(startMs)
  sown = await sow(createSeedStore(parts.database), parts, startMs)
  service = createService(parts)
  server = createServer(service.listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  call = callingOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}, patienceMs)
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

async function tokenOf(label: string): Promise<string> {
  const account = sown.shown.find((one) => one.label === label)
  if (!account) throw new Error(label)
  const { signInName, password } = account
  const answer = await call(accounts.signIn, { signInName, password, deviceName: 'test' })
  return answer.data.token
}

describe('the seeded demo', () => {
  it('holds the county with its history, and is known as a demo', async () => {
    expect(await count('SELECT COUNT(*) FROM grid')).toBe(sown.grids)
    expect(await count('SELECT COUNT(*) FROM check_in')).toBe(sown.checkIns)
    expect(await count('SELECT COUNT(*) FROM report')).toBe(sown.reports)
    expect(await createSeedStore(parts.database).isDemo()).toBe(true)
  })

  it('holds what offices recorded, asked, decided and imported', async () => {
    const lastMonth = addMonths(thisMonth, -1)
    const expected = {
      finding: 3,
      commendation: 1,
      major_report: 2,
      check_in_correction: 3,
      objection: 3,
      report_photo: await count('SELECT COUNT(*) FROM photo'),
    }
    for (const [table, rows] of Object.entries(expected)) {
      expect(await count(`SELECT COUNT(*) FROM ${table}`), table).toBe(rows)
    }
    const statistics = `SELECT COUNT(*) FROM provincial_statistic WHERE month = '${lastMonth}'`
    const imported = `SELECT rowCount FROM statistics_import WHERE month = '${lastMonth}'`
    expect(await count(statistics)).toBe(await count(imported))
    expect(
      await count('SELECT COUNT(*) FROM report_judgement WHERE duplicateOf IS NOT NULL'),
    ).toBeGreaterThan(0)
    expect(await count('SELECT COUNT(*) FROM report WHERE escalationFlag')).toBeGreaterThan(0)
    const unmet = `SELECT COUNT(*) FROM report_judgement WHERE points LIKE '%false%'`
    expect(await count(unmet)).toBeGreaterThan(0)
    expect(
      await count(`SELECT COUNT(DISTINCT notes) FROM check_in WHERE verdict = 'noPosition'`),
    ).toBeGreaterThan(1)
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

  it('has the month before last made final, with the statements it came to', async () => {
    const month = addMonths(thisMonth, -2)
    const county = await tokenOf('县综治中心')
    const { months } = (await call(pay.months, { month }, { token: county })).data
    expect(months.length).toBeGreaterThan(4)
    for (const one of months) expect(one).toMatchObject({ state: 'frozen', stale: false })
    const open = `SELECT COUNT(*) FROM statement WHERE month = '${month}' AND (frozen = 0 OR tree IS NULL)`
    expect(await count(open)).toBe(0)
    const token = await tokenOf('社区专职网格员')
    const { data } = await call(pay.statementDetail, { month }, { token })
    expect(data.state).toBe('frozen')
    expect(data.statement.lines.length).toBeGreaterThan(1)
    expect(data.statement.lines.some((line) => line.figure.inputs.length > 0)).toBe(true)
    const again = await call(pay.close, { month, townshipCodes: ['141030100'] }, { token: county })
    expect(again.error.code).toBe('monthFrozen')
  })

  it('has the last month computed from what is there, with two objections open', async () => {
    const month = addMonths(thisMonth, -1)
    const token = await tokenOf('县综治中心')
    const { months, totalFen } = (await call(pay.months, { month }, { token })).data
    for (const one of months) expect(one).toMatchObject({ state: 'proposed', stale: false })
    expect(totalFen).toBeGreaterThan(0)
    const { objections } = (await call(pay.objections, { month }, { token })).data
    expect(objections.filter((one) => one.state === 'open')).toHaveLength(2)
    for (const { lineLabel } of objections) expect(lineLabel).not.toMatch(/没有这一笔/)
    const present = (await call(pay.months, { month: thisMonth }, { token })).data.months
    expect(new Set(present.map((one) => one.state))).toEqual(new Set(['open']))
  })

  it('has a finished quarter paid in one township, and a table that waits for its review', async () => {
    const { period } = paidQuarter(addMonths(thisMonth, -2))
    const token = await tokenOf('县综治中心')
    const year = period.slice(0, 4)
    const { rows } = (await call(payroll.tables, { year }, { token })).data
    const stateOf = (code: string) =>
      rows.find((one) => one.period === period && one.townshipCode === code)?.state
    expect([stateOf(paidTownship), stateOf(waitingTownship)]).toEqual(['approved', 'sealed'])
    const paid = await count(`SELECT COUNT(*) FROM payment_transfer WHERE state = 'paid'`)
    expect(paid).toBeGreaterThan(5)
    expect(await count('SELECT COUNT(*) FROM payment_transfer')).toBe(paid)
    // the bank's total is the table's
    const due = await count(`SELECT SUM(amountFen) FROM ledger_entry WHERE kind = 'due'`)
    expect(await count('SELECT SUM(totalFen) FROM payment_batch')).toBe(due)
  })

  it('tells of no deed but the closing and the paying', async () => {
    const [rows] = await parts.database.pool.query<RowDataPacket[]>(
      `SELECT DISTINCT event FROM audit_entry WHERE event NOT LIKE 'session.%' AND event NOT LIKE 'account.%'`,
    )
    const expected = ['month.closed', 'month.frozen', 'payTable.approved', 'payTable.prepared']
    const paying = ['payTable.sealed', 'payTable.signed', 'payment.batchMade', 'payment.recorded']
    expect(rows.map((row) => row.event).sort()).toEqual([...expected, ...paying].sort())
  })

  it('has photos that can be looked at', async () => {
    const [rows] = await parts.database.pool.query<RowDataPacket[]>('SELECT id FROM photo')
    expect(rows.length).toBeGreaterThan(5)
    const token = await tokenOf('县综治中心')
    for (const { id } of rows) {
      for (const size of ['full', 'thumbnail'] as const) {
        const answer = await call(reports.photo, { photoId: idText(id), size }, { token })
        expect(answer.headers.get('content-type')).toBe('image/jpeg')
      }
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
    await expect(again).rejects.toThrow(/holds accounts/)
    expect(await count('SELECT COUNT(*) FROM check_in')).toBe(sown.checkIns)
    expect(await count('SELECT COUNT(*) FROM statement')).toBeGreaterThan(0)
  })

  it(
    'leaves nothing behind when it cannot be finished',
    async () => {
      const emptied = await createTestDatabase()
      const database = openDatabase({ url: emptied.url, connections: 4 })
      const transaction = () => Promise.reject(new Error('cut off'))
      const broken = { ...parts, database: { ...database, transaction } }
      const failing = sow(createSeedStore(database), broken, parts.clock.nowMs())
      await expect(failing).rejects.toThrow('cut off')
      const [rows] = await database.pool.query<RowDataPacket[]>(
        `SELECT (SELECT COUNT(*) FROM account) + (SELECT COUNT(*) FROM area)
         + (SELECT COUNT(*) FROM statement) + (SELECT COUNT(*) FROM audit_entry) AS rest`,
      )
      expect(Number(rows[0]?.rest)).toBe(0)
      await database.close()
      await emptied.drop()
    },
    patienceMs,
  )
})
