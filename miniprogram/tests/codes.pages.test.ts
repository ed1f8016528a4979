import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { overview, print } from '../../cloud/contract/codes'
import type { OutputOf } from '../../cloud/contract/define'
import { newId } from '../../cloud/platform/ids'
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

/** Codes from the office's printer to whoever scans them, before the real service with the demo county. */
const office = '昕水镇平安办'

let browser: Browser
let service: RunningService
let context: BrowserContext
let problems: string[] = []
let token = ''
let villageCode = ''

async function ask<Answer>(path: string, body?: Record<string, unknown>): Promise<Answer> {
  const response = await fetch(service.origin + path, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: body ? JSON.stringify({ commandId: newId(), ...body }) : undefined,
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
  return answer as Answer
}

const village = () => ask<OutputOf<typeof overview>>(`/api/codes/overview?placeCode=${villageCode}`)

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
  const { signInName, password } = service.account(office)
  const signIn = { signInName, password, deviceName: 'test' }
  token = (await ask<{ token: string }>('/api/accounts/sign-in', signIn)).token
  const worker = service.account('社区专职网格员')
  const signedIn = await ask<{ me: { posts: { scopeCode: string }[] } }>('/api/accounts/sign-in', {
    signInName: worker.signInName,
    password: worker.password,
    deviceName: 'test',
  })
  villageCode = signedIn.me.posts[0]?.scopeCode.slice(0, 12) ?? ''
})

afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

afterEach(async () => {
  await context?.close()
  expect(problems).toEqual([])
})

async function opened(make: (browser: Browser) => Promise<BrowserContext>): Promise<Page> {
  context = await make(browser)
  const page = await context.newPage()
  problems = watchProblems(page)
  return page
}

async function signedIn(make: (browser: Browser) => Promise<BrowserContext>): Promise<Page> {
  const page = await opened(make)
  await bringSession(page, service, office)
  await page.goto(`${service.origin}/office/pages/cards/index`)
  await page.waitForSelector('#print')
  await page.selectOption('#cards-area-village', villageCode)
  await page.waitForSelector('#codes')
  return page
}

/** Opens the prepared PDF as the person does, and gives its bytes. */
async function openedPdf(page: Page, button: string): Promise<Buffer> {
  // by what is asked for: a browser without a viewer of its own saves it instead of showing it
  const [asked] = await Promise.all([
    context.waitForEvent('request', (request) => request.url().includes('/sheet')),
    page.click(button),
  ])
  const answer = await fetch(asked.url())
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  for (const tab of context.pages()) if (tab !== page) await tab.close()
  return Buffer.from(await answer.arrayBuffer())
}

const sizes: [string, (browser: Browser) => Promise<BrowserContext>][] = [
  ['phone', phone],
  ['PC', desktop],
]

describe.each(sizes)("the office's codes on a %s", (name, make) => {
  test('are printed for a village, and one of them again, and ended with a reason', async () => {
    const page = await signedIn(make)
    await page.click('#print')
    await page.waitForSelector('#prepared-open:not([disabled])')
    expect(await page.textContent('#prepared')).toMatch(/备好了：\d+ 个网格，\d+ 张联系卡/)
    await picture(page, `codes-office-${name}`)
    expect((await openedPdf(page, '#prepared-open')).subarray(0, 5).toString()).toBe('%PDF-')

    const { grids } = await village()
    const grid = grids[0]
    expect(grid?.code).not.toBeNull()
    await page.click(`#grid-${grid?.gridCode}`)
    await page.waitForSelector('#code-posters')
    await picture(page, `codes-sheet-${name}`, { fullPage: false })
    await page.click('#code-posters')
    await page.waitForSelector('#code-prepared-open:not([disabled])')
    const [saved] = await Promise.all([page.waitForEvent('download'), page.click('#code-qr')])
    expect(saved.suggestedFilename()).toMatch(/^二维码_.*\.png$/)
    const [drawn] = await Promise.all([page.waitForEvent('download'), page.click('#code-wechat')])
    expect(drawn.suggestedFilename()).toMatch(/^小程序码_.*\.png$/)

    await page.click('#code-revoke')
    await page.fill('#revoke-reason', '贴的地方拆了')
    await page.click('#revoke-send')
    await page.waitForSelector('text=还没有印过 >> visible=true')
    const after = await village()
    expect(after.grids[0]?.code).toBeNull()
    expect(after.revoked[0]).toMatchObject({ serial: grid?.code?.serial, reason: '贴的地方拆了' })
    expect(await isTooWide(page)).toBe(false)
  })

  test('note which household was given which card', async () => {
    const page = await signedIn(make)
    await page.click('#print')
    await page.waitForSelector('#prepared')
    const grid = (await village()).grids[0]
    await page.click(`#grid-${grid?.gridCode}`)
    await page.click('#code-register')
    await page.waitForSelector('#card-number')
    await page.fill('#card-number', String(grid?.cardsNumbered))
    const household = `3 号楼 2 单元（${name}）`
    await page.fill('#card-household', household)
    await page.click('#card-send')
    await page.waitForSelector(`#register >> text=${household}`)
    await picture(page, `codes-register-${name}`, { fullPage: false })
    expect((await village()).grids[0]?.cardsHandedOut).toBe((grid?.cardsHandedOut ?? 0) + 1)
  })
})

