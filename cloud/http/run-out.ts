import type { IncomingMessage } from 'node:http'

const mostBytes = 24 * 1024 * 1024
const mostMs = 10_000

/**
 * Reads a refused request to its end, unlooked at: closed in the middle, the sender would see a
 * broken connection instead of the refusal. False: it is too long or too slow to wait for.
 */
export function runOut(request: IncomingMessage): Promise<boolean> {
  if (request.complete && request.readableEnded) return Promise.resolve(true)
  if (request.destroyed) return Promise.resolve(false)
  return new Promise((resolve) => {
    let bytes = 0
    const done = (isOver: boolean) => {
      clearTimeout(timer)
      request.off('data', count)
      resolve(isOver)
    }
    const count = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > mostBytes) done(false)
    }
    const timer = setTimeout(() => done(false), mostMs)
    request.on('data', count)
    request.once('end', () => done(true))
    request.once('close', () => done(request.complete))
    request.once('error', () => done(false))
    request.resume()
  })
}
