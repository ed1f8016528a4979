import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { list } from '../../cloud/contract/accounts'
import type { OutputOf } from '../../cloud/contract/define'
import type { cases as casesOf, open } from '../../cloud/contract/discipline'
import type { objections as objectionsOf, progress } from '../../cloud/contract/pay'
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
import { publish } from './publish'
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/** Cases and change lists in a browser, before the real service with the demo county. */
const township = '昕水镇平安办'
const county = '县综治中心'
const worker = '社区专职网格员'
const thisMonth = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
const lastMonth = new Date(Date.parse(`${thisMonth}-01`) - 1).toISOString().slice(0, 7)

let browser: Browser
let service: RunningService
const contexts: BrowserContext[] = []
const problems: string[][] = []

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
})

afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
  expect(problems.splice(0).flat()).toEqual([])
})

type Make = (browser: Browser) => Promise<BrowserContext>

/** A page at which this person has signed in, as he would. */
async function signIn(label: string, make: Make): Promise<Page> {
  const context = await make(browser)
  contexts.push(context)
  const page = await context.newPage()
  problems.push(watchProblems(page))
  await bringSession(page, service, label)
  return page
}

const atOffice = (label: string, make: Make = desktop) => signIn(label, make)
const go = (page: Page, path: string) => page.goto(`${service.origin}${path}`)
const goCase = (page: Page, id: string) => go(page, `/office/pages/discipline/case/index?id=${id}`)

type Opening = Partial<{ kind: string; article: string; sentence: string }>

/** A case that an office opened of the demo's worker. */
async function openedCase(
  by = township,
  opening: Opening = {},
): Promise<{ id: string; sentence: string }> {
  const asOffice = await caller(service, by)
  const { name } = service.account(worker)
  const search = encodeURIComponent(name)
  const { accounts } = await asOffice<OutputOf<typeof list>>(
    `/api/accounts/list?role=worker&search=${search}`,
  )
  const sentence = opening.sentence ?? '接到指令后没有到场，火情扩大'
  const opened = await asOffice<OutputOf<typeof open>>('/api/discipline/open', {
    accountId: accounts[0]?.accountId,
    month: thisMonth,
    kind: 'elimination',
    article: 'DN-13.4',
    ...opening,
    sentence,
    evidence: '值守记录和现场照片',
  })
  return { id: opened.case.id, sentence }
}

/** Waits until it stands still: a screen slides in. */
async function atRest(page: Page, selector: string) {
  const target = page.locator(selector)
  let before = ''
  const isAtRest = async () => {
    const now = JSON.stringify(await target.boundingBox())
    const same = now === before
    before = now
    return same
  }
  await expect.poll(isAtRest, { interval: 150, timeout: 10_000 }).toBe(true)
}

/** Taps what has come to rest, as a finger waits for it. */
async function tapAtRest(page: Page, selector: string) {
  await page.locator(selector).scrollIntoViewIfNeeded()
  await atRest(page, selector)
  await page.tap(selector)
}

