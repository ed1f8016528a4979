import type { OutputOf } from '../../cloud/contract/define'
import type { monthNeeds, progress } from '../../cloud/contract/pay'
import type { draftChange } from '../../cloud/contract/regulations'
import type { sheet } from '../../cloud/contract/scores'
import type { list } from '../../cloud/contract/household-files'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { desktop, isTooWide, launchBrowser, phone, picture, watchProblems } from './browser'
import { type Caller, caller } from './caller'
import { type RunningService, startDemoService } from './service'
import { signInAs } from './sign-in'

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

/** One person of the county's committee drafts, another publishes. */
async function published(content: object): Promise<void> {
  const [author, publisher] = await Promise.all([
    caller(service, '县委政法委'),
    caller(service, '县委政法委（另一人）'),
  ])
  type Drafted = OutputOf<typeof draftChange>
  const of = { regulation, firstMonth: lastMonth, documentNumber: '试政发〔2026〕9 号' }
  const drafted = await author<Drafted>('/api/regulations/draft-change', {
    ...of,
    content,
    reason: '改用新办法',
  })
  const { id: changeId, version } = drafted.change
  const submitted = await author<Drafted>('/api/regulations/submit-change', { changeId, version })
  await publisher('/api/regulations/decide-change', {
    changeId,
    version: submitted.change.version,
    decision: 'publish',
    reason: null,
  })
}

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

async function signIn(label: string, make: typeof desktop, arrived: string): Promise<Page> {
  context = await make(browser)
  const page = await context.newPage()
  problems = watchProblems(page)
  await signInAs(page, service, label, arrived)
  return page
}

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
  asOffice = await caller(service, office)
  await published({ kind: 'binding', areaCode: townshipCode, title: null })
})
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})
afterEach(async () => {
  await context?.close()
  expect(problems).toEqual([])
})

describe('a month that is made of scores and households', () => {
  test('tells the office what it lacks, and takes the households there', async () => {
    const page = await signIn(office, desktop, '#office-home')
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
    const page = await signIn(office, desktop, '#office-home')
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
    const page = await signIn(worker, phone, '#today')
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
    const thisMonth = await page.textContent('#this-month')
    expect(thisMonth).toContain('现在还算不出来')
    expect(thisMonth).toContain('各委办打完分才能结算')
    await picture(page, 'qiling-my-pay-phone')
  })
})
