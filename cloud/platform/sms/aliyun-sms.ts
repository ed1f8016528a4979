import { randomBytes } from 'node:crypto'
import { neverLeft } from '../never-left'
import { canonicalQuery, signedHeaders } from './aliyun-signature'
import {
  isMobile,
  type Sms,
  type SmsErrorCode,
  type SmsPort,
  type SmsTemplate,
  smsError,
} from './sms-port'

export interface AliyunSmsOptions {
  accessKeyId: string
  accessKeySecret: string
  /** The name in 【】 before each message, as approved. */
  signName: string
  /** The provider's codes of the approved texts (SMS_…). */
  templates: Readonly<Partial<Record<SmsTemplate, string>>>
  baseUrl?: string
  timeoutMs?: number
  now: () => number
}

interface Answer {
  Code?: unknown
  BizId?: unknown
}

/** Aliyun's own words for what the program tells apart; all others are `smsRefused`. */
const codeOfAnswer: Readonly<Record<string, SmsErrorCode>> = {
  'isv.MOBILE_NUMBER_ILLEGAL': 'smsPhoneInvalid',
  'isv.BUSINESS_LIMIT_CONTROL': 'smsTooFrequent',
  'isv.DAY_LIMIT_CONTROL': 'smsTooFrequent',
  'Throttling.User': 'smsTooFrequent',
  Throttling: 'smsTooFrequent',
  'isp.SYSTEM_ERROR': 'smsUnavailable',
  ServiceUnavailable: 'smsUnavailable',
  'isv.ACCOUNT_NOT_EXISTS': 'smsMisconfigured',
  'isv.ACCOUNT_ABNORMAL': 'smsMisconfigured',
  'isv.AMOUNT_NOT_ENOUGH': 'smsMisconfigured',
  'isv.OUT_OF_SERVICE': 'smsMisconfigured',
  'isv.SMS_TEMPLATE_ILLEGAL': 'smsMisconfigured',
  'isv.SMS_SIGNATURE_ILLEGAL': 'smsMisconfigured',
  'isv.TEMPLATE_MISSING_PARAMETERS': 'smsMisconfigured',
  'InvalidAccessKeyId.NotFound': 'smsMisconfigured',
  SignatureDoesNotMatch: 'smsMisconfigured',
}

/** Aliyun's SendSms (Dysmsapi 2017-05-25) over HTTPS. */
export class AliyunSms implements SmsPort {
  readonly available = true
  readonly #options: AliyunSmsOptions
  readonly #baseUrl: URL

  constructor(options: AliyunSmsOptions) {
    this.#options = options
    this.#baseUrl = new URL(options.baseUrl ?? 'https://dysmsapi.aliyuncs.com')
  }

  async send(sms: Sms): Promise<{ providerId: string }> {
    const templateCode = this.#options.templates[sms.template]
    if (templateCode === undefined) throw smsError('smsMisconfigured')
    if (!isMobile(sms.phone)) throw smsError('smsPhoneInvalid')
    const answer = await this.#ask({
      PhoneNumbers: sms.phone,
      SignName: this.#options.signName,
      TemplateCode: templateCode,
      TemplateParam: JSON.stringify(sms.params),
      OutId: sms.reference,
    })
    if (answer.Code === 'OK') return { providerId: String(answer.BizId ?? '') }
    const code = typeof answer.Code === 'string' ? answer.Code : ''
    // an answer without a word of the provider is no answer
    if (code === '') throw smsError('smsOutcomeUnknown')
    throw smsError(codeOfAnswer[code] ?? 'smsRefused', { providerCode: code })
  }

  /** The address holds a phone number, so it is kept out of errors. */
  async #ask(query: Record<string, string>): Promise<Answer> {
    const { accessKeyId, accessKeySecret, now, timeoutMs = 8_000 } = this.#options
    const headers = signedHeaders({
      host: this.#baseUrl.host,
      action: 'SendSms',
      version: '2017-05-25',
      query,
      accessKeyId,
      accessKeySecret,
      date: `${new Date(now()).toISOString().slice(0, 19)}Z`,
      nonce: randomBytes(16).toString('hex'),
    })
    try {
      const response = await fetch(`${this.#baseUrl.origin}/?${canonicalQuery(query)}`, {
        method: 'POST',
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      return (await response.json()) as Answer
    } catch (cause) {
      const name = cause instanceof Error ? cause.name : undefined
      throw smsError(neverLeft(cause) ? 'smsUnavailable' : 'smsOutcomeUnknown', {}, name)
    }
  }
}
