import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeContexts, desktop, launchBrowser, phone, picture, watchProblems } from './browser'
import { type Caller, caller } from './caller'
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/** Residents told before a second matter is made of one; contacts, opinions and badges as they are used. */
let browser: Browser
let service: RunningService
let worker: Caller
let office: Caller
let villageHead: Caller
let code = ''

const workerName = '社区专职网格员'
const officeName = '昕水镇平安办'
const villageName = '村（社区）负责人'

/** A picture of 2 × 2 points. */
const photo = {
  name: '照片.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==',
    'base64',
  ),
}

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
  worker = await caller(service, workerName)
  office = await caller(service, officeName)
  villageHead = await caller(service, villageName)
  villageHead = await caller(service, villageName)
  const { posts } = await worker<{ posts: { scopeCode: string }[] }>('/api/accounts/me')
  code = posts[0]?.scopeCode ?? ''
  // the demo's village head serves elsewhere; here he looks into what is said of this worker
  const centre = await caller(service, '县综治中心')
  const { accountId } = await villageHead<{ accountId: string }>('/api/accounts/me')
  const startsOn = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const post = { role: 'villageHead', scopeCode: code.slice(0, 12), startsOn }
  await centre('/api/accounts/add-post', { accountId, post })
})
afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

const isWide = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')

const sizes: [string, (browser: Browser) => Promise<BrowserContext>][] = [
  ['phone', phone],
  ['PC', desktop],
]

