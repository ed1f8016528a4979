import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildDemoCounty, countyCode, type DemoCounty } from '../../prisma/demo/county'
import { buildDemoHistory } from '../../prisma/demo/history'
import type { Parts } from '../parts'
import { dayMs, shanghaiDay } from '../platform/clock'
import { hashPassword, normalizeOneTimeCode } from '../platform/crypto'
import {
  accountRows,
  areaRows,
  bindingRows,
  type DemoSecrets,
  gridRows,
  pointRows,
  postRows,
} from './county-rows'
import { historyRows } from './history-rows'
import type { SeedStore } from './seed.store'

/** Of every account of the demo but the one that shows the first sign-in. */
const demoPassword = 'daning2026'
const demoCode = 'K7MR-4WPN'
/** A demo may be looked at long after it was made. */
const codeLifetimeMs = 400 * dayMs

interface ShownAccount {
  label: string
  name: string
  signInName: string
  password: string
}

function shownAccounts(county: DemoCounty): ShownAccount[] {
  const byId = new Map(county.accounts.map((account) => [account.accountId, account]))
  return county.signIns.flatMap(({ label, accountId, oneTime }) => {
    const account = byId.get(accountId)
    if (!account) return []
    const password = oneTime ? demoCode : demoPassword
    return [{ label, name: account.name, signInName: account.phone, password }]
  })
}

async function secretsOf(county: DemoCounty, nowMs: number): Promise<DemoSecrets> {
  const [passwordHash, codeHash] = await Promise.all([
    hashPassword(demoPassword),
    hashPassword(normalizeOneTimeCode(demoCode)),
  ])
  const awaiting = new Set(county.signIns.filter((one) => one.oneTime).map((one) => one.accountId))
  return { passwordHash, codeHash, codeExpiresAt: new Date(nowMs + codeLifetimeMs), awaiting }
}

/** Writes the demo county with its history, and who can sign in to the data folder. */
export async function sow(
  store: SeedStore,
  { keys, env }: Pick<Parts, 'keys' | 'env'>,
  nowMs: number,
) {
  const today = shanghaiDay(nowMs)
  const now = new Date(nowMs)
  const county = buildDemoCounty({ today, nowMs })
  const history = historyRows(buildDemoHistory(county, { today, nowMs }), county)
  const shown = shownAccounts(county)
  await store.write([
    ['area', areaRows(county, now)],
    ['grid', gridRows(county, now)],
    ['check_in_point', pointRows(county)],
    ['regulation_binding', bindingRows()],
    ['account', accountRows(county, await secretsOf(county, nowMs), keys, now)],
    ['post', postRows(county, now)],
    ['check_in', history.checkIns],
    ['report', history.reports],
    ['report_judgement', history.judgements],
    ['worker_month', history.workerMonths],
    [
      'setting',
      [
        {
          name: 'demo',
          value: JSON.stringify({ countyCode, gridCode: county.demoGridCode, seededOn: today }),
        },
        { name: 'demoAccounts', value: JSON.stringify(shown) },
      ],
    ],
  ])
  mkdirSync(env.DATA_FOLDER, { recursive: true })
  writeFileSync(
    path.join(env.DATA_FOLDER, 'demo-accounts.json'),
    `${JSON.stringify(shown, null, 2)}\n`,
  )
  return {
    grids: county.grids.length,
    accounts: county.accounts.length,
    checkIns: history.checkIns.length,
    reports: history.reports.length,
    shown,
  }
}
