import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputOf } from '../../cloud/contract/define'
import type { view } from '../../cloud/contract/residents-follow'
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

/** What a resident does without an account, before the real service with the demo county. */
const township = '昕水镇平安办'

let browser: Browser
let service: RunningService
let office: Caller
let centre: Caller
let code = ''

/** A picture of 2 × 2 points. */
const photo = {
  name: '现场.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==',
    'base64',
  ),
}

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
  const worker = await caller(service, '社区专职网格员')
  const { posts } = await worker<{ posts: { scopeCode: string }[] }>('/api/accounts/me')
  code = posts[0]?.scopeCode ?? ''
  office = await caller(service, township)
  centre = await caller(service, '县综治中心')
})
afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

/** What can be pressed is large enough for a thumb. */
const smallTargets = (page: Page) =>
  page.evaluate<string[]>(`[...document.querySelectorAll('button, [role=button], [role=radio]')]
    .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44)
    .map((one) => one.id + ' ' + one.textContent)`)

async function write(page: Page, text: string, withPhoto = true): Promise<void> {
  await page.waitForSelector('#raise-grid')
  await page.fill('#raise-text', text)
  if (!withPhoto) return
  const choosing = page.waitForEvent('filechooser')
  await page.click('#raise-photos-add')
  await (await choosing).setFiles(photo)
  await page.waitForSelector('#raise-photos img')
}

/** His matter as it stands while the photo is still on its way. */
async function beforeItsPhoto(route: Route): Promise<void> {
  const answer = await route.fetch()
  const matter = (await answer.json()) as OutputOf<typeof view>
  const photos = matter.photos.map((photo) => ({ ...photo, arrived: false }))
  await route.fulfill({ response: answer, json: { ...matter, photos } })
}

async function bringToVerified(matterId: string): Promise<void> {
  const step = (who: Caller, input: object) => who('/api/matters/move', { matterId, ...input })
  await step(office, { move: 'accept' })
  await step(office, { move: 'dispatch', leadCode: code.slice(0, 9) })
  await step(office, { move: 'handle', text: '换了灯泡' })
  await step(centre, { move: 'verify', text: '灯亮了' })
}

async function matterOf(page: Page): Promise<string> {
  const token = new URL(page.url()).searchParams.get('t') ?? ''
  const address = `${service.origin}/api/public/follow?token=${encodeURIComponent(token)}`
  const { matterId } = (await (await fetch(address)).json()) as { matterId: string }
  return matterId
}

const sizes: [string, (browser: Browser) => Promise<BrowserContext>][] = [
  ['phone', phone],
  ['PC', desktop],
]

describe.each(sizes)('a resident on a %s', (name, make) => {
  test('raises with a photo, follows, says 没解决, evaluates', async () => {
    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await page.goto(`${service.origin}/g/${code}`)
    await page.click('#card-raise')
    await write(page, '村口路灯三天不亮了')
    expect(await page.getAttribute('#raise-kind-facility', 'aria-checked')).toBe('true')
    await page.waitForSelector('text=已记下您现在的位置 >> visible=true')
    await picture(page, `raise-${name}`)
    expect(await isTooWide(page)).toBe(false)
    expect(await smallTargets(page)).toEqual([])
    await page.click('#raise-send')
    await page.waitForSelector('#receipt-number', { timeout: 30_000 })
    const number = (await page.textContent('#receipt-number'))?.trim() ?? ''
    expect(number).toMatch(/^\d{6}-[0-9A-Z]{8}$/)
    await picture(page, `receipt-${name}`)

    await page.route('**/api/public/follow?*', beforeItsPhoto, { times: 1 })
    await page.click('#receipt-follow')
    await page.waitForSelector('#state-words')
    expect(await page.textContent('#standing')).toContain(number)
    expect(await page.textContent('#state-words')).toContain('已收到')
    await page.waitForSelector('#own-photos:has-text("照片还没有传到")')
    await page.waitForSelector('#own-photos img', { timeout: 10_000 })
    await bringToVerified(await matterOf(page))
    await page.reload()
    await page.waitForSelector('#evaluate-satisfied')
    await picture(page, `follow-${name}`)
    expect(await isTooWide(page)).toBe(false)
    await page.click('#not-solved')
    await page.fill('#deed-text', '昨晚又不亮了')
    await page.click('#deed-send')
    await page.waitForSelector('text=已受理，正在安排谁来办 >> visible=true')
    const matterId = await matterOf(page)
    const step = (who: Caller, input: object) => who('/api/matters/move', { matterId, ...input })
    await step(office, { move: 'dispatch', leadCode: code.slice(0, 9) })
    await step(office, { move: 'handle', text: '换了线路' })
    await step(centre, { move: 'verify', text: '连看三晚都亮' })
    await page.reload()
    await page.click('#evaluate-satisfied')
    await page.waitForSelector('text=您的评价：满意 >> visible=true')
    await page.waitForSelector('#state-words:has-text("已办结")')
    await page.click('#erase')
    await page.click('#confirm-yes')
    await page.waitForSelector('text=已清除手机号 >> visible=true')
    await picture(page, `follow-closed-${name}`)
    expect(problems).toEqual([])
    await context.close()
  })

  test('answers the survey, and praises the worker', async () => {
    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await page.goto(`${service.origin}/pages/survey/index?code=${code}`)
    await page.click('#survey-knows-yes')
    await page.click('#survey-rating-satisfied')
    await picture(page, `survey-${name}`)
    await page.click('#survey-send')
    await page.waitForSelector('#survey-done', { timeout: 30_000 })
    await page.goto(`${service.origin}/pages/opinion/index?code=${code}`)
    await page.waitForSelector('#opinion-who')
    await page.locator('#opinion-who [role=radio]').first().click()
    await page.click('#opinion-kind-praise')
    await page.fill('#opinion-text', '半夜帮老人送药')
    await picture(page, `opinion-${name}`)
    expect(await isTooWide(page)).toBe(false)
    await page.click('#opinion-send')
    await page.waitForSelector('#opinion-receipt', { timeout: 30_000 })
    expect(problems).toEqual([])
    await context.close()
  })
})

