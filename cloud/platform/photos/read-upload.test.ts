import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import naughtyStrings from '../bad-input/blns.json'
import { isPlatformError } from '../platform-error'
import { type PhotoUpload, readPhotoUpload } from './index'

const limits = { fileBytes: 100_000, fieldBytes: 1_000, fields: 5, timeoutMs: 400 }
let server: Server
let port: number
let lastCode: string | null = null

beforeAll(async () => {
  server = createServer((request, response) => {
    readPhotoUpload(request, limits).then(
      (upload: PhotoUpload) => {
        lastCode = null
        const { bytes, fileName, fields } = upload
        response.end(JSON.stringify({ size: bytes.length, fileName, fields }))
      },
      (error: unknown) => {
        lastCode = isPlatformError(error) ? error.code : 'unknown'
        response.writeHead(400, { connection: 'close' }).end(JSON.stringify({ code: lastCode }))
      },
    )
  })
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started))
  port = (server.address() as AddressInfo).port
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

async function send(body: FormData | string, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    body,
    headers,
  })
  return (await response.json()) as Record<string, unknown>
}

function form(fileBytes: number | null, fields: Record<string, string> = {}): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  if (fileBytes !== null) data.append('photo', new Blob([Buffer.alloc(fileBytes, 7)]), '现场.jpg')
  return data
}

const raw = (body: string) => send(body, { 'content-type': 'multipart/form-data; boundary=edge' })

describe('readPhotoUpload', () => {
  it('reads one file and its fields', async () => {
    expect(await send(form(100_000, { reportId: 'r-1', note: '路面塌陷' }))).toEqual({
      size: 100_000,
      fileName: '现场.jpg',
      fields: { reportId: 'r-1', note: '路面塌陷' },
    })
  })

  it('takes any text as a value', async () => {
    for (const text of naughtyStrings.filter((item) => Buffer.byteLength(item) <= 1_000)) {
      const answer = await send(form(1, { note: text }))
      const sent = text.replace(/\r\n|\r|\n/g, '\r\n')
      expect((answer.fields as { note: string }).note).toBe(Buffer.from(sent).toString('utf8'))
    }
  })

  it('refuses a file or fields beyond the limits', async () => {
    expect(await send(form(100_001))).toEqual({ code: 'photoTooLarge' })
    expect(await send(form(2_000_000))).toEqual({ code: 'photoTooLarge' })
    expect(await send(form(1, { note: 'x'.repeat(1_001) }))).toEqual({ code: 'uploadMalformed' })
    const many = Object.fromEntries('abcdef'.split('').map((name) => [name, '1']))
    expect(await send(form(1, many))).toEqual({ code: 'uploadMalformed' })
  })

  it('refuses two files, no file, repeated and odd field names', async () => {
    const two = form(1)
    two.append('photo', new Blob(['x']), 'b.jpg')
    expect(await send(two)).toEqual({ code: 'photoTooMany' })
    expect(await send(form(null, { note: 'x' }))).toEqual({ code: 'photoMissing' })
    const twice = form(1, { note: 'x' })
    twice.append('note', 'y')
    expect(await send(twice)).toEqual({ code: 'uploadMalformed' })
    expect(await send(form(1, { __proto__x: 'y' }))).toEqual({ code: 'uploadMalformed' })
  })

  it('refuses what is no multipart', async () => {
    const malformed = { code: 'uploadMalformed' }
    expect(await send('{}', { 'content-type': 'application/json' })).toEqual(malformed)
    expect(await send('x', { 'content-type': 'multipart/form-data' })).toEqual(malformed)
    expect(await send('x', { 'content-type': 'multipart/form-data; boundary=' })).toEqual(malformed)
    expect(await raw('')).toEqual(malformed)
    expect(await raw('nothing here')).toEqual(malformed)
    expect(await raw('--edge\r\n')).toEqual(malformed)
    const cutOff =
      '--edge\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\nhalf a pic'
    expect(await raw(cutOff)).toEqual(malformed)
    expect(await raw('--edge\r\nContent-Disposition: form-data\r\n\r\nx\r\n--edge--\r\n')).toEqual({
      code: expect.stringMatching(/^(uploadMalformed|photoMissing)$/),
    })
  })

  it('does not hang on a sender who stops, goes away or never ends', async () => {
    const head =
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=edge\r\n'
    const part = '--edge\r\nContent-Disposition: form-data; name="p"; filename="a"\r\n\r\n'
    const stopped = connect(port, '127.0.0.1')
    stopped.write(`${head}Content-Length: 5000\r\n\r\n${part}`)
    await expect.poll(() => lastCode, { timeout: 2_000 }).toBe('uploadTimedOut')
    stopped.destroy()
    const gone = connect(port, '127.0.0.1')
    gone.write(`${head}Content-Length: 5000\r\n\r\n${part}`, () =>
      setTimeout(() => gone.destroy(), 50),
    )
    await expect.poll(() => lastCode, { timeout: 2_000 }).toBe('uploadAborted')
    const endless = connect(port, '127.0.0.1')
    endless.on('error', () => undefined)
    endless.write(`${head}Transfer-Encoding: chunked\r\n\r\n`)
    const chunk = Buffer.alloc(65_536, 'x')
    const pour = setInterval(
      () => endless.write(Buffer.concat([Buffer.from('10000\r\n'), chunk, Buffer.from('\r\n')])),
      2,
    )
    await expect.poll(() => lastCode, { timeout: 2_000 }).toBe('photoTooLarge')
    clearInterval(pour)
    endless.destroy()
  })
})
