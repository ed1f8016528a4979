import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { monthCalendar } from '../../cloud/contract/check-ins'
import type { OutputOf } from '../../cloud/contract/define'
import type { mine as myLeave } from '../../cloud/contract/leave'
import type { detail, mine as myMatters } from '../../cloud/contract/matters'
import { closeContexts, isTooWide, launchBrowser, phone, picture, watchProblems } from './browser'
import { type Caller, caller } from './caller'
import { photoFile } from './photo-file'
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/** What was refused is opened again in its own form, mended, and arrives once. */
const fullTime = '社区专职网格员'
const office = '昕水镇平安办'
/** The service refuses such a character, the form does not look for it. */
const wrong = '\u0001'

let browser: Browser
let service: RunningService
let context: BrowserContext
let ask: Caller
let problems: string[] = []

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
  ask = await caller(service, fullTime)
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

async function workerPhone(): Promise<Page> {
  context = await phone(browser)
  const page = await context.newPage()
  problems = watchProblems(page)
  await bringSession(page, service, fullTime)
  return page
}

async function addPhoto(page: Page, uploader: string) {
  const chooser = page.waitForEvent('filechooser')
  await page.tap(`#${uploader}-add`)
  await (await chooser).setFiles([await photoFile('a.jpg')])
}

/** From the outbox, where exactly one item was refused, into its form. */
async function openMending(page: Page, name: string) {
  await go(page, 'outbox/index')
  await page.waitForSelector('text=没有被接受 >> visible=true')
  expect(await isTooWide(page)).toBe(false)
  await picture(page, `outbox-${name}`)
  expect(await page.locator('[id^="mend-"]').count()).toBe(1)
  await page.tap('[id^="mend-"]')
}

/** What was changed in a mending form is there again when the page is loaded anew. */
async function expectKeptOver(page: Page, field: string, text: string) {
  await page.reload()
  await page.waitForSelector(`#${field}`)
  await expect.poll(() => page.inputValue(`#${field}`)).toBe(text)
}

async function expectNothingLeft(page: Page) {
  await go(page, 'outbox/index')
  await page.waitForSelector('text=没有等待发送的内容 >> visible=true')
}

const drawn = (page: Page, uploader: string) =>
  page.evaluate<number>(
    `[...document.querySelectorAll('#${uploader} img')].filter((one) => one.naturalWidth > 0).length`,
  )

test('a refused matter is mended with its photo and a new one, after a reload, and raised once', async () => {
  const raised = () => ask<OutputOf<typeof myMatters>>('/api/matters/mine?limit=200')
  const before = (await raised()).matters.length
  const page = await workerPhone()
  await go(page, 'matter-raise/index')
  await page.tap('#raise-class-managementGap')
  await page.fill('#raise-text', `河滩${wrong}没有人管`)
  await page.fill('#raise-place', '向阳社区东边')
  await addPhoto(page, 'raise-photos')
  await page.waitForSelector('#raise-photos-remove-0')
  await page.tap('#raise-send')
  await page.waitForSelector('#status-line:has-text("没有被接受")')
  // what is written meanwhile of another matter stays where it is
  await go(page, 'matter-raise/index')
  await page.fill('#raise-text', '另一件还没写完的事')

  await openMending(page, 'raise')
  await page.waitForSelector('#raise-mends:has-text("不能识别的字符")')
  await page.reload()
  await page.waitForSelector('#raise-mends')
  expect(await page.inputValue('#raise-place')).toBe('向阳社区东边')
  await expect.poll(() => drawn(page, 'raise-photos')).toBe(1)
  await page.fill('#raise-text', '河滩上倒垃圾没有人管')
  await addPhoto(page, 'raise-photos')
  await page.waitForSelector('#raise-photos-remove-1')
  await expectKeptOver(page, 'raise-text', '河滩上倒垃圾没有人管')
  await expect.poll(() => drawn(page, 'raise-photos')).toBe(2)
  expect(await isTooWide(page)).toBe(false)
  await picture(page, 'raise-mend')
  await page.tap('#raise-send')
  await page.waitForSelector('#status-line:has-text("全部已送达")')

  const { matters } = await raised()
  expect(matters.length).toBe(before + 1)
  const matter = await ask<OutputOf<typeof detail>>(`/api/matters/detail/${matters[0]?.id}`)
  expect(JSON.stringify(matter)).toContain('河滩上倒垃圾没有人管')
  await expectNothingLeft(page)
  await go(page, 'matter-raise/index')
  await page.waitForSelector('#raise-text')
  expect(await page.inputValue('#raise-text')).toBe('另一件还没写完的事')
  // nothing of what was mended is left on the phone
  const kept = await page.evaluate<string[]>(
    `Object.keys(localStorage).filter((key) => key.includes(':drafts:mend-'))`,
  )
  expect(kept).toEqual([])
})

