import { createHash } from 'node:crypto'
import type { Context, Middleware } from 'koa'
import type { OpenApiDocument } from './openapi'
import { openApiPage } from './openapi-page'

interface Kept {
  body: string
  tag: string
  type: string
}

const kept = (body: string, type: string): Kept => ({
  body,
  type,
  tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
})

function send(ctx: Context, { body, tag, type }: Kept): void {
  ctx.set('ETag', tag)
  ctx.set('Cache-Control', 'no-cache')
  ctx.set('Access-Control-Allow-Origin', '*')
  ctx.status = 200
  if (ctx.get('If-None-Match').includes(tag)) {
    ctx.status = 304
    return
  }
  ctx.type = type
  ctx.body = body
}

/** The document and its page, made when first asked for: a start needs neither. */
export function openApi(documentOf: () => OpenApiDocument): Middleware {
  let made: { document: Kept; page: Kept } | null = null
  function make() {
    const document = documentOf()
    return {
      document: kept(JSON.stringify(document), 'application/json; charset=utf-8'),
      page: kept(openApiPage(document), 'text/html; charset=utf-8'),
    }
  }
  return async (ctx, next) => {
    const isDocument = ctx.path === '/openapi.json'
    const isPage = ctx.path === '/openapi'
    if ((!isDocument && !isPage) || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next()
    made ??= make()
    send(ctx, isDocument ? made.document : made.page)
  }
}
