import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A bucket in memory that speaks the four S3 calls the store makes, for tests: put, get, head and
 * delete of one object. It checks that requests are signed, not the signature itself.
 */
export interface S3StandIn {
  port: number
  objects: ReadonlyMap<string, { bytes: Buffer; contentType: string }>
  /** From now on every call is answered with this HTTP status; null to heal. */
  failWith(status: number | null): void
  close(): Promise<void>
}

interface Bucket {
  objects: Map<string, { bytes: Buffer; contentType: string }>
  failure: number | null
}

function answerError(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`)
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function answer(
  bucket: Bucket,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request)
  if (bucket.failure !== null) return answerError(response, bucket.failure, 'InternalError')
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
    return answerError(response, 403, 'AccessDenied')
  }
  const key = decodeURIComponent((request.url ?? '').split('?')[0] ?? '')
  if (request.method === 'PUT') {
    const contentType = request.headers['content-type'] ?? 'application/octet-stream'
    bucket.objects.set(key, { bytes: body, contentType })
    response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` })
    response.end()
    return
  }
  if (request.method === 'DELETE') {
    bucket.objects.delete(key)
    response.writeHead(204).end()
    return
  }
  const found = bucket.objects.get(key)
  if (found === undefined) return answerError(response, 404, 'NoSuchKey')
  response.writeHead(200, {
    'content-type': found.contentType,
    'content-length': found.bytes.length,
    'last-modified': new Date(0).toUTCString(),
    etag: `"${createHash('md5').update(found.bytes).digest('hex')}"`,
  })
  response.end(request.method === 'HEAD' ? undefined : found.bytes)
}

export async function startS3StandIn(): Promise<S3StandIn> {
  const bucket: Bucket = { objects: new Map(), failure: null }
  const server = createServer((request, response) => void answer(bucket, request, response))
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started))
  return {
    port: (server.address() as AddressInfo).port,
    objects: bucket.objects,
    failWith(status) {
      bucket.failure = status
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}
