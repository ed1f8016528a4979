import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeContexts, launchBrowser, phone, picture, watchProblems } from './browser'
import { type Caller, caller } from './caller'
import { type RunningService, startDemoService } from './service'

/** The pages kept by the browser: opening and saving where nothing can be reached. */
const rural = '农村网格员'
const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)

let browser: Browser
let service: RunningService
let road: Road
let context: BrowserContext
let page: Page
let problems: string[]

/** All that lies between the phone and the service; it can be cut, and bring another build. */
class Road {
  isCut = false
  build: string | null = null
  readonly asked: string[] = []
  private server: http.Server | null = null
  origin = ''

  async open(target: string): Promise<void> {
    this.server = http.createServer((request, response) => {
      if (this.isCut) return request.socket.destroy()
      const address = new URL(request.url ?? '/', target)
      this.asked.push(address.pathname)
      // what may be rewritten on the way is asked for as plain text
      const headers = { ...request.headers, 'accept-encoding': 'identity' }
      const onward = http.request(address, { method: request.method, headers })
      onward.on('response', (answer) => this.pass(address.pathname, answer, response))
      onward.on('error', () => response.destroy())
      request.pipe(onward)
    })
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve))
    this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  private pass(path: string, answer: http.IncomingMessage, response: http.ServerResponse) {
    const isRewritten = path === '/offline-worker.js' && this.build !== null
    const { 'content-length': length, ...headers } = answer.headers
    const sent = isRewritten || length === undefined ? headers : answer.headers
    response.writeHead(answer.statusCode ?? 502, sent)
    if (!isRewritten) return answer.pipe(response)
    const parts: Buffer[] = []
    answer.on('data', (part) => parts.push(part))
    answer.on('end', () =>
      response.end(
        Buffer.concat(parts)
          .toString('utf8')
          .replace(/(version"?:")[^"]+/, `$1${this.build}`),
      ),
    )
  }

  /** Nothing goes through any more, and what was open breaks off. */
  cut() {
    this.isCut = true
    this.server?.closeAllConnections()
  }

  mend() {
    this.isCut = false
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections()
    await new Promise((resolve) => this.server?.close(resolve))
  }
}

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
})

afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

beforeEach(async () => {
  road = new Road()
  await road.open(service.origin)
  context = await phone(browser, { offlineShell: true })
  page = await context.newPage()
  problems = watchProblems(page)
})

afterEach(async () => {
  await context?.close()
  await road?.close()
  expect(problems).toEqual([])
})

const go = (address: string) => page.goto(`${road.origin}/pages/${address}`)

async function signIn() {
  const { signInName, password } = service.account(rural)
  await page.goto(road.origin)
  await page.fill('#sign-in-name', signInName)
  await page.fill('#sign-in-password', password)
  await page.tap('#sign-in-submit')
  await page.waitForSelector('#today')
}

const cacheNames = () => page.evaluate<string[]>('caches.keys()')
const workerState = () =>
  page.evaluate<string | null>(
    `navigator.serviceWorker.getRegistration().then((one) => one?.active?.state ?? null)`,
  )

const isSettled = () =>
  page.evaluate<boolean>(
    `navigator.serviceWorker.getRegistration().then((one) => !one?.installing && !one?.waiting)`,
  )

async function signedInWithPagesKept() {
  await signIn()
  await expect.poll(workerState, { timeout: 60_000 }).toBe('activated')
}

const keptAddresses = () =>
  page.evaluate<string[]>(`(async () => {
    const all = []
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) all.push(new URL(request.url).pathname)
    return all
  })()`)

const submitted = async (ask: Caller) =>
  (await ask<{ counts: { submitted: number } }>(`/api/reports/mine?month=${month}&limit=1`)).counts
    .submitted

/** Each of the worker's screens, with what shows that it is there. */
const screens: [address: string, shown: string][] = [
  ['today/index', '#check-in'],
  ['report/index', '#report-text'],
  ['report-drafts/index', '#report-drafts'],
  ['my-pay/index', '#my-pay'],
  ['me/index', '#sign-out'],
  ['outbox/index', 'text=没有等待发送的内容'],
  ['inbox/index', '#inbox'],
  ['matters/index', '#matters'],
  ['matter-raise/index', '#raise-text'],
  ['check-ins/index', '[id^="day-"]'],
  ['my-reports/index', '#my-reports'],
  ['my-cases/index', '#my-cases'],
  ['my-payments/index', '#my-payments'],
  ['my-map/index', '#my-map'],
  ['leave/index', '#leave-send'],
]

