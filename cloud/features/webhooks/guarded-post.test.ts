import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { addressFault, guardedPost, type PostOptions } from './guarded-post'
import { isPublicAddress } from './private-addresses'

let server: Server | null = null
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)))
  server = null
})

async function listening(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  server = createServer(answer)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const within = { privateAllowed: true, timeoutMs: 2_000 }
const outside = { privateAllowed: false, timeoutMs: 2_000 }

describe('addresses of the open network', () => {
  it.each(['8.8.8.8', '114.114.114.114', '2400:3200::1', '[2400:3200::1]'])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
})

describe('addresses that are not', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    'fe80::1',
    'fe80::1%eth0',
    'fd00::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'not an address',
    '',
  ])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('an address as it is written', () => {
  it.each([
    ['https://hooks.example.org/a?b=c', null],
    ['https://8.8.8.8/', null],
    ['http://hooks.example.org/', 'https'],
    ['https://user:word@hooks.example.org/', '用户名'],
    ['https://hooks.example.org/#x', '#'],
    ['https://127.0.0.1/', '内部网络'],
    ['https://2130706433/', '内部网络'],
    ['https://0x7f.1/', '内部网络'],
    ['https://[::1]/', '内部网络'],
    ['https://[::ffff:10.0.0.1]/', '内部网络'],
    ['https://localhost/', '域名'],
    ['ftp://hooks.example.org/', 'https'],
    ['nonsense', '格式'],
  ])('%s', (address, word) => {
    const fault = addressFault(address, false)
    if (word === null) expect(fault).toBeNull()
    else expect(fault).toContain(word)
  })
})

describe('a post', () => {
  it('brings body and headers, and answers the status alone', async () => {
    const seen: { body: string; id: string | undefined }[] = []
    const url = await listening((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        seen.push({ body, id: request.headers['webhook-id']?.toString() })
        response.writeHead(204).end()
      })
    })
    const posted = await guardedPost(url, { 'webhook-id': 'msg_1' }, '{"好":1}', within)
    expect(posted).toEqual({ ok: true, status: 204 })
    expect(seen).toEqual([{ body: '{"好":1}', id: 'msg_1' }])
  })

  it('follows no redirect', async () => {
    let calls = 0
    const url = await listening((_request, response) => {
      calls += 1
      response.writeHead(307, { Location: '/elsewhere' }).end()
    })
    expect(await guardedPost(url, {}, '{}', within)).toMatchObject({ ok: false, status: 307 })
    expect(calls).toBe(1)
  })

  it('waits so long and no longer, for the answer and for its end', async () => {
    const silent = await listening(() => undefined)
    const short = { ...within, timeoutMs: 150 }
    const posted = await guardedPost(silent, {}, '{}', short)
    expect(posted).toEqual({ ok: false, status: null, error: '对方没有按时回应' })
  })

  it('reads no more of an answer than it needs', async () => {
    const url = await listening((_request, response) => {
      response.writeHead(500)
      const more = () => {
        while (response.write(Buffer.alloc(65_536)));
        response.once('drain', more)
      }
      more()
    })
    expect(await guardedPost(url, {}, '{}', within)).toMatchObject({ ok: false, status: 500 })
  })

  it('reaches nothing inside when it may not, by number or by name', async () => {
    let calls = 0
    const url = await listening((_request, response) => {
      calls += 1
      response.end()
    })
    const { port } = new URL(url)
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]'])
      expect((await guardedPost(`https://${host}:${port}/`, {}, '{}', outside)).ok).toBe(false)
    const leadingTo =
      (...addresses: string[]): PostOptions['lookUp'] =>
      (_name, _options, callback) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        )
    for (const lookUp of [
      leadingTo('127.0.0.1'),
      leadingTo('::1'),
      // one public address beside it does not make it better
      leadingTo('8.8.8.8', '127.0.0.1'),
    ]) {
      const options = { ...outside, ...(lookUp ? { lookUp } : {}) }
      const posted = await guardedPost(`https://hooks.example.org:${port}/`, {}, '{}', options)
      expect(posted).toMatchObject({ ok: false, error: '域名指向内部网络的地址，没有推送' })
    }
    expect(calls).toBe(0)
  })

  it('says that nobody is there', async () => {
    const url = await listening(() => undefined)
    await new Promise((resolve) => server?.close(resolve))
    expect(await guardedPost(url, {}, '{}', within)).toEqual({
      ok: false,
      status: null,
      error: '对方拒绝连接',
    })
  })
})