/** Writes it down on a phone or PC of its own and taps 提交. */
async function raised(context: BrowserContext, text: string, place: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${service.origin}/pages/raise/index?code=${code}`)
  await page.waitForSelector('#raise-grid')
  await page.waitForSelector('text=已记下您现在的位置 >> visible=true')
  await page.fill('#raise-text', text)
  await page.fill('#raise-place-text', place)
  await page.click('#raise-send')
  return page
}

async function choosePhoto(page: Page, button: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.click(button)
  await (await choosing).setFiles(photo)
}

/** Past what the demo may have nearby that is alike. */
async function receiptOf(page: Page): Promise<string> {
  await page.waitForSelector('#receipt-number, #alike-send', { timeout: 60_000 })
  if (await page.locator('#alike-send').count()) await page.click('#alike-send')
  await page.waitForSelector('#receipt-number', { timeout: 60_000 })
  return (await page.textContent('#receipt-number'))?.trim() ?? ''
}

/** The id of the matter whose receipt is shown. */
async function matterOf(page: Page): Promise<string> {
  await page.click('#receipt-follow')
  await page.waitForSelector('#state-words')
  const token = new URL(page.url()).searchParams.get('t') ?? ''
  const address = `${service.origin}/api/public/follow?token=${encodeURIComponent(token)}`
  return ((await (await fetch(address)).json()) as { matterId: string }).matterId
}

describe.each(sizes)('a resident on a %s', (name, make) => {
  test('is shown what is open nearby, says 我也遇到了, follows it and takes it back', async () => {
    const [first, second, third] = [await make(browser), await make(browser), await make(browser)]
    const text =
      name === 'PC' ? '河边护栏断了三根，小孩容易掉下去' : '东巷井盖翘起来一角，骑车绊倒了人'
    const place = `老槐树旁${name}`
    const number = await receiptOf(await raised(first, text, place))

    const page = await raised(second, `${text}，请快来看看`, '槐树下')
    const problems = watchProblems(page)
    await page.waitForSelector('#alike', { timeout: 60_000 })
    const shown = (await page.textContent('#alike')) ?? ''
    expect(shown).toContain(place)
    expect(shown).not.toContain(text)
    await picture(page, `alike-${name}`)
    expect(await isWide(page)).toBe(false)
    const found = page.locator('#alike').getByText(place, { exact: true }).locator('..')
    await found.getByText('我也遇到了').click()
    await page.waitForSelector('#receipt-number', { timeout: 60_000 })
    expect((await page.textContent('#receipt-number'))?.trim()).toBe(number)
    await picture(page, `supported-${name}`)
    await page.click('#receipt-follow')
    await page.waitForSelector('#supporters:has-text("已有 1 人也遇到")')
    expect(await page.textContent('#support')).not.toContain(text)
    await picture(page, `support-${name}`)
    expect(await isWide(page)).toBe(false)
    // who wants to know what comes of it leaves a number that is believed by its code
    await page.waitForSelector('#notice:has-text("办结了告诉我")')
    await page.click('#notice-by-sms')
    await page.fill('#notice-phone', '13900001234')
    await page.click('#notice-send-code')
    await page.waitForSelector('#notice-code')
    await page.fill('#notice-code', service.smsCode())
    await page.click('#notice-confirm')
    await page.waitForSelector('#notice-code', { state: 'detached' })
    await page.waitForSelector('#notice:has-text("办结时通知您一次（短信 139****1234）")')
    expect(await page.textContent('#notice')).not.toContain('13900001234')
    await picture(page, `support-told-${name}`)
    expect(await isWide(page)).toBe(false)
    await page.click('#support-withdraw')
    await page.click('#confirm-yes:visible')
    await page.waitForSelector('text=手机的记号已清除 >> visible=true')
    await page.waitForSelector('#supporters:has-text("没有人也遇到")')

    const other = await raised(third, `${text}，大家都说`, '槐树下')
    await other.waitForSelector('#alike', { timeout: 60_000 })
    expect(await receiptOf(other)).not.toBe(number)
    expect(problems).toEqual([])
    for (const context of [first, second, third]) await context.close()
  })

  test('is told that a grid is not there', async () => {
    const context = await make(browser)
    const page = await context.newPage()
    await page.goto(`${service.origin}/g/${code.slice(0, 13)}999`)
    await page.waitForSelector('text=没有这个网格 >> visible=true')
    await picture(page, `no-grid-${name}`)
    await context.close()
  })
})

describe.each(sizes)('the office on a %s', (name, make) => {
  test('asks a resident back: the number is masked until it is said what for', async () => {
    const resident = await phone(browser)
    const raising = await resident.newPage()
    await raising.goto(`${service.origin}/pages/raise/index?code=${code}`)
    await raising.waitForSelector('#raise-grid')
    await raising.fill('#raise-text', `办低保要什么证明，想问一问（${name}）`)
    await raising.fill('#raise-phone', '13812345678')
    await raising.click('#raise-send')
    await receiptOf(raising)
    const matterId = await matterOf(raising)
    await resident.close()

    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await bringSession(page, service, officeName)
    await page.goto(`${service.origin}/office/pages/matter/index?id=${matterId}`)
    await page.waitForSelector('#resident-contact:has-text("138****5678")')
    expect(await page.textContent('#resident-contact')).not.toContain('13812345678')
    await page.click('#contact-reveal')
    await page.fill('#contact-purpose-text', '问清办的是哪一项')
    await picture(page, `reveal-${name}`)
    await page.click('#contact-purpose-send')
    await page.waitForSelector('#contact-call:has-text("13812345678")')
    await picture(page, `revealed-${name}`)
    expect(await isWide(page)).toBe(false)
    const { entries } = await office<{ entries: { event: string; subjectId: string }[] }>(
      `/api/audit/list?areaCode=${code.slice(0, 9)}`,
    )
    expect(entries.some((one) => JSON.stringify(one).includes(matterId))).toBe(true)
    expect(problems).toEqual([])
    await context.close()
  })

  test('takes a worker’s photo, which his badge and the public page then show', async () => {
    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await bringSession(page, service, '网格长')
    await page.goto(`${service.origin}/office/pages/cards/index`)
    await page.waitForSelector('#codes-workers')
    // a head of one grid has no place to choose, and is asked for none
    expect(await page.locator('text=哪里的').count()).toBe(0)
    await page.click('#codes-workers')
    const { accountId } = await worker<{ accountId: string }>('/api/accounts/me')
    await page.click(`#worker-${accountId}`)
    await choosePhoto(page, '#portrait-take')
    await page.waitForSelector('#code img', { timeout: 60_000 })
    await page.waitForSelector('#portrait-remove')
    await picture(page, `portrait-${name}`)
    expect(problems).toEqual([])
    await context.close()
  })
})