/** A month of the township made final, with a notice of criticism in it; whose case it opens. */
async function frozenMonth(): Promise<string> {
  const asOffice = await caller(service, township)
  const search = encodeURIComponent(service.account(worker).name)
  const { accounts } = await asOffice<OutputOf<typeof list>>(
    `/api/accounts/list?role=worker&search=${search}`,
  )
  const townshipCode = accounts[0]?.posts[0]?.scopeCode.slice(0, 9) ?? ''
  await asOffice('/api/assessment/record-finding', {
    accountId: accounts[0]?.accountId,
    kind: 'criticismNotice',
    level: 'city',
    incident: '市里通报工作不力',
    evidence: '市通报',
    documentNumber: '通报第 3 号',
    occurredOn: `${lastMonth}-12`,
  })
  const asked = `/api/pay/objections?month=${lastMonth}&areaCode=${townshipCode}`
  const { objections } = await asOffice<OutputOf<typeof objectionsOf>>(asked)
  for (const one of objections.filter(({ state }) => state === 'open')) {
    const answer = { objectionId: one.id, decision: 'rejected', answer: '已核对' }
    await asOffice('/api/pay/answer-objection', answer)
  }
  await asOffice('/api/pay/close', { month: lastMonth, townshipCodes: [townshipCode] })
  const isComputed = async () => {
    const { runs } = await asOffice<OutputOf<typeof progress>>(
      `/api/pay/progress?month=${lastMonth}`,
    )
    return runs.find((run) => run.townshipCode === townshipCode)?.state
  }
  await expect.poll(isComputed, { timeout: 60_000 }).toBe('done')
  await asOffice('/api/pay/freeze', { townshipCode, month: lastMonth })
  const { cases } = await asOffice<OutputOf<typeof casesOf>>('/api/discipline/cases')
  return cases.find((one) => one.month === lastMonth && one.article.id === 'DN-13.5')?.id ?? ''
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
    await go(office, '/')
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
    expect(await office.textContent('#case-due')).toMatch(/申辩到 \d{4}年\d+月\d+日 为止/)
    expect(await office.locator('#move-impose').count()).toBe(0)

    const person = await signIn(worker, phone)
    await go(person, '/')
    await person.waitForSelector('#my-cases-notice')
    await picture(person, 'my-cases-notice-phone')
    await tapAtRest(person, '#open-my-cases')
    await person.waitForSelector(`#case-${id}`)
    // once more by its address: what the sliding left of the browser's own zoom is not tested here
    await go(person, '/pages/my-cases/index')
    await person.waitForSelector(`#case-${id}`)
    expect(await isTooWide(person)).toBe(false)
    await picture(person, 'my-cases-phone')
    await tapAtRest(person, `#reply-${id}`)
    await person.fill('#answer-text', '当天在县医院住院，有病历')
    await picture(person, 'my-cases-reply-phone', { fullPage: false })
    await tapAtRest(person, '#answer-send')
    await person.waitForSelector(`#case-${id}:has-text("当天在县医院住院")`)
    expect(await person.locator(`#reply-${id}`).count()).toBe(0)

    const centre = await atOffice(county)
    await goCase(centre, id)
    await centre.waitForSelector('#case-way:has-text("当天在县医院住院")')
    await picture(centre, 'discipline-case-replied-pc')
    await makeMove(centre, 'impose', '瞒报属实，决定淘汰')
    await centre.waitForSelector('#case-due:has-text("本人可以申诉到")')
    await picture(centre, 'discipline-case-decided-pc')

    // what the phone was told a moment ago it does not ask again at once
    const mayAppeal = async () => {
      await person.reload()
      await person.waitForSelector(`#case-${id}`)
      return person.locator(`#appeal-${id}`).count()
    }
    await expect.poll(mayAppeal, { interval: 3_000, timeout: 45_000 }).toBe(1)
    await tapAtRest(person, `#appeal-${id}`)
    await person.fill('#answer-text', '请核对住院记录')
    await tapAtRest(person, '#answer-send')
    await person.waitForSelector(`#case-${id}:has-text("请核对住院记录")`)
    await picture(person, 'my-cases-appealed-phone')
  })

  test('that a month proposed shows the trees it rests on, on a phone too', async () => {
    const id = await frozenMonth()
    for (const [make, name] of [
      [phone, 'phone'],
      [desktop, 'pc'],
    ] as const) {
      const page = await atOffice(township, make)
      await go(page, '/office/pages/discipline/index')
      await page.click('#case-filter-all')
      await page.waitForSelector('#cases-table')
      await picture(page, `discipline-cases-${name}`)
      await goCase(page, id)
      await page.waitForSelector('#case-reasons')
      await page.waitForSelector('#case-figure')
      await picture(page, `discipline-case-${name}`)
      expect(await page.textContent('#case')).toContain('一票否决')
      expect(await isTooWide(page)).toBe(false)
    }
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

describe('who brought a case forward', () => {
  test('is told that another of his office decides, and has nothing to decide with', async () => {
    const { id } = await openedCase(county, { article: 'DN-13.1', sentence: '连续两次不合格' })
    const centre = await atOffice(county)
    await goCase(centre, id)
    await centre.waitForSelector('#own-hand')
    const told = await centre.textContent('#own-hand')
    expect(told).toContain('这件事是您提出的，不能由您作决定')
    expect(told).toContain('请在“人员”里给另一名工作人员开账号')
    for (const move of ['impose', 'setAside'])
      expect(await centre.locator(`#move-${move}`).count()).toBe(0)
    await picture(centre, 'own-hand-pc')
    await centre.setViewportSize({ width: 375, height: 812 })
    expect(await isTooWide(centre)).toBe(false)
    await picture(centre, 'own-hand-phone')
    // the township's office decides nothing here and is told nothing of the kind
    const office = await atOffice(township)
    await goCase(office, id)
    await office.waitForSelector('#move-notify')
    expect(await office.locator('#own-hand').count()).toBe(0)
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
    expect(await isTooWide(page)).toBe(false)
  })
})

describe('scores by office', () => {
  test('a scheme of a hundred points, scores for everybody, and who is missing', async () => {
    const page = await atOffice(township)
    await go(page, '/office/pages/discipline/index?tab=scores')
    await page.click('#set-scheme')
    await page.fill('#item-title-0', '日常履职')
    await page.fill('#item-office-0', '党政办')
    await page.fill('#item-most-0', '60')
    await page.waitForSelector('#scheme-sum:has-text("应当正好 100 分")')
    await page.fill('#item-most-0', '100')
    await picture(page, 'scores-scheme-pc')
    await page.click('#scheme-form-send')
    await page.waitForSelector('#scores-missing')
    await page.click('[id^="enter-"]')
    const first = page.locator('#score-form input').first()
    await first.fill('101')
    await page.waitForSelector('#score-form:has-text("应是 0 到 100 的数")')
    await first.fill('97.5')
    await picture(page, 'scores-enter-pc')
    await page.click('#score-form-send')
    await page.waitForSelector('#scores-table:has-text("97.5")')
    await picture(page, 'scores-pc')
    expect(await page.locator('#scores-close').count()).toBe(0)
    expect(await isTooWide(page)).toBe(false)
  })
})

describe('a decision under 大亚湾', () => {
  test('names one measure of the regulation’s ladder, and the worker reads it', async () => {
    const of = { regulation: 'dayawan-trial', firstMonth: thisMonth }
    await publish(service, of, { kind: 'binding', areaCode: '141030100', title: null })
    const exit = { kind: 'exit', article: 'DYW-21.7', sentence: '多次不服从安排' }
    const { id } = await openedCase(township, exit)
    const [asOffice, asWorker] = [await caller(service, township), await caller(service, worker)]
    await asOffice('/api/discipline/move', { caseId: id, move: 'notify', text: '请您说明情况' })
    await asWorker('/api/discipline/answer', { caseId: id, move: 'reply', text: '当时在病中' })
    const page = await atOffice('昕水镇政法委员')
    await goCase(page, id)
    await page.click('#move-impose')
    await page.waitForSelector('#move-measure')
    const offered = await page.locator('[id^="move-measure-"]').allTextContents()
    expect(offered.map((text) => text.trim())).toEqual([
      '书面检查',
      '诫勉谈话',
      '劝退',
      '解除劳务合同',
      '追究相应责任',
    ])
    await page.click('#move-measure-persuadedToLeave')
    await picture(page, 'measure-pc')
    await page.setViewportSize({ width: 375, height: 812 })
    expect(await isTooWide(page)).toBe(false)
    await picture(page, 'measure-phone', { fullPage: false })
    expect(await page.isDisabled('#move-send')).toBe(true)
    await page.fill('#move-reason', '情节严重')
    await page.click('#move-send')
    await page.waitForSelector('#case-way:has-text("决定成立（劝退）")')

    const person = await signIn(worker, phone)
    await go(person, '/pages/my-cases/index')
    await person.waitForSelector(`#case-${id}:has-text("劝退")`)
    await picture(person, 'measure-told-phone')
  })
})