describe('a resident', () => {
  test('without a network keeps it on the phone, and it arrives once', async () => {
    const context = await phone(browser)
    const page = await context.newPage()
    await page.goto(`${service.origin}/pages/raise/index?code=${code}`)
    await write(page, '断网时写下的一件事', false)
    await context.setOffline(true)
    await page.click('#raise-send')
    await page.waitForSelector('#kept')
    await page.close()
    await context.setOffline(false)
    const later = await context.newPage()
    await later.goto(`${service.origin}/pages/raise/index?code=${code}`)
    await later.waitForSelector('#my-receipts:has-text("断网时写下的一件事")', { timeout: 30_000 })
    const find = () =>
      office<{ matters: unknown[] }>(
        `/api/matters/search?words=${encodeURIComponent('断网时写下')}`,
      )
    await expect.poll(async () => (await find()).matters.length, { timeout: 20_000 }).toBe(1)
    await context.close()
  })

  test('in danger is shown whom to call before anything else', async () => {
    const context = await phone(browser)
    const page = await context.newPage()
    await page.goto(`${service.origin}/pages/raise/index?code=${code}`)
    await write(page, '楼下着火了，有人受伤', false)
    await page.waitForSelector('#call-119')
    expect(await page.locator('#call-120').count()).toBe(1)
    await picture(page, 'raise-danger-phone')
    await context.close()
  })

  test('is found by where he stands, and is told when a link is wrong', async () => {
    const context = await phone(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await page.goto(`${service.origin}/pages/raise/index`)
    await page.waitForSelector('#find-grid')
    await page.goto(`${service.origin}/pages/follow/index?t=forged`)
    await page.waitForSelector('text=这个链接打不开 >> visible=true')
    await page.goto(`${service.origin}/pages/opinion/index?b=forged`)
    await page.waitForSelector('text=二维码 >> visible=true')
    expect(problems).toEqual([])
    await context.close()
  })
})

describe.each(sizes)('the office on a %s', (name, make) => {
  test('reads what is said of its workers, and the rates', async () => {
    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await bringSession(page, service, township)
    await page.goto(`${service.origin}/office/pages/opinions/index`)
    await page.waitForSelector('text=半夜帮老人送药 >> visible=true')
    await picture(page, `office-opinions-${name}`)
    expect(await isTooWide(page)).toBe(false)
    await page.click('#opinions-tabs-survey')
    await page.waitForSelector('#survey-table')
    expect(await page.textContent('#survey-table')).toContain('样本不足')
    await picture(page, `office-survey-${name}`)
    expect(problems).toEqual([])
    await context.close()
  })
})
