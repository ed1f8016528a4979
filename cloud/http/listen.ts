import { createServer, type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ErrorBody, type ErrorCode, errorText } from '../contract/errors'
import { newId } from '../platform/ids'

/** Longer than an upload may take by its own clock, so that a body sent drop by drop comes to an end. */
const requestMs = 90_000
const headersMs = 15_000
/** Longer than proxies keep theirs, so that they never send into a closed one. */
const keptAliveMs = 65_000

const codes: Record<string, { code: ErrorCode; line: string }> = {
  HPE_HEADER_OVERFLOW: { code: 'bodyTooLarge', line: '431 Request Header Fields Too Large' },
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'uploadTimedOut', line: '408 Request Timeout' },
}
const unreadable = { code: 'malformedBody' as const, line: '400 Bad Request' }

/** What never came to be a request is answered like every other refusal, and the connection closed. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex & { _httpMessage?: unknown }): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket._httpMessage) {
    socket.destroy()
    return
  }
  const { code, line } = codes[error.code ?? ''] ?? unreadable
  const requestId = newId()
  const answer: ErrorBody = { error: { code, message: errorText(code), requestId } }
  const body = JSON.stringify(answer)
  socket.end(
    `HTTP/1.1 ${line}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

export function createHttpServer(listener: RequestListener): Server {
  const server = createServer(
    { requestTimeout: requestMs, headersTimeout: headersMs, connectionsCheckingInterval: 5_000 },
    listener,
  )
  server.keepAliveTimeout = keptAliveMs
  server.on('clientError', refuse)
  return server
}
