import { PlatformError } from '../platform-error'

export interface WechatSession {
  openId: string
  /** Only when the mini-program belongs to an open-platform account. */
  unionId: string | null
  /** Decrypts what WeChat hands the client; it never leaves the service. */
  sessionKey: string
}

export interface UnlimitedQrCode {
  /** Reaches the page as `scene`: up to 32 of the characters of `isScene`. */
  scene: string
  /** Without a leading slash and without a query. */
  page: string
  version?: 'release' | 'trial' | 'develop'
  widthPixels?: number
  /** False lets a page pass that is not published yet. */
  checkPage?: boolean
}

/** One message that somebody allowed by tapping 允许 (one-time subscription). */
export interface SubscribeMessage {
  openId: string
  templateId: string
  /** Opened by a tap on the message, with its query; absent: a tap opens nothing. */
  page?: string
  /** The template's places by their keys (thing1, time2 …), already within WeChat's limits. */
  data: Readonly<Record<string, string>>
  version?: 'release' | 'trial' | 'develop'
}

export type ContentVerdict = 'pass' | 'review' | 'risky'

/** What somebody wrote or sent; WeChat asks who it was, and that he used the program lately. */
export interface TextToCheck {
  openId: string
  text: string
}
export interface ImageToCheck {
  openId: string
  /** WeChat fetches it from here. */
  imageUrl: string
}

/** What the product asks of WeChat's servers. Refusals are `PlatformError`s by `WechatErrorCode`. */
export interface WechatPort {
  codeToSession(code: string): Promise<WechatSession>
  getStableAccessToken(): Promise<string>
  /** The picture's bytes. */
  getUnlimitedQrCode(request: UnlimitedQrCode): Promise<Buffer>
  /** Sends it once; WeChat's own number for it, where it gives one. */
  sendSubscribeMessage(message: SubscribeMessage): Promise<{ messageId: string | null }>
  checkText(text: TextToCheck): Promise<ContentVerdict>
  /** The number under which WeChat tells its verdict later. */
  checkImage(image: ImageToCheck): Promise<{ traceId: string }>
}

/** Longest text that WeChat looks at in one go. */
export const longestCheckedText = 2_500

export const wechatErrors = {
  wechatCodeInvalid: '微信登录已过期，请再点一次“微信登录”。',
  wechatTooFrequent: '操作太频繁，请过一分钟再试。',
  wechatUserBlocked: '这个微信号被微信限制登录，请改用密码登录。',
  wechatUnavailable: '暂时连不上微信，请稍后再试，或改用密码登录。',
  wechatMisconfigured: '微信小程序的设置不对，请联系系统管理员。',
  wechatSceneInvalid: '二维码里的内容太长，或有不能用的字符。',
  wechatPageUnknown: '小程序里还没有这个页面，要发布后才能生成小程序码。',
  wechatRefused: '微信没有同意这次请求，请稍后再试或改用密码登录。',
  wechatMessageNotAllowed: '对方没有允许再发微信消息。',
  wechatPersonUnknown: '这个微信号收不到本小程序的消息。',
  wechatMessageInvalid: '微信消息的模板或内容不对，请联系系统管理员。',
  wechatOutcomeUnknown: '微信没有答复，不知道消息有没有发出。',
  wechatStandInRefused: '正式环境不能使用模拟的微信服务。',
} as const

export type WechatErrorCode = keyof typeof wechatErrors

/** WeChat's own numbers for what the program tells apart; all others are `wechatRefused`. */
const codeOfErrcode: Readonly<Record<number, WechatErrorCode>> = {
  [-1]: 'wechatUnavailable',
  40029: 'wechatCodeInvalid',
  40163: 'wechatCodeInvalid',
  40226: 'wechatUserBlocked',
  45009: 'wechatTooFrequent',
  45011: 'wechatTooFrequent',
  40001: 'wechatMisconfigured',
  40002: 'wechatMisconfigured',
  40013: 'wechatMisconfigured',
  40014: 'wechatMisconfigured',
  40125: 'wechatMisconfigured',
  40164: 'wechatMisconfigured',
  41002: 'wechatMisconfigured',
  41004: 'wechatMisconfigured',
  42001: 'wechatMisconfigured',
  40129: 'wechatSceneInvalid',
  40169: 'wechatSceneInvalid',
  41030: 'wechatPageUnknown',
  40003: 'wechatPersonUnknown',
  43101: 'wechatMessageNotAllowed',
  40037: 'wechatMessageInvalid',
  47003: 'wechatMessageInvalid',
  43107: 'wechatMessageInvalid',
  43108: 'wechatTooFrequent',
}

export function wechatError(
  code: WechatErrorCode,
  cause?: unknown,
  details: Record<string, boolean> = {},
): PlatformError<WechatErrorCode> {
  return new PlatformError(code, wechatErrors[code], { cause, details })
}

export function wechatErrorOf(errcode: number): PlatformError<WechatErrorCode> {
  const code = codeOfErrcode[errcode] ?? 'wechatRefused'
  return new PlatformError(code, wechatErrors[code], { details: { errcode } })
}

const sceneShape = /^[0-9a-zA-Z!#$&'()*+,/:;=?@\-._~]{1,32}$/

export function isScene(text: string): boolean {
  return sceneShape.test(text)
}
