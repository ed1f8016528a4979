import type { children } from '../../cloud/contract/areas'
import type { OutputOf } from '../../cloud/contract/define'
import type { progress, raiseObjection, statementDetail } from '../../cloud/contract/pay'
import type { detail } from '../../cloud/contract/reports'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { identityNumber } from '../../cloud/testing/identity-numbers'
import {
  closeContexts,
  desktop,
  isTooWide,
  launchBrowser,
  phone,
  picture,
  watchProblems,
} from './browser'
import { caller } from './caller'
import { type RunningService, startDemoService } from './service'
import { bringSession, signInAs } from './sign-in'

/** The office's pages in a browser, before the real service with the demo county. */
const township = '昕水镇平安办'
const county = '县综治中心'
const worker = '社区专职网格员'
const thisMonth = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
const lastMonth = monthBefore(thisMonth)

let browser: Browser
let service: RunningService
let context: BrowserContext
let problems: string[] = []

function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}

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

/** A page at which this person has signed in, as he would. */
async function signIn(
  label: string,
  make: (browser: Browser) => Promise<BrowserContext> = desktop,
): Promise<Page> {
  context = await make(browser)
  const page = await context.newPage()
  problems = watchProblems(page)
  await bringSession(page, service, label)
  return page
}

const go = (page: Page, name: string) => page.goto(`${service.origin}/office/pages/${name}/index`)

describe('the judging desk', () => {
  const waiting = async (page: Page) =>
    Number((await page.textContent('#verdicts-unjudged'))?.replace(/\D/g, ''))
  const current = (page: Page) => page.textContent('#report-text')
  const waitForWaiting = (page: Page, count: number) =>
    expect.poll(() => waiting(page), { timeout: 10_000 }).toBe(count)

  test('three reports by keyboard and one by mouse', async () => {
    context = await desktop(browser)
    const page = await context.newPage()
    problems = watchProblems(page)
    await signInAs(page, service, township)
    await page.waitForSelector('#wait-reports:has-text("打开研判")')
    await picture(page, 'office-home-pc')
    await page.click('#wait-reports')
    await page.waitForSelector('#verdict-valid')
    await picture(page, 'judge-pc')
    const before = await waiting(page)
    const first = await current(page)

    await page.keyboard.press('v')
    await waitForWaiting(page, before - 1)
    expect(await page.textContent('#last-judged')).toContain('已判为有效')
    expect(await current(page)).not.toBe(first)

    await page.keyboard.press('j')
    await page.waitForSelector('#verdict-pending')
    await page.keyboard.press('p')
    await page.waitForSelector('#judge-reason:focus')
    await page.keyboard.type('需要到现场核实')
    await page.keyboard.press('Control+Enter')
    await waitForWaiting(page, before - 2)

    await page.keyboard.press('k')
    await page.waitForSelector('#verdict-invalid')
    await page.keyboard.press('i')
    await page.waitForSelector('#judge-reason:focus')
    await page.keyboard.type('核实后没有此事，已与本人说明')
    await page.keyboard.press('Control+Enter')
    await waitForWaiting(page, before - 3)

    const second = page.locator('#queue [id^="report-"]').nth(1)
    const reportId = (await second.getAttribute('id'))?.replace('report-', '')
    await second.locator('button').last().click()
    await page.click('#verdict-invalid')
    await page.click('#phrase-2')
    expect(await page.getAttribute('#point-inOwnGrid-no', 'aria-checked')).toBe('true')
    await page.click('#verdict-send')
    await waitForWaiting(page, before - 4)

    const asOffice = await caller(service, township)
    const { report } = await asOffice<OutputOf<typeof detail>>(`/api/reports/detail/${reportId}`)
    expect(report).toMatchObject({
      verdict: 'invalid',
      judgement: { reason: '不在本人网格内', points: { inOwnGrid: false } },
    })
    await page.click('#verdicts-pending')
    await page.waitForSelector('#queue')
  })

  test('on a phone the list opens a report and comes back', async () => {
    const page = await signIn(township, phone)
    await go(page, 'judge')
    await page.waitForSelector('#queue')
    await picture(page, 'judge-list-phone')
    expect(await page.isVisible('#verdict')).toBe(false)
    await page.tap('#queue [id^="report-"]:nth-child(1) button:last-child')
    await page.waitForSelector('#verdict-valid')
    expect(await page.isVisible('#queue')).toBe(false)
    await picture(page, 'judge-report-phone')
    await page.tap('#back-to-list')
    await page.waitForSelector('#queue')
  })

  test('several are judged at once, what needs a look is left with its reason', async () => {
    const page = await signIn(township)
    await go(page, 'judge')
    await page.waitForSelector('#queue')
    const before = await waiting(page)
    await page.click('#choose-all')
    await page.click('#judge-many')
    await page.click('#confirm-yes')
    await expect.poll(() => waiting(page), { timeout: 10_000 }).toBeLessThan(before)
    if (await page.isVisible('#many-left')) await picture(page, 'judge-left-pc')
  })
})

