import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { createListener } from '../app'
import { accounts, areas, reports, scoreboards } from '../contract'
import { createIdentity } from './identity'
import { createHttpServer } from './listen'
import { expectDecent, rawFetch } from '../testing/raw-calls'
import { type TestPerson, testAreas } from '../testing/test-county'
import { photoInput } from '../testing/test-reports'
import { precompress } from '../../scripts/lib/precompress.mjs'
import { startTestService, type TestService } from '../testing/test-service'
import type { AddressInfo } from 'node:net'

let service: TestService
let worker: TestPerson
let centre: TestPerson
let folder: string
const script = `window.b = 2${' + 1'.repeat(2_000)}`
let pagesUrl: string
let stopPages: () => Promise<void>

/** The same parts behind a proxy, with pages. */
async function startWithPages(): Promise<void> {
  folder = mkdtempSync(path.join(tmpdir(), 'mingge-pages-'))
  writeFileSync(path.join(path.dirname(folder), `${path.basename(folder)}.txt`), 'outside')
  const html = '<!doctype html><script>window.a = 1</script><script src="/a.12345678.js"></script>'
  writeFileSync(path.join(folder, 'index.html'), html)
  writeFileSync(path.join(folder, 'a.12345678.js'), script)
  await precompress(folder)
  const { database, clock, keys, log } = service.parts
  const listener = createListener({
    routes: [],
    database,
    identity: createIdentity(database, clock, keys.signing),
    clock,
    signingKey: keys.signing,
    log,
    pagesFolder: folder,
    behindProxy: true,
  })
  const server = createHttpServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  pagesUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  stopPages = () => new Promise((resolve) => server.close(() => resolve()))
}

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid)
  centre = await service.person('countyCentre', testAreas.county)
  await startWithPages()
})
afterAll(async () => {
  await stopPages()
  rmSync(folder, { recursive: true, force: true })
  rmSync(`${folder}.txt`, { force: true })
  await service.close()
})

/** Writes to the socket as it is given and reads until it is closed. */
function rawSocket(url: string, text: string): Promise<string> {
  const { port } = new URL(url)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
    setTimeout(() => socket.end(), 1_500)
  })
}

describe('what is no request', () => {
  it('is answered in Chinese and closed', async () => {
    for (const [text, status] of [
      ['GEEET / HTTP/1.1\r\n\r\n', 400],
      ['GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\nTransfer-Encoding: chunked, x\r\n\r\n', 400],
      [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
      ['\u0000\u0001\u0002\r\n\r\n', 400],
    ] as const) {
      const answer = await rawSocket(service.url, text)
      expect(answer, text.slice(0, 30)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
      expect(answer).toMatch(/Connection: close/i)
      expect(answer).toMatch(/"message":"[^"]*[\u4e00-\u9fff]/)
    }
  })

  it('of two lengths or a smuggled second one is refused', async () => {
    const both =
      'POST /api/reports/submit HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n' +
      'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/health HTTP/1.1\r\nHost: x\r\n\r\n'
    expect(await rawSocket(service.url, both)).toMatch(/^HTTP\/1\.1 400 /)
  })
})

describe('other methods', () => {
  it('HEAD is answered like GET without a body, OPTIONS and the rest are refused', async () => {
    const head = await rawFetch(service, '/api/health', { method: 'HEAD' })
    expect([head.status, head.text]).toEqual([200, ''])
    for (const method of ['OPTIONS', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await rawFetch(service, '/api/health', { method })
      expectDecent(answer, method)
      expect(answer.status, method).toBe(405)
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
    const posted = await rawFetch(service, '/api/accounts/me', { method: 'POST' }, worker.token)
    expect(posted.status).toBe(405)
  })
})

describe('a refused upload', () => {
  /** Sends so many megabytes; the answer, or the error that the sender saw. */
  function send(
    megabytes: number,
    token?: string,
  ): Promise<{ status: number; connection?: string }> {
    const { port } = new URL(service.url)
    const head = '--xx\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    const length = head.length + megabytes * 1_048_576
    return new Promise((resolve, reject) => {
      const sending = request(
        {
          port,
          method: 'POST',
          path: reports.uploadPhoto.path,
          headers: {
            'Content-Type': 'multipart/form-data; boundary=xx',
            'Content-Length': length,
            ...(token ? { Authorization: `Bearer ${token}` } : {}),
          },
        },
        (answer) => {
          answer.resume()
          answer.on('end', () => {
            const { connection } = answer.headers
            resolve({ status: answer.statusCode ?? 0, ...(connection ? { connection } : {}) })
          })
        },
      )
      sending.on('error', reject)
      sending.write(head)
      sending.end(Buffer.alloc(megabytes * 1_048_576, 7))
    })
  }

  it('is told why, also when most of it was still on its way', async () => {
    expect((await send(14, worker.token)).status).toBe(413)
    expect((await send(14)).status).toBe(401)
    const tokenLess = await send(1)
    expect(tokenLess.status).toBe(401)
  })

  it('without an end has its connection closed', async () => {
    const answer = await send(40, worker.token).catch((error: NodeJS.ErrnoException) => error.code)
    if (typeof answer === 'object') expect(answer).toEqual({ status: 413, connection: 'close' })
    else expect(['ECONNRESET', 'EPIPE']).toContain(answer)
    expect((await rawFetch(service, '/api/health', {})).status).toBe(200)
  })
})

describe('nine photos at once', () => {
  it('are all taken, each once', async () => {
    const photos = await Promise.all(
      Array.from({ length: 9 }, async (_none, index) => {
        const background = { r: index * 20, g: 90, b: 90 }
        const picture = sharp({ create: { width: 1600, height: 1200, channels: 3, background } })
        return photoInput(await picture.jpeg().toBuffer(), `照片${index}.jpg`)
      }),
    )
    const answers = await Promise.all(
      [...photos, ...photos].map((photo) =>
        service.call(reports.uploadPhoto, photo, { token: worker.token }),
      ),
    )
    expect(answers.map((one) => one.status)).toEqual(answers.map(() => 200))
    const stored = await service.parts.database.prisma.photo.count()
    expect(stored).toBe(9)
  })
})

describe('names of files', () => {
  const names = [
    '../../../etc/passwd',
    'a\r\nX-Injected: yes.csv',
    '"; filename="b.csv',
    `${'长'.repeat(300)}.csv`,
    '\u{1f525}'.repeat(40),
    'C:\\windows\\x.csv',
    'a\u0000b.csv',
    '',
  ]

  it('lead nowhere and into no header', async () => {
    for (const name of names) {
      const file = new File(['区划代码,名称\n141030108,甲乡\n'], name)
      const input = { kind: 'areas' as const, rehearse: 'no' as const, file }
      const answer = await service.call(areas.importTable, input, { token: centre.token })
      expect(answer.status, name).toBeLessThan(500)
      expect(answer.headers.get('x-injected')).toBeNull()
    }
    await service.parts.database.prisma.area.update({
      where: { code: testAreas.township },
      data: { name: '东\r\nX-Injected: yes"河' },
    })
    service.clock.advance(120_000)
    const as = { token: centre.token }
    const table = { areaCode: testAreas.township, month: '2026-06' }
    const sheet = await service.call(scoreboards.table, table, as)
    expect([sheet.status, sheet.headers.get('x-injected')]).toEqual([200, null])
    expect(sheet.headers.get('content-disposition')).toContain('%0D%0A')
  })

  it('of photos are ids, and nothing else finds a file', async () => {
    for (const id of ['..%2f..%2fsecret', '%2e%2e', 'x'.repeat(300), '%00', '.', 'secret']) {
      const answer = await rawFetch(service, `/api/reports/photos/${id}`, {}, worker.token)
      expectDecent(answer, id)
      expect([400, 404, 405]).toContain(answer.status)
    }
  })
})

const endings = { br: 'br', gzip: 'gz' } as const

/** What comes over the wire, not unpacked. */
function rawAnswer(url: string, headers: Record<string, string>) {
  return new Promise<{ headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const asked = request(url, { headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(parts) }))
    })
    asked.on('error', reject).end()
  })
}

