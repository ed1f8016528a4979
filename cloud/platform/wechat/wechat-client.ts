import { neverLeft } from '../never-left'
import { PlatformError } from '../platform-error'
import {
  type ContentVerdict,
  type ImageToCheck,
  isScene,
  longestCheckedText,
  type TextToCheck,
  type SubscribeMessage,
  type UnlimitedQrCode,
  type WechatPort,
  type WechatSession,
  wechatError,
  wechatErrorOf,
} from './wechat-port'

export interface WechatClientOptions {
  appId: string
  appSecret: string
  baseUrl?: string
  timeoutMs?: number
  /** The service's clock, for how long an access token is kept. */
  now: () => number
}

interface Answer {
  body: Buffer
  /** Null for a picture. */
  json: Record<string, unknown> | null
}

const longestCode = 256
/** WeChat renews a token five minutes before its end; ask again within that time. */
const renewBeforeMs = 5 * 60_000
/** Of WeChat's four scenes of content the one that fits: 1 profile, 2 comment, 3 forum, 4 social log. */
const forumScene = 3
const imageMedia = 2
const staleTokenErrcodes = new Set([40001, 40014, 42001])

const programState = { release: 'formal', trial: 'trial', develop: 'developer' } as const

function readJson(body: Buffer): Record<string, unknown> | null {
  if (body[0] !== 0x7b) return null
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, unknown>
  } catch (cause) {
    throw wechatError('wechatUnavailable', cause)
  }
}

/** WeChat answers refusals with HTTP 200 and a number, which some calls write as text. */
function errcodeOf(json: Record<string, unknown> | null): number {
  return json === null || json.errcode === undefined ? 0 : Number(json.errcode)
}

function textOf(json: Record<string, unknown> | null, name: string): string {
  const value = json?.[name]
  if (typeof value !== 'string' || value === '') throw wechatError('wechatUnavailable')
  return value
}

export class WechatClient implements WechatPort {
  readonly #options: WechatClientOptions
  readonly #baseUrl: string
  #token: { text: string; untilMs: number } | null = null
  #asking: Promise<string> | null = null

  constructor(options: WechatClientOptions) {
    this.#options = options
    this.#baseUrl = (options.baseUrl ?? 'https://api.weixin.qq.com').replace(/\/+$/, '')
  }

  async codeToSession(code: string): Promise<WechatSession> {
    if (code === '' || code.length > longestCode) throw wechatError('wechatCodeInvalid')
    const query = new URLSearchParams({
      appid: this.#options.appId,
      secret: this.#options.appSecret,
      js_code: code,
      grant_type: 'authorization_code',
    })
    const { json } = await this.#call(`/sns/jscode2session?${query}`)
    const errcode = errcodeOf(json)
    if (errcode !== 0) throw wechatErrorOf(errcode)
    return {
      openId: textOf(json, 'openid'),
      unionId: typeof json?.unionid === 'string' ? json.unionid : null,
      sessionKey: textOf(json, 'session_key'),
    }
  }