describe('the scoreboard', () => {
  test('from the county to a yuan of one worker', async () => {
    const page = await signIn(county)
    await go(page, 'scoreboard')
    await page.waitForSelector('#chart-areas canvas')
    await page.waitForSelector('#chart-days canvas')
    await picture(page, 'scoreboard-pc')
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save-table')])
    expect(download.suggestedFilename()).toMatch(/^记分板_大宁县_.*\.xlsx$/)

    await page.click('#scoreboard-parts-areas')
    await page.click('#areas-table tbody tr:has-text("昕水镇")')
    await page.waitForSelector('#crumbs >> text=昕水镇')
    await page.click('#scoreboard-parts-workers')
    await page.waitForSelector('#workers-table tbody tr')
    await page.click('#workers-table th >> text=签到天数')
    await page.waitForSelector('#workers-table th[aria-sort="descending"] >> text=签到天数')
    const days = async () =>
      (await page.locator('#workers-table tbody td:nth-child(2)').allTextContents()).map(Number)
    await expect
      .poll(async () => {
        const shown = await days()
        return shown.every((one, index) => index === 0 || one <= (shown[index - 1] ?? 0))
      })
      .toBe(true)
    const name = await page.textContent('#workers-table tbody tr td')
    await page.click(`#workers-table tbody tr:has-text("${name}")`)
    await page.waitForSelector('#lines')
    expect(await page.textContent('#office-worker h1')).toContain(name)
    await picture(page, 'worker-pc')
    await page.click('#lines button')
    await page.waitForSelector('#figure')
    await page.keyboard.press('Escape')
    await page.click('#parts-calendar')
    await page.waitForSelector('#calendar')
  })
})

describe('the month', () => {
  const compute = async (page: Page) => {
    await Promise.all([
      page.waitForResponse((response) => response.url().includes('/api/pay/close')),
      page.click('#compute'),
    ])
    const send = await caller(service, township)
    const isDone = async () => {
      const { runs } = await send<OutputOf<typeof progress>>(`/api/pay/progress?month=${lastMonth}`)
      return runs.every((run) => run.state === 'done')
    }
    await expect.poll(isDone, { timeout: 40_000 }).toBe(true)
    await page.waitForSelector('#compute:has-text("重新计算")')
  }

  const answerAll = async (page: Page, text: string) => {
    await page.click('#closing-parts-objections')
    const open = page.locator('[id^="answer-0"]')
    await open.first().waitFor()
    for (let left = await open.count(); left > 0; left -= 1) {
      await open.first().click()
      await page.click('#answer-form-decision-rejected')
      await page.fill('#answer-form-text', text)
      await page.click('#answer-form-send')
      await page.waitForSelector('#answer-form', { state: 'detached' })
      await expect.poll(() => open.count(), { timeout: 10_000 }).toBe(left - 1)
    }
  }

  test('is computed, objections answered, and frozen', async () => {
    const page = await signIn(township)
    await go(page, 'closing')
    await compute(page)
    expect(await page.textContent('#township-total')).toMatch(/[壹贰叁肆伍陆柒捌玖]/)
    await picture(page, 'closing-pc')

    const asWorker = await caller(service, worker)
    const { statement } = await asWorker<OutputOf<typeof statementDetail>>(
      `/api/pay/statement?month=${lastMonth}`,
    )
    await asWorker<OutputOf<typeof raiseObjection>>('/api/pay/raise-objection', {
      month: lastMonth,
      lineCode: statement.lines[0]?.code,
      text: '11 日报的井盖缺失应当有效，当天就修好了',
    })

    await page.reload()
    await page.waitForSelector('#freeze-blocked')
    await answerAll(page, '与前一天同一地点的上报是同一件事')
    await page.waitForSelector('#freeze-blocked', { state: 'detached' })
    if (await page.isVisible('#stale')) await compute(page)

    await page.click('#freeze')
    await page.waitForSelector('#confirm >> text=不能再改')
    await picture(page, 'freeze-pc')
    await page.click('#confirm-yes')
    await page.waitForSelector('#frozen')
    expect(await page.isVisible('#compute')).toBe(false)
  })
})

