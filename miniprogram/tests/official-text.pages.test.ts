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
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/** The county's official text in a browser: uploaded, confirmed, read where a yuan is explained. */
const policy = '县委政法委'
const rural = '农村网格员'
const articles = [
  '第八条 每月签到不少于 20 次，每月至少报二十条有效信息。',
  '第九条 标准为 500 元、1000 元、1630 元，百分之七十按月发。',
  `第十一条 测试用的条文，每条 7.5 元。${'这一句只为让条文长一些。'.repeat(12)}`,
]

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

async function openTexts(page: Page) {
  await page.goto(`${service.origin}/office/pages/regulation/index`)
  await page.click('#open-official-text')
  await page.waitForSelector('#official-text')
}

async function chooseFile(page: Page, name: string, text: string) {
  const choosing = page.waitForEvent('filechooser')
  await page.click('#choose-text')
  const chooser = await choosing
  await chooser.setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
}

const sheetText = (page: Page, selector: string) => page.textContent(selector)

describe('the official text', () => {
  test('is uploaded by the policy office, looked at and confirmed', async () => {
    const page = await signIn(policy)
    await openTexts(page)
    await page.waitForSelector('#no-versions')
    await chooseFile(page, '办法.txt', '这是一封信，不是办法。')
    await page.waitForSelector('text=文件里没有找到 >> visible=true >> visible=true')
    expect(await page.isVisible('#draft')).toBe(false)

    await page.fill('#text-starts-on', '2022-05-06')
    await chooseFile(page, '办法.txt', articles.join('\n'))
    await page.waitForSelector('#found')
    expect(await page.textContent('#found')).toContain('找到 3 条')
    expect(await page.textContent('#missing-articles')).toContain('第七条')
    expect(await page.textContent('#missing-figures')).toContain('社区兼职网格员每条单价')
    expect(await page.textContent('#missing-figures')).not.toContain('农村网格员每条单价')
    await page.click('#part-9')
    await page.waitForSelector('#part-sheet')
    expect(await sheetText(page, '#part-sheet')).toContain('百分之七十按月发')
    await page.keyboard.press('Escape')
    await picture(page, 'official-text-draft')
    await page.reload()
    await page.click('#confirm-text')
    await page.waitForSelector('#versions-table tbody tr:has-text("第 1 版")')
    await picture(page, 'official-text-pc')
  })

  test('stands beside the gist where a yuan is explained, long words after one tap', async () => {
    const page = await signIn(rural, phone)
    await page.goto(`${service.origin}/pages/my-pay/index`)
    await page.tap('#line-base')
    await page.waitForSelector('#line-sheet >> text=百分之七十按月发')
    await page.tap('#line-sheet >> text=看第十一条原文')
    await page.waitForSelector('#line-sheet >> text=测试用的条文')
    expect(await isTooWide(page)).toBe(false)
    await picture(page, 'article-words', { fullPage: false })
  })

  test('has a book beside it that opens for reading and printing', async () => {
    const page = await signIn(policy)
    await page.goto(`${service.origin}/office/pages/regulation/index`)
    await page.waitForSelector('#open-law-book:not([disabled])')
    const opening = context.waitForEvent('page')
    await page.click('#open-law-book')
    const book = await opening
    await book.waitForSelector('section[id="DN-11.1b"]')
    expect(await book.textContent('section[id="DN-11.1b"]')).toContain('7.50 元')
    await picture(book, 'law-book', { fullPage: false })
  })
})
