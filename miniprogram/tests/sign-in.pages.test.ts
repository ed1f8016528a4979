import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cardFirstLoad } from '../scripts/measure-sizes.mjs'
import { serveStatic } from '../scripts/static-server.mjs'
import { closeContexts, desktop, launchBrowser, phone, picture, watchProblems } from './browser'
import { personWith } from './people'

/** The built pages before a service of a few sentences: what they do with its answers. */
const h5 = path.join(import.meta.dirname, '..', 'dist', 'h5')

let browser: Browser
let server: Awaited<ReturnType<typeof serveStatic>>
let bodies: Record<string, unknown>[] = []

const me = (role: string, mustChangePassword: boolean) => ({
  ...personWith(role),
  mustChangePassword,
})

const people: Record<string, ReturnType<typeof me>> = {
  worker: me('worker', false),
  office: me('townshipOffice', false),
  newcomer: me('worker', true),
}

function reply(url: string, body: Record<string, unknown>): [number, unknown] {
  if (url === '/api/accounts/demo') {
    const accounts = [
      { label: '网格员', name: '冯建军（昕水镇）', signInName: 'worker', password: 'right' },
      { label: '乡镇平安办', name: '曹秀兰（昕水镇）', signInName: 'office', password: 'right' },
    ]
    return [200, { demo: true, accounts }]
  }
  if (url === '/api/accounts/sign-in') {
    const person = people[String(body.signInName)]
    if (!person || body.password !== 'right') {
      return [401, { error: { code: 'signInFailed', message: '账号或密码不正确', requestId: '1' } }]
    }
    return [200, { token: 'token', expiresAtMs: 4e12, me: person }]
  }
  if (url === '/api/accounts/change-password' || url === '/api/accounts/sign-out')
    return [200, { done: true }]
  if (url === '/api/accounts/me') return [200, me('worker', false)]
  return [
    404,
    { error: { code: 'notFound', message: '没有找到，或不在您的管理范围内', requestId: '1' } },
  ]
}

function answer(request: IncomingMessage, response: ServerResponse): boolean {
  const url = request.url?.split('?')[0] ?? ''
  if (!url.startsWith('/api/')) return false
  const parts: Buffer[] = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    const body = parts.length > 0 ? JSON.parse(Buffer.concat(parts).toString('utf8')) : {}
    if (parts.length > 0) bodies.push({ url, ...body })
    const [status, content] = reply(url, body)
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(content))
  })
  return true
}

async function fillIn(page: Page, name: string, password: string) {
  await page.fill('#sign-in-name', name)
  await page.fill('#sign-in-password', password)
}

beforeAll(async () => {
  server = await serveStatic(h5, { answer })
  browser = await launchBrowser()
})

afterAll(async () => {
  await closeContexts(browser)
  await server?.close()
})

beforeEach(() => {
  bodies = []
})

const sizes: [string, (browser: Browser) => Promise<BrowserContext>][] = [
  ['phone', phone],
  ['PC', desktop],
]

describe.each(sizes)('signing in on a %s', (name, make) => {
  const isPhone = name === 'phone'
  const press = (page: Page, selector: string) =>
    isPhone ? page.tap(selector) : page.click(selector)

  test('a wrong password is told, a right one opens the day', async () => {
    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await page.goto(server.origin)
    await page.waitForSelector('#sign-in-name')
    await picture(page, `sign-in-${name}`)
    await fillIn(page, 'worker', 'wrong')
    await press(page, '#sign-in-submit')
    await page.waitForSelector('#sign-in-problem')
    expect(await page.textContent('#sign-in-problem')).toContain('账号或密码不正确')
    await page.fill('#sign-in-password', 'right')
    await press(page, '#sign-in-submit')
    await page.waitForURL('**/pages/today/index')
    await page.reload()
    await page.waitForSelector('#tab-today')
    expect(page.url()).toContain('/pages/today/index')
    expect(problems).toEqual([])
    await context.close()
  })

  test('the office starts at its desk, by a demo account', async () => {
    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await page.goto(server.origin)
    await page.waitForSelector('#demo-accounts')
    await press(page, '#demo-accounts >> text=乡镇平安办')
    await page.waitForURL('**/office/pages/home/index')
    await picture(page, `office-home-${name}`)
    expect(problems).toEqual([])
    await context.close()
  })

  test('a newcomer must choose a password before anything else', async () => {
    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await page.goto(server.origin)
    await page.waitForSelector('#sign-in-name')
    await fillIn(page, 'newcomer', 'right')
    await press(page, '#sign-in-submit')
    await page.waitForURL('**/pages/new-password/index')
    await page.fill('#new-password', 'eight and more 8')
    await page.fill('#new-password-again', 'something else')
    await press(page, '#new-password-submit')
    await page.waitForSelector('text=两次输入的不一样 >> visible=true')
    await picture(page, `new-password-${name}`)
    await page.fill('#new-password-again', 'eight and more 8')
    await press(page, '#new-password-submit')
    await page.waitForURL('**/pages/today/index')
    const sent = bodies.find((body) => body.url === '/api/accounts/change-password')
    expect(sent).toMatchObject({ current: 'right', next: 'eight and more 8' })
    expect(problems).toEqual([])
    await context.close()
  })
})

describe('what holds on every page', () => {
  test('a page asked for by somebody unknown is opened after signing in', async () => {
    const context = await phone(browser)
    const page = await context.newPage()
    await page.goto(`${server.origin}/pages/me/index`)
    await page.waitForSelector('#sign-in-name')
    await fillIn(page, 'worker', 'right')
    await page.tap('#sign-in-submit')
    await page.waitForURL('**/pages/me/index')
    await context.close()
  })

  test('large type stays on, and leaving asks first', async () => {
    const context = await phone(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await page.goto(`${server.origin}/pages/me/index`)
    await page.waitForSelector('#sign-in-name')
    await fillIn(page, 'worker', 'right')
    await page.tap('#sign-in-submit')
    await page.waitForSelector('#elder')
    const size = "parseFloat(getComputedStyle(document.querySelector('#sign-out')).fontSize)"
    const before = await page.evaluate<number>(size)
    const isLarge = `${size} / ${before} > 1.25`
    await page.tap('#elder')
    await expect.poll(() => page.evaluate<boolean>(isLarge)).toBe(true)
    await page.reload()
    await page.waitForSelector('#elder')
    await expect.poll(() => page.evaluate<boolean>(isLarge)).toBe(true)
    await picture(page, 'me-elder')
    await page.tap('#sign-out')
    await page.tap('#confirm-no')
    await page.tap('#sign-out')
    await page.tap('#confirm-yes')
    await page.waitForSelector('#sign-in-name')
    expect(problems).toEqual([])
    await context.close()
  })

  test('a printed link opens the card, whatever the service says', async () => {
    const context = await phone(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await page.goto(`${server.origin}/g/141030100001A001`)
    await page.waitForSelector('text=没有这个网格 >> visible=true')
    expect(page.url()).toContain('/pages/card/index?code=141030100001A001')
    expect(problems).toEqual([])
    await context.close()
  })

  test('a resident loads at most 150 KB to see a card', async () => {
    const files: Map<string, number> = await cardFirstLoad(h5)
    const sum = [...files.values()].reduce((total, bytes) => total + bytes, 0)
    expect(files.size).toBeGreaterThan(3)
    expect(sum, JSON.stringify(Object.fromEntries(files))).toBeLessThanOrEqual(150_000)
  })
})
