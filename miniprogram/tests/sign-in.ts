import type { Page } from 'playwright-core'
import type { RunningService } from './service'

/** Signs in as one of the demo's people, as he would, until his first page is there. */
export async function signInAs(
  page: Page,
  service: RunningService,
  label: string,
  home = '#office-home',
): Promise<void> {
  const { signInName, password } = service.account(label)
  await page.goto(service.origin)
  await page.fill('#sign-in-name', signInName)
  await page.fill('#sign-in-password', password)
  await page.click('#sign-in-submit')
  await page.waitForSelector(home)
}
