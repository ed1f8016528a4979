import type { OutputOf } from '../../cloud/contract/define'
import type { draftChange } from '../../cloud/contract/regulations'
import type { list } from '../../cloud/contract/household-files'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { desktop, isTooWide, launchBrowser, picture, watchProblems } from './browser'
import { type Caller, caller } from './caller'
import { type RunningService, startDemoService } from './service'

/** A month that is made of scores and households, before the real service with the demo county. */
const office = '昕水镇平安办'
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

async function signIn(label: string, make: typeof desktop, arrived: string): Promise<Page> {
  const { signInName, password } = service.account(label)
  context = await make(browser)
  const page = await context.newPage()
  problems = watchProblems(page)
  await page.goto(service.origin)
  await page.fill('#sign-in-name', signInName)
  await page.fill('#sign-in-password', password)
  await page.click('#sign-in-submit')
  await page.waitForSelector(arrived)
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
})