describe.each(sizes)('a worker on a %s', (name, make) => {
  test('shows his own badge, which anybody can verify', async () => {
    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await bringSession(page, service, workerName)
    await page.goto(`${service.origin}/pages/me/index`)
    await picture(page, `me-${name}`)
    await page.click('#to-badge')
    await page.waitForSelector('#my-badge-issue, #my-badge-card')
    if (await page.locator('#my-badge-issue').count()) await page.click('#my-badge-issue')
    await page.waitForSelector('#my-badge-card img')
    await picture(page, `my-badge-${name}`)
    expect(await isWide(page)).toBe(false)
    await page.click('#my-badge-check')
    await page.waitForSelector('#badge-inService')
    await picture(page, `badge-${name}`)
    expect(problems).toEqual([])
    await context.close()
  })

  test('notes a card handed out and a notice that hangs', async () => {
    const gridCode = code
    await office('/api/codes/print', { what: 'cards', placeCode: gridCode, cardsEach: 10 })
    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await bringSession(page, service, workerName)
    await page.goto(`${service.origin}/pages/card-register/index`)
    await page.waitForSelector('#card-register-count')
    await page.fill('#card-number', name === 'PC' ? '2' : '1')
    await page.fill('#card-household', `3 号楼 2 单元 50${name.length}`)
    await page.click('#card-send')
    await page.waitForSelector(`#card-register:has-text("3 号楼 2 单元 50${name.length}")`)
    await picture(page, `register-${name}`)
    expect(await isWide(page)).toBe(false)
    // what is noted stands under the form, in its line, and clear of its button
    const boxOf = (part: string) => page.locator(part).first().boundingBox()
    const entry = await boxOf(`text=3 号楼 2 单元 50${name.length} >> visible=true`)
    const [field, button] = [await boxOf('#card-number'), await boxOf('#card-send')]
    expect(Math.abs((entry?.x ?? 0) - (field?.x ?? 99))).toBeLessThan(20)
    expect(entry?.y).toBeGreaterThan((button?.y ?? 0) + (button?.height ?? 0) + 12)
    await page.click('#register-tabs-notices')
    await choosePhoto(page, '#notice-photos-add')
    await page.fill('#notice-place', `村委会公示栏${name}`)
    await page.click('#notice-send')
    await page.waitForSelector(`#card-register >> text=村委会公示栏${name}`, { timeout: 60_000 })
    await page.locator('#card-register img').last().waitFor()
    await picture(page, `notices-${name}`)
    expect(problems).toEqual([])
    await context.close()
  })

  test('reads what was decided of him, never by whom', async () => {
    const resident = await phone(browser)
    const giving = await resident.newPage()
    const words = `${name}：下雪天帮着扫了路`
    await giving.goto(`${service.origin}/pages/opinion/index?code=${code}`)
    await giving.waitForSelector('#opinion-who')
    const { name: own } = await worker<{ name: string }>('/api/accounts/me')
    await giving.locator('#opinion-who [role=radio]').filter({ hasText: own }).click()
    await giving.click('#opinion-kind-praise')
    await giving.fill('#opinion-text', words)
    await giving.click('#opinion-send')
    await giving.waitForSelector('#opinion-receipt', { timeout: 60_000 })
    await resident.close()
    const { opinions } = await office<{ opinions: { id: string; text: string }[] }>(
      `/api/opinions/list?areaCode=${code.slice(0, 9)}`,
    )
    const opinionId = opinions.find((one) => one.text === words)?.id ?? ''
    await villageHead('/api/opinions/look', { opinionId, finding: '邻居都看见了' })
    await office('/api/opinions/decide', { opinionId, decision: 'upheld', reason: '情况属实' })

    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await bringSession(page, service, workerName)
    await page.goto(`${service.origin}/pages/my-opinions/index`)
    await page.waitForSelector(`#opinion-${opinionId}:has-text("${words}")`)
    expect(await page.textContent('#my-opinions')).toContain('情况属实')
    await picture(page, `my-opinions-${name}`)
    expect(await isWide(page)).toBe(false)
    expect(problems).toEqual([])
    await context.close()
  })

  test('is told where a report has no matter of its own', async () => {
    const { reports } = await worker<{ reports: { id: string }[] }>('/api/reports/mine?limit=50')
    const tries = await Promise.all(
      reports.map(async ({ id }) => {
        const isKept = await worker(`/api/matters/detail/${id}`).then(
          () => true,
          () => false,
        )
        return { id, isKept }
      }),
    )
    const old = tries.find((one) => !one.isKept)
    if (!old) throw new Error('every report of the demo has its matter')
    const context = await make(browser)
    const page = await context.newPage()
    await bringSession(page, service, workerName)
    await page.goto(`${service.origin}/pages/report-detail/index?id=${old.id}`)
    await page.waitForSelector('#no-matter')
    await picture(page, `no-matter-${name}`)
    expect(await page.locator('#to-matter').count()).toBe(0)
    await context.close()
  })
})