  async getStableAccessToken(): Promise<string> {
    if (this.#token !== null && this.#options.now() < this.#token.untilMs) return this.#token.text
    this.#asking ??= this.#askForToken().finally(() => {
      this.#asking = null
    })
    return this.#asking
  }

  async #askForToken(): Promise<string> {
    const { json } = await this.#call('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: this.#options.appId,
      secret: this.#options.appSecret,
      force_refresh: false,
    })
    const errcode = errcodeOf(json)
    if (errcode !== 0) throw wechatErrorOf(errcode)
    const text = textOf(json, 'access_token')
    const lifeMs = Number(json?.expires_in ?? 0) * 1_000
    this.#token = { text, untilMs: this.#options.now() + lifeMs - renewBeforeMs }
    return text
  }

  async getUnlimitedQrCode(request: UnlimitedQrCode): Promise<Buffer> {
    if (!isScene(request.scene)) throw wechatError('wechatSceneInvalid')
    let answer = await this.#askForQrCode(request)
    if (staleTokenErrcodes.has(errcodeOf(answer.json))) {
      this.#token = null
      answer = await this.#askForQrCode(request)
    }
    const errcode = errcodeOf(answer.json)
    if (errcode !== 0) throw wechatErrorOf(errcode)
    if (answer.json !== null) throw wechatError('wechatUnavailable')
    return answer.body
  }

  async #askForQrCode(request: UnlimitedQrCode): Promise<Answer> {
    const token = await this.getStableAccessToken()
    const query = new URLSearchParams({ access_token: token })
    return this.#call(`/wxa/getwxacodeunlimit?${query}`, {
      scene: request.scene,
      page: request.page,
      check_path: request.checkPage ?? true,
      env_version: request.version ?? 'release',
      width: request.widthPixels ?? 430,
    })
  }

  async sendSubscribeMessage(message: SubscribeMessage): Promise<{ messageId: string | null }> {
    let answer = await this.#askToSend(message)
    if (staleTokenErrcodes.has(errcodeOf(answer.json))) {
      this.#token = null
      answer = await this.#askToSend(message)
    }
    if (answer.json === null) throw wechatError('wechatOutcomeUnknown')
    const errcode = errcodeOf(answer.json)
    if (errcode !== 0) throw wechatErrorOf(errcode)
    const { msgid } = answer.json
    return { messageId: msgid === undefined ? null : String(msgid) }
  }

  /** Once the request may have reached WeChat, no failure says that nothing was sent. */
  async #askToSend(message: SubscribeMessage): Promise<Answer> {
    const query = new URLSearchParams({ access_token: await this.getStableAccessToken() })
    const { openId, templateId, page, data, version } = message
    try {
      return await this.#call(`/cgi-bin/message/subscribe/send?${query}`, {
        touser: openId,
        template_id: templateId,
        ...(page === undefined ? {} : { page }),
        data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }])),
        miniprogram_state: programState[version ?? 'release'],
        lang: 'zh_CN',
      })
    } catch (error) {
      if (error instanceof PlatformError && error.details.neverLeft === true) throw error
      throw wechatError('wechatOutcomeUnknown', error instanceof Error ? error.name : undefined)
    }
  }

  async checkText({ openId, text }: TextToCheck): Promise<ContentVerdict> {
    const json = await this.#askOfContent('/wxa/msg_sec_check', {
      openid: openId,
      scene: forumScene,
      version: 2,
      content: text.slice(0, longestCheckedText),
    })
    const { suggest } = (json.result ?? {}) as { suggest?: unknown }
    if (suggest === 'pass' || suggest === 'review' || suggest === 'risky') return suggest
    throw wechatError('wechatUnavailable')
  }

  async checkImage({ openId, imageUrl }: ImageToCheck): Promise<{ traceId: string }> {
    const json = await this.#askOfContent('/wxa/media_check_async', {
      openid: openId,
      scene: forumScene,
      version: 2,
      media_url: imageUrl,
      media_type: imageMedia,
    })
    return { traceId: textOf(json, 'trace_id') }
  }

  async #askOfContent(
    path: string,
    body: Record<string, unknown>,
  ): Promise<Record<string, unknown>> {
    const ask = async () => {
      const query = new URLSearchParams({ access_token: await this.getStableAccessToken() })
      return this.#call(`${path}?${query}`, body)
    }
    let { json } = await ask()
    if (staleTokenErrcodes.has(errcodeOf(json))) {
      this.#token = null
      json = (await ask()).json
    }
    const errcode = errcodeOf(json)
    if (errcode !== 0) throw wechatErrorOf(errcode)
    if (json === null) throw wechatError('wechatUnavailable')
    return json
  }

  /** The address holds the secret, so it is kept out of errors. */
  async #call(path: string, body?: Record<string, unknown>): Promise<Answer> {
    try {
      const response = await fetch(this.#baseUrl + path, {
        redirect: 'error',
        signal: AbortSignal.timeout(this.#options.timeoutMs ?? 5_000),
        ...(body === undefined
          ? {}
          : {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify(body),
            }),
      })
      const bytes = Buffer.from(await response.arrayBuffer())
      if (!response.ok) throw wechatError('wechatUnavailable')
      return { body: bytes, json: readJson(bytes) }
    } catch (cause) {
      if (cause instanceof PlatformError) throw cause
      const details: { neverLeft?: true } = neverLeft(cause) ? { neverLeft: true } : {}
      throw wechatError(
        'wechatUnavailable',
        cause instanceof Error ? cause.name : undefined,
        details,
      )
    }
  }
}
