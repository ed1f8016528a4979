import { readFile } from 'node:fs/promises'
import type { OutputOf } from '../../cloud/contract/define'
import type { months, objections, progress } from '../../cloud/contract/pay'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  closeContexts,
  desktop,
  expectFits,
  launchBrowser,
  phone,
  picture,
  watchProblems,
} from './browser'
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/** From frozen months to money on the card, by three people, before the real service with the demo county. */
const office = '昕水镇平安办'
const signer = '昕水镇政法委员'
const county = '县综治中心'
const townshipCode = '141030100'
const waitMs = 20_000

let browser: Browser
let service: RunningService
let context: BrowserContext
let problems: string[] = []
let period = ''

/** The last quarter that is over: what would be paid now. */
function lastQuarter(): { period: string; year: string; months: string[] } {
  const [year = 0, month = 1] = new Date(Date.now() + 8 * 3_600_000)
    .toISOString()
    .slice(0, 7)
    .split('-')
    .map(Number)
  const index = year * 4 + Math.floor((month - 1) / 3) - 1
  const [quarterYear, quarter] = [Math.floor(index / 4), index % 4]
  const months = [1, 2, 3].map(
    (at) => `${quarterYear}-${String(quarter * 3 + at).padStart(2, '0')}`,
  )
  return { period: `${quarterYear}-Q${quarter + 1}`, year: String(quarterYear), months }
}

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
  const wanted = lastQuarter()
  period = wanted.period
  for (const month of wanted.months) await freeze(month)
})

afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

afterEach(async () => {
  await context?.close()
  expect(problems).toEqual([])
})

function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}