describe("the county's import", () => {
  type Places = OutputOf<typeof children>
  const heads = '姓名,身份证号,手机号,网格编码,类别,上岗日期'
  const gridCode = async () => {
    const send = await caller(service, county)
    const places = await send<Places>('/api/areas/children?code=141030100')
    const village = await send<Places>(`/api/areas/children?code=${places.children[0]?.code}`)
    return village.grids[0]?.code
  }
  const choose = async (page: Page, lines: string[]) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.click('#choose-table'),
    ])
    await chooser.setFiles({
      name: '网格员.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`\ufeff${[heads, ...lines].join('\n')}\n`),
    })
  }

  test('a bad sheet is told by its lines, a good one brings people in with their codes', async () => {
    const grid = await gridCode()
    const good = `林有福,${identityNumber('1985-03-12', 501)},13912345678,${grid},农村网格员,${thisMonth}-01`
    const page = await signIn(county)
    await go(page, 'import')
    await page.click('#import-kinds-workers')
    await choose(page, [good, `林无号,123,13912345679,${grid},农村网格员,${thisMonth}-01`])
    await page.waitForSelector('#import-bad')
    expect(await page.textContent('#problems-table tbody tr')).toMatch(/^3/)
    expect(await page.isVisible('#take-table')).toBe(false)
    await picture(page, 'import-bad-pc')

    await choose(page, [good])
    await page.waitForSelector('#import-good')
    await page.click('#take-table')
    await page.waitForSelector('#import-done')
    expect(await page.textContent('#codes-table tbody tr')).toContain('林有福')
    await picture(page, 'import-codes-pc')

    await go(page, 'people')
    await page.fill('#people-search', '林有福')
    await page.waitForSelector('#people-table tbody tr:has-text("还没有登录过")')
  })
})

describe('every page', () => {
  const ofTownship = [
    'home',
    'judge',
    'corrections',
    'scoreboard',
    'closing',
    'assessment',
    'people',
    'cards',
    'regulation',
    'audit',
  ]
  const ofCounty = ['home', 'scoreboard', 'closing', 'assessment', 'people', 'import', 'audit']
  const ofHead = ['home', 'corrections', 'scoreboard', 'assessment', 'people', 'cards']

  const openAll = async (page: Page, names: string[], size: string) => {
    for (const name of names) {
      await go(page, name)
      await page.waitForSelector('h1')
      await page.waitForSelector('#loading', { state: 'detached' })
      if (name === 'closing' && size.startsWith(county)) {
        await page.click('#look-for-waiting')
        await page.waitForSelector('#county-waiting:has-text("更正")')
      }
      expect([name, await isTooWide(page)]).toEqual([name, false])
      expect([name, await page.isVisible('text=您没有这项权限')]).toEqual([name, false])
      await picture(page, `${name}-${size}`)
    }
  }

  test.each([
    [township, 'phone', ofTownship, phone],
    [township, 'pc', ofTownship, desktop],
    [county, 'phone', ofCounty, phone],
    [county, 'pc', ofCounty, desktop],
    ['网格长', 'phone', ofHead, phone],
  ] as const)('opens for %s on a %s, without a fault', async (label, size, names, make) => {
    const page = await signIn(label, make)
    await openAll(page, [...names], `${label}-${size}`)
  })

  test('what somebody may not use says so', async () => {
    const page = await signIn(township)
    await go(page, 'import')
    await page.waitForSelector('text=您没有这项权限 >> visible=true')
  })
})
