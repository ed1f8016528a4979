import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { list } from '../../cloud/contract/accounts'
import type { OutputOf } from '../../cloud/contract/define'
import type { open } from '../../cloud/contract/discipline'
import { desktop, launchBrowser, phone, picture, watchProblems } from './browser'
import { caller } from './caller'
import { type RunningService, startDemoService } from './service'

/** Cases and change lists in a browser, before the real service with the demo county. */
const township = '昕水镇平安办'
const county = '县综治中心'
const worker = '社区专职网格员'
const thisMonth = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)

let browser: Browser
let service: RunningService
const contexts: BrowserContext[] = []
const problems: string[][] = []

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
  expect(problems.splice(0).flat()).toEqual([])
})

type Make = (browser: Browser) => Promise<BrowserContext>

/** A page at which this person has signed in, as he would. */
async function signIn(label: string, make: Make, home: string): Promise<Page> {
  const { signInName, password } = service.account(label)
  const context = await make(browser)
  contexts.push(context)
  const page = await context.newPage()
  problems.push(watchProblems(page))
  await page.goto(service.origin)
  await page.fill('#sign-in-name', signInName)
  await page.fill('#sign-in-password', password)
  await page.click('#sign-in-submit')
  await page.waitForSelector(home)
  return page
}

const atOffice = (label: string, make: Make = desktop) => signIn(label, make, '#office-home')
const go = (page: Page, path: string) => page.goto(`${service.origin}${path}`)
const goCase = (page: Page, id: string) => go(page, `/office/pages/discipline/case/index?id=${id}`)

/** A case that the office opened of the demo's worker. */
async function openedCase(): Promise<{ id: string; sentence: string }> {
  const asOffice = await caller(service, township)
  const { name } = service.account(worker)
  const search = encodeURIComponent(name)
  const { accounts } = await asOffice<OutputOf<typeof list>>(
    `/api/accounts/list?role=worker&search=${search}`,
  )
  const sentence = '接到指令后没有到场，火情扩大'
  const opened = await asOffice<OutputOf<typeof open>>('/api/discipline/open', {
    accountId: accounts[0]?.accountId,
    month: thisMonth,
    kind: 'elimination',
    article: 'DN-13.4',
    sentence,
    evidence: '值守记录和现场照片',
  })
  return { id: opened.case.id, sentence }
}

async function makeMove(page: Page, move: string, text: string): Promise<void> {
  await page.click(`#move-${move}`)
  await page.fill('#move-reason', text)
  await page.click('#move-send')
  await page.waitForSelector(`#case-way:has-text("${text}")`)
}

describe('a case', () => {
  test('from the notice over the worker’s own word to the decision and his appeal', async () => {
    const { id, sentence } = await openedCase()
    const office = await atOffice(township)
    await office.waitForSelector('#wait-cases')
    await picture(office, 'discipline-home-pc')
    await office.click('#wait-cases')
    await office.waitForSelector('#cases-table')
    await picture(office, 'discipline-cases-pc')
    await goCase(office, id)
    await office.waitForSelector('#case')
    expect(await office.textContent('#case')).toContain(sentence)
    await picture(office, 'discipline-case-proposed-pc')
    await office.click('#move-notify')
    await office.click('#move-phrase >> text=请您在期限内说明情况')
    await picture(office, 'discipline-notify-pc')
    await office.click('#move-send')
    await office.waitForSelector('#case-due:has-text("申辩到")')
    expect(await office.locator('#move-impose').count()).toBe(0)

    const person = await signIn(worker, phone, '#today')
    await person.waitForSelector('#my-cases-notice')
    await picture(person, 'my-cases-notice-phone')
    await person.click('#open-my-cases')
    await person.waitForSelector(`#case-${id}`)
    await picture(person, 'my-cases-phone')
    await person.click(`#reply-${id}`)
    await person.fill('#answer-text', '当天在县医院住院，有病历')
    await picture(person, 'my-cases-reply-phone')
    await person.click('#answer-send')
    await person.waitForSelector(`#case-${id}:has-text("当天在县医院住院")`)
    expect(await person.locator(`#reply-${id}`).count()).toBe(0)

    const centre = await atOffice(county)
    await goCase(centre, id)
    await centre.waitForSelector('#case-way:has-text("当天在县医院住院")')
    await picture(centre, 'discipline-case-replied-pc')
    await makeMove(centre, 'impose', '瞒报属实，决定淘汰')
    await centre.waitForSelector('#case-due:has-text("本人可以申诉到")')
    await picture(centre, 'discipline-case-decided-pc')

    await person.reload()
    await person.click(`#appeal-${id}`)
    await person.fill('#answer-text', '请核对住院记录')
    await person.click('#answer-send')
    await person.waitForSelector(`#case-${id}:has-text("请核对住院记录")`)
    await picture(person, 'my-cases-appealed-phone')
  })

  test('that a month proposed shows the trees it rests on, on a phone too', async () => {
    const page = await atOffice(township, phone)
    await go(page, '/office/pages/discipline/index')
    await page.click('#case-filter-all')
    await page.waitForSelector('#cases-table')
    await picture(page, 'discipline-cases-phone')
    const proposed = page.locator('#cases-table >> text=第十三条').first()
    await proposed.click()
    await page.waitForSelector('#case-reasons')
    await page.waitForSelector('#case-figure')
    await picture(page, 'discipline-case-phone')
    const isWider = await page.evaluate(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    )
    expect(isWider).toBe(false)
  })

  test('is opened by hand with article and evidence', async () => {
    const page = await atOffice(township)
    await go(page, '/office/pages/discipline/index')
    await page.click('#open-case')
    await page.fill('#case-worker', service.account(worker).name)
    await page.locator('[id^="case-worker-"]').first().click()
    await page.click('#case-kind-warning')
    await page.selectOption('#case-article', 'DN-13.1')
    await page.fill('#case-sentence', '两次没有参加例会')
    await page.fill('#case-evidence', '签到表')
    await picture(page, 'discipline-open-pc')
    await page.click('#case-form-send')
    await page.waitForSelector('#cases-table:has-text("提醒")')
  })
})

describe('a change list', () => {
  test('is sent by the township and accepted by the county', async () => {
    const office = await atOffice(township)
    await go(office, '/office/pages/discipline/index?tab=changeList')
    await office.waitForSelector('#change-list')
    await picture(office, 'change-list-pc')
    await office.click('#list-send')
    await office.click('#confirm-yes')
    await office.waitForSelector('#change-list:has-text("已报县里")')

    const centre = await atOffice(county)
    await go(centre, '/office/pages/discipline/index?tab=changeList')
    await centre.waitForSelector('#change-lists-table')
    await picture(centre, 'change-lists-county-pc')
    await centre.click('#change-lists-table >> text=昕水镇')
    await centre.click('#list-accept')
    await centre.fill('#list-decision-reason', '已核对')
    await centre.click('#list-decision-send')
    await centre.waitForSelector('#change-list:has-text("县里已收")')
    await picture(centre, 'change-list-accepted-pc')
  })

  test('is whole on a phone', async () => {
    const page = await atOffice(township, phone)
    await go(page, '/office/pages/discipline/index?tab=changeList')
    await page.waitForSelector('#change-list')
    await picture(page, 'change-list-phone')
    const isWider = await page.evaluate(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    )
    expect(isWider).toBe(false)
  })
})
