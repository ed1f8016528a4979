import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { renderQrPng } from '../qr'
import { fieldFault } from './message-fields'
import { isScene, wechatError, longestCheckedText } from './wechat-port'

export interface WechatStandInOptions {
  appId: string
  appSecret: string
  now: () => number
  /** Defaults to the process's own; `production` is refused. */
  nodeEnv?: string
  /** Pages that count as published; every page when left out. */
  publishedPages?: readonly string[]
  /**
   * The message templates there are, with their keys; a message then needs somebody's consent each
   * time. Left out: every template exists and everybody allows everything.
   */
  messageTemplates?: Readonly<Record<string, readonly string[]>>
  port?: number
  host?: string
  /** True lets the process end while the stand-in still listens. */
  background?: boolean
}

export interface WechatStandIn {
  baseUrl: string
  /** What `wx.login` would give: good for five minutes, once. */
  issueCode(openId: string, unionId?: string): string
  /** From now on this person is refused as high-risk. */
  blockUser(openId: string): void
  /** The next calls, of whatever kind, are answered with this number. */
  failNext(errcode: number, times?: number): void
  /** What tapping 允许 does: so many messages of a template may be sent to the person. */
  allowMessages(openId: string, templateId: string, times?: number): void
  /** The next messages are taken, but the answer gets lost. */
  loseAnswers(times?: number): void
  /** Messages that reached their people, in order. */
  sentMessages: readonly SentMessage[]
  /** The present token is no longer good, as after a reset in the console. */
  dropToken(): void
  close(): Promise<void>
}

export interface SentMessage {
  messageId: string
  openId: string
  templateId: string
  page: string | null
  data: Record<string, string>
}

type Result = { json: Record<string, unknown> } | { png: Buffer } | { lost: true }

const codeLifeMs = 5 * 60_000
const tokenLifeSeconds = 7_200
const callsAMinute = 100
/** Development sign-in without a phone: `demo-<openid>`, any number of times. */
const demoCode = /^demo-([A-Za-z0-9_-]{1,64})$/

const messages: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40163: 'code been used',
  40226: 'code blocked',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  44002: 'empty post data',
  45011: 'api minute-quota reach limit, mustslower, retry next minute',
  47001: 'data format error',
  47003: 'argument invalid!',
}

const refuse = (errcode: number, hint = ''): Result => ({
  json: { errcode, errmsg: `${messages[errcode] ?? 'refused'}${hint}` },
})

interface Issued {
  openId: string
  unionId: string | null
  untilMs: number
  used: boolean
}

class Desk {
  readonly codes = new Map<string, Issued>()
  readonly blocked = new Set<string>()
  readonly failures: number[] = []
  readonly sent: SentMessage[] = []
  /** By person and template, how many messages are still allowed. */
  readonly allowed = new Map<string, number>()
  lostAnswers = 0
  readonly #calls = new Map<string, number[]>()
  readonly #options: WechatStandInOptions
  token: { text: string; untilMs: number } | null = null

  constructor(options: WechatStandInOptions) {
    this.#options = options
  }

  /** The number for what is wrong with the app's own name and secret, or 0. */
  #credentialFault(appId: unknown, secret: unknown): number {
    if (typeof appId !== 'string' || appId === '') return 41002
    if (typeof secret !== 'string' || secret === '') return 41004
    if (appId !== this.#options.appId) return 40013
    return secret === this.#options.appSecret ? 0 : 40125
  }

  #tooOften(openId: string): boolean {
    const now = this.#options.now()
    const recent = (this.#calls.get(openId) ?? []).filter((atMs) => atMs > now - 60_000)
    recent.push(now)
    this.#calls.set(openId, recent)
    return recent.length > callsAMinute
  }