/** A person of the demo asking the service directly. */
async function directly(label: string) {
  const { signInName, password } = service.account(label)
  let token = ''
  const send = async <Answer>(path: string, body?: Record<string, unknown>): Promise<Answer> => {
    const response = await fetch(service.origin + path, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: body ? JSON.stringify({ commandId: newId(), ...body }) : undefined,
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
    return answer as Answer
  }
  const device = { signInName, password, deviceName: 'test' }
  token = (await send<{ token: string }>('/api/accounts/sign-in', device)).token
  return send
}

/** Computes and freezes a month that the demo has left open, its objections answered. */
async function freeze(month: string): Promise<void> {
  const send = await directly(office)
  const stateNow = async () =>
    (await send<OutputOf<typeof months>>(`/api/pay/months?month=${month}`)).months[0]?.state
  if ((await stateNow()) === 'frozen') return
  await send('/api/pay/close', { month, townshipCodes: [townshipCode] })
  const isRunning = async () => {
    const { runs } = await send<OutputOf<typeof progress>>(`/api/pay/progress?month=${month}`)
    const failed = runs.find((run) => run.state === 'failed')
    if (failed) throw new Error(`${month}: ${failed.message}`)
    return runs.length === 0 || runs.some((run) => run.state === 'running')
  }
  while (await isRunning()) await new Promise((resolve) => setTimeout(resolve, 200))
  const raised = await send<OutputOf<typeof objections>>(`/api/pay/objections?month=${month}`)
  for (const { id, state } of raised.objections)
    if (state === 'open')
      await send('/api/pay/answer-objection', {
        objectionId: id,
        decision: 'rejected',
        answer: '已核对',
      })
  await send('/api/pay/freeze', { townshipCode, month })
}

/** A page at which this person has signed in, as he would. */
async function signIn(
  label: string,
  make: (browser: Browser) => Promise<BrowserContext> = desktop,
): Promise<Page> {
  await context?.close()
  context = await make(browser)
  const page = await context.newPage()
  problems = watchProblems(page)
  await bringSession(page, service, label)
  await page.goto(`${service.origin}/office/pages/payroll/index`)
  await page.waitForSelector(`#period-${period}`)
  return page
}

const rowId = () => `#pay-table-${townshipCode}-${period}`

async function openTable(page: Page): Promise<void> {
  await page.click(rowId())
  await page.waitForSelector('#pay-lines tbody tr')
}

async function say(page: Page, button: string, done: string): Promise<void> {
  await page.click(button)
  await page.click('#confirm-yes:visible')
  await page.waitForSelector(done, { timeout: waitMs })
}

/** The person's lines are shown again after an objection to one of them: closed once they listen. */
async function closePerson(page: Page): Promise<void> {
  await page.waitForSelector('#pay-person')
  const isClosed = async () => {
    await page.keyboard.press('Escape')
    return !(await page.isVisible('#pay-person'))
  }
  await expect.poll(isClosed, { timeout: waitMs }).toBe(true)
}

describe('the money of a quarter', () => {
  test('begins with the office, which prepares the table and prints it', async () => {
    const page = await signIn(office)
    await picture(page, 'payroll-list-pc')
    await page.click(`#prepare-${townshipCode}-${period}`)
    await page.click('#confirm-yes:visible')
    await page.waitForSelector('#pay-lines tbody tr', { timeout: waitMs })
    expect(await page.textContent('#pay-table-total')).toMatch(/[壹贰叁肆伍陆柒捌玖]/)
    expect(await page.isVisible('#pay-sign')).toBe(false)
    await picture(page, 'payroll-prepared-pc')
    const [paper] = await Promise.all([context.waitForEvent('page'), page.click('#pay-print')])
    await paper.waitForSelector('table')
    expect(await paper.textContent('h1')).toBe('昕水镇网格员薪酬补助表')
    await picture(paper, 'payroll-paper')
    await paper.close()
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('#pay-pdf')])
    expect(file.suggestedFilename()).toMatch(/^昕水镇.*薪酬补助表\.pdf$/)
    const bytes = await readFile(await file.path())
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7')
    expect(await page.textContent('#pay-table-code')).toMatch(/核对码 [0-9A-F]{4}( [0-9A-F]{4}){3}/)
  })

  test('is signed by another, then sealed and sent to the county', async () => {
    let page = await signIn(signer)
    await openTable(page)
    await say(page, '#pay-sign', '#pay-scan')
    await picture(page, 'payroll-signed-pc')

    page = await signIn(office)
    await openTable(page)
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('#pay-scan')])
    const scan = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    await chooser.setFiles({ name: '盖章件.png', mimeType: 'image/png', buffer: scan })
    await page.waitForSelector('#pay-see-scan', { timeout: waitMs })
  })

  test('is reviewed by the county, with an objection to a line, and approved', async () => {
    const page = await signIn(county)
    await picture(page, 'payroll-county-list-pc')
    await openTable(page)
    await page.click('#pay-lines tbody tr')
    await page.waitForSelector('#pay-person')
    await picture(page, 'payroll-person-pc')
    await page.click('#pay-person [id^="object-"]')
    await page.fill('#object-amount', '100.00')
    await page.fill('#object-text', '与考核结果不一致')
    await picture(page, 'payroll-object-pc')
    await page.click('#object-form-send')
    await page.waitForSelector('#object-form', { state: 'detached', timeout: waitMs })
    await closePerson(page)
    await page.click('#pay-table-parts-objections')
    await page.waitForSelector('[id^="pay-objection-"]')
    await picture(page, 'payroll-review-pc')
    await say(page, '#pay-approve', '#pay-make-batch')
    await picture(page, 'payroll-approved-pc')
  })

  test('goes to the bank, and what the bank answers is recorded', async () => {
    const page = await signIn(county)
    await openTable(page)
    await say(page, '#pay-make-batch', '#transfers tbody tr')
    await picture(page, 'payroll-batch-pc')
    const [bank] = await Promise.all([page.waitForEvent('download'), page.click('#bank-gb')])
    expect(bank.suggestedFilename()).toMatch(/第 1 批.*\.csv$/)
    await page.click('#transfers tbody tr')
    await page.click('#transfer-fail')
    await page.click('#transfer-failed-phrase-1')
    await page.click('#transfer-failed-send')
    await page.waitForSelector('#bank-failed', { timeout: waitMs })
    await say(page, '#all-paid', '#transfer-filter-waiting:has-text("0")')
    await picture(page, 'payroll-batch-done-pc')
    expect(await page.textContent('#transfer-filter-failed')).toContain('1')
    await page.click('#transfers tbody tr:has-text("账户已销户")')
    await page.click('#transfer-repaid')
    await page.waitForSelector('#transfer-filter-failed:has-text("0")', { timeout: waitMs })
  })

  test('waits for the answer to a disputed line, which the office gives', async () => {
    const page = await signIn(office)
    await openTable(page)
    await page.click('#pay-table-parts-objections')
    await page.click('[id^="pay-objection-"] [id^="pay-answer-"]')
    await page.click('#pay-answer-decision-rejected')
    await page.fill('#pay-answer-text', '已核对原始记录，金额无误')
    await picture(page, 'payroll-answer-pc')
    await page.click('#pay-answer-send')
    await page.waitForSelector('#pay-answer', { state: 'detached', timeout: waitMs })
    await expect
      .poll(() => page.textContent('#pay-table-payable'), { timeout: waitMs })
      .not.toMatch(/^可发0\.00/)
  })

  test('can be followed on a phone', async () => {
    const page = await signIn(county, phone)
    await expectFits(page)
    await picture(page, 'payroll-list-phone')
    await openTable(page)
    await expectFits(page)
    await picture(page, 'payroll-table-phone')
    await page.tap('#pay-lines tbody tr')
    await page.waitForSelector('#pay-person')
    await picture(page, 'payroll-person-phone', { fullPage: false })
    await closePerson(page)
    await page.tap('#pay-table-parts-steps')
    await page.waitForSelector('#pay-steps')
    await expectFits(page)
    await picture(page, 'payroll-steps-phone')
    await page.tap('#pay-table-parts-batches')
    await page.tap('#pay-batch-1')
    await page.waitForSelector('#transfers tbody tr')
    await expectFits(page)
    await picture(page, 'payroll-batch-phone')
  })
})
