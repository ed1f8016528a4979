import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { OutputOf } from '../../cloud/contract/define'
import type { mine } from '../../cloud/contract/matters'
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
  type MoveName,
  people,
  type Who,
  words,
} from './matter-people'
import { queueTests } from './matters-queue'
import { photoFile } from './photo-file'
import { type RunningService, startDemoService } from './service'
import { bringSession } from './sign-in'

/** The loop by its people, on phones and PCs, before the real service with the demo county. */
let browser: Browser
let service: RunningService
const contexts: BrowserContext[] = []
const problems: string[][] = []

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
})

afterAll(async () => {
  await closeContexts(browser)
  await service?.stop()
})

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
  expect(problems.splice(0).flat()).toEqual([])
})

const { as, raised, moved, seenBy } = matterCalls(() => service)

type Make = (browser: Browser) => Promise<BrowserContext>

/** A page at which this person has signed in, as he would. */
async function signIn(who: Who, make: Make): Promise<Page> {
  const context = await make(browser)
  contexts.push(context)
  const page = await context.newPage()
  problems.push(watchProblems(page))
  await bringSession(page, service, people[who])
  return page
}

const go = (page: Page, path: string) => page.goto(`${service.origin}${path}`)

/** The matter's own page, of whoever works on it. */
const goMatter = async (page: Page, who: Who, id: string) => {
  await go(page, `${who === 'worker' ? '/pages' : '/office/pages'}/matter/index?id=${id}`)
  await page.waitForSelector('#matter-facts')
}

const accepted = async () => moved('office', await raised(), 'accept')

const dispatched = async (leadCode = enforcementCode) =>
  moved('office', await accepted(), 'dispatch', { leadCode, coCodes: [] })

const stateOf = async (id: string, who: Who = 'worker') => (await seenBy(who, id)).matter.state

async function addPhoto(page: Page, id: string) {
  const chooser = page.waitForEvent('filechooser')
  await page.click(`#${id}-add`)
  await (await chooser).setFiles([await photoFile('one.jpg')])
  await page.waitForSelector(`#${id}-remove-0`)
}

/** Presses a move's button, fills in its form, sends it, and waits until the form has gone. */
async function make(page: Page, move: MoveName, fill: (page: Page) => Promise<unknown> = noFields) {
  await page.click(`#move-${move}`)
  await page.waitForSelector('#move-send')
  await fill(page)
  await page.click('#move-send')
  await page.waitForSelector('#move-send', { state: 'detached' })
}
const noFields = async () => undefined
const write = (text: string) => (page: Page) => page.fill('#move-text', text)

const standsAt = (page: Page, label: string) =>
  page.waitForSelector(`#matter-facts:has-text("${label}")`)