  session(query: URLSearchParams): Result {
    const fault = this.#credentialFault(query.get('appid'), query.get('secret'))
    if (fault !== 0) return refuse(fault)
    if (query.get('grant_type') !== 'authorization_code') return refuse(40002)
    const code = query.get('js_code') ?? ''
    if (code === '') return refuse(41008)
    const demo = demoCode.exec(code)?.[1]
    const issued = demo === undefined ? this.codes.get(code) : null
    if (issued === undefined) return refuse(40029)
    if (issued?.used) return refuse(40163)
    if (issued !== null && this.#options.now() > issued.untilMs) return refuse(40029)
    if (issued !== null) issued.used = true
    const openId = issued?.openId ?? (demo as string)
    if (this.blocked.has(openId)) return refuse(40226)
    if (this.#tooOften(openId)) return refuse(45011)
    const unionId = issued?.unionId ?? null
    const sessionKey = createHash('md5').update(`${openId} ${code}`).digest('base64')
    return {
      json: { session_key: sessionKey, openid: openId, ...(unionId ? { unionid: unionId } : {}) },
    }
  }

  stableToken(body: Record<string, unknown>): Result {
    if (body.grant_type !== 'client_credential') return refuse(40002)
    const fault = this.#credentialFault(body.appid, body.secret)
    if (fault !== 0) return refuse(fault)
    const now = this.#options.now()
    const renew = this.token === null || body.force_refresh === true
    if (renew || (this.token?.untilMs ?? 0) - now < codeLifeMs) {
      const text = randomBytes(102).toString('base64url')
      this.token = { text, untilMs: now + tokenLifeSeconds * 1_000 }
    }
    const { text, untilMs } = this.token as { text: string; untilMs: number }
    return { json: { access_token: text, expires_in: Math.floor((untilMs - now) / 1_000) } }
  }

  /** The token of a call is the present one, or the number for what is wrong with it. */
  #tokenFault(query: URLSearchParams): number {
    if (this.token === null || query.get('access_token') !== this.token.text) return 40001
    return this.#options.now() > this.token.untilMs ? 42001 : 0
  }

  #pageFault(page: unknown): boolean {
    const known = this.#options.publishedPages
    if (page === undefined || known === undefined) return false
    return typeof page !== 'string' || !known.includes(page.split('?')[0] ?? '')
  }

  message(query: URLSearchParams, body: Record<string, unknown>): Result {
    const fault = this.#tokenFault(query)
    if (fault !== 0) return refuse(fault)
    const { touser: openId, template_id: templateId, page, data } = body
    if (typeof openId !== 'string' || openId === '') return refuse(40003)
    const templates = this.#options.messageTemplates
    if (typeof templateId !== 'string' || (templates && !templates[templateId]))
      return refuse(40037)
    if (this.#pageFault(page)) return refuse(41030)
    const values = valuesOf(data)
    const keys = templates?.[templateId] ?? Object.keys(values)
    const wrong = keys.find((key) => fieldFault(key, values[key] ?? ''))
    if (wrong !== undefined) return refuse(47003, ` data.${wrong}.value invalid`)
    if (templates) {
      const who = `${openId} ${templateId}`
      const left = this.allowed.get(who) ?? 0
      if (left === 0) return refuse(43101)
      this.allowed.set(who, left - 1)
    }
    const messageId = String(1_700_000_000_000 + this.sent.length)
    const opens = typeof page === 'string' ? page : null
    this.sent.push({ messageId, openId, templateId, page: opens, data: values })
    if (this.lostAnswers > 0) {
      this.lostAnswers -= 1
      return { lost: true }
    }
    return { json: { errcode: 0, errmsg: 'ok', msgid: Number(messageId) } }
  }

  #contentFault(query: URLSearchParams, body: Record<string, unknown>): number {
    if (this.token === null || query.get('access_token') !== this.token.text) return 40001
    if (this.#options.now() > this.token.untilMs) return 42001
    if (typeof body.openid !== 'string' || body.openid === '') return 40003
    const isScene = [1, 2, 3, 4].includes(Number(body.scene))
    return body.version === 2 && isScene ? 0 : 40097
  }

  textCheck(query: URLSearchParams, body: Record<string, unknown>): Result {
    const fault = this.#contentFault(query, body)
    if (fault !== 0) return refuse(fault)
    const { content } = body
    if (typeof content !== 'string' || content === '' || content.length > longestCheckedText)
      return refuse(40097)
    const suggest = content.includes(doubtful.risky)
      ? 'risky'
      : content.includes(doubtful.review)
        ? 'review'
        : 'pass'
    const result = { suggest, label: suggest === 'pass' ? 100 : 20001 }
    return { json: { errcode: 0, errmsg: 'ok', result, trace_id: randomBytes(12).toString('hex') } }
  }

  imageCheck(query: URLSearchParams, body: Record<string, unknown>): Result {
    const fault = this.#contentFault(query, body)
    if (fault !== 0) return refuse(fault)
    const { media_url: address, media_type: type } = body
    if (type !== 2 || typeof address !== 'string' || !/^https?:\/\//.test(address))
      return refuse(40097)
    return { json: { errcode: 0, errmsg: 'ok', trace_id: randomBytes(12).toString('hex') } }
  }

  async qrCode(query: URLSearchParams, body: Record<string, unknown>): Promise<Result> {
    const fault = this.#tokenFault(query)
    if (fault !== 0) return refuse(fault)
    const {
      scene,
      page = 'pages/index/index',
      width = 430,
      env_version: version = 'release',
    } = body
    if (typeof scene !== 'string' || !isScene(scene)) return refuse(40129)
    const known = this.#options.publishedPages
    const checked = body.check_path !== false && known !== undefined
    const sound = typeof page === 'string' && !/^\/|\?/.test(page)
    if (!sound || (checked && !known.includes(page))) return refuse(41030)
    const wide = typeof width === 'number' && width >= 280 && width <= 1_280
    if (!wide || !['release', 'trial', 'develop'].includes(String(version))) return refuse(40097)
    return {
      png: await renderQrPng(`${page}?scene=${encodeURIComponent(scene)}`, { sizePixels: width }),
    }
  }
}

/** `{ key: { value } }` as plain texts; what has another form is left out. */
function valuesOf(data: unknown): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [key, entry] of Object.entries((data ?? {}) as Record<string, unknown>)) {
    const { value } = (entry ?? {}) as { value?: unknown }
    if (typeof value === 'string') values[key] = value
  }
  return values
}

