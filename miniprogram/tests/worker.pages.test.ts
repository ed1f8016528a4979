import type { monthCalendar } from '../../cloud/contract/check-ins'
import type { OutputOf } from '../../cloud/contract/define'
import type { objections, statementDetail } from '../../cloud/contract/pay'
import type { mine } from '../../cloud/contract/reports'
import type { gridCard } from '../../cloud/contract/residents'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  closeContexts,
  type ContextOptions,
  launchBrowser,
  phone,
  picture,
  watchProblems,
} from './browser'
import { type Caller, caller } from './caller'
import { photoFile } from './photo-file'
import { type RunningService, startDemoService } from './service'
import { bringSession, signInAs } from './sign-in'

/** The worker's pages on a phone, before the real service with the demo county. */
const rural = '农村网格员'
const fullTime = '社区专职网格员'
const partTime = '社区兼职网格员'
const county = '县综治中心'
/** Of the township where the two of the community work. */
const office = '昕水镇平安办'

const shanghaiDay = (atMs: number) => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 10)
const today = shanghaiDay(Date.now())
const month = today.slice(0, 7)
const lastMonth = shanghaiDay(Date.parse(`${month}-01T00:00:00+08:00`) - 86_400_000).slice(0, 7)

type Calendar = OutputOf<typeof monthCalendar>
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

/** A place inside this person's grid: one of its named points. */
async function insideGrid(ask: Caller): Promise<ContextOptions['geolocation']> {
  const { posts } = await ask<{ posts: { scopeCode: string }[] }>('/api/accounts/me')
  const card = await ask<OutputOf<typeof gridCard>>(`/api/public/grids/${posts[0]?.scopeCode}`)
  const [point] = card.points
  if (!point) throw new Error('the grid has no named point')
  return { latitude: point.latitude, longitude: point.longitude, accuracy: 12 }
}

/** Elsewhere in China, in nobody's grid. */
const farAway = { latitude: 34.34, longitude: 108.94, accuracy: 12 }

/** A phone on which this person has signed in. */
async function phoneOf(label: string, options: ContextOptions = {}): Promise<Page> {
  context = await phone(browser, options)
  const page = await context.newPage()
  problems = watchProblems(page)
  await bringSession(page, service, label)
  return page
}

const calendarOf = (ask: Caller) => ask<Calendar>(`/api/check-ins/month?month=${month}`)
const reportsOf = (ask: Caller) => ask<Mine>(`/api/reports/mine?month=${month}&limit=200`)

async function addTwoPhotos(page: Page) {
  const chooser = page.waitForEvent('filechooser')
  await page.tap('#report-photos-add')
  await (await chooser).setFiles([await photoFile('one.jpg'), await photoFile('two.jpg')])
  await page.waitForSelector('#report-photos-remove-1')
}

async function writeReport(page: Page, text: string) {
  await go(page, 'report/index')
  await page.tap('#report-item')
  await page.tap('#report-item-group-1')
  await page.tap('#report-item-1-3')
  await page.fill('#report-text', text)
}

/** Sends what is written, whatever else was reported nearby. */
async function send(page: Page) {
  await page.tap('#report-send')
  await page.waitForSelector('#send-anyway, #my-reports')
  if (await page.locator('#send-anyway').isVisible()) await page.tap('#send-anyway')
}

/** Taps what has come to rest: a screen slides in, and a finger waits for it as well. */
async function tapAtRest(page: Page, selector: string) {
  const target = page.locator(selector)
  await target.scrollIntoViewIfNeeded()
  let before = ''
  const isAtRest = async () => {
    const now = JSON.stringify(await target.boundingBox())
    const same = now === before
    before = now
    return same
  }
  await expect.poll(isAtRest, { interval: 150, timeout: 10_000 }).toBe(true)
  await target.tap()
}

