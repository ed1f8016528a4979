import { randomBytes } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { OutputOf } from '../../cloud/contract/define'
import type { mine } from '../../cloud/contract/reports'
import { cardFirstLoad } from '../scripts/measure-sizes.mjs'
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
import { photoFile } from './photo-file'
import { type RunningService, startDemoService } from './service'
import { bringSession, signInAs } from './sign-in'

/** What a worker's phone keeps for him: drafts, refused reports; his leave; what is due. */
const rural = '农村网格员'
/** Of the township whose office is `office`. */
const fullTime = '社区专职网格员'
/** Of the same township. */
const partTime = '社区兼职网格员'
const office = '昕水镇平安办'

const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)

type Mine = OutputOf<typeof mine>

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

const go = (page: Page, address: string) => page.goto(`${service.origin}/pages/${address}`)

async function phoneOf(label: string): Promise<Page> {
  context = await phone(browser)
  const page = await context.newPage()
  problems = watchProblems(page)
  await bringSession(page, service, label)
  return page
}

const reportsOf = (ask: Caller) => ask<Mine>(`/api/reports/mine?month=${month}&limit=200`)

async function addPhoto(page: Page, name: string) {
  const chooser = page.waitForEvent('filechooser')
  await page.tap('#report-photos-add')
  await (await chooser).setFiles([await photoFile(name)])
}

async function chooseItem(page: Page, code: string) {
  await page.tap('#report-item')
  await page.tap(`#report-item-group-${code[0]}`)
  await page.tap(`#report-item-${code}`)
}

/** Sends what lies open, whatever else was reported nearby. */
async function send(page: Page) {
  await page.tap('#report-send')
  await page.waitForSelector('#send-anyway, #my-reports')
  if (await page.locator('#send-anyway').isVisible()) await page.tap('#send-anyway')
  await page.waitForSelector('#my-reports')
}

const drawn = (page: Page) =>
  page.evaluate<number>(
    `[...document.querySelectorAll('#report-photos img')].filter((one) => one.naturalWidth > 0).length`,
  )

async function elder(page: Page, isElder: boolean) {
  await page.evaluate(`localStorage.setItem('mingge:preferences', '{"elder":${isElder}}')`)
  await page.reload()
}

describe('drafts', () => {
  test('several with their photos outlive a reload without a network, are resumed, deleted, sent', async () => {
    const ask = await caller(service, rural)
    const before = (await reportsOf(ask)).counts.submitted
    const page = await phoneOf(rural)
    await go(page, 'report-drafts/index')
    await page.waitForSelector('text=没有草稿 >> visible=true')
    await picture(page, 'drafts-empty')
    await go(page, 'report/index')
    await page.waitForSelector('#report-text')
    expect(await page.locator('#draft-aside').count()).toBe(0)
    await chooseItem(page, '4-1')
    await page.fill('#report-text', '第一件：村口路灯不亮')
    await addPhoto(page, 'lamp.jpg')
    await page.waitForSelector('#report-photos-remove-0')
    await page.tap('#draft-aside')
    await page.waitForSelector('#open-drafts:has-text("还有 1 条没写完")')
    expect(await page.inputValue('#report-text')).toBe('')
    await page.fill('#report-text', '第二件：井盖松动')
    await page.reload()
    await page.waitForSelector('#open-drafts')
    await picture(page, 'report-with-drafts')
    expect(await page.inputValue('#report-text')).toBe('第二件：井盖松动')

    await page.tap('#open-drafts')
    await page.waitForSelector('#report-drafts:has-text("第一件：村口路灯不亮")')
    await picture(page, 'drafts')
    await elder(page, true)
    await page.waitForSelector('#report-drafts:has-text("第二件：井盖松动")')
    await picture(page, 'drafts-elder')
    await elder(page, false)
    await page.setViewportSize({ width: 1280, height: 860 })
    await picture(page, 'drafts-wide')
    await page.setViewportSize({ width: 375, height: 812 })
    const second = page.locator('[id^="draft-"]', { hasText: '第二件' })
    await second.locator('text=删除').tap()
    await page.tap('#confirm-no')
    expect(await second.count()).toBe(1)
    await second.locator('text=删除').tap()
    await page.tap('#confirm-yes')
    await expect.poll(() => second.count()).toBe(0)
    await page.locator('[id^="draft-"]', { hasText: '第一件' }).locator('text=继续写').tap()
    await page.waitForSelector('#report')
    expect(await page.inputValue('#report-text')).toBe('第一件：村口路灯不亮')
    await expect.poll(() => drawn(page)).toBe(1)

    await send(page)
    await expect.poll(async () => (await reportsOf(ask)).counts.submitted).toBe(before + 1)
    await expect
      .poll(async () => (await reportsOf(ask)).reports[0]?.photos.map((one) => one.arrived))
      .toEqual([true])
    expect((await reportsOf(ask)).reports[0]?.text).toBe('第一件：村口路灯不亮')
    await go(page, 'report-drafts/index')
    await page.waitForSelector('text=没有草稿 >> visible=true')
  })
})

