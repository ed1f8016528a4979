import type { OutputOf } from '../../cloud/contract/define'
import type { grid } from '../../cloud/contract/areas'
import type { areas, publicTotals } from '../../cloud/contract/loop-figures'
import type { situation } from '../../cloud/contract/maps'
import type { queue, raise } from '../../cloud/contract/matters'
import type * as z from 'zod/mini'
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
import { type Caller, caller } from './caller'
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/** The map and the loop's figures in a browser, before the real service with the demo county. */
const worker = '社区专职网格员'
const township = '昕水镇平安办'
const county = '县综治中心'

let browser: Browser
let service: RunningService
let context: BrowserContext
let problems: string[] = []
/** Every host a page asked for something. */
let hosts: Set<string>
let gridCode = ''
let gridName = ''
let askOffice: Caller
let month = ''

async function raiseMatters(ask: Caller): Promise<string[]> {
  const { posts } = await ask<{ posts: { scopeCode: string }[] }>('/api/accounts/me')
  gridCode = posts[0]?.scopeCode ?? ''
  const held = await ask<z.infer<typeof grid>>(`/api/areas/grids/${gridCode}`)
  gridName = held.name
  const [place] = held.points
  if (!place) throw new Error('the demo’s grids have points')
  const ids: string[] = []
  for (let index = 0; index < 6; index += 1) {
    const { matterId } = await ask<OutputOf<typeof raise>>('/api/matters/raise', {
      gridCode,
      classCode: 'facility',
      level: index === 0 ? 'urgent' : 'ordinary',
      text: `巷口第 ${index + 1} 盏路灯不亮`,
      position: {
        longitude: place.longitude + index * 0.0001,
        latitude: place.latitude,
        datum: place.datum,
      },
      photoIds: [],
    })
    ids.push(matterId)
  }
  return ids
}

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
  const ask = await caller(service, worker)
  askOffice = await caller(service, township)
  month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
  const matterIds = await raiseMatters(ask)
  await ask('/api/matters/move', {
    matterId: matterIds[5],
    move: 'selfHandle',
    text: '换了灯泡，亮了',
    answers: { injury: false, propertyLoss: false },
    position: null,
  })
})

const townshipCode = () => gridCode.slice(0, 9)
const situationNow = () =>
  askOffice<OutputOf<typeof situation>>(`/api/maps/situation?code=${townshipCode()}&datum=wgs84`)
const figuresOf = (code: string) =>
  askOffice<OutputOf<typeof areas>>(`/api/loop-figures/areas?code=${code}&month=${month}`)

afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

afterEach(async () => {
  await context?.close()
  expect(problems).toEqual([])
  expect([...hosts]).toEqual([new URL(service.origin).host])
})

async function open(make: (browser: Browser) => Promise<BrowserContext>): Promise<Page> {
  context = await make(browser)
  const page = await context.newPage()
  problems = watchProblems(page)
  hosts = new Set()
  page.on('request', (request) => {
    const { host, protocol } = new URL(request.url())
    if (protocol.startsWith('http')) hosts.add(host)
  })
  return page
}

async function signIn(
  label: string,
  make: (browser: Browser) => Promise<BrowserContext>,
): Promise<Page> {
  const page = await open(make)
  await bringSession(page, service, label)
  return page
}

const sizes: [string, (browser: Browser) => Promise<BrowserContext>][] = [
  ['phone', phone],
  ['PC', desktop],
]

