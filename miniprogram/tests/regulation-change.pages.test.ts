import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { OutputOf } from '../../cloud/contract/define'
import type { book, changes, simulation } from '../../cloud/contract/regulations'
import { closeContexts, desktop, launchBrowser, phone, picture, watchProblems } from './browser'
import { caller } from './caller'
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/** The county's own regulation in a browser: draft, simulation, publication, readings, bindings. */
const author = '县委政法委'
const publisher = '县委政法委（另一人）'
const thisMonth = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
const frozenMonth = monthsAfter(thisMonth, -2)
const firstMonth = monthsAfter(thisMonth, 1)

function monthsAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const at = new Date(Date.UTC(year, number - 1 + count, 1))
  return at.toISOString().slice(0, 7)
}

let browser: Browser
let service: RunningService
let context: BrowserContext
let problems: string[] = []

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
})
afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})
afterEach(async () => {
  await context?.close()
  expect(problems).toEqual([])
})

async function signIn(
  label: string,
  make: (browser: Browser) => Promise<BrowserContext> = desktop,
): Promise<Page> {
  context = await make(browser)
  const page = await context.newPage()
  problems = watchProblems(page)
  await bringSession(page, service, label)
  return page
}

const go = (page: Page, name: string, query = '') =>
  page.goto(`${service.origin}/office/pages/${name}/index${query}`)

/** No screen of an office is wider than its window. */
async function expectNoOverflow(page: Page) {
  const [whole, shown] = await page.evaluate<number[]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )
  expect(whole).toBeGreaterThan(0)
  expect(whole).toBeLessThanOrEqual(shown ?? 0)
}

const openTab = async (page: Page, part: string) => {
  await go(page, 'regulation')
  await page.click(`#regulation-parts-${part}`)
}

/** The newest change, as the service tells it. */
async function newestChange() {
  const ask = await caller(service, author)
  const list = await ask<OutputOf<typeof changes>>('/api/regulations/changes')
  const [newest] = list.changes
  if (!newest) throw new Error('no change')
  return newest
}

const priceText = async () => {
  const ask = await caller(service, publisher)
  const { parameters } = await ask<OutputOf<typeof book>>(
    `/api/regulations/book?on=${firstMonth}-01`,
  )
  return parameters.find((one) => one.name === 'pieceRate.rural')
}

describe('a change of the regulation', () => {
  test('is drafted from a figure, simulated down to a worker’s two trees, and handed over', async () => {
    const page = await signIn(author)
    await openTab(page, 'parameters')
    await page.click('#parameters-table >> text=农村网格员每条单价')
    await page.waitForSelector('#history')
    await picture(page, 'regulation-history-pc')
    await page.click('#history-change')
    await page.waitForSelector('[id="value-pieceRate.rural"]')
    await page.fill('[id="value-pieceRate.rural"]', '8.0x')
    await page.waitForSelector('text=请写成 8.00 这样的金额 >> visible=true')
    await page.fill('[id="value-pieceRate.rural"]', '8.00')
    await page.fill('#first-month', firstMonth)
    await page.fill('#document-number', '大政发〔2026〕8 号')
    await page.fill('#change-reason', '单价三年没有调过，县里研究提高')
    await picture(page, 'regulation-draft-pc')
    await page.click('#save-draft')
    await page.waitForSelector('#change-facts')
    expect(await page.textContent('#change-lines')).toContain('7.50 元')

    await page.click('#run-simulation')
    await page.waitForSelector('#simulation-total')
    expect(Number(await page.textContent('#simulation-gaining >> text=/^\\d+$/'))).toBeGreaterThan(
      5,
    )
    expect(await page.textContent('#simulation-losing')).toContain('0')
    await page.waitForSelector('#cost-chart canvas')
    await picture(page, 'regulation-simulation-pc')
    await page.locator('#cost-chart').scrollIntoViewIfNeeded()
    await page.waitForTimeout(500)
    await picture(page, 'regulation-chart-pc', { fullPage: false })
    await page.click('#simulation-rows >> text=昕水镇')
    await page.waitForSelector('#simulated-workers')
    await picture(page, 'regulation-simulation-workers-pc')
    await page.click('#back-to-townships')
    await page.locator('#simulation-most button, #simulation-most [role="button"]').first().click()
    await page.waitForSelector('#tree-after')
    expect(await page.textContent('#tree-before')).toContain('7.50 元')
    expect(await page.textContent('#tree-after')).toContain('8.00 元')
    expect(await page.textContent('#tree-after')).toContain('县定')
    await picture(page, 'regulation-two-trees-pc', { fullPage: false })
    await page.keyboard.press('Escape')

    await page.click('#submit-change')
    await page.waitForSelector('#waiting')
    expect(await page.locator('#publish-change').count()).toBe(0)
    expect((await newestChange()).state).toBe('submitted')
  })

  test('is returned on a phone with a reason, corrected by its author and published by the other', async () => {
    const { id } = await newestChange()
    const second = await signIn(publisher, phone)
    await openTab(second, 'changes')
    await second.waitForSelector(`[id="change-${id}"]`)
    await picture(second, 'regulation-changes-phone')
    await second.click(`[id="change-${id}"]`)
    await second.waitForSelector('#simulation-total')
    await picture(second, 'regulation-change-phone')
    await expectNoOverflow(second)
    await second.locator('#cost-chart').scrollIntoViewIfNeeded()
    await second.waitForTimeout(500)
    await picture(second, 'regulation-chart-phone', { fullPage: false })
    await second.click('#return-change')
    await second.fill('#return-reason', '请把文号补全')
    await second.click('#return-send')
    await second.waitForSelector('#returned')
    await context.close()
    expect(problems).toEqual([])

    const first = await signIn(author)
    await go(first, 'regulation-change', `?id=${id}`)
    await first.waitForSelector('#returned:has-text("请把文号补全")')
    await first.click('#edit-change')
    await first.fill('#document-number', '大政发〔2026〕18 号')
    await first.click('#save-draft')
    await first.click('#submit-change')
    await first.waitForSelector('#waiting')
    await context.close()
    expect(problems).toEqual([])

    const page = await signIn(publisher)
    await go(page, 'regulation-change', `?id=${id}`)
    await page.click('#publish-change')
    await page.click('#confirm-yes')
    await page.waitForSelector('#change-facts:has-text("已公布")')
    expect(await page.locator('#edit-change, #publish-change').count()).toBe(0)
    expect(await priceText()).toMatchObject({ valueText: '8.00 元', setByCounty: true })
    await go(page, 'regulation')
    await page.fill('#regulation-day', `${firstMonth}-01`)
    await page.click('#regulation-parts-parameters')
    await page.waitForSelector('#parameters-table:has-text("县定")')
    await picture(page, 'regulation-parameters-pc')
  })

  test('for a month that is final is refused in words', async () => {
    const page = await signIn(author)
    await go(page, 'regulation-change', '?kind=values&name=checkInQuota')
    await page.fill('#value-checkInQuota', '22')
    await page.fill('#first-month', frozenMonth)
    await page.fill('#document-number', '1 号')
    await page.fill('#change-reason', '试一试')
    await page.click('#save-draft')
    await page.waitForSelector('text=办法不能往回改 >> visible=true')
    await picture(page, 'regulation-refused-pc')
    expect(await page.locator('#draft-form').count()).toBe(1)
  })
})