describe('the whole loop', () => {
  test('a worker raises, the township gives it, two units do it, the worker verifies and evaluates', async () => {
    const text = words('三号楼地下室没有人管')
    const worker = await signIn('worker', phone)
    await go(worker, '/pages/matter-raise/index')
    await worker.tap('#raise-send')
    await worker.waitForSelector('text=请选择类别 >> visible=true')
    await worker.tap('#raise-class-managementGap')
    await worker.fill('#raise-text', text)
    await worker.fill('#raise-place', '三号楼')
    await addPhoto(worker, 'raise-photos')
    await picture(worker, 'matter-raise')
    await worker.tap('#raise-send')
    await worker.waitForSelector(`#matters >> text=${text.slice(0, 8)}`)
    await picture(worker, 'matters-found')
    const asWorker = await as('worker')
    const { matters } = await asWorker<OutputOf<typeof mine>>('/api/matters/mine?open=yes')
    const id = matters.find((one) => one.brief === text)?.id ?? ''
    await expect
      .poll(async () => (await seenBy('worker', id)).photos.map(({ arrived }) => arrived))
      .toEqual([true])

    const office = await signIn('office', desktop)
    await go(office, '/')
    await office.waitForSelector('#wait-matters')
    await picture(office, 'matters-office-home')
    await go(office, '/office/pages/matters/index')
    await office.fill('#search', text)
    await office.click(`#matter-${id}`)
    await office.waitForSelector(`#matter-text:has-text("${text}")`)
    await picture(office, 'matters-queue-pc')
    await make(office, 'accept')
    await standsAt(office, '待派单')
    await make(office, 'dispatch', async (page) => {
      await page.waitForSelector('#proposal')
      await page.click(`#lead-${enforcementCode}`)
      await page.click(`#co-${judicialCode}`)
      await page.fill('#move-text', '三天内办完')
      await picture(page, 'matter-dispatch-pc')
    })
    await standsAt(office, '处置中')
    await office.waitForSelector('#task-2:has-text("协办")')

    const co = await signIn('judicial', desktop)
    await goMatter(co, 'judicial', id)
    await make(co, 'coHandle', write('已和房主谈过话'))
    await co.waitForSelector('#task-2:has-text("已完成")')

    const lead = await signIn('enforcement', phone)
    await go(lead, '/')
    await lead.waitForSelector('#office-home')
    expect(await lead.locator('[role=link]').allTextContents()).toEqual(
      expect.not.arrayContaining(['研判', '考核办法']),
    )
    await lead.tap('#wait-matters')
    // the newest is due last, behind whatever else waits for the unit
    await lead.fill('#search', text)
    await lead.tap(`#matter-${id}`)
    await lead.waitForSelector('#matter-facts')
    await make(lead, 'handle', async (page) => {
      await page.fill('#move-text', '已清理并上锁，钥匙交物业')
      await addPhoto(page, 'move-photos')
    })
    await standsAt(lead, '待核查')
    expect(await isTooWide(lead)).toBe(false)
    await picture(lead, 'matter-handled-phone')

    await goMatter(worker, 'worker', id)
    await make(worker, 'verify', async (page) => {
      await page.waitForSelector('#where:has-text("已取得位置")')
      await page.fill('#move-text', '到现场看了，门已锁好')
      await addPhoto(page, 'move-photos')
      await picture(page, 'matter-verify-phone')
    })
    await standsAt(worker, '待评价')
    await make(worker, 'evaluate', (page) => page.click('#satisfaction-satisfied'))
    await standsAt(worker, '已办结')
    expect(await isTooWide(worker)).toBe(false)
    await picture(worker, 'matter-closed-phone')

    const shown = await seenBy('office', id)
    expect(shown.matter).toMatchObject({ state: 'closed', satisfaction: 'satisfied' })
    expect(shown.tasks.map(({ part, state }) => [part, state])).toEqual([
      ['lead', 'done'],
      ['co', 'done'],
    ])
    const verified = shown.timeline.find(({ move }) => move === 'verify')
    expect(verified?.position).toMatchObject({ datum: 'wgs84' })
    expect(verified?.photos).toHaveLength(1)
  })
})

