import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Middleware } from 'koa'

/** A name as WeChat's console makes them, at the root or beside the printed codes (`/g/…`, `/b/…`). */
const shape = /^\/(?:[gb]\/)?([A-Za-z0-9_-]{1,80}\.txt)$/

/**
 * The small text files by which somebody proves to WeChat that this domain is his, before it opens
 * the printed addresses as the mini-program. The office puts them into the folder as they are.
 */
export function domainFiles(folder: string): Middleware {
  return async (ctx, next) => {
    const name =
      ctx.method === 'GET' || ctx.method === 'HEAD' ? shape.exec(ctx.path)?.[1] : undefined
    const text = name ? await readFile(path.join(folder, name), 'utf8').catch(() => null) : null
    if (text === null) return next()
    ctx.type = 'text/plain; charset=utf-8'
    ctx.body = text
  }
}
