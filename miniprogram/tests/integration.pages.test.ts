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
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/** Keys and webhooks in a browser, before the real service with the demo county. */
const county = '县综治中心'
const address = '/office/pages/integration/index'

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
  expect(problems.splice(0)).toEqual([])
})

async function opened(
  make: (browser: Browser) => Promise<BrowserContext>,
  tab = 'keys',
): Promise<Page> {
  context = await make(browser)
  const page = await context.newPage()
  problems = watchProblems(page)
  await bringSession(page, service, county)
  await page.goto(`${service.origin}${address}?tab=${tab}`)
  await page.waitForSelector('#integration')
  return page
}

/** What a key opens: the status of a request that names no service. */
async function statusOf(apiKey: string): Promise<number> {
  const body = new URLSearchParams({ api_key: apiKey })
  const answer = await fetch(`${service.origin}/open311/v2/requests.json`, { method: 'POST', body })
  return answer.status
}

describe('接口与推送', () => {
  test('a key is given, shown once, and revoked, on a PC', async () => {
    const page = await opened(desktop)
    await page.click('#key-add')
    await page.fill('#key-name', '12345 热线平台')
    await page.fill('#key-contact', '王工 0357-0000001')
    await page.click('#key-form-send')
    await page.waitForSelector('#secret')
    const key = (await page.locator('#secret-text').textContent())?.trim() ?? ''
    expect(key).toMatch(/^mg_[\w-]{43}$/)
    expect(await statusOf(key)).toBe(400)
    await picture(page, 'integration-key-pc')
    await page.click('#secret-done')
    await page.waitForSelector('#keys')
    const table = page.locator('#keys')
    expect(await table.textContent()).toContain('12345 热线平台')
    expect(await page.content()).not.toContain(key)
    expect(await isTooWide(page)).toBe(false)
    await picture(page, 'integration-keys-pc')
    await page.locator('#keys').getByText('吊销', { exact: true }).first().click()
    await page.getByText('对方马上就不能再提交', { exact: false }).waitFor()
    await page.locator('#confirm-yes').click()
    await page.locator('#keys').getByText('已吊销').waitFor()
    expect(await statusOf(key)).toBe(403)
  })

  test('a webhook is registered, paused and looked into, on a phone', async () => {
    const page = await opened(phone, 'webhooks')
    await page.getByText('还没有登记推送地址').waitFor()
    await picture(page, 'integration-webhooks-empty-phone')
    await page.tap('#webhook-add')
    await page.fill('#webhook-name', '大数据平台')
    await page.fill('#webhook-url', 'https://127.0.0.1/events')
    await page.tap('#webhook-form-send')
    await page.getByText('不能推送到内部网络的地址').first().waitFor()
    await page.fill('#webhook-url', 'https://hooks.example.org/events')
    await picture(page, 'integration-webhook-form-phone')
    await page.tap('#webhook-form-send')
    await page.waitForSelector('#secret')
    expect((await page.locator('#secret-text').textContent())?.trim() ?? '').toMatch(/^whsec_/)
    await picture(page, 'integration-webhook-secret-phone')
    await page.tap('#secret-done')
    await page.locator('#webhooks').getByText('hooks.example.org').waitFor()
    expect(await isTooWide(page)).toBe(false)
    await page.tap('#webhook-switch')
    await page.locator('#webhooks').getByText('暂停', { exact: true }).waitFor()
    await picture(page, 'integration-webhooks-phone')
    await page.tap('#webhook-records')
    await page.locator('#deliveries').getByText('还没有推送过').waitFor()
    await picture(page, 'integration-deliveries-phone')
  })

  test('an unknown number tells that there is nothing', async () => {
    const page = await opened(desktop, 'contact')
    await page.fill('#contact-number', '260615-7K3M9QXA')
    await page.click('#contact-look')
    await page.getByText('没有找到', { exact: false }).first().waitFor()
    await picture(page, 'integration-contact-pc')
  })
})

describe('the document of endpoints', () => {
  test('is a page that anybody can read, on a phone too', async () => {
    context = await phone(browser)
    const page = await context.newPage()
    problems = watchProblems(page)
    await page.goto(`${service.origin}/openapi`)
    await page.getByRole('heading', { name: '明格接口' }).waitFor()
    await page.locator('[id="open311.submit"] > summary').tap()
    await page.getByText('Idempotency-Key').first().waitFor()
    expect(await isTooWide(page)).toBe(false)
    await picture(page, 'openapi-phone', { fullPage: false })
  })
})