describe('checking in', () => {
  test('outside it is kept and explained, inside the day counts', async () => {
    const ask = await caller(service, rural)
    const page = await phoneOf(rural, { geolocation: farAway })
    await go(page, 'today/index')
    await page.tap('#check-in')
    await page.waitForSelector('#check-in-result:has-text("不在网格内")')
    await picture(page, 'check-in-outside')
    await page.tap('#check-in-result >> text=写说明再签')
    await page.fill('#remark-sheet textarea', '到县里开会')
    await page.tap('#remark-send')
    await page.waitForSelector('#remark-sheet', { state: 'detached' })
    await expect.poll(async () => (await ofToday(ask))?.checkIns.length).toBe(2)
    expect(await ofToday(ask)).toMatchObject({ counted: false })
    expect((await ofToday(ask))?.checkIns.map((one) => one.remark)).toContain('到县里开会')

    const place = await insideGrid(ask)
    if (place) await context.setGeolocation(place)
    await page.tap('#check-in')
    await page.waitForSelector('#check-in-result:has-text("已计入")')
    await page.waitForSelector('#check-in-card:has-text("已计入")')
    await picture(page, 'check-in-counted')
    expect(await ofToday(ask)).toMatchObject({ counted: true })
    const { progress } = await calendarOf(ask)
    const shown = await page.textContent('#check-in-progress')
    expect(shown).toContain(`${progress.countedDays}/${progress.quotaDays} 天`)
  })

  const ofToday = async (ask: Caller) =>
    (await calendarOf(ask)).days.find((one) => one.day === today)

  test('without a position it says what to allow, and is kept all the same', async () => {
    const ask = await caller(service, fullTime)
    const before = (await ofToday(ask))?.checkIns.length ?? 0
    const page = await phoneOf(fullTime, { geolocation: null })
    await go(page, 'today/index')
    await page.tap('#check-in')
    await page.waitForSelector('#check-in-result:has-text("定位不可用")')
    await picture(page, 'check-in-no-position')
    expect(await page.textContent('#check-in-result')).toContain('允许')
    expect((await ofToday(ask))?.checkIns.length).toBe(before + 1)
  })

  test('a missed day is asked for, once', async () => {
    const ask = await caller(service, fullTime)
    const { days } = await calendarOf(ask)
    const open = days.filter((one) => one.counted || one.correction)
    const taken = new Set(open.map((one) => one.day))
    const missed = Array.from({ length: 27 }, (_none, index) => `${month}-${two(index + 1)}`).find(
      (day) => day < today && !taken.has(day),
    )
    if (!missed) return
    const page = await phoneOf(fullTime)
    await go(page, 'check-ins/index')
    await page.tap(`#day-${missed}`)
    await page.fill('#correction-reason', '在山上巡护，手机没有电')
    await page.tap('#correction-send')
    await page.waitForSelector('text=补签申请：等待决定 >> visible=true')
    await picture(page, 'correction-waiting')
    expect(await page.locator('#correction-send').count()).toBe(0)
    const asked = (await calendarOf(ask)).days.find((one) => one.day === missed)?.correction
    expect(asked).toMatchObject({ state: 'waiting', reason: '在山上巡护，手机没有电' })
  })
})

const two = (value: number) => String(value).padStart(2, '0')

describe('reporting', () => {
  const text = '村东头两家为宅基地滴水争吵，已劝开，约定明天到村委会调解'

  test('a dispute with two photos arrives whole; the same again is shown first', async () => {
    const ask = await caller(service, rural)
    const before = (await reportsOf(ask)).counts.submitted
    const page = await phoneOf(rural, { geolocation: await insideGrid(ask) })
    await go(page, 'report/index')
    await page.tap('#report-send')
    await page.waitForSelector('text=请选择类别 >> visible=true')
    await page.tap('#report-item')
    await page.tap('#report-item-group-5')
    await page.tap('#report-item-5-1')
    await page.selectOption('#dispute-kind', 'neighbours')
    await page.fill('#report-text', text)
    await addTwoPhotos(page)
    await picture(page, 'report-written')
    await send(page)
    await page.waitForSelector(`#my-reports >> text=${text.slice(0, 20)}`)
    await expect
      .poll(async () => (await reportsOf(ask)).reports[0]?.photos.map((one) => one.arrived))
      .toEqual([true, true])
    const { reports, counts } = await reportsOf(ask)
    expect(counts.submitted).toBe(before + 1)
    expect(reports[0]).toMatchObject({ text, disputeKind: 'neighbours', verdict: 'unjudged' })

    await tapAtRest(page, `#my-reports >> text=${text.slice(0, 20)} >> nth=0`)
    await page.waitForSelector('#report-way:has-text("等待乡镇平安办研判")')
    const drawn = `[...document.querySelectorAll('#report-detail img')].filter((one) => one.naturalWidth > 0).length`
    await expect.poll(() => page.evaluate<number>(drawn), { timeout: 15_000 }).toBe(2)
    await picture(page, 'report-detail')

    await go(page, 'report/index')
    await page.tap('#report-item')
    await page.tap('#report-item-recent-5-1')
    await page.selectOption('#dispute-kind', 'neighbours')
    await page.fill('#report-text', text)
    await page.tap('#report-send')
    await page.waitForSelector('#similar-sheet:has-text("文字相似")')
    await picture(page, 'report-similar')
    expect((await reportsOf(ask)).counts.submitted).toBe(before + 1)
    await page.tap('#send-anyway')
    await expect.poll(async () => (await reportsOf(ask)).counts.submitted).toBe(before + 2)
  })

  test('each count opens its reports', async () => {
    const ask = await caller(service, rural)
    const { counts } = await reportsOf(ask)
    const page = await phoneOf(rural)
    await go(page, 'my-reports/index')
    await page.tap('#count-invalid')
    await page.waitForSelector('text=只显示“无效”的 >> visible=true')
    expect(await page.locator('#my-reports >> text=原因：').count()).toBe(counts.invalid)
    await picture(page, 'my-reports-invalid')
  })
})

