import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { OutputOf } from '../../cloud/contract/define'
import type { list } from '../../cloud/contract/training'
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
import { bringSession } from './sign-in'

/** What a worker has of his own: his file, his equipment, his study; each with its office. */
const worker = '社区专职网格员'
const office = '昕水镇平安办'

let browser: Browser
let service: RunningService
const contexts: BrowserContext[] = []
let problems: string[][] = []

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
})

afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
  expect(problems.flat()).toEqual([])
  problems = []
})

async function signIn(label: string, make: typeof phone): Promise<Page> {
  const context = await make(browser)
  contexts.push(context)
  const page = await context.newPage()
  problems.push(watchProblems(page))
  await bringSession(page, service, label)
  return page
}

const onPhone = () => signIn(worker, phone)
const atDesk = () => signIn(office, desktop)
const go = (page: Page, address: string) => page.goto(`${service.origin}/${address}/index`)

async function elder(page: Page, isElder: boolean) {
  await page.evaluate(`localStorage.setItem('mingge:preferences', '{"elder":${isElder}}')`)
  await page.reload()
}

/** The page as it is, in 关怀模式 and without a network; nowhere wider than the phone. */
async function lookAt(page: Page, name: string, ready: string) {
  await page.waitForSelector(ready)
  expect(await isTooWide(page)).toBe(false)
  await picture(page, name)
  await elder(page, true)
  await page.waitForSelector(ready)
  expect(await isTooWide(page)).toBe(false)
  await picture(page, `${name}-elder`)
  await elder(page, false)
  await page.waitForSelector(ready)
}

async function withoutAnswer(page: Page, path: string, name: string) {
  const context = page.context()
  await page.evaluate(
    `for (const key of Object.keys(localStorage)) if (key.includes('copy:')) localStorage.removeItem(key)`,
  )
  await context.route(`**${path}*`, (route) => route.abort())
  await page.reload()
  await page.waitForSelector('text=现在没有网络 >> visible=true')
  await picture(page, `${name}-offline`)
  await context.unroute(`**${path}*`)
  await page.reload()
}

test('a person reads his own file, sees one number whole, asks for a correction and is answered', async () => {
  const page = await onPhone()
  await go(page, 'pages/me')
  await page.waitForSelector('#own-links')
  await picture(page, 'me')
  await page.tap('#to-personal-file')
  await lookAt(page, 'personal-file', '#personal-file #own')
  const masked = await page.textContent('#own-phone')
  expect(masked).toContain('****')
  await page.tap('#show-phone')
  await expect.poll(async () => await page.textContent('#own-phone')).not.toContain('****')
  await page.tap('#show-phone')
  expect(await page.textContent('#own-phone')).toBe(masked)
  expect(await page.textContent('#posts')).toMatch(/至今/)

  await page.tap('#ask')
  await page.tap('#ask-send')
  await page.waitForSelector('text=请选哪一项 >> visible=true')
  await page.tap('#ask-field-name')
  await page.fill('#ask-text', '名字最后一个字写错了')
  await picture(page, 'personal-file-ask', { fullPage: false })
  await page.tap('#ask-send')
  await page.waitForSelector('#corrections:has-text("等待答复")')
  await withoutAnswer(page, '/api/personal-files/mine', 'personal-file')

  const desk = await atDesk()
  await go(desk, 'office/pages/file-corrections')
  await desk.waitForSelector('#file-corrections:has-text("名字最后一个字写错了")')
  expect(await isTooWide(desk)).toBe(false)
  await picture(desk, 'office-file-corrections')
  await desk.setViewportSize({ width: 375, height: 812 })
  expect(await isTooWide(desk)).toBe(false)
  await picture(desk, 'office-file-corrections-phone')
  await desk.setViewportSize({ width: 1280, height: 860 })
  await desk.click('[id^="approve-"]')
  await desk.fill('#decide-reason', '已按身份证改好')
  await desk.click('#decide-send')
  await desk.waitForSelector('text=没有等待答复的 >> visible=true')

  await page.reload()
  await page.waitForSelector('#corrections:has-text("已按身份证改好")')
  await picture(page, 'personal-file-answered')
})

