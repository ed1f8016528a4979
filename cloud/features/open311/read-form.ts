import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import rawBody from 'raw-body'
import { GeoReportFault } from './georeport-fault'

export interface PostedForm {
  fields: ReadonlyMap<string, string>
  /** Files that came with a multipart form, in their order; what they are is not looked at yet. */
  files: readonly Buffer[]
}

const mostFormBytes = 64 * 1024
const mostMultipartBytes = 24 * 1024 * 1024
const mostFields = 60
const mostFiles = 9
/** So many forms with files are held in memory at the same time at most. */
const mostAtOnce = 6
const timeoutMs = 60_000

const unreadable = () => new GeoReportFault(400, '提交的内容无法读取')
const tooLarge = () => new GeoReportFault(400, '提交的内容太大')

function fieldsOf(body: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(body)) {
    if (fields.has(name)) continue
    if (fields.size >= mostFields) throw tooLarge()
    fields.set(name, value)
  }
  return fields
}

async function readUrlEncoded(request: IncomingMessage): Promise<PostedForm> {
  const length = request.headers['content-length'] ?? null
  try {
    const body = await rawBody(request, { limit: mostFormBytes, length })
    return { fields: fieldsOf(body.toString('utf8')), files: [] }
  } catch (error) {
    if (error instanceof GeoReportFault) throw error
    throw (error as { type?: string }).type === 'entity.too.large' ? tooLarge() : unreadable()
  }
}

function openParser(request: IncomingMessage, contentType: string) {
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': contentType },
      limits: {
        fieldNameSize: 100,
        fieldSize: 16 * 1024,
        fields: mostFields,
        files: mostFiles,
        fileSize: 12 * 1024 * 1024,
        headerPairs: 20,
        headerSize: 8 * 1024,
      },
    })
  } catch {
    throw unreadable()
  }
}

function readMultipart(request: IncomingMessage, contentType: string): Promise<PostedForm> {
  const parser = openParser(request, contentType)
  const fields = new Map<string, string>()
  const files: Buffer[][] = []
  let received = 0
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      clearTimeout(timer)
      request.off('data', count)
      request.unpipe(parser)
      request.resume()
      finish()
    }
    /** A field for a file that nobody chose comes as an empty one. */
    const filled = () =>
      files.map((chunks) => Buffer.concat(chunks)).filter((bytes) => bytes.length > 0)
    const fail = (fault: GeoReportFault) => settle(() => reject(fault))
    const count = (chunk: Buffer) => {
      received += chunk.length
      if (received > mostMultipartBytes) fail(tooLarge())
    }
    const timer = setTimeout(() => fail(unreadable()), timeoutMs)
    parser.on('field', (name, value, nameCut, valueCut) => {
      if (nameCut || valueCut) fail(tooLarge())
      else if (!fields.has(name)) fields.set(name, value)
    })
    parser.on('file', (_name, stream: Readable) => {
      const chunks: Buffer[] = []
      files.push(chunks)
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => fail(tooLarge()))
      stream.on('error', () => fail(unreadable()))
    })
    parser.on('filesLimit', () => fail(tooLarge()))
    parser.on('fieldsLimit', () => fail(tooLarge()))
    parser.on('error', () => fail(unreadable()))
    parser.on('finish', () => settle(() => resolve({ fields, files: filled() })))
    request.on('error', () => fail(unreadable()))
    request.on('close', () => {
      if (!request.complete) fail(unreadable())
    })
    request.on('data', count)
    request.pipe(parser)
  })
}

let readingNow = 0

export async function readForm(request: IncomingMessage): Promise<PostedForm> {
  const contentType = request.headers['content-type'] ?? ''
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType))
    return readUrlEncoded(request)
  if (/^multipart\/form-data\s*;/i.test(contentType)) {
    if (readingNow >= mostAtOnce)
      throw new GeoReportFault(429, '现在带照片的请求太多，请过一分钟再试')
    readingNow += 1
    try {
      return await readMultipart(request, contentType)
    } finally {
      readingNow -= 1
    }
  }
  throw new GeoReportFault(400, '请用 application/x-www-form-urlencoded 提交')
}
