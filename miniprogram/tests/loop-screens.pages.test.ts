import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputOf } from '../../cloud/contract/define'
import type { raise } from '../../cloud/contract/matters'
import { closeContexts, desktop, launchBrowser, phone, picture, watchProblems } from './browser'
import { type Caller, caller } from './caller'
import { type RunningService, startDemoService } from './service'
import { signInAs } from './sign-in'

/**
 * The loop's screens at both widths, in 关怀模式 and without a network: none wider than its
 * window, nothing too small to be pressed, no code and no English where people read.
 */
const people = {
  worker: '社区专职网格员',
  office: '昕水镇平安办',
  centre: '县综治中心',
  department: '昕水镇综合执法队',
}
type Who = keyof typeof people
type Make = (browser: Browser) => Promise<BrowserContext>

let browser: Browser
let service: RunningService
let gridCode = ''
let matterId = ''
const contexts = new Map<string, BrowserContext>()
const problems: string[][] = []

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
  const worker = await caller(service, people.worker)
  const { posts } = await worker<{ posts: { scopeCode: string }[] }>('/api/accounts/me')
  gridCode = posts[0]?.scopeCode ?? ''
  matterId = await aMatter(worker)
})

afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

/** One that has been given to a unit, with a co-handler and a word in the thread. */
async function aMatter(worker: Caller): Promise<string> {
  const office = await caller(service, people.office)
  const made = await worker<OutputOf<typeof raise>>('/api/matters/raise', {
    classCode: 'facility',
    level: 'urgent',
    text: '文化广场东边的井盖丢了，天黑以后很危险，请尽快盖上',
    placeText: '文化广场东门往北三十米',
    position: { longitude: 110.7529, latitude: 36.4653, datum: 'wgs84', accuracyMeters: 12 },
    photoIds: [],
  })
  const move = (input: object) => office('/api/matters/move', { matterId: made.matterId, ...input })
  await move({ move: 'accept' })
  await move({ move: 'dispatch', leadCode: '141030100-03', coCodes: [gridCode] })
  await move({ move: 'urge', text: '今天天黑以前先围起来' })
  return made.matterId
}

async function contextOf(who: Who | 'nobody', name: string, make: Make): Promise<BrowserContext> {
  const known = contexts.get(`${who} ${name}`)
  if (known) return known
  const context = await make(browser)
  contexts.set(`${who} ${name}`, context)
  if (who === 'nobody') return context
  const page = await context.newPage()
  await signInAs(page, service, people[who], who === 'worker' ? '#today' : '#office-home')
  await page.close()
  return context
}

/** As tall as what it shows: pages scroll inside the window, and a picture has what is in it. */
async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const { width = 0 } = page.viewportSize() ?? {}
  await page.setViewportSize({ width, height: 2000 })
  return page
}

interface Screen {
  name: string
  who: Who | 'nobody'
  path: () => string
  /** What is there once the page has opened. */
  until: string
  /** Pressed one after the other, each shown. */
  tabs?: readonly string[]
}

const at = (name: string, who: Screen['who'], path: string, until: string, tabs?: string[]) => ({
  name,
  who,
  path: () => path.replace('GRID', gridCode).replace('MATTER', matterId),
  until,
  tabs: tabs ?? [],
})

const screens: Screen[] = [
  at('today', 'worker', '/pages/today/index', '#today'),
  at('my-matters', 'worker', '/pages/matters/index', '#matters-tabs', ['#matters-tabs-found']),
  at('my-matter', 'worker', '/pages/matter/index?id=MATTER', '#matter-facts'),
  at('matter-raise', 'worker', '/pages/matter-raise/index', '#raise-send'),
  at('badge-wrong', 'worker', '/pages/badge/index', 'text=没有认出'),
  at('card', 'nobody', '/pages/card/index?code=GRID', '#card-raise'),
  at('raise', 'nobody', '/pages/raise/index?code=GRID', '#raise-send'),
  at('public-loop', 'nobody', '/pages/public-loop/index?county=141030', '#public-received'),
  at('matters', 'office', '/office/pages/matters/index', '#matters-list', ['#lists-area']),
  at('matter', 'office', '/office/pages/matter/index?id=MATTER', '#matter-facts'),
  at('loop', 'office', '/office/pages/loop/index', '#figure-matters', [
    '#loop-parts-areas',
    '#loop-parts-units',
  ]),
  at('opinions', 'office', '/office/pages/opinions/index', '#opinions-tabs', [
    '#opinions-tabs-survey',
  ]),
  at('routing', 'office', '/office/pages/routing/index', '#routing-tabs', ['#routing-tabs-units']),
  at('centre-loop', 'centre', '/office/pages/loop/index', '#figure-matters', ['#loop-parts-units']),
  at('department-matters', 'department', '/office/pages/matters/index', '#matters-list', [
    '#lists-area',
  ]),
  at('department-matter', 'department', '/office/pages/matter/index?id=MATTER', '#matter-facts'),
  at('department-loop', 'department', '/office/pages/loop/index', '#loop-units'),
]

