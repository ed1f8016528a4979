import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputOf } from '../../cloud/contract/define'
import {
  type MatterMove,
  matterMoveLabel,
  matterMoves,
  matterStateLabel,
} from '../../cloud/contract/matter-taxonomy'
import type { makeMove } from '../../cloud/contract/matters'
import {
  closeContexts,
  desktop,
  isTooWide,
  launchBrowser,
  phone,
  picture,
  watchProblems,
} from './browser'
import {
  enforcementCode,
  housingCode,
  judicialCode,
  matterCalls,
  people,
  type Who,
} from './matter-people'
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/**
 * Each move of the loop, walked on a phone and on a PC by somebody it belongs to: what leads there
 * is set up over HTTP, the move alone is made on the page.
 */
type Width = 'phone' | 'PC'
const bureauCode = '141030-02'
const sizes = { phone, PC: desktop }
/** Made by the clock, raised by its own page, or written in the thread. */
const notOnForm: readonly MatterMove[] = [
  'raise',
  'message',
  'returnWindowEnds',
  'evaluationWindowEnds',
  'archiveWindowEnds',
]

let browser: Browser
let service: RunningService
const pages = new Map<string, Page>()
const problems: string[][] = []

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
})

afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

/** This person's page at this width, signed in once. */
async function pageOf(who: Who, width: Width): Promise<Page> {
  const known = pages.get(`${who} ${width}`)
  if (known) return known
  const context = await sizes[width](browser)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  problems.push(watchProblems(page))
  await bringSession(page, service, people[who])
  pages.set(`${who} ${width}`, page)
  return page
}

const { as, raised, moved, seenBy } = matterCalls(() => service)

// where matters stand before the move
const text = '说明写在这里'
const accepted = async () => moved('office', await raised(), 'accept')
const dispatched = async (coCodes: string[] = []) =>
  moved('office', await accepted(), 'dispatch', { leadCode: enforcementCode, coCodes })
const escalated = async () => moved('office', await accepted(), 'escalate', { text })
const atHousing = async () =>
  moved('centre', await escalated(), 'dispatch', { leadCode: housingCode })
const paused = async () => moved('office', await dispatched(), 'pause', { text })
const asking = async () =>
  moved('enforcement', await dispatched(), 'requestExtension', {
    text,
    dueAtMs: Date.now() + 30 * 86_400_000,
  })
const handled = async () => moved('enforcement', await dispatched(), 'handle', { text })
const verified = async () => moved('office', await handled(), 'verify', { text })
const closed = async () =>
  moved('worker', await verified(), 'evaluate', { satisfaction: 'ordinary' })
const archived = async () => moved('office', await closed(), 'archive')
const noted = async () => moved('office', await raised(), 'noteOnly', { text })
const spam = async () => moved('office', await raised(), 'markSpam', { text })
const returned = async () => moved('office', await raised(), 'return', { text })
const merged = async () => moved('office', await raised(), 'merge', { targetId: await raised() })
const officeOwn = async (move?: 'verified' | 'raised') => {
  const id = await raised({ gridCode: await gridOfWorker() }, 'office')
  if (move !== 'verified') return id
  await moved('office', id, 'accept')
  await moved('office', id, 'dispatch', { leadCode: enforcementCode, coCodes: [] })
  await moved('enforcement', id, 'handle', { text })
  return moved('centre', id, 'verify', { text })
}
const dispute = async () => raised({ classCode: 'dispute' })
const correction = async () => raised({ classCode: 'correction' })

async function gridOfWorker(): Promise<string> {
  const { posts } = await (await as('worker'))<{ posts: { scopeCode: string }[] }>(
    '/api/accounts/me',
  )
  return posts[0]?.scopeCode ?? ''
}

type Fill = (page: Page) => Promise<unknown>
const nothing: Fill = async () => undefined
const write: Fill = (page) => page.fill('#move-text', text)
const writeHere: Fill = async (page) => {
  await page.waitForSelector('#where:has-text("已取得位置")')
  await write(page)
}
const lead =
  (code: string): Fill =>
  async (page) => {
    await page.click(`#lead-${code}`)
    await write(page)
  }
const settle: Fill = async (page) => {
  await page.click('#answer-injury-no')
  await page.click('#answer-loss-no')
  await write(page)
}
const longer: Fill = async (page) => {
  await page.fill('#move-due', new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10))
  await write(page)
}
const satisfied: Fill = (page) => page.click('#satisfaction-satisfied')
const followNumber: Fill = async (page) => {
  const target = await raised()
  const { receiptNumber } = (await seenBy('office', target)).matter
  await page.fill('#target-words', receiptNumber)
  await page.click(`#target-${target}`)
}

interface Walk {
  move: MatterMove
  who: Who
  width: Width
  from: () => Promise<string>
  fill: Fill
  to: OutputOf<typeof makeMove>['state']
}
const on = (
  width: Width,
  move: MatterMove,
  who: Who,
  from: () => Promise<string>,
  to: Walk['to'],
  fill: Fill = write,
): Walk => ({ move, who, width, from, fill, to })

