import type { OutputOf } from '../../cloud/contract/define'
import type { gridCard } from '../../cloud/contract/residents'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

/** What the printed code opens for a resident, before the real service with the demo county. */
let browser: Browser
let service: RunningService
let code = ''
let held: OutputOf<typeof gridCard>

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
  const ask = await caller(service, '社区专职网格员')
  const { posts } = await ask<{ posts: { scopeCode: string }[] }>('/api/accounts/me')
  code = posts[0]?.scopeCode ?? ''
  held = await ask(`/api/public/grids/${code}`)
})

afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

const sizes: [string, (browser: Browser) => Promise<BrowserContext>][] = [
  ['phone', phone],
  ['PC', desktop],
]

describe.each(sizes)('the grid card on a %s', (name, make) => {
  test('names who is responsible, how to call, and where, without an account', async () => {
    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await page.goto(`${service.origin}/g/${code}`)
    await page.waitForSelector('#responsible')
    expect(page.url()).toContain(`/pages/card/index?code=${code}`)
    await picture(page, `card-${name}`)

    // nobody scanned anything: the page does not say so
    expect(await page.locator('#card-unsigned').count()).toBe(1)
    expect(await page.locator('#card-signed').count()).toBe(0)
    const [first, ...others] = held.people
    const responsible = await page.textContent('#responsible')
    expect(first?.post).toBe('社区专职网格员')
    expect(responsible).toContain(first?.name)
    expect(responsible).toContain(first?.workPhone)
    const alsoThere = await page.textContent('#others')
    for (const person of others) expect(alsoThere).toContain(person.name)

    const text = await page.textContent('#grid-card')
    const named = [held.name, held.townshipName, held.villageName, ...held.duties]
    for (const words of named) expect(text).toContain(words)
    for (const { phone: number } of held.emergency) expect(text).toContain(number)
    expect(text).toContain('示意图')
    expect(text).toContain('OpenStreetMap')
    const map = page.locator('#grid-card img')
    await map.scrollIntoViewIfNeeded()
    const drawn = `document.querySelector('#grid-card img').naturalWidth > 0`
    await expect.poll(() => page.evaluate<boolean>(drawn)).toBe(true)
    expect(await isTooWide(page)).toBe(false)
    expect(problems).toEqual([])
    await context.close()
  })

  test('an unknown code is told in plain words', async () => {
    const context = await make(browser)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await page.goto(`${service.origin}/g/141030999999A999`)
    await page.waitForSelector('text=没有这个网格 >> visible=true')
    await page.goto(`${service.origin}/pages/card/index`)
    await page.waitForSelector('text=没有认出是哪个网格 >> visible=true')
    expect(problems).toEqual([])
    await context.close()
  })
})