describe('ways aside', () => {
  test('what is not clear goes back, is supplemented in the field, and comes again', async () => {
    const id = await raised()
    const office = await signIn('office', phone)
    await goMatter(office, 'office', id)
    await make(office, 'return', write('请写明是几号楼'))
    await standsAt(office, '退回补充')
    const worker = await signIn('worker', phone)
    await go(worker, '/')
    await worker.waitForSelector('#matters-yours')
    await go(worker, '/pages/matters/index?tab=found')
    await worker.waitForSelector(`#matter-${id}:has-text("等您补充")`)
    await goMatter(worker, 'worker', id)
    await worker.waitForSelector('#matter-way:has-text("请写明是几号楼")')
    await make(worker, 'supplement', write('是五号楼二单元'))
    await standsAt(worker, '待受理')
    expect(await stateOf(id)).toBe('raised')
  })

  test('a department asks for more time, waits for it, and hands back what is not its own', async () => {
    const id = await dispatched()
    const lead = await signIn('enforcement', desktop)
    await goMatter(lead, 'enforcement', id)
    await make(lead, 'requestExtension', async (page) => {
      await page.fill('#move-text', '等施工队进场')
      await page.click('#move-send')
      await page.waitForSelector('#move-problem:has-text("延到哪一天")')
      const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
      await page.fill('#move-due', day)
    })
    await lead.waitForSelector('#task-1:has-text("申请延到")')

    const office = await signIn('office', desktop)
    await goMatter(office, 'office', id)
    const before = (await seenBy('office', id)).tasks[0]?.dueAtMs ?? 0
    await make(office, 'grantExtension')
    await expect
      .poll(async () => (await seenBy('office', id)).tasks[0]?.dueAtMs)
      .toBeGreaterThan(before)

    await make(office, 'pause', write('等住户回来'))
    await standsAt(office, '挂起期间不算时间')
    await picture(office, 'matter-paused-pc')
    await make(office, 'resume')
    await standsAt(office, '处置中')
    await make(office, 'urge', write('请三天内办完'))
    await standsAt(office, '已督办 1 次')

    await goMatter(lead, 'enforcement', id)
    await make(lead, 'handBack', write('属于住建部门'))
    await expect.poll(() => stateOf(id)).toBe('accepted')
  })

  test('the township calls, and a department of the county answers', async () => {
    const id = await accepted()
    const office = await signIn('office', desktop)
    await goMatter(office, 'office', id)
    await office.click('#move-dispatch')
    await office.waitForSelector(`#lead-${enforcementCode}`)
    expect(await office.locator(`#lead-${housingCode}`).count()).toBe(0)
    await office.keyboard.press('Escape')
    await make(office, 'escalate', write('需要县住建局来办'))
    await standsAt(office, '已呼县级')

    const centre = await signIn('centre', phone)
    await goMatter(centre, 'centre', id)
    await make(centre, 'dispatch', (page) => page.click(`#lead-${housingCode}`))
    await standsAt(centre, '处置中')
    const housing = await signIn('housing', phone)
    await goMatter(housing, 'housing', id)
    await make(housing, 'handle', write('已加固'))
    await standsAt(housing, '待核查')
    expect((await seenBy('worker', id)).tasks[0]?.holderCode).toBe(housingCode)
  })

  test('what was done badly is not accepted on the spot', async () => {
    const id = await dispatched()
    await moved('enforcement', id, 'handle', { text: '已办' })
    const head = await signIn('head', phone)
    await goMatter(head, 'head', id)
    await make(head, 'rejectResult', write('垃圾还在'))
    await standsAt(head, '待派单')
    await head.waitForSelector('#matter-way:has-text("垃圾还在")')
    expect(await stateOf(id)).toBe('accepted')
  })

  test('the same thing twice is dealt with once', async () => {
    const text = words('河边护栏')
    const first = await raised({ text })
    const second = await raised({ text: `${text}又断了` })
    const { receiptNumber } = (await seenBy('office', first)).matter
    const office = await signIn('office', desktop)
    await goMatter(office, 'office', second)
    await make(office, 'merge', async (page) => {
      await page.fill('#target-words', receiptNumber)
      await page.click(`#target-${first}`)
      await picture(page, 'matter-merge-pc')
    })
    await standsAt(office, '已并案')
    await office.click('#merged-into')
    await office.waitForSelector('#matter-followers')
    expect((await seenBy('office', first)).followers.map(({ id }) => id)).toEqual([second])
  })

  test('an emergency shows whom to call, and what is new is chained to it', async () => {
    const worker = await signIn('worker', phone)
    await go(worker, '/pages/matter-raise/index')
    await worker.tap('#raise-level-emergency')
    await worker.waitForSelector('#call-119')
    const id = await raised({ level: 'emergency', text: words('化粪池塌了') })
    await goMatter(worker, 'worker', id)
    await worker.waitForSelector('#call-120')
    await picture(worker, 'matter-emergency-phone')
    await make(worker, 'followUp', write('又塌了两米'))
    await worker.waitForSelector('#matter-way:has-text("又塌了两米")')
    expect(await worker.locator('#move-selfHandle').count()).toBe(0)
  })

  test('what concerns community correction goes straight to the judicial office, past other units', async () => {
    const text = words('社区矫正对象失联')
    const id = await raised({ classCode: 'correction', text })
    const judicial = await signIn('judicial', phone)
    await goMatter(judicial, 'judicial', id)
    await judicial.waitForSelector(`#matter-text:has-text("${text}")`)
    expect(await stateOf(id, 'judicial')).toBe('dispatched')
    const other = await signIn('enforcement', desktop)
    await go(other, `/office/pages/matter/index?id=${id}`)
    await other.waitForSelector('text=没有找到 >> visible=true')
  })
})