/** What is wrong with what is on the screen. */
const faultsOf = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const faults = []
    for (const root of [document.documentElement, ...document.querySelectorAll('.taro_page')]) {
      if (root.scrollWidth <= root.clientWidth) continue
      const wide = [...document.querySelectorAll('body *')].filter((one) =>
        one.getBoundingClientRect().right > root.clientWidth + 1 && !one.closest('[class*=scroll],[class*=wrap],.leaflet-container'))
      faults.push('wider by ' + (root.scrollWidth - root.clientWidth) + ': ' + wide.slice(0, 3).map((one) => one.className).join(' | '))
    }
    for (const one of document.querySelectorAll('button, [role=button], [role=link], [role=radio], [role=checkbox], [role=tab]')) {
      const box = one.getBoundingClientRect()
      if (!one.offsetParent || one.closest('.leaflet-container, table')) continue
      if (box.height > 0 && box.height < 43.5) faults.push('small ' + Math.round(box.height) + ': ' + (one.id || one.textContent))
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent.offsetParent || parent.closest('.leaflet-control-attribution, script, style, svg, code, [data-said]')) continue
      const text = node.textContent.trim()
      if (!text) continue
      if (/[a-z]{4,}/.test(text) && !/https?:|@|xlsx|webhook|OpenStreetMap/i.test(text)) faults.push('English: ' + text.slice(0, 60))
      if (/\\b\\d{9}(\\d{3})?\\b|\\d{12}[A-Z]\\d{3}|[0-9a-f]{8}-[0-9a-f]{4}|undefined|NaN|\\[object/.test(text)) faults.push('code: ' + text.slice(0, 60))
      if (parseFloat(getComputedStyle(parent).fontSize) < 15.5) faults.push('tiny ' + getComputedStyle(parent).fontSize + ': ' + text.slice(0, 30))
    }
    return [...new Set(faults)]
  })()`)

const sizes: [string, Make][] = [
  ['phone', phone],
  ['PC', desktop],
]

describe.each(sizes)('on a %s', (width, make) => {
  test.each(screens)('$name of $who', async ({ name, who, path, until, tabs = [] }) => {
    const page = await newPage(await contextOf(who, width, make))
    const said = watchProblems(page)
    problems.push(said)
    await page.goto(service.origin + path())
    await page.waitForSelector(until)
    await page.waitForLoadState('networkidle')
    await picture(page, `screen-${name}-${width}`)
    const faults = await faultsOf(page)
    for (const [index, tab] of tabs.entries()) {
      await page.click(tab)
      await page.waitForLoadState('networkidle')
      await picture(page, `screen-${name}-${index + 1}-${width}`)
      faults.push(...(await faultsOf(page)))
    }
    await page.close()
    expect(faults).toEqual([])
    expect(said).toEqual([])
  })
})

describe('in 关怀模式', () => {
  const shown = screens.filter(({ name }) =>
    ['today', 'my-matters', 'my-matter', 'matter-raise', 'raise', 'card', 'matters'].includes(name),
  )
  test.each(shown)('$name of $who', async ({ name, who, path, until }) => {
    const page = await newPage(await contextOf(who, 'phone', phone))
    await page.addInitScript(
      `localStorage.setItem('mingge:preferences', JSON.stringify({ elder: true }))`,
    )
    await page.goto(service.origin + path())
    await page.waitForSelector(until)
    await page.waitForLoadState('networkidle')
    await picture(page, `elder-${name}`)
    const faults = await faultsOf(page)
    await page.evaluate(`localStorage.removeItem('mingge:preferences')`)
    await page.close()
    expect(faults).toEqual([])
  })
})

describe('where nothing can be shown', () => {
  // what was seen before is shown again from the phone: these were not
  const asked = ['matters', 'loop', 'routing', 'opinions']
  test.each(screens.filter(({ name }) => asked.includes(name)))(
    '$name says why, and what to do',
    async ({ name, who, path }) => {
      const page = await newPage(await contextOf(who, 'phone', phone))
      await page.route('**/api/**', (route) =>
        route.request().url().includes('/accounts/')
          ? route.continue()
          : route.fulfill({
              status: 500,
              contentType: 'application/json',
              body: '{"error":{"code":"internal","message":"服务出了点问题，请稍后再试","requestId":"x"}}',
            }),
      )
      await page.goto(service.origin + path())
      await page.waitForSelector('text=/请稍后再试|再试一次|没有打开/ >> visible=true')
      await picture(page, `failed-${name}`)
      await page.close()
    },
  )
})