describe('a refused report', () => {
  const wrong = '变压器围栏\u0001破损'

  test('is mended from the outbox and arrives once, with its photo and a new one', async () => {
    const ask = await caller(service, rural)
    const before = (await reportsOf(ask)).counts.submitted
    const page = await phoneOf(rural)
    await go(page, 'report/index')
    await chooseItem(page, '4-1')
    await page.fill('#report-text', wrong)
    await addPhoto(page, 'fence.jpg')
    await page.waitForSelector('#report-photos-remove-0')
    await send(page)
    await page.waitForSelector('#my-reports #status-line:has-text("1 条没有被接受")')
    const takenAtMs = Date.now()
    await page.tap('#my-reports #status-line')
    await page.waitForSelector('text=原因： >> visible=true')
    await picture(page, 'outbox-mend')
    await page.tap('[id^="mend-"]')
    await page.waitForSelector('#report-mends:has-text("不能识别的字符")')
    await expect.poll(() => drawn(page)).toBe(1)
    await picture(page, 'report-mend')
    await page.fill('#report-text', '变压器围栏破损，孩子常在附近玩')
    await addPhoto(page, 'child.jpg')
    await page.waitForSelector('#report-photos-remove-1')
    await page.reload()
    await page.waitForSelector('#report-mends')
    await expect.poll(() => drawn(page)).toBe(2)
    await elder(page, true)
    await page.waitForSelector('#report-mends')
    await picture(page, 'report-mend-elder')
    await elder(page, false)
    await page.waitForSelector('#report-mends')

    await send(page)
    await page.waitForSelector('#my-reports #status-line:has-text("全部已送达")')
    await expect.poll(async () => (await reportsOf(ask)).counts.submitted).toBe(before + 1)
    const read = async () => (await reportsOf(ask)).reports[0]
    await expect
      .poll(async () => (await read())?.photos.map((one) => one.arrived))
      .toEqual([true, true])
    const report = await read()
    expect(report?.text).toBe('变压器围栏破损，孩子常在附近玩')
    expect(report?.takenAtMs).toBeLessThan(takenAtMs)
    await go(page, 'outbox/index')
    await page.waitForSelector('text=没有等待发送的内容 >> visible=true')
    await go(page, 'report-drafts/index')
    await page.waitForSelector('text=没有草稿 >> visible=true')
  })

  test('whose original is gone is sent as a new one only when he says so', async () => {
    const ask = await caller(service, rural)
    const page = await phoneOf(rural)
    await go(page, 'report/index')
    await chooseItem(page, '4-2')
    await page.fill('#report-text', wrong)
    await send(page)
    await page.waitForSelector('#my-reports #status-line:has-text("1 条没有被接受")')
    await page.tap('#my-reports #status-line')
    await page.tap('[id^="mend-"]')
    await page.waitForSelector('#report-mends')
    await page.fill('#report-text', '围栏破损，已拉警戒带')
    await go(page, 'outbox/index')
    await page.locator('text=删除').tap()
    await page.tap('#confirm-yes')
    await page.waitForSelector('text=没有等待发送的内容 >> visible=true')
    const before = (await reportsOf(ask)).counts.submitted
    await go(page, 'report/index')
    await page.tap('#report-send')
    await page.waitForSelector('#send-anyway, #confirm-yes')
    if (await page.locator('#send-anyway').isVisible()) await page.tap('#send-anyway')
    await page.waitForSelector('text=原来的一条已经不在“待发送”里 >> visible=true')
    await picture(page, 'report-mend-gone', { fullPage: false })
    await page.tap('#confirm-no')
    expect((await reportsOf(ask)).counts.submitted).toBe(before)
    expect(await page.inputValue('#report-text')).toBe('围栏破损，已拉警戒带')
    await page.tap('#report-send')
    await page.waitForSelector('#send-anyway, #confirm-yes')
    if (await page.locator('#send-anyway').isVisible()) await page.tap('#send-anyway')
    await page.tap('#confirm-yes')
    await page.waitForSelector('#my-reports')
    await expect.poll(async () => (await reportsOf(ask)).counts.submitted).toBe(before + 1)
  })
})

