import type { OutputOf } from '../../cloud/contract/define'
import type { monthNeeds, progress } from '../../cloud/contract/pay'
import type { sheet } from '../../cloud/contract/scores'
import type { list } from '../../cloud/contract/household-files'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  closeContexts,
  desktop,
  isTooWide,
  launchBrowser,
  phone,
  picture,
  watchProblems,
} from './browser'
import { type Caller, caller } from './caller'
import { publish } from './publish'
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/** A month that is made of scores and households, before the real service with the demo county. */
const office = '昕水镇平安办'
const worker = '社区专职网格员'
const townshipCode = '141030100'
const regulation = 'qiling-2020'

let browser: Browser
let service: RunningService
let context: BrowserContext
let problems: string[] = []
let asOffice: Caller

const lastMonth = (() => {
  const now = new Date(Date.now() + 8 * 3_600_000)
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1))
    .toISOString()
    .slice(0, 7)
})()
const key = `townshipCode=${townshipCode}&month=${lastMonth}`

const published = (content: object) =>
  publish(service, { regulation, firstMonth: lastMonth }, content)

async function scored(): Promise<void> {
  const items = [
    { title: '日常履职', office: '党政办', role: 'townshipOffice', mostPoints: 60 },
    { title: '平安建设', office: '平安办', role: 'townshipOffice', mostPoints: 40 },
  ]
  await asOffice('/api/scores/set-scheme', { townshipCode, month: lastMonth, items })
  type Sheet = OutputOf<typeof sheet>
  const shown = await asOffice<Sheet>(`/api/scores/sheet?${key}`)
  for (const item of shown.items) {
    const scores = shown.rows.map((row, index) => ({
      accountId: row.accountId,
      scoreHundredths: item.mostPoints * 100 - ((index * 137) % 2_400),
    }))
    await asOffice('/api/scores/enter', { itemId: item.id, scores })
  }
  await asOffice('/api/scores/close', { townshipCode, month: lastMonth })
}

async function signIn(label: string, make: typeof desktop): Promise<Page> {
  context = await make(browser)
  const page = await context.newPage()
  problems = watchProblems(page)
  await bringSession(page, service, label)
  return page
}

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
  asOffice = await caller(service, office)
  await published({ kind: 'binding', areaCode: townshipCode, title: null })
})
afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})
afterEach(async () => {
  await context?.close()
  expect(problems).toEqual([])
})

describe('a month that is made of scores and households', () => {
  test('tells the office what it lacks, and takes the households there', async () => {
    const page = await signIn(office, desktop)
    await page.goto(`${service.origin}/office/pages/closing/index`)
    await page.waitForSelector('#needs-unset')
    expect(await page.textContent('#needs-unset')).toContain('社区网格员基础补贴')
    expect(await page.textContent('#month-needs')).toContain('派出所提供的户数')
    await picture(page, 'qiling-needs-pc')
    await page.click('#file-households')
    await page.fill('#household-document', '派出所〔2026〕1 号')
    const fields = page.locator('[id^="households-"]')
    await fields.first().waitFor()
    const count = await fields.count()
    for (let index = 0; index < count; index += 1) await fields.nth(index).fill(String(200 + index))
    await picture(page, 'qiling-households-pc')
    await page.click('#household-form-send')
    await page.waitForSelector('#household-form', { state: 'detached' })
    const year = lastMonth.slice(0, 4)
    const filed = await asOffice<OutputOf<typeof list>>(
      `/api/household-files/list?townshipCode=${townshipCode}&year=${year}`,
    )
    expect(filed.grids.map((one) => one.file?.households)).toEqual(
      filed.grids.map((_grid, index) => 200 + index),
    )
    await page.setViewportSize({ width: 375, height: 812 })
    expect(await isTooWide(page)).toBe(false)
    await picture(page, 'qiling-needs-phone')
  })

  test('is ready once all is in, computed, and shown by score and rank', async () => {
    await published({
      kind: 'values',
      values: [
        { name: 'base.community', value: '1200.00' },
        { name: 'base.rural', value: '500.00' },
        { name: 'householdRate.community', value: '1.00' },
        { name: 'householdRate.rural', value: '1.00' },
      ],
    })
    await scored()
    const needs = await asOffice<OutputOf<typeof monthNeeds>>(`/api/pay/month-needs?${key}`)
    expect([needs.unset, needs.missing]).toEqual([[], []])
    const page = await signIn(office, desktop)
    await page.goto(`${service.origin}/office/pages/closing/index`)
    await page.waitForSelector('#needs-ready')
    await page.click('#compute')
    await page.waitForSelector('#statements-table thead:has-text("考核得分")', {
      timeout: 40_000,
    })
    const heads = await page.textContent('#statements-table thead')
    expect(heads).toContain('考核得分')
    expect(heads).toContain('名次')
    expect(heads).not.toContain('签到天数')
    const { runs } = await asOffice<OutputOf<typeof progress>>(
      `/api/pay/progress?month=${lastMonth}`,
    )
    expect(runs.find((one) => one.townshipCode === townshipCode)?.state).toBe('done')
    await picture(page, 'qiling-closing-pc')
    await page.click('#statements-table tbody tr')
    await page.waitForSelector('#indicators')
    await picture(page, 'qiling-worker-pc')
  })

  test('explains itself to the worker on a phone: score, households, articles', async () => {
    const page = await signIn(worker, phone)
    await page.goto(`${service.origin}/pages/statement/index?month=${lastMonth}`)
    await page.waitForSelector('#line-performance')
    expect(await page.textContent('#line-performance')).toMatch(/× 6.00 元/)
    expect(await isTooWide(page)).toBe(false)
    await picture(page, 'qiling-statement-phone')
    await page.click('#indicator-score')
    await page.waitForSelector('#figure')
    expect(await page.textContent('#figure')).toContain('党政办')
    await picture(page, 'qiling-score-phone')
    await page.goto(`${service.origin}/pages/my-pay/index`)
    await page.waitForSelector(`#month-${lastMonth}`)
    expect(await page.textContent(`#month-${lastMonth}`)).not.toContain('签到')
    expect(await page.locator('#what-if').count()).toBe(0)
    await page.waitForSelector('#this-month:has-text("现在还算不出来")')
    const thisMonth = await page.textContent('#this-month')
    expect(thisMonth).toContain('各委办打完分才能结算')
    await picture(page, 'qiling-my-pay-phone')
  })
})