test('a refused leave is mended and asked for once', async () => {
  const leaves = async () => (await ask<OutputOf<typeof myLeave>>('/api/leave/mine')).leaves
  const before = (await leaves()).length
  const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
  const page = await workerPhone()
  await go(page, 'leave/index')
  await page.fill('#leave-to', inTenDays)
  await page.fill('#leave-reason', `老人${wrong}住院`)
  await page.tap('#leave-send')
  await page.waitForSelector('#status-line:has-text("没有被接受")')
  await openMending(page, 'leave')
  await page.waitForSelector('#leave-mends:has-text("不能识别的字符")')
  expect(await page.inputValue('#leave-to')).toBe(inTenDays)
  expect(await isTooWide(page)).toBe(false)
  await picture(page, 'leave-mend')
  await page.fill('#leave-reason', '老人住院，要陪护')
  await expectKeptOver(page, 'leave-reason', '老人住院，要陪护')
  await page.tap('#leave-send')
  await page.waitForSelector('#status-line:has-text("全部已送达")')
  await page.waitForSelector('#leave:has-text("等待决定")')
  expect(await page.locator('#leave-mends').count()).toBe(0)
  const after = await leaves()
  expect(after.length).toBe(before + 1)
  expect(after[0]).toMatchObject({ reason: '老人住院，要陪护', to: inTenDays })
  await expectNothingLeft(page)
})

test('a missed day asked for without a network is told, refused, mended, and asked for once', async () => {
  const shanghaiNow = new Date(Date.now() + 8 * 3_600_000).toISOString()
  const [month, today] = [shanghaiNow.slice(0, 7), shanghaiNow.slice(0, 10)]
  const calendar = () => ask<OutputOf<typeof monthCalendar>>(`/api/check-ins/month?month=${month}`)
  const taken = new Set(
    (await calendar()).days
      .filter((one) => one.counted || one.correction || one.checkIns.length > 0)
      .map((one) => one.day),
  )
  const missed = Array.from(
    { length: 30 },
    (_none, index) => `${month}-${String(index + 1).padStart(2, '0')}`,
  ).find((day) => day < today && !taken.has(day))
  // on the first days of a month nothing can have been missed
  if (!missed) return
  const page = await workerPhone()
  await go(page, 'check-ins/index')
  await page.tap(`#day-${missed}`)
  await page.fill('#correction-reason', `在山上${wrong}巡护`)
  await context.setOffline(true)
  await page.tap('#correction-send')
  await page.waitForSelector('#correction-kept')
  expect(await page.locator('#correction-send').count()).toBe(0)
  await picture(page, 'correction-offline')
  await context.setOffline(false)
  await page.waitForSelector('#correction-refused', { timeout: 30_000 })
  await openMending(page, 'correction')
  await page.waitForSelector('#correction-mends:has-text("不能识别的字符")')
  expect(await isTooWide(page)).toBe(false)
  await picture(page, 'correction-mend')
  await page.fill('#correction-reason', '在山上巡护，手机没有电')
  await expectKeptOver(page, 'correction-reason', '在山上巡护，手机没有电')
  await page.tap('#correction-send')
  await page.waitForSelector('text=补签申请：等待决定 >> visible=true')
  const asked = (await calendar()).days.find((one) => one.day === missed)?.correction
  expect(asked).toMatchObject({ state: 'waiting', reason: '在山上巡护，手机没有电' })
  await expectNothingLeft(page)
})

test('a refused step of a matter is mended with its photo and made once', async () => {
  const atOffice = await caller(service, office)
  const { posts } = await ask<{ posts: { scopeCode: string }[] }>('/api/accounts/me')
  const { matterId } = await ask<{ matterId: string }>('/api/matters/raise', {
    classCode: 'managementGap',
    level: 'ordinary',
    text: '桥头护栏松动，没有人修',
    position: null,
    photoIds: [],
  })
  await atOffice('/api/matters/move', { matterId, move: 'accept' })
  const toGrid = { leadCode: posts[0]?.scopeCode, coCodes: [] }
  await atOffice('/api/matters/move', { matterId, move: 'dispatch', ...toGrid })
  const page = await workerPhone()
  await go(page, `matter/index?id=${matterId}`)
  await page.tap('#move-handle')
  await page.fill('#move-text', `已经${wrong}修好`)
  await addPhoto(page, 'move-photos')
  await page.waitForSelector('#move-photos-remove-0')
  await page.tap('#move-send')
  await page.waitForSelector('#status-line:has-text("没有被接受")')
  await openMending(page, 'move')
  await page.waitForSelector('#move-mends:has-text("不能识别的字符")')
  await expect.poll(() => drawn(page, 'move-photos')).toBe(1)
  expect(await isTooWide(page)).toBe(false)
  await picture(page, 'move-mend', { fullPage: false })
  await page.fill('#move-text', '护栏已经焊牢')
  await addPhoto(page, 'move-photos')
  await page.waitForSelector('#move-photos-remove-1')
  await expectKeptOver(page, 'move-text', '护栏已经焊牢')
  await expect.poll(() => drawn(page, 'move-photos')).toBe(2)
  await page.tap('#move-send')
  await page.waitForSelector('#status-line:has-text("全部已送达")')
  const { timeline } = await ask<OutputOf<typeof detail>>(`/api/matters/detail/${matterId}`)
  const handled = timeline.filter(({ move }) => move === 'handle')
  expect(handled).toMatchObject([
    { text: '护栏已经焊牢', photos: [{ arrived: true }, { arrived: true }] },
  ])
  await expectNothingLeft(page)
})
