import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { OutputOf } from '../../cloud/contract/define'
import type { sheet } from '../../cloud/contract/recorded-facts'
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
import { publish } from './publish'
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/** Facts that people record, and elections with their notices, before the real service. */
const office = '昕水镇平安办'
const villageHead = '村（社区）负责人'
const townshipCode = '141030100'
const regulation = 'grid-standard'
const thisMonth = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
const lastMonth = new Date(Date.parse(`${thisMonth}-01`) - 1).toISOString().slice(0, 7)
const sheetPath = `/api/recorded-facts/sheet?townshipCode=${townshipCode}&month=${lastMonth}`

let browser: Browser
let service: RunningService
const contexts: BrowserContext[] = []
const problems: string[][] = []
let asOffice: Caller

const published = (content: object) =>
  publish(service, { regulation, firstMonth: lastMonth }, content)

type Make = typeof desktop

async function signIn(label: string, make: Make): Promise<Page> {
  const context = await make(browser)
  contexts.push(context)
  const page = await context.newPage()
  problems.push(watchProblems(page))
  await bringSession(page, service, label)
  return page
}

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
  asOffice = await caller(service, office)
  await published({ kind: 'binding', areaCode: townshipCode, title: null })
  const weights = { 'weight.online': 60, 'weight.offline': 40 }
  const marks = { 'gradeMark.excellent': 90, 'gradeMark.qualified': 75, 'gradeMark.basic': 60 }
  const values = Object.entries({ ...weights, ...marks }).map(([name, value]) => ({ name, value }))
  await published({ kind: 'values', values })
})
afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
  expect(problems.splice(0).flat()).toEqual([])
})

describe('facts that people record', () => {
  test('are offered with every regulation of the build', async () => {
    const page = await signIn('县委政法委', desktop)
    await page.goto(`${service.origin}/office/pages/regulation/index`)
    await page.click('#regulation-parts-bindings')
    for (const id of ['lijin', regulation]) {
      await page.waitForSelector(`#pack-${id}`)
      expect(await page.textContent(`#pack-${id}`)).toContain('可以用来按月计算')
    }
    await picture(page, 'recorded-packs-pc')
  })

  test('are recorded of one person on a phone, with what they rest on', async () => {
    const page = await signIn(office, phone)
    await page.goto(`${service.origin}/office/pages/closing/index`)
    await page.waitForSelector('#facts-table')
    expect(await page.textContent('#month-needs')).toContain('没有登记线上考核得分、线下考核得分')
    expect(await isTooWide(page)).toBe(false)
    await picture(page, 'recorded-facts-phone')
    await page.locator('#facts-table').getByText('没有登记').first().click()
    await page.fill('#fact-onlineHundredths', '9x')
    await page.fill('#fact-evidence', '线上考核表')
    expect(await page.textContent('#fact-form')).toContain('最多两位小数')
    await page.fill('#fact-onlineHundredths', '95.45')
    await page.fill('#fact-offlineHundredths', '80')
    await picture(page, 'recorded-form-phone')
    await page.click('#fact-form-send')
    await page.waitForSelector('#fact-form', { state: 'detached' })
    await expect.poll(() => page.textContent('#facts-table')).toContain('95.45')
  })

  test('come by a table, whole or not at all, and the month then gives grades and no pay', async () => {
    const page = await signIn(office, desktop)
    await page.goto(`${service.origin}/office/pages/closing/index`)
    await page.waitForSelector('#facts-table')
    const { rows } = await asOffice<OutputOf<typeof sheet>>(sheetPath)
    const lines = rows.map((row) => `${row.gridCode},${row.workerName},90,80`)
    const choose = async (table: string[]) => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.click('#facts-choose'),
      ])
      const text = ['网格编码,姓名,线上考核得分,线下考核得分', ...table].join('\n')
      await chooser.setFiles({ name: '得分.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    }
    await page.fill('#facts-evidence', '考核汇总')
    await choose([...lines, '141030100001A999,没有的人,90,101'])
    await page.waitForSelector('#facts-bad')
    expect(await page.textContent('#problems-table')).toContain('没有这名在岗网格员')
    await picture(page, 'recorded-bad-pc')
    await choose(lines)
    await page.click('#facts-take')
    await page.waitForSelector('#facts-taken')
    await page.waitForSelector('#needs-ready')
    await picture(page, 'recorded-facts-pc')
    await page.click('#compute')
    const table = () => page.textContent('#statements-table')
    await expect.poll(table, { timeout: 30_000 }).toContain('综合得分')
    await picture(page, 'recorded-closed-pc')
  })
})

describe('elections and their notices', () => {
  const path = '/office/pages/discipline/index?tab=elections'

  test('say that there are none yet, and what to do', async () => {
    const page = await signIn(office, desktop)
    await page.goto(service.origin + path)
    await page.waitForSelector('text=还没有登记过推选 >> visible=true')
    await picture(page, 'elections-empty-pc')
  })

  test('are recorded by the village on a phone, which hangs out its notice', async () => {
    const page = await signIn(villageHead, phone)
    await page.goto(service.origin + path)
    await page.click('#record-election')
    await page.locator('#election-area-grid').selectOption({ index: 1 })
    await page.fill('#election-present', '50')
    await page.fill('#candidate-name-0', '试选甲')
    await page.fill('#candidate-votes-0', '51')
    expect(await page.textContent('#election-form')).toContain('应为 0 到到会人数的整数')
    await page.fill('#candidate-votes-0', '31')
    await page.click('#candidate-add')
    await page.fill('#candidate-name-1', '试选乙')
    await page.fill('#candidate-votes-1', '19')
    await picture(page, 'elections-form-phone')
    await page.click('#election-form-send')
    await page.waitForSelector('#election-form', { state: 'detached' })
    await page.waitForSelector('text=拟聘：试选甲 >> visible=true')
    await page.click('[id^="step-postVillageNotice-"]')
    await page.fill('#step-text', '初审合格，公示贴在村委会')
    await page.click('#step-form-send')
    await page.waitForSelector('#step-form', { state: 'detached' })
    await page.waitForSelector('text=村里公示中 >> visible=true')
    expect(await page.textContent('[id^="election-"]')).toContain('满期的第二天起')
    expect(await isTooWide(page)).toBe(false)
    await picture(page, 'elections-phone')
  })

  test('show the county where the notice stands; what fails can be tried again', async () => {
    const page = await signIn('县综治中心', desktop)
    await page.route('**/api/elections/list**', (route) => route.abort())
    await page.goto(service.origin + path)
    await page.waitForSelector('text=再试一次 >> visible=true')
    await picture(page, 'elections-failed-pc')
    await page.unroute('**/api/elections/list**')
    await page.click('text=再试一次')
    await page.waitForSelector('text=村里公示中 >> visible=true')
    // the county reads: none of the steps is its own
    expect(await page.locator('[id^="step-"]').count()).toBe(0)
    expect(await page.locator('#record-election').count()).toBe(0)
    await picture(page, 'elections-pc')
  })

  test('are nothing for a grid head', async () => {
    const page = await signIn('网格长', phone)
    await page.goto(service.origin + path)
    await page.waitForSelector('text=您没有这项权限 >> visible=true')
    await picture(page, 'elections-nobody-phone')
  })
})
