import type { Context, Middleware } from 'koa'
import { refusalOf } from '../../http/error-handler'
import { runOut } from '../../http/run-out'
import type { Clock } from '../../platform/clock'
import type { Logger } from '../../platform/log'
import { type Answer, bodyOf, contentTypeOf, type Format } from './georeport-answer'
import { GeoReportFault } from './georeport-fault'
import type { Open311Service } from './open311.service'
import { definitionOf, publicClass, serviceRecords } from './public-services'
import { createRateWindows, networkOf } from './rate-windows'
import { readForm } from './read-form'

export interface GeoReportParts {
  service: Open311Service
  clock: Clock
  log: Logger
  /** Calls a minute: of one network, and posts of one key. */
  limits?: { readsOfNetwork: number; postsOfKey: number }
}

export const georeportPath = '/open311/v2'
const usualLimits = { readsOfNetwork: 120, postsOfKey: 60 }

interface Asked {
  /** Parts of the path after the version, decoded, the format taken off. */
  parts: string[]
  format: Format
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new GeoReportFault(400, '地址无法读取')
  }
}

function formatOf(path: string): Format {
  return path.endsWith('.json') ? 'json' : 'xml'
}

function askedOf(path: string): Asked {
  const format = formatOf(path)
  const parts = path
    .slice(georeportPath.length + 1)
    .replace(/\.(json|xml)$/, '')
    .split('/')
    .map(decoded)
  return { parts, format }
}

const nothing = () => new GeoReportFault(404, '没有这个地址，请看 discovery.xml 和接口文档')

const first = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? ''

function parametersOf(ctx: Context): Map<string, string> {
  return new Map(
    Object.entries(ctx.query).map(([name, value]) => [
      name,
      // several values of one name are the same as one list of them
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  )
}

/** Open311 GeoReport v2, beside the product's own endpoints: its paths, forms and refusals are the specification's. */
export function georeport({
  service,
  clock,
  log,
  limits = usualLimits,
}: GeoReportParts): Middleware {
  const reads = createRateWindows(limits.readsOfNetwork)
  const posts = createRateWindows(limits.postsOfKey)

  const tooMany = () => new GeoReportFault(429, '请求太频繁，请过一分钟再试')

  async function read(ctx: Context, [kind, id, ...more]: string[]): Promise<Answer> {
    if (!reads.take(networkOf(ctx.ip), clock.nowMs())) throw tooMany()
    const jurisdictionId = first(ctx.query.jurisdiction_id)
    if (more.length > 0 || kind === undefined) throw nothing()
    if (kind === 'discovery' && id === undefined)
      return { kind: 'discovery', discovery: service.discovery() }
    if (kind === 'services') {
      await service.jurisdiction(jurisdictionId)
      if (id === undefined) return { kind: 'services', services: serviceRecords() }
      if (!publicClass(id)) throw new GeoReportFault(404, '没有这项服务，请核对 service_code')
      return { kind: 'definition', code: id, attributes: definitionOf(id) }
    }
    if (kind === 'requests') {
      const requests =
        id === undefined
          ? await service.requests(parametersOf(ctx), clock.nowMs())
          : [await service.request(id, jurisdictionId)]
      return { kind: 'requests', requests }
    }
    if (kind === 'tokens' && id !== undefined)
      return { kind: 'requests', requests: [await service.token(id, jurisdictionId)] }
    throw nothing()
  }

  async function post(ctx: Context, parts: readonly string[]): Promise<Answer> {
    if (parts.length !== 1 || parts[0] !== 'requests') throw nothing()
    const { fields, files } = await readForm(ctx.req)
    const of = (name: string) => (fields.get(name) ?? first(ctx.query[name])).trim()
    const apiKey = of('api_key')
    if (!posts.take(apiKey || networkOf(ctx.ip), clock.nowMs())) throw tooMany()
    const accepted = await service.submit(
      {
        form: fields,
        files,
        apiKey,
        jurisdictionId: of('jurisdiction_id'),
        idempotencyKey: ctx.get('Idempotency-Key').trim(),
      },
      clock.nowMs(),
    )
    const kept = files.length > 0 ? `；照片 ${files.length} 张已保存，只给办理的人看` : ''
    const notice = `${accepted.service_notice}${kept}`
    return { kind: 'requests', requests: [{ ...accepted, service_notice: notice }] }
  }

  async function answer(ctx: Context): Promise<Answer> {
    if (!ctx.path.startsWith(`${georeportPath}/`)) throw nothing()
    const { parts } = askedOf(ctx.path)
    if (ctx.method === 'GET' || ctx.method === 'HEAD') return read(ctx, parts)
    if (ctx.method === 'POST') return post(ctx, parts)
    throw new GeoReportFault(405, '不支持这种操作')
  }

  /** The one catch of these paths; what was not expected is logged as everywhere else. */
  async function refuse(ctx: Context, error: unknown): Promise<Answer> {
    if (!(await runOut(ctx.req))) ctx.set('Connection', 'close')
    if (error instanceof GeoReportFault) {
      ctx.status = error.status
      if (error.status === 429) ctx.set('Retry-After', '60')
      return { kind: 'errors', errors: error.errors }
    }
    const asked = { requestId: String(ctx.state.requestId), method: ctx.method, path: ctx.path }
    const { status, headers, body } = refusalOf(error, asked, log)
    ctx.status = status
    for (const [name, value] of headers) ctx.set(name, value)
    return { kind: 'errors', errors: [{ code: status, description: body.error.message }] }
  }

  return async (ctx, next) => {
    if (ctx.path === '/open311/discovery.xml' || ctx.path === '/open311/discovery.json')
      ctx.path = ctx.path.replace('/open311', georeportPath)
    if (!ctx.path.startsWith('/open311/')) return next()
    // anybody's page may read what is open to everybody; posting needs a key, which no page should hold
    ctx.set('Access-Control-Allow-Origin', '*')
    ctx.set('Cache-Control', 'no-cache')
    if (ctx.method === 'OPTIONS') {
      ctx.set('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS')
      ctx.set('Access-Control-Max-Age', '86400')
      ctx.status = 204
      return
    }
    ctx.status = 200
    const format = formatOf(ctx.path)
    const told = await answer(ctx).catch((error: unknown) => refuse(ctx, error))
    ctx.body = bodyOf(told, format)
    ctx.type = contentTypeOf[format]
  }
}
