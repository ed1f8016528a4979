import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeContexts, launchBrowser, phone, watchProblems } from './browser'
import { bundleHarness } from './harness/bundle'

/** How the service answers next. lostBack: does it, and the answer never arrives. */
type Mood = 'fine' | 'lostBack' | 'refuse' | 'signedOut' | 'busy' | 'portal'

interface Received {
  path: string
  id: string
  token: string
  body: string
}

let browser: Browser
let server: http.Server
let origin: string
let script: string
let mood: Mood = 'fine'
let received: Received[] = []

function idIn(body: string): string {
  const found = /(?:"commandId":"|name="commandId"\r\n\r\n)([0-9a-f-]{36})/.exec(body)
  return found?.[1] ?? ''
}

function refusal(code: string, message: string) {
  return JSON.stringify({ error: { code, message, requestId: '1' } })
}

function answer(response: http.ServerResponse, request: http.IncomingMessage) {
  const send = (status: number, text: string, type = 'application/json') => {
    response.writeHead(status, { 'content-type': type })
    response.end(text)
  }
  switch (mood) {
    case 'lostBack':
      return request.socket.destroy()
    case 'refuse':
      return send(422, refusal('notInService', '您当天没有在岗的网格，无法办理'))
    case 'signedOut':
      return send(401, refusal('notSignedIn', '请先登录'))
    case 'busy':
      return send(503, refusal('databaseBusy', '系统繁忙，没有保存成功，请重试'))
    case 'portal':
      return send(200, '<html>请先登录酒店网络</html>', 'text/html')
    default:
      return send(200, '{"checkIn":{},"progress":{}}')
  }
}

function effects(): Map<string, number> {
  const counted = new Map<string, number>()
  for (const { id } of received) counted.set(id, (counted.get(id) ?? 0) + 1)
  return counted
}

beforeAll(async () => {
  script = await bundleHarness('outbox')
  server = http.createServer((request, response) => {
    if (!request.url?.startsWith('/api/')) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      response.end('<!doctype html><title>outbox</title><script src="data:,"></script>')
      return
    }
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      if (mood === 'fine' || mood === 'lostBack') {
        const token = String(request.headers.authorization ?? '')
        received.push({ path: request.url ?? '', id: idIn(body), token, body })
      }
      answer(response, request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launchBrowser()
})

afterAll(async () => {
  await closeContexts(browser)
  await new Promise((resolve) => server?.close(resolve))
})

let context: BrowserContext
let page: Page
let problems: string[]

/** Opens (or opens again) the app on this phone. */
async function open(signedInAs: string | null) {
  await page.goto(origin)
  await page.addScriptTag({ content: script })
  if (signedInAs) await run(`signIn('${signedInAs}')`)
  await run('start()')
}

function run<T>(expression: string): Promise<T> {
  return page.evaluate(`harness.${expression}`) as Promise<T>
}

async function status(): Promise<{
  waiting: number
  sending: number
  refused: number
  ofOthers: number
  needsSignIn: boolean
}> {
  return run('status()')
}

async function until(fits: () => Promise<boolean> | boolean, what: string) {
  for (let waited = 0; waited < 10_000; waited += 50) {
    if (await fits()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`never: ${what}; ${JSON.stringify(await status())}`)
}

const nothingLeft = async () => {
  const { waiting, sending } = await status()
  return waiting + sending === 0
}

beforeEach(async () => {
  mood = 'fine'
  received = []
  context = await phone(browser)
  page = await context.newPage()
  problems = watchProblems(page)
  await open('anna')
})

afterEach(async () => {
  expect(problems).toEqual([])
  await context.close()
})

describe('the outbox in a browser', () => {
  test('a report and its photos taken without a network survive a reload and arrive once', async () => {
    await context.setOffline(true)
    await run(`report('路灯不亮', 3).then(() => true)`)
    await run('checkIn().then(() => true)')
    expect(received).toEqual([])
    mood = 'busy'
    await context.setOffline(false)
    await open(null)
    // asked once: between two askings an item may go from one state to the other
    const held = await status()
    expect(held.waiting + held.sending).toBe(5)
    mood = 'fine'
    await run('wake()')
    await until(nothingLeft, 'everything sent')
    expect([...effects().values()]).toEqual([1, 1, 1, 1, 1])
    const photos = received.filter(({ path }) => path === '/api/reports/photos')
    expect(photos).toHaveLength(3)
    for (const { body } of photos) expect(body).toContain('of 路灯不亮')
    const report = received.find(({ path }) => path === '/api/reports/submit')
    const { photoIds } = JSON.parse(report?.body ?? '{}')
    expect(photoIds.toSorted()).toEqual(photos.map(({ id }) => id).toSorted())
  })

  test('an answer lost on its way is asked for again under the same id', async () => {
    mood = 'lostBack'
    await run('checkIn().then(() => true)')
    await until(() => received.length > 0, 'first sending')
    mood = 'fine'
    await run('wake()')
    await until(nothingLeft, 'sent')
    expect(received.length).toBeGreaterThan(1)
    expect(effects().size).toBe(1)
  })

  test("a hotel network's own page is not taken for an answer", async () => {
    mood = 'portal'
    await run('checkIn().then(() => true)')
    await until(async () => (await status()).waiting === 1, 'back to waiting')
    expect((await status()).refused).toBe(0)
    mood = 'fine'
    await run('wake()')
    await until(nothingLeft, 'sent')
    expect(received).toHaveLength(1)
  })

  test('a refusal stays in sight, also after a reload, until it is discarded', async () => {
    mood = 'refuse'
    const id = await run<string>('checkIn().then((item) => item.id)')
    const settled = await run<{ kind: string; error: { message: string } }>(
      `settled('${id}', 5000)`,
    )
    expect(settled.error.message).toBe('您当天没有在岗的网格，无法办理')
    mood = 'fine'
    await open(null)
    expect(await status()).toMatchObject({ refused: 1, waiting: 0 })
    await run(`discard('${id}')`)
    expect(await status()).toMatchObject({ refused: 0 })
    expect(received).toEqual([])
  })

  test('what one person left waiting is never sent as another', async () => {
    mood = 'busy'
    await run('checkIn().then(() => true)')
    await until(async () => (await status()).waiting === 1, 'waiting')
    await run('leave()')
    mood = 'fine'
    await run(`signIn('bert')`)
    await run('checkIn().then(() => true)')
    await until(nothingLeft, "bert's sent")
    expect(received.map(({ token }) => token)).toEqual(['Bearer token of bert'])
    expect(await status()).toMatchObject({ ofOthers: 1 })
    await run(`signIn('anna')`)
    await until(nothingLeft, "anna's sent")
    expect(received.map(({ token }) => token)).toEqual([
      'Bearer token of bert',
      'Bearer token of anna',
    ])
  })

  test('an ended session waits for the person, and goes on when he is back', async () => {
    mood = 'signedOut'
    await run('checkIn().then(() => true)')
    await until(async () => (await status()).ofOthers === 1, 'session ended')
    mood = 'fine'
    await run(`signIn('anna')`)
    await until(nothingLeft, 'sent')
    expect(received).toHaveLength(1)
  })

  test('a full storage is said at once, and nothing is promised', async () => {
    await page.evaluate(`(() => {
      let size = 1 << 20
      for (let n = 0; size > 16; ) {
        try { localStorage.setItem('filler' + n, 'x'.repeat(size)); n += 1 } catch { size >>= 1 }
      }
    })()`)
    const message = await run<string>('checkIn().then(() => "kept", (error) => error.message)')
    expect(message).toContain('存储空间不足')
    expect(await status()).toMatchObject({ waiting: 0, sending: 0 })
  })
})