describe.each(sizes)('on a %s', (name, make) => {
  test('the map shows outlines and open matters on plain ground, asking no other host', async () => {
    const page = await signIn(township, make)
    await page.goto(`${service.origin}/office/pages/map/index`)
    await page.waitForSelector('#situation-map path')
    expect(await page.locator('#situation-map path').count()).toBeGreaterThan(1)
    const { matters, hotSpots } = await situationNow()
    const marks = page.locator('#situation-map .leaflet-marker-icon[role=button]')
    expect(matters.length).toBeGreaterThanOrEqual(6)
    const groups = page.locator('#situation-map .leaflet-marker-icon[aria-label$="件，点开看"]')
    const labels = () =>
      marks.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
    const counted = async () =>
      (await labels()).reduce((sum, text) => sum + Number(/^(\d+) 件，/.exec(text)?.[1] ?? 1), 0)
    await expect.poll(counted).toBe(matters.length)
    // what would lie on each other stands together, and comes apart nearer by
    expect(await groups.count()).toBeGreaterThan(0)
    await picture(page, `map-${name}`)
    for (let nearer = 0; nearer < 10 && (await groups.count()) > 0; nearer += 1) {
      await groups.first().focus()
      await page.keyboard.press('Enter')
    }
    await expect.poll(() => marks.count()).toBe(matters.length)
    const names = await labels()
    const ours = names.filter((text) => text.includes(gridName) && text.startsWith('道路、水电'))
    expect(ours.length).toBeGreaterThanOrEqual(6)
    expect(await page.textContent('#situation-map')).toContain('© OpenStreetMap contributors')
    expect(hotSpots.length).toBeGreaterThan(0)
    expect(await page.textContent('#map-spots')).toContain(`${hotSpots[0]?.matterCount} 件，多是`)
    // the list says what each is about, not its number alone
    expect(await page.textContent('#map-matters')).toMatch(/巷口第 \d 盏路灯不亮 · \d{6}-/)
    const size = await marks.first().boundingBox()
    expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(44)
    expect(await isTooWide(page)).toBe(false)

    await page.click('#layer-matters')
    expect(await marks.count()).toBe(0)
    await page.click('#layer-matters')
    await expect.poll(() => marks.count()).toBe(matters.length)
    await marks.first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/office\/pages\/matter\/index\?id=/)
  })

  test('the figures go down from the township to the matters of a grid', async () => {
    const page = await signIn(township, make)
    await page.goto(`${service.origin}/office/pages/loop/index`)
    const { figures } = await figuresOf(townshipCode())
    expect(figures.received).toBeGreaterThanOrEqual(6)
    await page.waitForSelector(`#figure-received:has-text("${figures.received}")`)
    expect(await page.textContent('#figure-handled')).toContain(String(figures.handled))
    expect(await page.textContent('#figure-in-time')).toContain(
      `${(figures.inTimePerMille ?? 0) / 10}%`,
    )
    await page.waitForSelector('#chart-loop canvas')
    expect(await isTooWide(page)).toBe(false)
    await picture(page, `loop-${name}`)

    await page.click('#loop-parts-areas')
    const { rows } = await figuresOf(townshipCode())
    const village = rows.find((row) => gridCode.startsWith(row.code))
    const inAreas = (text: string) =>
      page.locator('#loop-areas').getByText(text, { exact: true }).first()
    await inAreas(village?.areaName ?? '').waitFor()
    await picture(page, `loop-areas-${name}`)
    await inAreas(village?.areaName ?? '').click()
    await inAreas(gridName).click()
    await expect.poll(() => page.textContent('#loop-crumbs')).toContain(gridName)
    const ofGrid = (await figuresOf(gridCode)).figures
    const unhandled = ofGrid.received - ofGrid.handled
    await page.click(`#see-unhandled:has-text("${unhandled} 件")`)
    await page.waitForSelector('#drill-month:has-text("还没办理")')
    const lines = page.locator('#matters-list > *')
    await expect.poll(() => lines.count()).toBe(Math.min(50, unhandled))
    expect(await isTooWide(page)).toBe(false)
    await picture(page, `loop-matters-${name}`)
    await page.click('#drill-month')
    await page.waitForSelector('#drill-month', { state: 'detached' })
    await page.selectOption('#state-filter', 'handled')
    await page.waitForSelector(`#matters-list >> text=${gridName}`)
  })

  test('the map leads to the queue of the place it shows', async () => {
    const page = await signIn(township, make)
    await page.goto(`${service.origin}/office/pages/map/index`)
    await page.selectOption('#map-area-village', gridCode.slice(0, 12))
    await page.selectOption('#map-area-grid', gridCode)
    await page.click('#map-open-matters')
    await page.waitForSelector('#matters-list')
    expect(await page.inputValue('#area-filter-grid')).toBe(gridCode)
    const { matters } = await askOffice<OutputOf<typeof queue>>(
      `/api/matters/queue?list=area&open=yes&limit=50&areaCode=${gridCode}`,
    )
    await expect.poll(() => page.locator('#matters-list > *').count()).toBe(matters.length)
    expect(new Set(matters.map((one) => one.gridCode))).toEqual(new Set([gridCode]))
  })

  test('anybody sees the county’s totals, and no small ones', async () => {
    const page = await open(make)
    await page.goto(`${service.origin}/pages/public-loop/index?county=141030`)
    await page.waitForSelector('#public-received')
    const totals = await askOffice<OutputOf<typeof publicTotals>>(
      `/api/public/loop-figures/141030?month=${month}`,
    )
    expect(totals.received).toBeGreaterThanOrEqual(6)
    expect(await page.textContent('#public-received')).toContain(`${totals.received} 件`)
    const handled = totals.handled === null ? '不公开' : `${totals.handled} 件`
    expect(await page.textContent('#public-handled')).toContain(handled)
    expect(await page.textContent('#public-loop')).not.toContain('昕水镇')
    expect(await isTooWide(page)).toBe(false)
    await picture(page, `public-loop-${name}`)
    await page.goto(`${service.origin}/pages/public-loop/index`)
    await page.waitForSelector('text=没有认出是哪个县 >> visible=true')
  })
})

test('a worker has his own grid with what is open in it', async () => {
  const page = await signIn(worker, phone)
  await page.goto(`${service.origin}/pages/my-map/index`)
  await page.waitForSelector(`#my-map-${gridCode} path`)
  const marks = page.locator(`#my-map-${gridCode} .leaflet-marker-icon[role=button]`)
  await expect.poll(() => marks.count()).toBeGreaterThanOrEqual(6)
  expect(await isTooWide(page)).toBe(false)
  await picture(page, 'my-map-phone')
  await page.locator(`#my-map-matters-${gridCode}`).getByText('道路、水电').first().click()
  await page.waitForURL(/\/pages\/matter\/index\?id=/)
})

test('the county compares departments, and takes the table along', async () => {
  const page = await signIn(county, desktop)
  await page.goto(`${service.origin}/office/pages/loop/index`)
  await page.waitForSelector('#loop-bars')
  await page.click('#loop-parts-units')
  await page.waitForSelector('#loop-units')
  await picture(page, 'loop-units-PC')
  expect(await isTooWide(page)).toBe(false)
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save-loop')])
  expect(download.suggestedFilename()).toMatch(/闭环记分板.*\.xlsx/)
})

test('a department is shown itself alone', async () => {
  const page = await signIn('县住建局', phone)
  await page.goto(`${service.origin}/office/pages/loop/index`)
  await page.waitForSelector('#loop-units')
  expect(await page.textContent('#loop-units')).toContain('县住建局')
  expect(await page.locator('#loop-parts-areas').count()).toBe(0)
  await page.locator('#loop-units').getByText('县住建局', { exact: true }).first().click()
  await page.waitForSelector('#drill-unit:has-text("县住建局")')
  await picture(page, 'matters-of-unit-phone')
})
