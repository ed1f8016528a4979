import { connect } from 'node:net'

export interface LoadOptions {
  url: string
  path: string
  connections: number
  durationMs: number
  /** Of this client's next request; headers beside those of every request, as they go over the wire. */
  next(client: number): { path?: string; headers: string; body: string }
  method?: 'GET' | 'POST'
}

export interface LoadResult {
  perSecond: number
  /** Milliseconds of each answered request. */
  latencies: number[]
  answered: number
  /** Answers other than 200, and what the first of them said. */
  refused: number
  firstRefusal: string
}

interface Client {
  finish: Promise<void>
}

const headerEnd = Buffer.from('\r\n\r\n')
const lengthName = Buffer.from('\r\nContent-Length: ')
const digitZero = 48

function digitsAt(bytes: Buffer, start: number): number {
  let value = 0
  for (let at = start; ; at += 1) {
    const digit = (bytes[at] ?? 0) - digitZero
    if (digit < 0 || digit > 9) return value
    value = value * 10 + digit
  }
}

/**
 * Length of the answer at the beginning of `bytes`, or null while it is not whole. Looked up in the
 * bytes themselves: what the load costs is taken from the cores that are measured.
 */
function answerLength(bytes: Buffer): { length: number; status: number } | null {
  const end = bytes.indexOf(headerEnd)
  if (end < 0) return null
  const named = bytes.indexOf(lengthName)
  if (named < 0 || named > end) {
    throw new Error(`an answer without a length: ${bytes.toString('latin1', 0, end)}`)
  }
  const length = end + headerEnd.length + digitsAt(bytes, named + lengthName.length)
  return bytes.length < length ? null : { length, status: digitsAt(bytes, 9) }
}

/** More than any answer that the load asks for is read at once; a longer one comes in parts. */
const readBytes = 64 * 1024

/** Reads into one buffer of its own: a stream with its copies would cost the load much more. */
function client(options: LoadOptions, index: number, until: number, result: LoadResult): Client {
  const { hostname, port, host } = new URL(options.url)
  const method = options.method ?? 'POST'
  const always = ` HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`
  let begun: Buffer | null = null
  let sentAt = 0
  let ended: () => void
  let failed: (error: Error) => void
  const finish = new Promise<void>((resolve, reject) => {
    ended = resolve
    failed = reject
  })
  const read = (length: number, buffer: Uint8Array): boolean => {
    const chunk = Buffer.from(buffer.buffer, buffer.byteOffset, length)
    const received = begun ? Buffer.concat([begun, chunk]) : chunk
    const answer = answerLength(received)
    if (!answer) {
      // the buffer is read into again
      begun = begun ? received : Buffer.from(chunk)
      return true
    }
    begun = null
    const now = performance.now()
    result.latencies.push(now - sentAt)
    result.answered += 1
    if (answer.status !== 200) {
      result.refused += 1
      result.firstRefusal ||= received.toString('utf8', 0, answer.length)
    }
    if (now < until) send()
    else {
      socket.destroy()
      ended()
    }
    return true
  }
  const socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    onread: { buffer: Buffer.alloc(readBytes), callback: read },
  })
  const send = () => {
    const { path = options.path, headers, body } = options.next(index)
    sentAt = performance.now()
    socket.write(
      `${method} ${path}${always}${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  }
  socket.once('connect', send)
  socket.once('error', (error) => failed(error))
  return { finish }
}

/**
 * So many clients that each send the next request when the last is answered. On bare sockets, so
 * that the load takes little of the cores it shares with what is measured.
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const result: LoadResult = {
    perSecond: 0,
    latencies: [],
    answered: 0,
    refused: 0,
    firstRefusal: '',
  }
  const begun = performance.now()
  const until = begun + options.durationMs
  const clients = Array.from({ length: options.connections }, (_none, index) =>
    client(options, index, until, result),
  )
  await Promise.all(clients.map((one) => one.finish))
  result.perSecond = result.answered / ((performance.now() - begun) / 1_000)
  return result
}