test('equipment is given out, confirmed on the phone, and taken back', async () => {
  const { name } = service.account(worker)
  const page = await onPhone()
  await go(page, 'pages/equipment')
  await page.waitForSelector('text=还没有登记发给您的装备 >> visible=true')
  await picture(page, 'equipment-empty')

  const desk = await atDesk()
  await go(desk, 'office/pages/equipment')
  await desk.waitForSelector('text=没有等本人确认的 >> visible=true')
  await desk.click('#issue-open')
  await desk.click('#issue-send')
  await desk.waitForSelector('text=请选发给谁 >> visible=true')
  await desk.fill('#issue-worker', name)
  await desk.click(`[id^="issue-worker-0"]:has-text("${name}")`)
  await desk.fill('#issue-name', '反光背心')
  await desk.fill('#issue-number', 'XS-0007')
  await desk.fill('#issue-quantity', '2')
  await picture(desk, 'office-equipment-issue', { fullPage: false })
  await desk.click('#issue-send')
  await desk.waitForSelector('#office-equipment:has-text("反光背心")')
  expect(await isTooWide(desk)).toBe(false)
  await picture(desk, 'office-equipment')

  await page.reload()
  await lookAt(page, 'equipment', '#equipment:has-text("反光背心")')
  await page.context().setOffline(true)
  await page.tap('[id^="confirm-0"]')
  await page.tap('#confirm-yes')
  await page.waitForSelector('#equipment:has-text("等待发送")')
  expect(await page.locator('[id^="confirm-0"]').count()).toBe(0)
  await picture(page, 'equipment-kept')
  await page.context().setOffline(false)
  await page.waitForSelector('#equipment:has-text("本人已确认")')
  await withoutAnswer(page, '/api/equipment/mine', 'equipment')

  await desk.click('#equipment-tabs >> text=在用')
  await desk.waitForSelector('#office-equipment:has-text("反光背心")')
  await desk.setViewportSize({ width: 375, height: 812 })
  expect(await isTooWide(desk)).toBe(false)
  await picture(desk, 'office-equipment-phone')
  await desk.click('[id^="take-back-0"]')
  await desk.fill('#take-back-reason', '完好')
  await desk.click('#take-back-send')
  await desk.waitForSelector('text=没有在用的装备 >> visible=true')
  await page.reload()
  await page.waitForSelector('#equipment:has-text("已收回")')
  await picture(page, 'equipment-returned')
})

test('study is published, read on the phone, marked once with its minutes, and counted', async () => {
  const page = await onPhone()
  await go(page, 'pages/training')
  await page.waitForSelector('text=还没有要学的内容 >> visible=true')
  await picture(page, 'training-empty')

  const desk = await atDesk()
  await go(desk, 'office/pages/training')
  await desk.waitForSelector('text=还没有发布学习内容 >> visible=true')
  await desk.click('#publish-open')
  await desk.click('#publish-send')
  await desk.waitForSelector('text=请写标题和内容 >> visible=true')
  await desk.fill('#publish-title', '冬季防火要点')
  await desk.fill(
    '#publish-text',
    '一、入户查看取暖炉和烟道。\n二、劝阻野外用火。\n三、发现火情先打 119。',
  )
  await desk.fill('#publish-minutes', '90')
  await desk.click('#publish-has-due')
  await desk.waitForSelector('#publish-due')
  await picture(desk, 'office-training-publish', { fullPage: false })
  await desk.click('#publish-send')
  await desk.waitForSelector('#office-training:has-text("冬季防火要点")')
  expect(await isTooWide(desk)).toBe(false)
  await picture(desk, 'office-training')

  await page.reload()
  await lookAt(page, 'training', '#training:has-text("冬季防火要点")')
  await page.tap('#study-items >> text=冬季防火要点')
  await page.waitForSelector('#study:has-text("先打 119")')
  await picture(page, 'training-read', { fullPage: false })
  await page.context().setOffline(true)
  await page.tap('#study-finish')
  await page.waitForSelector('#study-items:has-text("等待发送")')
  await page.waitForSelector('#study-hours:has-text("另有 1 小时 30 分钟已记在手机里")')
  await picture(page, 'training-kept')
  await page.context().setOffline(false)
  await page.reload()
  await page.waitForSelector('#study-items:has-text("已学")')
  expect(await page.textContent('#study-hours')).toContain('1 小时 30 分钟')
  expect(await page.textContent('#study-hours')).not.toContain('另有')
  await withoutAnswer(page, '/api/training/mine', 'training')
  const ask = await caller(service, worker)
  expect(await ask('/api/training/mine')).toMatchObject({ studiedMinutes: 90 })

  await desk.reload()
  await desk.waitForSelector('#office-training:has-text("1/")')
  await desk.click('[id^="who-0"]')
  await desk.waitForSelector('#who:has-text("还没学")')
  await picture(desk, 'office-training-who', { fullPage: false })
  await desk.setViewportSize({ width: 375, height: 812 })
  expect(await isTooWide(desk)).toBe(false)
  await picture(desk, 'office-training-phone', { fullPage: false })
})

test('study that was taken back meanwhile is told, and may be let go', async () => {
  const atOffice = await caller(service, office)
  const { items } = await atOffice<OutputOf<typeof list>>('/api/training/list')
  const { posts } = await atOffice<{ posts: { scopeCode: string }[] }>('/api/accounts/me')
  await atOffice('/api/training/publish', {
    areaCode: posts[0]?.scopeCode,
    title: '旧版巡查要点',
    text: '已有新版',
    minutes: 10,
  })
  const page = await onPhone()
  await go(page, 'pages/training')
  await page.tap('#study-items >> text=旧版巡查要点')
  await page.waitForSelector('#study-finish')
  const later = await atOffice<OutputOf<typeof list>>('/api/training/list')
  const published = later.items.find(({ id }) => items.every((one) => one.id !== id))
  await atOffice('/api/training/withdraw', { itemId: published?.id })
  await page.tap('#study-finish')
  await page.waitForSelector('#status-line:has-text("没有被接受")')
  await page.tap('#status-line')
  await page.waitForSelector('text=原因：这项学习内容已经收回，不用再学 >> visible=true')
  await picture(page, 'outbox-study-refused')
  await page.tap('text=删除 >> visible=true')
  await page.tap('#confirm-yes >> visible=true')
  await page.waitForSelector('text=没有等待发送的内容 >> visible=true')
})
