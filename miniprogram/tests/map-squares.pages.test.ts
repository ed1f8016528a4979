import type * as z from 'zod/mini'
import type { Browser, BrowserContext, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { grid } from '../../cloud/contract/areas'
import type { OutputOf } from '../../cloud/contract/define'
import type { situation } from '../../cloud/contract/maps'
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

/** A map with more open matters than anybody could look at one by one. */
const township = '昕水镇平安办'
const raisedCount = 320
const places = 4

let browser: Browser
let service: RunningService
let townshipCode = ''
let askOffice: Caller

/** Evenly in a few places, a good kilometre from each other. */
async function raiseMany(ask: Caller): Promise<void> {
  const { posts } = await ask<{ posts: { scopeCode: string }[] }>('/api/accounts/me')
  const gridCode = posts[0]?.scopeCode ?? ''
  townshipCode = gridCode.slice(0, 9)
  const { points } = await ask<z.infer<typeof grid>>(`/api/areas/grids/${gridCode}`)
  const [point] = points
  if (!point) throw new Error('the demo’s grids have points')
  const raise = async (index: number) => {
    const { longitude, latitude, datum } = point
    await ask('/api/matters/raise', {
      gridCode,
      classCode: 'facility',
      level: 'ordinary',
      text: `第 ${index + 1} 处路面塌了一块`,
      position: { longitude: longitude + (index % places) * 0.015, latitude, datum },
      photoIds: [],
    })
  }
  for (let first = 0; first < raisedCount; first += 16) {
    await Promise.all(Array.from({ length: 16 }, (_none, offset) => raise(first + offset)))
  }
}

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
  askOffice = await caller(service, township)
  await raiseMany(await caller(service, '社区专职网格员'))
})
afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

const sizes: [string, (browser: Browser) => Promise<BrowserContext>][] = [
  ['phone', phone],
  ['PC', desktop],
]

/** Marks whose middles are closer than a finger is wide. */
async function overlaps(marks: Locator): Promise<string[]> {
  const boxes = await marks.evaluateAll((all) =>
    all.map((one) => {
      const { x, y } = one.getBoundingClientRect()
      return { x, y, label: one.getAttribute('aria-label') ?? '' }
    }),
  )
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter((other) => Math.hypot(one.x - other.x, one.y - other.y) < 16)
      .map((other) => `${one.label} / ${other.label}`),
  )
}

describe.each(sizes)('on a %s', (name, make) => {
  test('squares say how many are open in them, and open to what is there', async () => {
    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await bringSession(page, service, township)
    await page.goto(`${service.origin}/office/pages/map/index`)
    await page.waitForSelector('text=事项太多，先按片显示件数 >> visible=true')
    const path = `/api/maps/situation?code=${townshipCode}&datum=wgs84`
    const { squares } = await askOffice<OutputOf<typeof situation>>(path)
    const total = squares.reduce((sum, one) => sum + one.matterCount, 0)
    expect(total).toBeGreaterThanOrEqual(raisedCount)
    const marks = page.locator('#situation-map .leaflet-marker-icon[role=button]')
    const counted = async () => {
      const labels = await marks.evaluateAll((all) =>
        all.map((one) => one.getAttribute('aria-label') ?? ''),
      )
      return labels.reduce((sum, text) => sum + Number(/(\d+) 件/.exec(text)?.[1] ?? 0), 0)
    }
    await expect.poll(counted).toBe(total)
    await picture(page, `squares-${name}`)
    expect(await isTooWide(page)).toBe(false)

    // no two lie on each other; what stands together comes apart nearer by
    expect(await overlaps(marks)).toEqual([])
    const most = squares.toSorted((one, other) => other.matterCount - one.matterCount)[0]
    const single = page.locator(`[aria-label^="这一片 ${most?.matterCount} 件"]`).first()
    for (let nearer = 0; nearer < 8 && (await single.count()) === 0; nearer += 1) {
      const groups = page.locator('#situation-map .leaflet-marker-icon[aria-label$=" 件，点开看"]')
      const labels = await groups.evaluateAll((all) =>
        all.map((one) => Number.parseInt(one.getAttribute('aria-label') ?? '', 10) || 0),
      )
      await groups.nth(labels.indexOf(Math.max(...labels))).focus()
      await page.keyboard.press('Enter')
    }
    await single.focus()
    await page.keyboard.press('Enter')
    await expect.poll(counted).not.toBe(total)
    await page.waitForSelector('#map-matters:has-text("路面塌了一块")')
    await picture(page, `square-${name}`)
    expect(await isTooWide(page)).toBe(false)
    expect(problems).toEqual([])
    await context.close()
  })
})