/** The printed address, at the port that this service was given. */
const hereOf = (address: string | undefined) =>
  service.origin + new URL(address ?? 'http://none/').pathname

async function printedBadge(): Promise<{ serial: number; address: string; name: string }> {
  const [first] = (await village()).workers
  const input = { what: 'badges', placeCode: villageCode, accountId: first?.accountId }
  const { serial } = await ask<OutputOf<typeof print>>('/api/codes/print', input)
  const [worker] = (await village()).workers
  return { serial, address: hereOf(worker?.code?.address), name: worker?.name ?? '' }
}

describe.each(sizes)('what a scanned code opens on a %s', (name, make) => {
  test('says that the wearer of a badge serves today, and after it was ended that it is void', async () => {
    const { serial, address, name: worker } = await printedBadge()
    const page = await opened(make)
    await page.goto(address)
    await page.waitForSelector('#badge-inService')
    const text = await page.textContent('#badge')
    expect(text).toContain('是在岗网格员')
    expect(text).toContain(worker)
    await picture(page, `badge-${name}`)
    expect(await isTooWide(page)).toBe(false)
    await page.waitForSelector('#badge-opinion')

    await ask('/api/codes/revoke', { serial, reason: '工作牌丢了' })
    await page.reload()
    await page.waitForSelector('#badge-revoked')
    const after = await page.textContent('#badge')
    expect(after).toContain('已经停用')
    expect(after).not.toContain(worker)
    await picture(page, `badge-revoked-${name}`)
  })

  test('tells a forged badge, and none at all, in plain words', async () => {
    const page = await opened(make)
    await page.goto(`${service.origin}/b/00001zAAAAAAAAAAAA`)
    await page.waitForSelector('text=不是本平台发的 >> visible=true')
    await page.goto(`${service.origin}/pages/badge/index`)
    await page.waitForSelector('text=没有认出是哪张工作牌 >> visible=true')
  })

  test('leads from an ended code of a grid to the card as it is now', async () => {
    const grid = (await village()).grids.at(-1)
    const input = { what: 'posters', placeCode: grid?.gridCode }
    const { serial } = await ask<OutputOf<typeof print>>('/api/codes/print', input)
    const printed = (await village()).grids.at(-1)?.code
    const page = await opened(make)
    await page.goto(hereOf(printed?.address))
    await page.waitForSelector('text=急事请先打 >> visible=true')
    expect(await page.textContent('#grid-card')).toContain(grid?.gridName)
    expect(await page.textContent('#card-signed')).toContain('现行的码')
    await ask('/api/codes/revoke', { serial, reason: '被人冒贴' })
    // somebody who scans it now: a phone that just saw the card keeps that copy for a moment
    const later = await opened(make)
    await later.goto(hereOf(printed?.address))
    await later.waitForSelector('text=这个二维码已经停用 >> visible=true')
    expect(await later.textContent('#grid-card')).toContain('公示栏')
    await picture(later, `card-revoked-${name}`)
    await later.click('#card-now')
    await later.waitForSelector('text=急事请先打 >> visible=true')
  })
})