describe('settled on the spot', () => {
  async function writeDispute(page: Page, text: string) {
    await go(page, '/pages/report/index')
    await page.tap('#report-item')
    await page.tap('#report-item-group-5')
    await page.tap('#report-item-5-1')
    await page.selectOption('#dispute-kind', 'neighbours')
    await page.fill('#report-text', text)
    await page.tap('#report-self-handled')
  }

  test('a minor dispute is; one with injury says why not and goes the ordinary way', async () => {
    const worker = await signIn('worker', phone)
    const minor = words('两家为停车争吵，劝和了')
    await writeDispute(worker, minor)
    await worker.tap('#report-send')
    await worker.waitForSelector('text=自办自结要写明怎样办的 >> visible=true')
    await worker.tap('#answer-injury-yes')
    await worker.waitForSelector('#dispute-refused')
    await picture(worker, 'report-dispute-refused')
    await worker.tap('#answer-injury-no')
    await worker.waitForSelector('#dispute-refused', { state: 'detached' })
    await worker.tap('#answer-loss-no')
    await worker.fill('#report-disposal', '当场调解，双方握手')
    await sendReport(worker)
    expect(await byText(minor)).toMatchObject({ state: 'handled', selfHandled: true })

    const hurt = words('两家打架，有人受伤')
    await writeDispute(worker, hurt)
    await worker.tap('#answer-injury-yes')
    await worker.tap('#answer-loss-no')
    await worker.fill('#report-disposal', '已劝开')
    await sendReport(worker)
    expect(await byText(hurt)).toMatchObject({ state: 'raised', selfHandled: false })
  })

  async function sendReport(page: Page) {
    await page.tap('#report-send')
    await page.waitForSelector('#send-anyway, #my-reports')
    if (await page.locator('#send-anyway').isVisible()) await page.tap('#send-anyway')
    await page.waitForSelector('#my-reports')
  }

  async function byText(text: string) {
    const ask = await as('worker')
    const find = async () => {
      const { matters } = await ask<OutputOf<typeof mine>>('/api/matters/mine?limit=50')
      return matters.find(({ brief }) => brief === text)
    }
    await expect.poll(find, { timeout: 10_000 }).toBeDefined()
    return find()
  }
})

describe('without a network', () => {
  test('what was verified is kept, shown as kept, and sent once', async () => {
    const id = await dispatched()
    await moved('enforcement', id, 'handle', { text: '已办' })
    const worker = await signIn('worker', phone)
    await goMatter(worker, 'worker', id)
    const [context] = contexts
    await context?.setOffline(true)
    await make(worker, 'verify', async (page) => {
      await page.waitForSelector('#where:has-text("已取得位置")')
      await page.fill('#move-text', '在现场看过了')
    })
    await worker.waitForSelector('#kept-move')
    expect(await worker.locator('#move-verify').count()).toBe(0)
    await picture(worker, 'matter-kept-phone')
    expect(await stateOf(id)).toBe('handled')
    await context?.setOffline(false)
    await expect.poll(() => stateOf(id), { timeout: 30_000 }).toBe('verified')
    const { timeline } = await seenBy('worker', id)
    expect(timeline.filter(({ move }) => move === 'verify')).toHaveLength(1)
  })
})

queueTests({ as, raised, seenBy, dispatched, stateOf, signIn, go, goMatter })