describe('photos of iPhones', () => {
  test('that this browser cannot open are refused with what to do; the others are added', async () => {
    const page = await phoneOf(rural)
    await go(page, 'report/index')
    await page.waitForSelector('#report-text')
    const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic'), randomBytes(4000)])
    const chooser = page.waitForEvent('filechooser')
    await page.tap('#report-photos-add')
    await (await chooser).setFiles([
      { name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: heic },
      { name: 'IMG_0002.jpg', mimeType: 'image/jpeg', buffer: heic },
      await photoFile('good.jpg'),
    ])
    await page.waitForSelector('#toast:has-text("兼容性最佳")')
    await picture(page, 'photo-heic', { fullPage: false })
    await page.waitForSelector('#report-photos-remove-0')
    expect(await page.locator('[id^="report-photos-remove-"]').count()).toBe(1)
    await expect.poll(() => drawn(page)).toBe(1)
  })
})

describe('what is due', () => {
  test('the most pressing matters stand on 今日 with their time, and open', async () => {
    const [ask, atOffice] = [await caller(service, fullTime), await caller(service, office)]
    const { posts } = await ask<{ posts: { scopeCode: string }[] }>('/api/accounts/me')
    const { matterId } = await ask<{ matterId: string }>('/api/matters/raise', {
      classCode: 'managementGap',
      level: 'ordinary',
      text: '河道边有人倾倒渣土，没有人管',
      position: null,
      photoIds: [],
    })
    await atOffice('/api/matters/move', { matterId, move: 'accept' })
    const toGrid = { leadCode: posts[0]?.scopeCode, coCodes: [] }
    await atOffice('/api/matters/move', { matterId, move: 'dispatch', ...toGrid })
    const due = await ask<{ matters: { id: string }[] }>('/api/matters/queue?list=mine&limit=50')
    const [first] = due.matters
    expect(due.matters.map(({ id }) => id)).toContain(matterId)
    const page = await phoneOf(fullTime)
    await go(page, 'today/index')
    await page.waitForSelector('#tasks-due')
    const shown = await page
      .locator('#tasks-due [id^="matter-"]')
      .evaluateAll((all) => all.map((one) => one.id.slice('matter-'.length)))
    expect(shown).toEqual(due.matters.slice(0, 3).map(({ id }) => id))
    expect(await page.textContent('#tasks-due')).toMatch(/还剩|已超/)
    await picture(page, 'today-tasks')
    await elder(page, true)
    await page.waitForSelector('#tasks-due')
    await picture(page, 'today-tasks-elder')
    await elder(page, false)
    await page.waitForSelector('#tasks-due')
    await page.tap(`#tasks-due #matter-${first?.id}`)
    await page.waitForSelector('#matter-page')
  })
})

