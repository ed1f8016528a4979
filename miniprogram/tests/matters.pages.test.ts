import { randomBytes } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { InputOf, OutputOf } from '../../cloud/contract/define'
import type { detail, makeMove, mine, queue, raise, search } from '../../cloud/contract/matters'
import { desktop, isTooWide, launchBrowser, phone, picture, watchProblems } from './browser'
import { type Caller, caller } from './caller'
import { type RunningService, startDemoService } from './service'
import { signInAs } from './sign-in'

/** The loop by its people, on phones and PCs, before the real service with the demo county. */
const people = {
  worker: '社区专职网格员',
  head: '网格长',
  office: '昕水镇平安办',
  enforcement: '昕水镇综合执法队',
  judicial: '昕水镇司法所',
  centre: '县综治中心',
  housing: '县住建局',
}
type Who = keyof typeof people
const enforcementCode = '141030100-03'
const judicialCode = '141030100-01'
const housingCode = '141030-04'
const here = { longitude: 110.7529, latitude: 36.4653, datum: 'wgs84' as const, accuracyMeters: 12 }

let browser: Browser
let service: RunningService
const contexts: BrowserContext[] = []
const problems: string[][] = []
const callers = new Map<Who, Caller>()

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startDemoService(), launchBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
  expect(problems.splice(0).flat()).toEqual([])
})

/** Asks the service as this person, signed in once. */
async function as(who: Who): Promise<Caller> {
  const known = callers.get(who)
  if (known) return known
  const made = await caller(service, people[who])
  callers.set(who, made)
  return made
}

type Make = (browser: Browser) => Promise<BrowserContext>

/** A page at which this person has signed in, as he would. */
async function signIn(who: Who, make: Make): Promise<Page> {
  const context = await make(browser)
  contexts.push(context)
  const page = await context.newPage()
  problems.push(watchProblems(page))
  await signInAs(page, service, people[who], who === 'worker' ? '#today' : '#office-home')
  return page
}

const go = (page: Page, path: string) => page.goto(`${service.origin}${path}`)

/** The matter's own page, of whoever works on it. */
const goMatter = async (page: Page, who: Who, id: string) => {
  await go(page, `${who === 'worker' ? '/pages' : '/office/pages'}/matter/index?id=${id}`)
  await page.waitForSelector('#matter-facts')
}

let serial = 0
/** Words that no other matter has, so that it can be found by them. */
function words(what: string): string {
  serial += 1
  return `${what}第${serial}处${randomBytes(3).toString('hex')}`
}

type Raised = Partial<InputOf<typeof raise>>
type Given = Omit<InputOf<typeof makeMove>, 'matterId' | 'move'>
type MoveName = InputOf<typeof makeMove>['move']

async function raised(changed: Raised = {}, by: Who = 'worker'): Promise<string> {
  const ask = await as(by)
  const { matterId } = await ask<OutputOf<typeof raise>>('/api/matters/raise', {
    classCode: 'managementGap',
    level: 'ordinary',
    text: words('没有人巡查的出租屋'),
    position: here,
    photoIds: [],
    ...changed,
  })
  return matterId
}

async function moved(who: Who, matterId: string, move: MoveName, given: Given = {}) {
  const ask = await as(who)
  return ask<OutputOf<typeof makeMove>>('/api/matters/move', { matterId, move, ...given })
}

async function accepted(): Promise<string> {
  const id = await raised()
  await moved('office', id, 'accept')
  return id
}

async function dispatched(leadCode = enforcementCode): Promise<string> {
  const id = await accepted()
  await moved('office', id, 'dispatch', { leadCode, coCodes: [] })
  return id
}

async function seenBy(who: Who, id: string): Promise<OutputOf<typeof detail>> {
  return (await as(who))(`/api/matters/detail/${id}`)
}

const stateOf = async (id: string, who: Who = 'worker') => (await seenBy(who, id)).matter.state

async function photoFile(name: string) {
  const raw = { width: 96, height: 72, channels: 3 as const }
  const buffer = await sharp(randomBytes(96 * 72 * 3), { raw })
    .resize(800, 600)
    .jpeg()
    .toBuffer()
  return { name, mimeType: 'image/jpeg', buffer }
}

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
    const { timeline } = await seenBy('worker', id)
    expect(timeline.filter(({ move }) => move === 'message').map(({ text }) => text)).toEqual([
      '今天来吗',
      '下午三点到',
    ])
  })
})
