import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveStatic } from '../scripts/static-server.mjs'
import { closeContexts, launchBrowser, phone, picture, watchProblems } from './browser'
import { personWith } from './people'
import { buildView } from './weapp-simulator/view/build'

/** The built mini program with its real WXML and WXSS, clicked and typed into. */
let browser: Browser
let folder: string
let server: Awaited<ReturnType<typeof serveStatic>>

const signedInMe = personWith('worker')

interface Asked {
  url: string
  data?: string
}

async function open(
  route: string,
  answer: (asked: Asked) => unknown,
): Promise<{ page: Page; problems: string[] }> {
  const context = await phone(browser)
  const page = await context.newPage()
  const problems = watchProblems(page)
  await page.exposeFunction('answerRequest', (text: string) =>
    JSON.stringify(answer(JSON.parse(text))),
  )
  await page.goto(`${server.origin}/?path=${encodeURIComponent(route)}`)
  await page.waitForSelector('html[data-ready=yes]')
  return { page, problems }
}

async function problemsOf(page: Page): Promise<string[]> {
  return page.evaluate('mini.problems')
}

const notFound = {
  statusCode: 404,
  data: '{"error":{"code":"notFound","message":"没有找到","requestId":"1"}}',
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'mingge-view-'))
  await buildView(path.join(import.meta.dirname, '..', 'dist', 'weapp'), folder)
  server = await serveStatic(folder)
  browser = await launchBrowser()
})

afterAll(async () => {
  await closeContexts(browser)
  await server?.close()
  if (folder) rmSync(folder, { recursive: true })
})

// WeChat's compiler is a Linux program
describe.runIf(process.platform === 'linux')('the mini program on a screen', () => {
  test('signs in by typing and tapping', async () => {
    const { page, problems } = await open('pages/sign-in/index', ({ url, data }) => {
      if (!url.endsWith('/sign-in')) return notFound
      const { password } = JSON.parse(data ?? '{}')
      if (password === 'right') {
        return { data: JSON.stringify({ token: 'token', expiresAtMs: 4e12, me: signedInMe }) }
      }
      const error = { code: 'signInFailed', message: '账号或密码不正确', requestId: '1' }
      return { statusCode: 401, data: JSON.stringify({ error }) }
    })
    await page.fill('#sign-in-name input', '13800000001')
    await page.fill('#sign-in-password input', 'wrong')
    await page.tap('#sign-in-submit')
    await page.waitForSelector('text=账号或密码不正确')
    await picture(page, 'weapp-sign-in')
    await page.fill('#sign-in-password input', 'right')
    await page.tap('#sign-in-submit')
    await page.waitForSelector('wx-page[is="pages/today/index"]')
    expect(await problemsOf(page)).toEqual([])
    expect(problems).toEqual([])
    await page.context().close()
  })

  test('shows large type when asked to, and the question before leaving', async () => {
    const { page, problems } = await open('pages/sign-in/index', ({ url }) =>
      url.endsWith('/sign-in')
        ? { data: JSON.stringify({ token: 'token', expiresAtMs: 4e12, me: signedInMe }) }
        : notFound,
    )
    await page.fill('#sign-in-name input', '13800000001')
    await page.fill('#sign-in-password input', 'right')
    await page.tap('#sign-in-submit')
    await page.waitForSelector('wx-page[is="pages/today/index"]')
    await page.evaluate("mini.wx.switchTab({ url: '/pages/me/index' })")
    await page.waitForSelector('#elder')
    const size = "parseFloat(getComputedStyle(document.querySelector('#sign-out')).fontSize)"
    const before = await page.evaluate<number>(size)
    await page.tap('#elder')
    await page.waitForFunction(`${size} / ${before} > 1.25`)
    await picture(page, 'weapp-me-elder')
    await page.tap('#sign-out')
    await page.waitForSelector('#confirm-yes')
    await page.tap('#confirm-no')
    expect(await problemsOf(page)).toEqual([])
    expect(problems).toEqual([])
    await page.context().close()
  })
})
