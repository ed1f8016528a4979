import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import rawBody from 'raw-body'
import { GeoReportFault } from './georeport-fault'

export interface PostedForm {
  fields: ReadonlyMap<string, string>
  /** Files that came with a multipart form; they are not kept. */
  fileCount: number
}

const mostFormBytes = 64 * 1024
const mostMultipartBytes = 24 * 1024 * 1024
const mostFields = 60
const mostFiles = 9
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
    return { fields: fieldsOf(body.toString('utf8')), fileCount: 0 }
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

/** Fields count, files are read past: photos come with `media_url`. */
function readMultipart(request: IncomingMessage, contentType: string): Promise<PostedForm> {
  const parser = openParser(request, contentType)
  const fields = new Map<string, string>()
  let fileCount = 0
  let received = 0
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      clearTimeout(timer)
      request.off('data', count)
      request.unpipe(parser)
      request.resume()
      finish()
    }
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
      fileCount += 1
      stream.on('error', () => fail(unreadable()))
      stream.resume()
    })
    parser.on('filesLimit', () => fail(tooLarge()))
    parser.on('fieldsLimit', () => fail(tooLarge()))
    parser.on('error', () => fail(unreadable()))
    parser.on('finish', () => settle(() => resolve({ fields, fileCount })))
    request.on('error', () => fail(unreadable()))
    request.on('close', () => {
      if (!request.complete) fail(unreadable())
    })
    request.on('data', count)
    request.pipe(parser)
  })
}

export async function readForm(request: IncomingMessage): Promise<PostedForm> {
  const contentType = request.headers['content-type'] ?? ''
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType))
    return readUrlEncoded(request)
  if (/^multipart\/form-data\s*;/i.test(contentType)) return readMultipart(request, contentType)
  throw new GeoReportFault(400, '请用 application/x-www-form-urlencoded 提交')
}