describe('pages', () => {
  const get = (address: string, headers: Record<string, string> = {}) =>
    rawFetch({ url: pagesUrl }, address, { headers })

  it('are served with a policy that runs nothing but their own scripts', async () => {
    for (const address of ['/', '/g/141030100001A001', '/index.html']) {
      const page = await get(address)
      expect(page.status, address).toBe(200)
      const policy = page.headers.get('content-security-policy') ?? ''
      expect(policy).toMatch(/script-src 'self' 'sha256-[A-Za-z0-9+/=]{44}'(;|$)/)
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    }
  })

  it('come in small from the build, to be kept like the file itself', async () => {
    for (const [accepted, unpack] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const small = await rawAnswer(`${pagesUrl}/a.12345678.js`, { 'Accept-Encoding': accepted })
      expect(small.headers['content-encoding']).toBe(accepted)
      expect(small.headers['content-type']).toMatch(/javascript/)
      expect(small.headers['cache-control']).toMatch(/immutable/)
      expect(small.headers.vary).toMatch(/Accept-Encoding/i)
      expect(small.body).toEqual(
        readFileSync(path.join(folder, `a.12345678.js.${endings[accepted]}`)),
      )
      expect(unpack(small.body).toString()).toBe(script)
    }
    const plain = await rawAnswer(`${pagesUrl}/a.12345678.js`, { 'Accept-Encoding': 'identity' })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.headers['cache-control']).toMatch(/immutable/)
    expect(plain.body.toString()).toBe(script)
  })

  it('lead to no file outside their folder', async () => {
    const outside = `${path.basename(folder)}.txt`
    for (const address of [
      `/..%2f${outside}`,
      `/%2e%2e/${outside}`,
      `/%2e%2e%2f${outside}`,
      `/..%5c${outside}`,
      `//..//${outside}`,
      '/%00',
      '/a.12345678.js%00.html',
    ]) {
      const answer = await get(address)
      expect(answer.text, address).not.toContain('outside')
      expect(answer.status, address).toBeLessThan(500)
    }
    const plain = await rawSocket(pagesUrl, `GET /../${outside} HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect(plain).not.toContain('outside')
  })

  it('ask for TLS from then on only where a proxy says it is there', async () => {
    expect((await get('/')).headers.get('strict-transport-security')).toBeNull()
    const secure = await get('/', { 'X-Forwarded-Proto': 'https' })
    expect(secure.headers.get('strict-transport-security')).toMatch(/^max-age=\d{7,}$/)
    const unproxied = await rawFetch(service, '/api/health', {
      headers: { 'X-Forwarded-Proto': 'https' },
    })
    expect(unproxied.headers.get('strict-transport-security')).toBeNull()
  })
})

describe('many tries at signing in', () => {
  it('from one address are slowed down, whatever address they claim', async () => {
    service.clock.advance(3_600_000)
    const tries = await Promise.all(
      Array.from({ length: 60 }, (_none, index) =>
        rawFetch(service, accounts.signIn.path, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'X-Forwarded-For': `10.0.0.${index}`,
          },
          body: JSON.stringify({
            signInName: `138000${String(10_000 + index)}`,
            password: 'x',
            deviceName: '',
          }),
        }),
      ),
    )
    const statuses = tries.map((one) => one.status)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(25)
    for (const one of tries) expectDecent(one, 'sign in')
  })
})
