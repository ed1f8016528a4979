import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core'
import { expect } from 'vitest'

const settings = {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

/** Daning, where every test stands unless it says otherwise. */
const daning = { latitude: 36.4653, longitude: 110.7529, accuracy: 12 }

/** One for all files that a worker runs: what belongs to somebody is in contexts of his own. */
let running: Browser | undefined

export async function launchBrowser(): Promise<Browser> {
  if (!running?.isConnected()) running = await chromium.launch(settings)
  return running
}

/** At the end of a file: nothing that it opened is left to the next one. */
export async function closeContexts(browser: Browser | undefined): Promise<void> {
  await Promise.all((browser?.contexts() ?? []).map((context) => context.close()))
}

export interface ContextOptions {
  geolocation?: { latitude: number; longitude: number; accuracy: number } | null
  /** Lets the pages be kept by the browser, as on a worker's phone; else every file is asked for. */
  offlineShell?: boolean
}

function permissionsFor({ geolocation = daning, offlineShell = false }: ContextOptions) {
  const serviceWorkers = offlineShell ? ('allow' as const) : ('block' as const)
  return geolocation
    ? { serviceWorkers, geolocation, permissions: ['geolocation'] }
    : { serviceWorkers }
}

/** A phone: 375 wide, fingers. */
export function phone(browser: Browser, options: ContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 375, height: 812 },
    // as sharp as a phone only for who looks at the pictures: it takes four times the drawing
    deviceScaleFactor: process.env.MINGGE_SCREENSHOTS ? 2 : 1,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...permissionsFor(options),
  })
}

/** A PC: 1280 wide, a mouse. */
export function desktop(browser: Browser, options: ContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...permissionsFor(options),
  })
}

/** Everything that went wrong in the page by itself: a test ends by expecting none. */
export function watchProblems(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`thrown: ${error.message}`))
  page.on('console', (message) => {
    // a refused request is written to the console by the browser; the page shows it its own way
    const isRequest = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isRequest) problems.push(`console: ${message.text()}`)
  })
  return problems
}

/**
 * Whether a page is wider than its window. A phone zooms out over what is too wide, and with it
 * `innerWidth`: measured is the window as it was asked for, and what scrolls inside it.
 */
export const isTooWide = (page: Page) =>
  page.evaluate<boolean>(
    `[document.documentElement, ...document.querySelectorAll('.taro_page')]
      .some((one) => one.scrollWidth > one.clientWidth)`,
  )

/** What stands out of the window at the right and is no part of something that scrolls by itself. */
const whatStandsOut = (page: Page) =>
  page.evaluate<string[]>(
    `(() => {
      const scrolls = (one) => /auto|scroll|hidden/.test(getComputedStyle(one).overflowX)
      const isInside = (one) => {
        for (let at = one.parentElement; at; at = at.parentElement)
          if (scrolls(at) && !at.matches('.taro_page, html, body')) return true
        return false
      }
      const width = document.documentElement.clientWidth
      return [...document.querySelectorAll('.taro_page *')]
        .filter((one) => one.getBoundingClientRect().right > width + 0.5 && !isInside(one))
        .map((one) => (one.id || one.className) + ': ' + one.textContent.slice(0, 20))
        .slice(0, 5)
    })()`,
  )

/** Nothing of the page stands out of its window; told is what does. */
export async function expectFits(page: Page): Promise<void> {
  const isWide = await isTooWide(page)
  expect(isWide ? await whatStandsOut(page) : []).toEqual([])
  expect(isWide).toBe(false)
}

/** Takes a picture into the folder named by MINGGE_SCREENSHOTS; without it, does nothing. */
export async function picture(page: Page, name: string, options: { fullPage?: boolean } = {}) {
  const folder = process.env.MINGGE_SCREENSHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({
    path: path.join(folder, `${name}.png`),
    fullPage: options.fullPage ?? true,
  })
}