const walks: Walk[] = [
  on('phone', 'accept', 'head', raised, 'accepted', nothing),
  on('PC', 'accept', 'office', raised, 'accepted', nothing),
  on('phone', 'return', 'office', raised, 'returned'),
  on('PC', 'return', 'office', raised, 'returned'),
  on('phone', 'supplement', 'worker', returned, 'raised'),
  on('PC', 'supplement', 'worker', returned, 'raised'),
  on('phone', 'noteOnly', 'office', raised, 'ended'),
  on('PC', 'noteOnly', 'office', accepted, 'ended'),
  on('phone', 'markSpam', 'office', accepted, 'ended'),
  on('PC', 'markSpam', 'office', raised, 'ended'),
  on('phone', 'restore', 'office', noted, 'raised', nothing),
  on('PC', 'restore', 'office', spam, 'raised', nothing),
  on('phone', 'merge', 'office', raised, 'merged', followNumber),
  on('PC', 'merge', 'office', accepted, 'merged', followNumber),
  on('phone', 'unmerge', 'office', merged, 'raised', nothing),
  on('PC', 'unmerge', 'office', merged, 'raised', nothing),
  on('phone', 'withdraw', 'worker', raised, 'ended', nothing),
  on('PC', 'withdraw', 'office', officeOwn, 'ended'),
  on('phone', 'selfHandle', 'worker', dispute, 'handled', settle),
  on('PC', 'selfHandle', 'head', dispute, 'handled', settle),
  on('phone', 'dispatch', 'centre', escalated, 'dispatched', lead(housingCode)),
  on('PC', 'dispatch', 'office', accepted, 'dispatched', lead(enforcementCode)),
  on('phone', 'transfer', 'office', dispatched, 'dispatched', lead(judicialCode)),
  on('PC', 'transfer', 'judicial', correction, 'dispatched', lead(bureauCode)),
  on('phone', 'handBack', 'housing', atHousing, 'accepted'),
  on('PC', 'handBack', 'enforcement', dispatched, 'accepted'),
  on('phone', 'coHandle', 'judicial', () => dispatched([judicialCode]), 'dispatched'),
  on('PC', 'coHandle', 'judicial', () => dispatched([judicialCode]), 'dispatched'),
  on('phone', 'escalate', 'office', dispatched, 'escalated'),
  on('PC', 'escalate', 'office', accepted, 'escalated'),
  on('phone', 'sendDown', 'centre', escalated, 'accepted'),
  on('PC', 'sendDown', 'centre', escalated, 'accepted'),
  on('phone', 'requestExtension', 'enforcement', dispatched, 'dispatched', longer),
  on('PC', 'requestExtension', 'housing', atHousing, 'dispatched', longer),
  on('phone', 'grantExtension', 'office', asking, 'dispatched', nothing),
  on('PC', 'grantExtension', 'office', asking, 'dispatched'),
  on('phone', 'refuseExtension', 'office', asking, 'dispatched'),
  on('PC', 'refuseExtension', 'centre', asking, 'dispatched'),
  on('phone', 'pause', 'office', dispatched, 'paused'),
  on('PC', 'pause', 'centre', dispatched, 'paused'),
  on('phone', 'resume', 'office', paused, 'dispatched', nothing),
  on('PC', 'resume', 'office', paused, 'dispatched', nothing),
  on('phone', 'urge', 'head', dispatched, 'dispatched'),
  on('PC', 'urge', 'centre', escalated, 'escalated'),
  on('phone', 'handle', 'housing', atHousing, 'handled'),
  on('PC', 'handle', 'enforcement', dispatched, 'handled'),
  on('phone', 'verify', 'worker', handled, 'verified', writeHere),
  on('PC', 'verify', 'office', handled, 'verified'),
  on('phone', 'rejectResult', 'worker', handled, 'accepted'),
  on('PC', 'rejectResult', 'head', handled, 'accepted'),
  on('phone', 'evaluate', 'worker', verified, 'closed', satisfied),
  on('PC', 'evaluate', 'office', () => officeOwn('verified'), 'closed', satisfied),
  on('phone', 'notSolved', 'worker', verified, 'accepted'),
  on('PC', 'notSolved', 'office', () => officeOwn('verified'), 'accepted'),
  on('phone', 'reopen', 'office', closed, 'accepted'),
  on('PC', 'reopen', 'office', archived, 'accepted'),
  on('phone', 'archive', 'office', closed, 'archived', nothing),
  on('PC', 'archive', 'centre', closed, 'archived', nothing),
  on('phone', 'followUp', 'worker', dispatched, 'dispatched'),
  on('PC', 'followUp', 'head', dispatched, 'dispatched'),
]

test('each move that people make on a form is walked at both widths', () => {
  const walked = walks.map(({ move, width }) => `${move} ${width}`)
  const wanted = matterMoves
    .filter((move) => !notOnForm.includes(move))
    .flatMap((move) => [`${move} phone`, `${move} PC`])
  expect([...new Set(walked)].sort()).toEqual([...wanted].sort())
})

describe.each(['phone', 'PC'] as const)('on a %s', (width) => {
  test.each(walks.filter((walk) => walk.width === width))(
    '$move, by $who',
    async ({ move, who, from, fill, to }) => {
      const id = await from()
      const page = await pageOf(who, width)
      const folder = who === 'worker' ? '/pages' : '/office/pages'
      await page.goto(`${service.origin}${folder}/matter/index?id=${id}`)
      await page.waitForSelector('#matter-facts')
      await page.click(`#move-${move}`)
      await page.waitForSelector('#move-send')
      await fill(page)
      await picture(page, `move-${move}-${width}`, { fullPage: false })
      await page.click('#move-send')
      await page.waitForSelector('#move-send', { state: 'detached' })

      await page.waitForSelector(`#matter-facts:has-text("${matterStateLabel[to]}")`)
      await page.waitForSelector(`#matter-way:has-text("${matterMoveLabel[move]}")`)
      const { matter, timeline } = await seenBy('centre', id)
      expect(matter.state).toBe(to)
      expect(timeline.filter((entry) => entry.move === move)).toHaveLength(1)
      expect(await isTooWide(page)).toBe(false)
      await picture(page, `moved-${move}-${width}`)
      expect(problems.flat()).toEqual([])
    },
  )
})