describe('leave', () => {
  const shanghaiDay = (atMs: number) => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 10)

  /** From today on, over so many days that some of them are worked, whatever the holidays. */
  const today = shanghaiDay(Date.now())
  const inTenDays = shanghaiDay(Date.now() + 10 * 86_400_000)

  test('is asked for without a network, decided by the township with a reason, and shown on the day', async () => {
    const page = await phoneOf(fullTime)
    await go(page, 'today/index')
    await page.tap('#open-leave')
    await page.waitForSelector('#leave:has-text("还没有请过假")')
    await picture(page, 'leave-empty')
    await page.waitForSelector('#leave-substitute option >> nth=1', { state: 'attached' })
    await page.tap('#leave-send')
    await page.waitForSelector('text=请写明理由 >> visible=true')
    await page.fill('#leave-reason', '母亲住院，需要陪护')
    await page.fill('#leave-to', inTenDays)
    const standInName = service.account(partTime).name
    const option = page.locator('#leave-substitute option', { hasText: standInName }).first()
    await page.selectOption('#leave-substitute', (await option.getAttribute('value')) ?? '')
    await context.setOffline(true)
    await page.tap('#leave-send')
    await page.waitForSelector('#leave #status-line:has-text("1 条已保存在手机")')
    await picture(page, 'leave-offline')
    await context.setOffline(false)
    await page.waitForSelector('#leave #status-line:has-text("全部已送达")', { timeout: 30_000 })
    await page.waitForSelector('#leave:has-text("等待决定")')
    await picture(page, 'leave-waiting')
    await context.close()

    context = await desktop(browser)
    const desk = await context.newPage()
    problems = watchProblems(desk)
    await signInAs(desk, service, office, '#wait-leave:has-text("1")')
    await picture(desk, 'office-home-leave')
    await desk.goto(`${service.origin}/office/pages/leave/index`)
    await desk.waitForSelector('#office-leave:has-text("母亲住院，需要陪护")')
    await picture(desk, 'office-leave')
    await desk.click('[id^="approve-"]')
    await desk.fill('#decide-reason', '情况属实，工作已安排')
    await desk.click('#decide-send')
    await desk.waitForSelector('text=没有等待决定的请假 >> visible=true')
    await picture(desk, 'office-leave-empty')
    await desk.click('#leave-tabs >> text=今天请假的')
    await desk.waitForSelector('#office-leave:has-text("母亲住院，需要陪护")')
    await context.close()

    const again = await phoneOf(fullTime)
    await go(again, 'today/index')
    await again.waitForSelector('#leave-away:has-text("您今天在假期里")')
    await picture(again, 'today-leave')
    await again.tap('#open-leave')
    await again.waitForSelector('#leave:has-text("情况属实，工作已安排")')
    await elder(again, true)
    await again.waitForSelector('#leave:has-text("情况属实，工作已安排")')
    await picture(again, 'leave-elder')
    const ask = await caller(service, fullTime)
    const { leaves } = await ask<{ leaves: { from: string; state: string }[] }>('/api/leave/mine')
    expect(leaves).toEqual([expect.objectContaining({ from: today, state: 'approved' })])
  })

  test('is told to the stand-in, who reports for the other grid; residents see him on its card', async () => {
    const away = await caller(service, fullTime)
    const { posts } = await away<{ posts: { scopeCode: string }[] }>('/api/accounts/me')
    const gridCode = posts[0]?.scopeCode ?? ''
    const ask = await caller(service, partTime)
    const page = await phoneOf(partTime)
    await go(page, 'today/index')
    await page.waitForSelector('#stands-in:has-text("您在那里签到也算数")')
    await page.waitForSelector('#inbox-notice')
    expect(await isTooWide(page)).toBe(false)
    await picture(page, 'today-stands-in')
    await page.tap('#open-inbox')
    await page.waitForSelector('#inbox-list:has-text("请您替班")')
    await picture(page, 'inbox-stands-in')
    await page.tap('#inbox-list >> text=请您替班')
    await page.waitForSelector('#leave #stands-in')

    await go(page, 'report/index')
    await chooseItem(page, '4-1')
    await page.waitForSelector('#report-grid')
    await page.tap(`#report-grid-${gridCode}`)
    await page.fill('#report-text', '替班的网格里路灯不亮')
    await picture(page, 'report-stands-in')
    await send(page)
    await page.waitForSelector('#my-reports #status-line:has-text("全部已送达")')
    const [report] = (await reportsOf(ask)).reports
    expect(report).toMatchObject({ gridCode, text: '替班的网格里路灯不亮' })

    await go(page, `card/index?code=${gridCode}`)
    await page.waitForSelector(`#responsible:has-text("${service.account(partTime).name}")`)
    await page.waitForSelector('#stands-in:has-text("今天由他代班")')
    expect(await isTooWide(page)).toBe(false)
    await picture(page, 'card-stands-in')
  })
})

describe('a resident’s first load', () => {
  test('of a grid’s card is at most 150 KB gzipped', async () => {
    const folder = process.env.PAGES_FOLDER
    const files = await (folder ? cardFirstLoad(folder) : cardFirstLoad())
    const bytes = [...files.values()].reduce((sum, one) => sum + one, 0)
    expect(files.size).toBeGreaterThan(2)
    expect(bytes).toBeLessThanOrEqual(150 * 1024)
    expect([...files.keys()].filter((name) => /offline-worker|outbox/.test(name))).toEqual([])
  })
})
