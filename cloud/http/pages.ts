import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Middleware } from 'koa'
import serveStatic from 'koa-static'
import { Refusal } from './refusal'

/**
 * The built H5 pages: files by name, `index.html` for every page address, the short one of a
 * printed QR code (`/g/<gridCode>`) among them. Hashed files may be kept for a year; the rest is
 * asked for again.
 */
export function pages(folder: string): Middleware {
  const files = serveStatic(folder, {
    index: false,
    setHeaders: (res, file) => {
      const hashed = /\.[0-9a-f]{8}\.(js|css)$/.test(file)
      res.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const indexFile = path.join(folder, 'index.html')
  const index = existsSync(indexFile) ? readFileSync(indexFile, 'utf8') : null
  return async (ctx, next) => {
    if (ctx.path.startsWith('/api/') || (ctx.method !== 'GET' && ctx.method !== 'HEAD'))
      return next()
    try {
      await files(ctx, async () => undefined)
    } catch (error) {
      // an address that cannot be read or leads out of the folder
      if ((error as { status?: number }).status !== 500) throw new Refusal('notFound')
      throw error
    }
    if (ctx.body !== undefined && ctx.body !== null) return
    const looksLikeFile = path.extname(ctx.path) !== ''
    if (index === null || looksLikeFile) return next()
    ctx.type = 'html'
    ctx.set('Cache-Control', 'no-cache')
    ctx.body = index
  }
}