describe('pay', () => {
  beforeAll(async () => {
    const ask = await caller(service, county)
    const { months } = await ask<{ months: { townshipCode: string; state: string }[] }>(
      `/api/pay/months?month=${lastMonth}`,
    )
    const townshipCodes = months
      .filter((one) => one.state === 'open')
      .map((one) => one.townshipCode)
    if (townshipCodes.length > 0) await ask('/api/pay/close', { month: lastMonth, townshipCodes })
    let running = 1
    while (running > 0) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      const { runs } = await ask<{ runs: { state: string }[] }>(
        `/api/pay/progress?month=${lastMonth}`,
      )
      running = runs.filter((one) => one.state === 'running').length
    }
  })

  /** On the first of a month nothing of it has been judged yet. */
  async function haveValidReport() {
    const deviceTakenAtMs = Date.now()
    const { report } = await (await caller(service, fullTime))<{ report: { id: string } }>(
      '/api/reports/submit',
      {
        itemCode: '4-1',
        emotionFlag: false,
        escalationFlag: false,
        urgent: false,
        text: '广场东侧的井盖松动，走上去会翘起来',
        position: null,
        photoIds: [],
        stamp: { deviceId: 'test', deviceTakenAtMs, ticket: null },
      },
    )
    const judge = await caller(service, office)
    const { judged } = await judge<{ judged: string[] }>('/api/reports/judge-many', {
      reportIds: [report.id],
    })
    expect(judged).toEqual([report.id])
  }

  test('two taps lead from a sum to its article and to the records behind it', async () => {
    await haveValidReport()
    const ask = await caller(service, fullTime)
    const { statement, evidence } = await ask<OutputOf<typeof statementDetail>>(
      `/api/pay/statement?month=${month}`,
    )
    const line = statement.lines.find((one) => one.code === 'piece')
    const page = await phoneOf(fullTime)
    await go(page, 'my-pay/index')
    await page.waitForSelector('#estimate')
    const sum = (statement.totals.payFen / 100).toFixed(2)
    expect((await page.textContent('#estimate'))?.replace(',', '')).toContain(sum)
    await picture(page, 'my-pay')
    await tapAtRest(page, '#line-piece')
    await page.waitForSelector('#line-sheet')
    const sheet = await page.textContent('#line-sheet')
    expect(sheet).toContain(line?.figure.sentence)
    expect(sheet).toContain(line?.figure.articles[0]?.title)
    expect(sheet).not.toMatch(/[A-Z]-?DN-/)
    await picture(page, 'statement-line', { fullPage: false })
    await tapAtRest(page, '#records-reports')
    await page.waitForSelector('#fact-sheet')
    for (const { label } of evidence.validReports)
      expect(await page.textContent('#fact-sheet')).toContain(label)
    await tapAtRest(page, `#fact-sheet >> text=${evidence.validReports[0]?.label} >> nth=0`)
    await page.waitForSelector('#report-way')
  })

  test('an objection to one line reaches the office', async () => {
    const page = await phoneOf(rural)
    await go(page, 'my-pay/index')
    await tapAtRest(page, `#month-${lastMonth}`)
    await page.waitForSelector('#pay')
    await picture(page, 'statement', { fullPage: false })
    const saved = page.waitForEvent('download')
    await tapAtRest(page, '#statement #statement-pdf')
    expect((await saved).suggestedFilename()).toMatch(/^20\d\d年\d+月绩效单\.pdf$/)
    await tapAtRest(page, '#statement #line-piece')
    await tapAtRest(page, '#object')
    await page.fill('#objection-text', '有一条有效上报没有算进去')
    await page.tap('#objection-send')
    await page.waitForSelector('#my-objections:has-text("等待答复")')
    await picture(page, 'statement-objection')
    const ask = await caller(service, county)
    const held = await ask<OutputOf<typeof objections>>(`/api/pay/objections?month=${lastMonth}`)
    const raised = { lineCode: 'piece', text: '有一条有效上报没有算进去', state: 'open' }
    expect(held.objections).toContainEqual(expect.objectContaining(raised))
  })
})

