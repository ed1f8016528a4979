import { randomBytes } from 'node:crypto'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { OutputOf } from '../../cloud/contract/define'
import type { makeMove, raise } from '../../cloud/contract/matters'
import type { inbox, preferences } from '../../cloud/contract/notices'
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
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/** What people are told, from the deed to the inbox, before the real service with its background work. */
const worker = '社区专职网格员'
const office = '昕水镇平安办'
const centre = '县综治中心'
const here = { longitude: 110.7529, latitude: 36.4653, datum: 'wgs84' as const, accuracyMeters: 12 }

let browser: Browser
let service: RunningService
let asWorker: Caller
let asOffice: Caller
let context: BrowserContext
let problems: string[] = []

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
  asWorker = await caller(service, worker)
  asOffice = await caller(service, office)
})

afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

afterEach(async () => {
  await context?.close()
  expect(problems).toEqual([])
})

async function signIn(label: string, make: (browser: Browser) => Promise<BrowserContext>) {
  context = await make(browser)
  const page = await context.newPage()
  problems = watchProblems(page)
  await bringSession(page, service, label)
  return page
}

type Inbox = OutputOf<typeof inbox>
const inboxOf = (ask: Caller, unread = true) =>
  ask<Inbox>(`/api/notices/inbox?limit=200${unread ? '&unreadOnly=yes' : ''}`)

/** A matter of which the worker is told: he raised it, and the office accepts it. */
async function toldOfMatter(): Promise<{ matterId: string; text: string }> {
  const text = `出租屋没有人管${randomBytes(3).toString('hex')}`
  const raised = await asWorker<OutputOf<typeof raise>>('/api/matters/raise', {
    classCode: 'managementGap',
    level: 'ordinary',
    text,
    position: here,
    photoIds: [],
  })
  const { matterId } = raised
  await asOffice<OutputOf<typeof makeMove>>('/api/matters/move', { matterId, move: 'accept' })
  // the background work carries it to the inbox by itself
  await expect
    .poll(async () => (await inboxOf(asWorker)).items.some((item) => item.matterId === matterId), {
      timeout: 30_000,
    })
    .toBe(true)
  return { matterId, text }
}

test('a worker sees that something waits, opens it, and it is read', async () => {
  const { matterId, text } = await toldOfMatter()
  const page = await signIn(worker, phone)
  await page.goto(service.origin)
  await page.waitForSelector('#inbox-notice')
  expect(await page.textContent('#inbox-notice')).toContain('条消息没看')
  await picture(page, 'today-with-messages')
  await page.tap('#open-inbox')
  await page.waitForSelector('#inbox-list')
  const told = (await inboxOf(asWorker)).items.find((item) => item.matterId === matterId)
  const line = `#message-${told?.id}`
  const words = await page.textContent(line)
  expect(words).toContain('事项有了进展')
  expect(words).toContain(text)
  expect(words).toContain('未读')
  expect(await isTooWide(page)).toBe(false)
  const box = await page.locator(line).boundingBox()
  expect(box?.height).toBeGreaterThanOrEqual(44)
  await picture(page, 'inbox-phone')

  await page.tap(line)
  await page.waitForSelector('#matter-facts')
  expect(page.url()).toContain(`id=${matterId}`)
  await expect
    .poll(async () => {
      const { items } = await inboxOf(asWorker, false)
      return items.find((item) => item.matterId === matterId)?.readAtMs
    })
    .toBeGreaterThan(0)

  await page.goto(`${service.origin}/pages/inbox/index`)
  await page.tap('#inbox-tabs-all')
  await page.waitForSelector(line)
  expect(await page.textContent(line)).toContain('已读')
})

test('all of it can be put away at once, and then nothing waits', async () => {
  await toldOfMatter()
  const page = await signIn(worker, phone)
  await page.goto(`${service.origin}/pages/inbox/index`)
  await page.waitForSelector('#inbox-list')
  await page.tap('#mark-all-read')
  await page.waitForSelector('text=没有未读的消息 >> visible=true')
  await picture(page, 'inbox-empty')
  expect((await inboxOf(asWorker)).unreadCount).toBe(0)
  await page.goto(`${service.origin}/pages/me/index`)
  await page.waitForSelector('#my-inbox >> text=没有未读')
})

test('SMS comes to whom asks for it', async () => {
  const page = await signIn(worker, phone)
  await page.goto(`${service.origin}/pages/inbox/index`)
  await page.waitForSelector('#message-settings')
  expect(await page.textContent('#message-settings')).toContain('****')
  await page.tap('#sms')
  await page.waitForSelector('text=已开通短信提醒 >> visible=true')
  const kept = await asWorker<OutputOf<typeof preferences>>('/api/notices/preferences')
  expect(kept.sms).toBe(true)
})

test('what was read stays readable without a network', async () => {
  const { text } = await toldOfMatter()
  const page = await signIn(worker, phone)
  await page.goto(`${service.origin}/pages/inbox/index`)
  await page.waitForSelector(`text=${text} >> visible=true`)
  await context.route('**/api/**', (route) => route.abort())
  await page.reload()
  await page.waitForSelector(`text=${text} >> visible=true`)
  await picture(page, 'inbox-offline')
})

test('the office is told what waits for it and opens it on a PC', async () => {
  const { matterId, text } = await toldOfMatter()
  const page = await signIn(office, desktop)
  await page.goto(service.origin)
  await page.waitForSelector('#inbox-notice')
  await page.click('text="消息"')
  await page.waitForSelector('#inbox-list')
  const told = (await inboxOf(asOffice)).items.find((item) => item.matterId === matterId)
  expect(told, 'the office holds the matter').toBeDefined()
  const line = `#message-${told?.id}`
  expect(await page.textContent(line)).toContain(text)
  expect(await isTooWide(page)).toBe(false)
  expect(await page.locator('#deliveries').count()).toBe(0)
  await picture(page, 'inbox-office')
  await page.click(line)
  await page.waitForSelector('#matter-facts')
  expect(page.url()).toContain('/office/pages/matter/index')
})

test('the county sees what reached nobody', async () => {
  const page = await signIn(centre, desktop)
  await page.goto(`${service.origin}/office/pages/inbox/index`)
  await page.waitForSelector('#deliveries')
  await page.waitForSelector('text=不知道有没有发出 >> visible=true')
  await picture(page, 'inbox-county')
  await page.setViewportSize({ width: 375, height: 812 })
  expect(await isTooWide(page)).toBe(false)
  await picture(page, 'inbox-county-phone')
})