test('every screen of a worker opens without a network after a reload', async () => {
  await signedInWithPagesKept()
  road.cut()
  const missing: string[] = []
  for (const [address, shown] of screens) {
    await go(address)
    const isThere = await page.waitForSelector(shown, { timeout: 15_000 }).then(
      () => true,
      () => false,
    )
    if (!isThere) missing.push(address)
  }
  expect(missing).toEqual([])
  await go('my-payments/index')
  await page.waitForSelector('text=网络 >> visible=true')
  await picture(page, 'shell-offline-page')
})

test('what is saved without a network after a reload arrives once when it is back', async () => {
  const ask = await caller(service, rural)
  const before = await submitted(ask)
  await signedInWithPagesKept()
  road.cut()
  await go('report/index')
  await page.tap('#report-item')
  await page.tap('#report-item-group-4')
  await page.tap('#report-item-4-1')
  await page.fill('#report-text', '桥栏杆断了一截')
  await page.tap('#report-send')
  await page.waitForSelector('#my-reports')
  await go('today/index')
  await page.tap('#check-in')
  await page.waitForSelector('#check-in-result:has-text("已保存在手机里")')
  await page.reload()
  await page.waitForSelector('#status-line:has-text("2 条已保存在手机")')
  await picture(page, 'shell-offline-today')
  road.mend()
  await page.reload()
  await page.waitForSelector('#status-line:has-text("全部已送达")', { timeout: 30_000 })
  expect(await submitted(ask)).toBe(before + 1)
})

test('only files of the build are kept, none of the office’s, and never an answer', async () => {
  await signedInWithPagesKept()
  for (const address of ['my-pay/index', 'my-reports/index']) {
    await go(address)
    await page.waitForLoadState('networkidle')
  }
  const kept = await keptAddresses()
  expect(kept.filter((path) => !/^\/(js|css)\/[^/]+\.(js|css)$/.test(path))).toEqual(['/'])
  const names = kept.map((path) => path.replace(/^\/(js|css)\//, '').replace(/\..*$/, ''))
  expect(names).toEqual(expect.arrayContaining(['app', 'basics', 'common', 'worker']))
  expect(names).not.toContain('office')
  expect(names).not.toContain('echarts')
  expect(road.asked).toContain('/offline-worker.js')
})

test('a new build takes the place of the old one; signing out takes all of it away', async () => {
  await signedInWithPagesKept()
  const [first] = await cacheNames()
  for (const build of ['second', 'third']) {
    road.build = build
    await page.reload()
    await page.waitForSelector('#today')
    await expect.poll(cacheNames, { timeout: 60_000 }).toContain(`mingge-shell-${build}`)
    // while one build is being put in place, the browser looks for no other
    await expect.poll(isSettled, { timeout: 60_000 }).toBe(true)
  }
  await expect
    .poll(cacheNames, { timeout: 30_000 })
    .toEqual(['mingge-shell-second', 'mingge-shell-third'])
  expect(first).toMatch(/^mingge-shell-[0-9a-f]{12}$/)
  await go('me/index')
  await page.tap('#sign-out')
  await page.tap('#confirm-yes')
  await page.waitForSelector('#sign-in-name')
  await expect.poll(cacheNames).toEqual([])
  await expect.poll(workerState).toBe(null)
})

test('a resident’s phone keeps nothing', async () => {
  const ask = await caller(service, rural)
  const { posts } = await ask<{ posts: { scopeCode: string }[] }>('/api/accounts/me')
  await page.goto(`${road.origin}/g/${posts[0]?.scopeCode}`)
  await page.waitForLoadState('networkidle')
  expect(await workerState()).toBe(null)
  expect(await cacheNames()).toEqual([])
  expect(road.asked.filter((path) => /offline-worker|outbox/.test(path))).toEqual([])
})
