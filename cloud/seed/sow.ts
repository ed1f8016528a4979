import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildDemoCounty, countyCode, type DemoCounty } from '../../prisma/demo/county'
import { buildDemoHistory, type DemoHistory } from '../../prisma/demo/history'
import type { Parts } from '../parts'
import { dayMs, shanghaiDay } from '../platform/clock'
import { hashPassword, normalizeOneTimeCode } from '../platform/crypto'
import { type Story, storyStatements } from '../features/matters/matter-sql'
import { closeMonths, closingTimes } from './close-months'
import { paidQuarter, provincialRows } from './pay-tables'
import {
  accountRows,
  areaRows,
  bindingRows,
  type DemoSecrets,
  gridRows,
  pointRows,
  postRows,
  routeRows,
  unitRows,
} from './county-rows'
import { historyRows } from './history-rows'
import { matterStories } from './matter-stories'
import { photoRows } from './photo-rows'
import {
  commendationRows,
  correctionRows,
  findingRows,
  majorReportRows,
  objectionRows,
  statisticRows,
} from './record-rows'
import type { Row, SeedStore, Table } from './seed.store'

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

/** What was there before any month was closed. */
async function factTables(
  county: DemoCounty,
  history: DemoHistory,
  parts: Parts,
  {
    nowMs,
    importedAtMs,
    frozenMonth,
  }: { nowMs: number; importedAtMs: number; frozenMonth: string },
): Promise<Table[]> {
  const now = new Date(nowMs)
  // begun first: both go on beside the rest
  const [begunPictures, begunSecrets] = [
    photoRows(history, county, parts),
    secretsOf(county, nowMs),
  ]
  const { checkIns, reports, judgements, workerMonths } = historyRows(history, county)
  const statistics = statisticRows(history, county, importedAtMs)
  const earlier = paidQuarter(frozenMonth).months.filter((month) => month < frozenMonth)
  const provincial = provincialRows(county, earlier)
  const [pictures, secrets] = await Promise.all([begunPictures, begunSecrets])
  return [
    ['area', areaRows(county, now)],
    ['grid', gridRows(county, now)],
    ['check_in_point', pointRows(county)],
    ['unit', unitRows(county, now)],
    ['routing_rule', routeRows(county, now)],
    ['regulation_binding', bindingRows()],
    ['account', accountRows(county, secrets, parts.keys, now)],
    ['post', postRows(county, now)],
    ['check_in', checkIns],
    ['check_in_correction', correctionRows(history)],
    ['report', reports],
    ['report_judgement', judgements],
    ['photo', pictures.photos],
    ['report_photo', pictures.held],
    ['worker_month', workerMonths],
    ['finding', findingRows(history)],
    ['commendation', commendationRows(history)],
    ['major_report', majorReportRows(history)],
    ['statistics_import', [...statistics.imports, ...provincial.imports]],
    ['provincial_statistic', [...statistics.figures, ...provincial.figures]],
  ]
}

const storiesAStatement = 500

function storiesText(stories: readonly Story[]): string[] {
  const statements: string[] = []
  for (let at = 0; at < stories.length; at += storiesAStatement) {
    statements.push(...storyStatements(stories.slice(at, at + storiesAStatement)))
  }
  return statements
}

function settingRows(county: DemoCounty, shown: readonly ShownAccount[], today: string): Row[] {
  const demo = { countyCode, gridCode: county.demoGridCode, seededOn: today }
  return [
    { name: 'demo', value: JSON.stringify(demo) },
    { name: 'demoAccounts', value: JSON.stringify(shown) },
  ]
}

function tellAccounts(dataFolder: string, shown: readonly ShownAccount[]): void {
  mkdirSync(dataFolder, { recursive: true })
  const file = path.join(dataFolder, 'demo-accounts.json')
  writeFileSync(file, `${JSON.stringify(shown, null, 2)}\n`)
}

/**
 * Writes the demo county with its history and its closed months, and who can sign in to the data
 * folder. It is known as a demo once all is there; what fails before leaves the database empty.
 */
export async function sow(store: SeedStore, parts: Parts, nowMs: number) {
  if ((await store.accountCount()) > 0) throw new Error('the database holds accounts already')
  const today = shanghaiDay(nowMs)
  const county = buildDemoCounty({ today, nowMs })
  const history = buildDemoHistory(county, { today, nowMs })
  const times = closingTimes(history, nowMs)
  const shown = shownAccounts(county)
  const facts = await factTables(county, history, parts, { nowMs, ...times })
  await store.write(facts, storiesText(matterStories(county, history, nowMs)))
  try {
    await closeMonths(parts, county, times)
    await store.write([
      ['objection', objectionRows(history)],
      ['setting', settingRows(county, shown, today)],
    ])
  } catch (error) {
    await store.clear(facts.map(([table]) => table))
    throw error
  }
  tellAccounts(parts.env.DATA_FOLDER, shown)
  return {
    grids: county.grids.length,
    accounts: county.accounts.length,
    checkIns: history.checkIns.length,
    reports: history.reports.length,
    shown,
  }
}
