import { systemClock } from '../clock'
import type { Logger } from '../log'
import { AliyunSms } from './aliyun-sms'
import { type Sms, type SmsPort, smsError } from './sms-port'
import { SmsStandIn } from './sms-stand-in'

/** As they stand in the environment. */
export interface SmsSettings {
  NODE_ENV: string
  SMS?: 'aliyun' | 'stand-in' | undefined
  SMS_ACCESS_KEY?: string | undefined
  SMS_ACCESS_SECRET?: string | undefined
  SMS_SIGN_NAME?: string | undefined
  SMS_NOTICE_TEMPLATE?: string | undefined
  SMS_CODE_TEMPLATE?: string | undefined
}

/** An installation that sends no SMS. */
const noSms: SmsPort = {
  available: false,
  send: () => Promise.reject(smsError('smsMisconfigured')),
}

/** Only codes, which are of no use without the page that asks for them; a notice's words are about people. */
function sayCodes(log: Pick<Logger, 'warn'>): (sms: Sms) => void {
  return ({ phone, template, params }) => {
    if (template !== 'code') return
    log.warn({ to: `…${phone.slice(-4)}`, code: params.code }, '模拟短信，没有真的发出')
  }
}

/** The provider where its keys are set; else the stand-in in development, and in production nothing. */
export function createSms(settings: SmsSettings, log?: Pick<Logger, 'warn'>): SmsPort {
  const standIn = () => new SmsStandIn(settings.NODE_ENV, log && sayCodes(log))
  const { SMS_ACCESS_KEY, SMS_ACCESS_SECRET, SMS_SIGN_NAME } = settings
  if (settings.SMS === 'stand-in') return standIn()
  if (SMS_ACCESS_KEY && SMS_ACCESS_SECRET && SMS_SIGN_NAME) {
    const { SMS_NOTICE_TEMPLATE: notice, SMS_CODE_TEMPLATE: code } = settings
    return new AliyunSms({
      accessKeyId: SMS_ACCESS_KEY,
      accessKeySecret: SMS_ACCESS_SECRET,
      signName: SMS_SIGN_NAME,
      templates: { ...(notice ? { notice } : {}), ...(code ? { code } : {}) },
      now: () => systemClock.nowMs(),
    })
  }
  if (settings.SMS === 'aliyun') throw smsError('smsMisconfigured')
  return settings.NODE_ENV === 'production' ? noSms : standIn()
}
