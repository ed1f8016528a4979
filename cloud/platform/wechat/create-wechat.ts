import { systemClock } from '../clock'
import { WechatClient } from './wechat-client'
import {
  type ImageToCheck,
  type SubscribeMessage,
  type TextToCheck,
  type UnlimitedQrCode,
  wechatError,
  type WechatPort,
} from './wechat-port'
import { startWechatStandIn } from './wechat-stand-in'

/** As they stand in the environment. */
export interface WechatSettings {
  NODE_ENV: string
  WECHAT?: 'real' | 'stand-in' | undefined
  WECHAT_APP_ID?: string | undefined
  WECHAT_APP_SECRET?: string | undefined
}

const standInApp = { appId: 'wxstandin00000001', appSecret: 'stand-in' }

/** Starts the stand-in, on a port of its own, when somebody first needs it. */
class LateStandIn implements WechatPort {
  readonly #settings: WechatSettings
  #client: Promise<WechatClient> | null = null

  constructor(settings: WechatSettings) {
    if (settings.NODE_ENV === 'production') throw wechatError('wechatStandInRefused')
    this.#settings = settings
  }

  #started(): Promise<WechatClient> {
    this.#client ??= this.#start()
    return this.#client
  }

  async #start(): Promise<WechatClient> {
    const now = () => systemClock.nowMs()
    const nodeEnv = this.#settings.NODE_ENV
    const { baseUrl } = await startWechatStandIn({ ...standInApp, now, nodeEnv, background: true })
    return new WechatClient({ ...standInApp, baseUrl, now })
  }

  async codeToSession(code: string) {
    return (await this.#started()).codeToSession(code)
  }

  async getStableAccessToken() {
    return (await this.#started()).getStableAccessToken()
  }

  async getUnlimitedQrCode(request: UnlimitedQrCode) {
    return (await this.#started()).getUnlimitedQrCode(request)
  }

  async sendSubscribeMessage(message: SubscribeMessage) {
    return (await this.#started()).sendSubscribeMessage(message)
  }

  async checkText(text: TextToCheck) {
    return (await this.#started()).checkText(text)
  }

  async checkImage(image: ImageToCheck) {
    return (await this.#started()).checkImage(image)
  }
}

/** An installation that has no mini-program: people sign in by password. */
const noWechat: WechatPort = {
  codeToSession: () => Promise.reject(wechatError('wechatMisconfigured')),
  getStableAccessToken: () => Promise.reject(wechatError('wechatMisconfigured')),
  getUnlimitedQrCode: () => Promise.reject(wechatError('wechatMisconfigured')),
  sendSubscribeMessage: () => Promise.reject(wechatError('wechatMisconfigured')),
  checkText: () => Promise.reject(wechatError('wechatMisconfigured')),
  checkImage: () => Promise.reject(wechatError('wechatMisconfigured')),
}

/**
 * WeChat's servers where the app's id and secret are set; else the stand-in in development and
 * tests, and in production nothing.
 */
export function createWechat(settings: WechatSettings): WechatPort {
  if (settings.WECHAT === 'stand-in') return new LateStandIn(settings)
  const { WECHAT_APP_ID: appId, WECHAT_APP_SECRET: appSecret } = settings
  if (appId && appSecret)
    return new WechatClient({ appId, appSecret, now: () => systemClock.nowMs() })
  if (settings.WECHAT === 'real') throw wechatError('wechatMisconfigured')
  return settings.NODE_ENV === 'production' ? noWechat : new LateStandIn(settings)
}