describe('the regulation', () => {
  test('tells every way to read it and what each costs, on a phone too', async () => {
    const page = await signIn(author)
    await openTab(page, 'readings')
    await page.click('#reading-costs')
    const other = '#reading-pieceCapAtPool-true'
    await page.waitForSelector(`${other}:has-text("元")`)
    expect(await page.textContent(other)).toMatch(/少发|不增不减|多发/)
    // a list stands there whole, with what it holds and what it costs; or why there is no other
    const wholeList = '#reading-quotaKinds-communityFullTime-communityPartTime-rural'
    expect(await page.textContent(wholeList)).toMatch(/社区兼职网格员.*(少发|不增不减|多发)/)
    expect(await page.textContent('#sole-validityChecks')).toContain('没有另一种理解可以比较')
    await picture(page, 'regulation-readings-pc')
    await page.click(other)
    await page.waitForSelector('#simulation-total')
    expect(await page.textContent('#simulated')).toContain('以标准的三成封顶')
    await context.close()
    expect(problems).toEqual([])

    const small = await signIn(author, phone)
    // as it is told while it runs, and after a colleague called it off
    const told = { state: 'running', message: '' }
    await small.route('**/api/regulations/simulation/*', async (route) => {
      const response = await route.fetch()
      const run = (await response.json()) as OutputOf<typeof simulation>
      const scenarios = run.scenarios.map((one) => ({ ...one, result: null }))
      const abilities = { cancel: told.state === 'running' }
      await route.fulfill({ response, json: { ...run, ...told, scenarios, abilities } })
    })
    await openTab(small, 'readings')
    await small.waitForSelector('#cancel-simulation >> visible=true')
    await picture(small, 'regulation-readings-running-phone', { fullPage: false })
    Object.assign(told, { state: 'cancelled', message: '王甲取消了这次试算，没有结果。' })
    await small.waitForSelector('#simulation-cancelled:has-text("取消了这次试算")')
    expect(await small.locator(`${other}:has-text("元")`).count()).toBe(0)
    await small.unrouteAll({ behavior: 'wait' })
    await openTab(small, 'readings')
    await small.waitForSelector(`${other}:has-text("元")`)
    await picture(small, 'regulation-readings-phone')
    await expectNoOverflow(small)
    await small.click('#regulation-parts-parameters')
    await small.waitForSelector('#parameters-table')
    await picture(small, 'regulation-parameters-phone')
    await expectNoOverflow(small)
  })

  test('is bound under the county’s own name, and says which packs only answer questions', async () => {
    const page = await signIn(author)
    await openTab(page, 'bindings')
    await page.waitForSelector('#bindings-list')
    await picture(page, 'regulation-bindings-pc')
    await page.click('#new-binding')
    await page.selectOption('#binding-area', { label: '全县' })
    await page.fill('#binding-title', '大宁县网格员考核办法（修订）')
    await page.fill('#first-month', firstMonth)
    await page.fill('#document-number', '大政发〔2026〕20 号')
    await page.fill('#change-reason', '修订名称')
    await page.click('#save-draft')
    await page.waitForSelector('#change-facts')
    await picture(page, 'regulation-binding-pc')
    await page.click('#submit-change')
    await page.waitForSelector('#waiting')
    await context.close()
    expect(problems).toEqual([])

    const { id } = await newestChange()
    const second = await signIn(publisher, phone)
    await go(second, 'regulation-change', `?id=${id}`)
    await second.click('#publish-change')
    await second.click('#confirm-yes')
    await second.waitForSelector('#change-facts:has-text("已公布")')
    await openTab(second, 'bindings')
    await second.waitForSelector('#bindings-list:has-text("修订")')
    await picture(second, 'regulation-bindings-phone')
    await expectNoOverflow(second)
  })
})
