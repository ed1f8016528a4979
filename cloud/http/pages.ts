import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Middleware } from 'koa'
import serveStatic from 'koa-static'
import { Refusal } from './refusal'

/** Scripts of our own files only; the page's short inline script is named by its hash. */
function pagePolicy(html: string, tileUrl?: string): string {
  const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => {
    const hash = createHash('sha256').update(script).digest('base64')
    return `'sha256-${hash}'`
  })
  return [
    "default-src 'self'",
    ['script-src', "'self'", ...inline].join(' '),
    "style-src 'self' 'unsafe-inline'",
    ["img-src 'self' data: blob:", ...(tileUrl ? [new URL(tileUrl).origin] : [])].join(' '),
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The browser's keeper of the pages: it may ask for their files, and for nothing else. */
const offlineWorker = 'offline-worker.js'
const workerPolicy = "default-src 'none'; connect-src 'self'"

/**
 * The built H5 pages: files by name, `index.html` for every page address, the short one of a
 * printed QR code (`/g/<gridCode>`) among them. Hashed files may be kept for a year; the rest is
 * asked for again.
 */
export function pages(folder: string, tileUrl?: string): Middleware {
  const indexFile = path.join(folder, 'index.html')
  const index = existsSync(indexFile) ? readFileSync(indexFile, 'utf8') : null
  const policy = pagePolicy(index ?? '', tileUrl)
  const files = serveStatic(folder, {
    index: false,
    setHeaders: (res, sent) => {
      // the smaller file that the build laid beside it answers for the same address
      const file = sent.replace(/\.(br|gz)$/, '')
      const hashed = /\.[0-9a-f]{8}\.(js|css)$/.test(file)
      if (file.endsWith('.html')) res.setHeader('Content-Security-Policy', policy)
      if (path.basename(file) === offlineWorker)
        res.setHeader('Content-Security-Policy', workerPolicy)
      res.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return async (ctx, next) => {
    if (ctx.path.startsWith('/api/') || (ctx.method !== 'GET' && ctx.method !== 'HEAD'))
      return next()
    try {
      await files(ctx, async () => undefined)
    } catch (error) {
      // an address that cannot be read or leads out of the folder
      const { status = 500 } = error as { status?: number }
      throw status < 500 ? new Refusal('notFound') : error
    }
    if (ctx.body !== undefined && ctx.body !== null) return
    const looksLikeFile = path.extname(ctx.path) !== ''
    if (index === null || looksLikeFile) return next()
    ctx.type = 'html'
    ctx.set('Content-Security-Policy', policy)
    ctx.set('Cache-Control', 'no-cache')
    ctx.body = index
  }
}
