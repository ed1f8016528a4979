import type { Browser, BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { OutputOf } from '../../cloud/contract/define'
import type { queue, search } from '../../cloud/contract/matters'
import { desktop, isTooWide, phone, picture } from './browser'
import { type matterCalls, type Who, words } from './matter-people'

/** What the tests of the loop's pages share: one service, and its people at their pages. */
export interface MattersWorld
  extends Pick<ReturnType<typeof matterCalls>, 'as' | 'raised' | 'seenBy'> {
  dispatched(leadCode?: string): Promise<string>
  stateOf(id: string): Promise<string>
  signIn(who: Who, make: (browser: Browser) => Promise<BrowserContext>): Promise<Page>
  go(page: Page, path: string): Promise<unknown>
  goMatter(page: Page, who: Who, id: string): Promise<void>
}

/** The lists of matters, at the office's desk and on the phone. */
export function queueTests(world: MattersWorld) {
  const { as, raised, seenBy, dispatched, stateOf, signIn, go, goMatter } = world

  describe('the queue', () => {
    test('goes by keyboard, by filters and by words; nothing found is said', async () => {
      const ids = [await raised(), await raised()]
      const office = await signIn('office', desktop)
      await go(office, '/office/pages/matters/index')
      await office.waitForSelector('#matters-list')
      const lines = office.locator('#matters-list > *')
      const openText = () => office.textContent('#matter-text')
      await office.waitForSelector('#matter-text')
      const first = await openText()
      await office.keyboard.press('j')
      await expect.poll(openText).not.toBe(first)
      await office.keyboard.press('k')
      await expect.poll(openText).toBe(first)
      await office.waitForSelector('#moves')
      await office.keyboard.press('Enter')
      await office.waitForSelector('#move-send')
      await office.keyboard.press('Escape')
      await office.waitForSelector('#move-send', { state: 'detached' })

      await office.click('#lists-area')
      await office.selectOption('#class-filter', 'managementGap')
      await office.waitForSelector(`#matter-${ids[0]}`)
      await expect.poll(() => lines.count()).toBeGreaterThan(1)
      await office.selectOption('#state-filter', 'archived')
      await office.waitForSelector('text=没有这样的事项 >> visible=true')
      await picture(office, 'matters-empty-pc')
      await office.fill('#search', '完全没有这几个字的事项')
      await office.waitForSelector('text=没有找到 >> visible=true')
      const ask = await as('office')
      const { matters } = await ask<OutputOf<typeof queue>>('/api/matters/queue?list=area&limit=5')
      await office.fill('#search', matters[0]?.receiptNumber ?? '')
      await office.waitForSelector(`#matter-${matters[0]?.id}`)
    })

    test('plain ones are accepted together', async () => {
      // a class of which nothing else waits: the newest are due last
      const plain = { classCode: 'managementGap' } as const
      const ids = [await raised(plain), await raised(plain)]
      const urgent = await raised({ ...plain, level: 'urgent' })
      const office = await signIn('office', desktop)
      await go(office, '/office/pages/matters/index')
      await office.selectOption('#class-filter', 'managementGap')
      await office.waitForSelector(`#choose-${ids[0]}`)
      expect(await office.locator(`#choose-${urgent}`).count()).toBe(0)
      for (const id of ids) await office.click(`#choose-${id}`)
      await picture(office, 'matters-accept-many-pc')
      await office.click('#accept-many')
      await office.click('#confirm-yes')
      await expect
        .poll(() => Promise.all(ids.map((id) => stateOf(id))))
        .toEqual(['accepted', 'accepted'])
      expect(await stateOf(urgent)).toBe('raised')
    })

    test('what reaches the office by telephone is registered there', async () => {
      const text = words('来电反映路灯不亮')
      const { posts } = await (await as('worker'))<{ posts: { scopeCode: string }[] }>(
        '/api/accounts/me',
      )
      const gridCode = posts[0]?.scopeCode ?? ''
      const office = await signIn('office', phone)
      await go(office, '/office/pages/matters/index')
      await office.click('#open-raise')
      await office.selectOption('#raise-grid-village', gridCode.slice(0, 12))
      await office.selectOption('#raise-grid-grid', gridCode)
      await office.selectOption('#raise-class', 'facility')
      await office.fill('#raise-text', text)
      await picture(office, 'matters-raise-office-phone')
      await office.click('#raise-send')
      await office.waitForSelector(`#office-matter #matter-text:has-text("${text}")`)
      expect(await isTooWide(office)).toBe(false)
      const asOffice = await as('office')
      const found = `/api/matters/search?words=${encodeURIComponent(text)}`
      const { matters } = await asOffice<OutputOf<typeof search>>(found)
      expect(matters.map((one) => [one.source, one.gridCode])).toEqual([['office', gridCode]])
    })

    test('says so when it cannot be opened, and shows what was seen before without a network', async () => {
      const id = await dispatched()
      const other = await dispatched()
      const worker = await signIn('worker', phone)
      await go(worker, '/pages/matters/index')
      await worker.waitForSelector('#matters-tabs')
      await goMatter(worker, 'worker', id)
      await worker.route('**/api/**', (route) => route.abort())
      await goMatter(worker, 'worker', id)
      await go(worker, `/pages/matter/index?id=${other}`)
      await worker.waitForSelector('text=现在没有网络 >> visible=true')
      await picture(worker, 'matter-offline-phone')
      await go(worker, '/pages/matters/index')
      await worker.waitForSelector('#matters >> text=/没有等您办的事项|第一网格/')
      await picture(worker, 'matters-offline-phone')
      const office = await signIn('office', desktop)
      await office.route('**/api/matters/queue*', () => undefined)
      await go(office, '/office/pages/matters/index')
      await office.waitForSelector('#loading')
      await picture(office, 'matters-loading-pc')
    })

    test('a thread is written from both sides', async () => {
      const id = await dispatched()
      const worker = await signIn('worker', phone)
      await goMatter(worker, 'worker', id)
      await worker.fill('#message-text', '今天来吗')
      await worker.tap('#message-send')
      await worker.waitForSelector('#matter-thread:has-text("今天来吗")')
      const lead = await signIn('enforcement', desktop)
      await goMatter(lead, 'enforcement', id)
      await lead.waitForSelector('#matter-thread:has-text("今天来吗")')
      await lead.fill('#message-text', '下午三点到')
      await lead.click('#message-send')
      await lead.waitForSelector('#matter-thread:has-text("下午三点到")')
      const messages = async () => {
        const { timeline } = await seenBy('worker', id)
        return timeline.filter(({ move }) => move === 'message').map(({ text }) => text)
      }
      await expect.poll(messages).toEqual(['今天来吗', '下午三点到'])
    })
  })
}
