import { PlatformError } from '../platform-error'

/** Texts are approved beforehand with the provider; only their places are filled. */
export const smsTemplates = ['notice', 'code'] as const
export type SmsTemplate = (typeof smsTemplates)[number]

export interface Sms {
  /** A mobile number of 11 digits. */
  phone: string
  template: SmsTemplate
  /** Places of the template by name; notice: `number` and `words`; code: `code`. */
  params: Readonly<Record<string, string>>
  /** The product's own name for the message, which the provider keeps with it. */
  reference: string
}

/** What the product asks of a provider of SMS. Refusals are `PlatformError`s by `SmsErrorCode`. */
export interface SmsPort {
  /** Whether this installation can send SMS at all. */
  readonly available: boolean
  /** Sends it once; the provider's own name for it. */
  send(sms: Sms): Promise<{ providerId: string }>
}

export const smsErrors = {
  smsPhoneInvalid: '这个手机号收不到短信，请核对。',
  smsTooFrequent: '给这个手机号发的短信太多了，请过一会儿再试。',
  smsRefused: '短信服务没有同意发送。',
  smsUnavailable: '暂时连不上短信服务，请稍后再试。',
  smsOutcomeUnknown: '短信服务没有答复，不知道短信有没有发出。',
  smsMisconfigured: '短信服务还没有配置好，请联系系统管理员。',
  smsStandInRefused: '正式环境不能使用模拟的短信服务。',
} as const
export type SmsErrorCode = keyof typeof smsErrors

export function smsError(
  code: SmsErrorCode,
  details: Record<string, string> = {},
  cause?: unknown,
): PlatformError<SmsErrorCode> {
  return new PlatformError(code, smsErrors[code], { details, cause })
}

export const isMobile = (phone: string): boolean => /^1\d{10}$/.test(phone)