describe('scores after their closing', () => {
  test('are opened again of one person alone, with the reason, and entered anew', async () => {
    type Sheet = OutputOf<typeof sheet>
    const before = await asOffice<Sheet>(`/api/scores/sheet?${key}`)
    const page = await signIn(office, desktop)
    await page.goto(`${service.origin}/office/pages/discipline/index?tab=scores`)
    await page.waitForSelector('#scores-table tbody tr')
    expect(await page.locator('[id^="enter-"]').count()).toBe(0)
    const row = page.locator('#scores-table tbody tr').first()
    const name = (await row.locator('td').first().textContent())?.trim() ?? ''
    await row.click()
    await page.waitForSelector(`#reopen-sheet:has-text("只为 ${name} 重开打分")`)
    expect(await page.isDisabled('#reopen-sheet-send')).toBe(true)
    await page.click('#reopen-sheet-phrase >> text=分数录错，需要更正')
    await picture(page, 'scores-reopen-pc')
    await page.setViewportSize({ width: 375, height: 812 })
    expect(await isTooWide(page)).toBe(false)
    await picture(page, 'scores-reopen-phone', { fullPage: false })
    await page.setViewportSize({ width: 1280, height: 860 })
    await page.click('#reopen-sheet-send')
    await page.waitForSelector(`#scores-table tr:has-text("${name}"):has-text("重开")`)
    expect(await page.textContent('#scores-reopened')).toContain(`正为 ${name} 重开打分`)
    await picture(page, 'scores-reopened-pc')
    // his alone can be entered
    await page.locator('[id^="enter-"]').first().click()
    await page.waitForSelector('#score-form input')
    const fields = page.locator('#score-form input')
    expect(await fields.count()).toBe(1)
    await fields.first().fill('41.5')
    await page.click('#score-form-send')
    await page.waitForSelector(`#scores-table tr:has-text("${name}"):has-text("41.5")`)
    const after = await asOffice<Sheet>(`/api/scores/sheet?${key}`)
    const changed = after.rows.filter(
      (one, index) => one.totalHundredths !== before.rows[index]?.totalHundredths,
    )
    expect(changed.map((one) => one.workerName)).toEqual([name])
    await page.click('#scores-close')
    await page.click('#confirm-yes:visible')
    // closed for him too: nothing is left to enter
    await page.waitForSelector('#scores-reopened', { state: 'detached' })
    expect(await page.locator('[id^="enter-"]').count()).toBe(0)
    expect(await page.textContent('#scores')).toContain('已结束')
    expect(await page.textContent('#scores-table')).not.toContain('重开')
  })
})
