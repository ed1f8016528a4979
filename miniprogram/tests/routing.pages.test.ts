import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  closeContexts,
  desktop,
  isTooWide,
  launchBrowser,
  phone,
  picture,
  watchProblems,
} from './browser'
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/** Units and the routing table in a browser, before the real service with the demo county. */
const path = '/office/pages/routing/index'

let browser: Browser
let service: RunningService
const contexts: BrowserContext[] = []
const problems: string[][] = []

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
})

afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
  expect(problems.splice(0).flat()).toEqual([])
})

async function atRouting(
  label: string,
  make: (browser: Browser) => Promise<BrowserContext>,
): Promise<Page> {
  const context = await make(browser)
  contexts.push(context)
  const page = await context.newPage()
  problems.push(watchProblems(page))
  await bringSession(page, service, label)
  await page.goto(`${service.origin}${path}`)
  await page.waitForSelector('#rules-table')
  return page
}

const openTab = (page: Page, tab: string) => page.click(`#routing-tabs-${tab}`)

async function tryOut(page: Page, classCode: string) {
  await openTab(page, 'try')
  await page.selectOption('#try-place-village', { index: 1 })
  await page.selectOption('#try-place-grid', { index: 1 })
  await page.selectOption('#try-class', classCode)
  await page.waitForSelector('#dry-run-lead')
}

test('a township sets up a unit and gives it a class of matters', async () => {
  const page = await atRouting('昕水镇平安办', desktop)
  await picture(page, 'routing-rules-pc')
  await openTab(page, 'units')
  await page.click('#create-unit')
  await page.click('#unit-kind-service')
  await page.fill('#unit-name', '昕水镇环卫所')
  await page.fill('#unit-phone', '0357-0000123')
  await page.click('#unit-team')
  await page.click('#unit-form-send')
  await page.waitForSelector('#units-table >> text=昕水镇环卫所')
  await picture(page, 'routing-units-pc')

  await openTab(page, 'rules')
  await page.click('#create-rule')
  await page.selectOption('#rule-class', 'other')
  await page.selectOption('#rule-lead', { label: '昕水镇环卫所' })
  await picture(page, 'routing-rule-form-pc')
  await page.click('#rule-form-send')
  await page.waitForSelector('#rules-table >> text=昕水镇环卫所')

  await tryOut(page, 'other')
  const lead = await page.locator('#dry-run-lead').textContent()
  expect(lead).toContain('昕水镇环卫所')
  expect(lead).toContain('按派单规则“昕水镇 · 其他”')
  // the county's row for the class fitted too, and a smaller place won
  const whole = await page.locator('#dry-run').textContent()
  expect(whole).toContain('大宁县 · 其他')
  expect(whole).toContain('另一条规则的范围更小')
  expect(await isTooWide(page)).toBe(false)
  await picture(page, 'routing-try-pc')
})

test('the same on a phone, where an alarm of community correction goes past the table', async () => {
  const page = await atRouting('昕水镇平安办', phone)
  expect(await isTooWide(page)).toBe(false)
  await picture(page, 'routing-rules-phone')
  await tryOut(page, 'correction')
  expect(await page.locator('#dry-run-lead').textContent()).toContain('司法所')
  expect(await isTooWide(page)).toBe(false)
  await picture(page, 'routing-try-phone')
  await openTab(page, 'units')
  await page.waitForSelector('#units-table')
  expect(await isTooWide(page)).toBe(false)
  await picture(page, 'routing-units-phone')
})

test.each([
  ['PC', desktop],
  ['phone', phone],
] as const)('a county sets a time of its own from tomorrow on, on a %s', async (name, make) => {
  const page = await atRouting('县综治中心', make)
  await openTab(page, 'clocks')
  await page.waitForSelector('#clocks-table')
  const table = () => page.textContent('#clocks-table')
  expect(await table()).toContain('7 个工作日')
  expect(await table()).not.toContain('（本县定）')
  expect(await isTooWide(page)).toBe(false)
  await picture(page, `clocks-${name}`)
  await page.selectOption('#clocks-clock', 'verify')
  await page.click('#change-clocks')
  await page.selectOption('#clock-class', 'facility')
  await page.fill('#clock-hours', '0')
  await page.fill('#clock-basis', `县综治办〔2026〕${name}号`)
  expect(await page.textContent('#clock-form')).toContain('请写 0.25 到 2160 之间的小时数')
  expect(await page.locator('#clock-form-send').isDisabled()).toBe(true)
  await page.fill('#clock-hours', '7')
  await picture(page, `clock-form-${name}`)
  await page.click('#clock-form-send')
  await page.waitForSelector(`#clocks-coming >> text=${name}号`)
  const coming = await page.textContent('#clocks-coming')
  expect(coming).toContain('核查时限 · 道路、水电、通讯等设施 · 一般')
  expect(coming).toContain('1 个工作日')
  // what starts today still goes by the product's own
  expect(await table()).not.toContain('（本县定）')
  expect(await isTooWide(page)).toBe(false)
})

test('a township reads the times and sets none', async () => {
  const page = await atRouting('昕水镇平安办', phone)
  await openTab(page, 'clocks')
  await page.waitForSelector('#clocks-table')
  expect(await page.locator('#change-clocks').count()).toBe(0)
})