/** What the stand-in takes exception to; real texts stay apart from these. */
const doubtful: Readonly<Record<'review' | 'risky', string>> = {
  review: '可疑样例',
  risky: '违规样例',
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown> | number> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  if (chunks.length === 0) return 44002
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : 47001
  } catch {
    return 47001
  }
}

const posted = [
  '/cgi-bin/stable_token',
  '/wxa/getwxacodeunlimit',
  '/cgi-bin/message/subscribe/send',
  '/wxa/msg_sec_check',
  '/wxa/media_check_async',
]

async function answer(desk: Desk, request: IncomingMessage): Promise<Result | null> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
  const post = posted.includes(pathname)
  if (!post && pathname !== '/sns/jscode2session') return null
  const failure = desk.failures.shift()
  if (failure !== undefined) return refuse(failure)
  if (!post) return request.method === 'GET' ? desk.session(searchParams) : refuse(43001)
  if (request.method !== 'POST') return refuse(43002)
  const body = await readBody(request)
  if (typeof body === 'number') return refuse(body)
  switch (pathname) {
    case '/cgi-bin/stable_token':
      return desk.stableToken(body)
    case '/wxa/getwxacodeunlimit':
      return desk.qrCode(searchParams, body)
    case '/wxa/msg_sec_check':
      return desk.textCheck(searchParams, body)
    case '/wxa/media_check_async':
      return desk.imageCheck(searchParams, body)
    default:
      return desk.message(searchParams, body)
  }
}

async function serve(desk: Desk, request: IncomingMessage, response: ServerResponse) {
  const result = await answer(desk, request).catch(() => refuse(-1))
  if (result === null) {
    response.writeHead(404).end()
  } else if ('lost' in result) {
    response.destroy()
  } else if ('png' in result) {
    response.writeHead(200, { 'content-type': 'image/png' }).end(result.png)
  } else {
    response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' })
    response.end(JSON.stringify(result.json))
  }
}

/**
 * WeChat's calls on this machine, with the documented requests, answers and error numbers,
 * for development and tests. It hands a session to whoever asks, so production refuses it.
 */
export async function startWechatStandIn(options: WechatStandInOptions): Promise<WechatStandIn> {
  if ((options.nodeEnv ?? process.env.NODE_ENV) === 'production') {
    throw wechatError('wechatStandInRefused')
  }
  const desk = new Desk(options)
  const server = createServer((request, response) => void serve(desk, request, response))
  const host = options.host ?? '127.0.0.1'
  await new Promise<void>((started, failed) => {
    server.once('error', failed)
    server.listen(options.port ?? 0, host, started)
  })
  if (options.background) server.unref()
  return {
    baseUrl: `http://${host}:${(server.address() as AddressInfo).port}`,
    issueCode(openId, unionId) {
      const code = `0${randomBytes(24).toString('base64url').slice(0, 31)}`
      const untilMs = options.now() + codeLifeMs
      desk.codes.set(code, { openId, unionId: unionId ?? null, untilMs, used: false })
      return code
    },
    blockUser: (openId) => void desk.blocked.add(openId),
    failNext: (errcode, times = 1) => void desk.failures.push(...Array(times).fill(errcode)),
    allowMessages(openId, templateId, times = 1) {
      const who = `${openId} ${templateId}`
      desk.allowed.set(who, (desk.allowed.get(who) ?? 0) + times)
    },
    loseAnswers(times = 1) {
      desk.lostAnswers += times
    },
    sentMessages: desk.sent,
    dropToken() {
      desk.token = null
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