describe('without a network', () => {
  const cutOff = async (page: Page) => {
    await page.route('**/api/**', (route) => route.abort('internetdisconnected'))
  }
  const reconnect = async (page: Page) => {
    await page.unroute('**/api/**')
    await go(page, 'outbox/index')
    await page.waitForSelector('text=没有被接受 >> visible=true', { timeout: 20_000 })
  }

  test('what is kept survives a reload and a sign-out, and arrives exactly once', async () => {
    const ask = await caller(service, fullTime)
    const before = {
      checkIns: (await calendarOf(ask)).progress.checkIns,
      reports: (await reportsOf(ask)).counts.submitted,
    }
    const text = `变压器围栏破损，附近有孩子玩耍 ${Date.now()}`
    const page = await phoneOf(fullTime, { geolocation: await insideGrid(ask) })
    await go(page, 'my-reports/index')
    await page.waitForSelector('#my-reports')
    await writeReport(page, text)
    await addTwoPhotos(page)
    await context.setOffline(true)
    await page.tap('#report-send')
    await page.waitForSelector('#my-reports')
    await page.waitForSelector(
      '#my-reports #status-line:has-text("3 条已保存在手机，有网络时自动发送")',
    )
    await picture(page, 'offline-report')

    // the pages come from the phone's store again, the service cannot be reached yet
    await cutOff(page)
    await context.setOffline(false)
    await go(page, 'today/index')
    await page.tap('#check-in')
    await page.waitForSelector('#check-in-result:has-text("已保存在手机里")')
    await page.reload()
    await page.waitForSelector('#status-line:has-text("4 条已保存在手机")')
    await picture(page, 'offline-today')
    expect((await reportsOf(ask)).counts.submitted).toBe(before.reports)

    await go(page, 'me/index')
    await page.tap('#sign-out')
    await page.waitForSelector('text=4 条 >> visible=true')
    await page.tap('#confirm-yes')
    await page.waitForSelector('#sign-in-name')
    await page.unroute('**/api/**')
    await signInAs(page, service, fullTime, '#today')
    await page.waitForSelector('#status-line:has-text("全部已送达")', { timeout: 30_000 })

    expect((await calendarOf(ask)).progress.checkIns).toBe(before.checkIns + 1)
    const { reports, counts } = await reportsOf(ask)
    expect(counts.submitted).toBe(before.reports + 1)
    const arrived = reports.filter((one) => one.text === text)
    expect(arrived).toHaveLength(1)
    expect(arrived[0]?.photos.map((one) => one.arrived)).toEqual([true, true])
  })

  test('what the service refuses stays in sight with its reason', async () => {
    const ask = await caller(service, partTime)
    const { posts } = await ask<{ posts: { id: string }[] }>('/api/accounts/me')
    const page = await phoneOf(partTime, { geolocation: await insideGrid(ask) })
    await go(page, 'today/index')
    await page.waitForSelector('#check-in')
    await cutOff(page)
    await page.tap('#check-in')
    await page.waitForSelector('#check-in-result:has-text("已保存在手机里")')
    const office = await caller(service, county)
    const yesterday = shanghaiDay(Date.now() - 86_400_000)
    const end = { postId: posts[0]?.id, endsOn: yesterday, reason: '不再担任' }
    await office('/api/accounts/end-post', end)
    await reconnect(page)
    await page.waitForSelector('text=没有被接受 >> visible=true')
    await page.waitForSelector('text=原因： >> visible=true')
    await picture(page, 'outbox-refused')
  })
})
