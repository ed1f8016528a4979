import type { signIn } from '../../cloud/contract/accounts'
import type { OutputOf } from '../../cloud/contract/define'
import type { Page } from 'playwright-core'
import { newId } from './caller'
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

/** His session, if the service still knows it: he may have left, or lost his posts. */
async function standingOf(service: RunningService, label: string): Promise<string | undefined> {
  const session = keptAt(service).get(label)
  if (session === undefined) return undefined
  const { token } = JSON.parse(session) as { token: string }
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${service.origin}/api/accounts/me`, { headers })
  return answer.ok ? session : undefined
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

/** What the service answered to name and password, as the pages keep it. */
async function sessionOf(service: RunningService, label: string): Promise<string> {
  const known = await standingOf(service, label)
  if (known !== undefined) return known
  const { signInName, password } = service.account(label)
  const response = await fetch(`${service.origin}/api/accounts/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: newId(), signInName, password, deviceName: 'test' }),
  })
  const { token, expiresAtMs, me } = (await response.json()) as OutputOf<typeof signIn>
  const session = JSON.stringify({ token, expiresAtMs, me })
  keptAt(service).set(label, session)
  return session
}

/**
 * The page comes up as this person's, as on a phone that was used before: whatever it opens first.
 */
export async function bringSession(
  page: Page,
  service: RunningService,
  label: string,
): Promise<void> {
  await page.addInitScript({ content: putting(await sessionOf(service, label)) })
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
  const known = await standingOf(service, label)
  if (known !== undefined) {
    await page.addInitScript({ content: putting(known) })
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
  if (text !== null) keptAt(service).set(label, text)
}
