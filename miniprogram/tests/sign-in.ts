import type { Page } from 'playwright-core'
import type { RunningService } from './service'

const sessionKey = 'mingge:session'
/** What the browser keeps of people who have signed in at a service, by label. */
const sessions = new WeakMap<RunningService, Map<string, string>>()
let serial = 0

function keptAt(service: RunningService): Map<string, string> {
  const kept = sessions.get(service) ?? new Map<string, string>()
  sessions.set(service, kept)
  return kept
}

/** Whether the service still knows the session: the person may have left, or lost his posts. */
async function stands(service: RunningService, session: string): Promise<boolean> {
  // a text within a text: the quotes may be escaped
  const token = /token\\*":\\*"([^"\\]+)/.exec(session)?.[1] ?? ''
  const headers = { authorization: `Bearer ${token}` }
  return (await fetch(`${service.origin}/api/accounts/me`, { headers })).ok
}

/** Put into the page before its program runs: once, so that what happens to it afterwards stays. */
function putting(session: string): string {
  serial += 1
  const mark = JSON.stringify(`put-${serial}`)
  return `if (!sessionStorage.getItem(${mark})) {
    sessionStorage.setItem(${mark}, '1')
    localStorage.setItem(${JSON.stringify(sessionKey)}, ${JSON.stringify(session)})
  }`
}

/**
 * Signs in as one of the demo's people, as he would, until his first page is there. Whom the service
 * knows already comes back with his session, as on a phone that was used before.
 */
export async function signInAs(
  page: Page,
  service: RunningService,
  label: string,
  home = '#office-home',
): Promise<void> {
  const kept = keptAt(service)
  const session = kept.get(label)
  if (session !== undefined && (await stands(service, session))) {
    await page.addInitScript({ content: putting(session) })
    await page.goto(service.origin)
    await page.waitForSelector(home)
    return
  }
  const { signInName, password } = service.account(label)
  await page.goto(service.origin)
  await page.fill('#sign-in-name', signInName)
  await page.fill('#sign-in-password', password)
  await page.click('#sign-in-submit')
  await page.waitForSelector(home)
  const text = await page.evaluate<string | null>(
    `localStorage.getItem(${JSON.stringify(sessionKey)})`,
  )
  if (text !== null) kept.set(label, text)
}
