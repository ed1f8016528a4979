import { isMobile, type Sms, type SmsErrorCode, type SmsPort, smsError } from './sms-port'

/**
 * Takes every SMS and sends none, for development and tests, which read what would have been sent.
 * Production refuses it.
 */
export class SmsStandIn implements SmsPort {
  readonly available = true
  readonly sent: (Sms & { providerId: string })[] = []
  readonly #failures: SmsErrorCode[] = []
  readonly #say: (sms: Sms) => void

  /** `say` is told of each SMS, so that whoever tries the product can read his code somewhere. */
  constructor(nodeEnv: string, say: (sms: Sms) => void = () => undefined) {
    if (nodeEnv === 'production') throw smsError('smsStandInRefused')
    this.#say = say
  }

  /** The next ones fail this way; with smsOutcomeUnknown they were sent all the same. */
  failNext(code: SmsErrorCode, times = 1): void {
    this.#failures.push(...Array<SmsErrorCode>(times).fill(code))
  }

  async send(sms: Sms): Promise<{ providerId: string }> {
    if (!isMobile(sms.phone)) throw smsError('smsPhoneInvalid')
    const failure = this.#failures.shift()
    const providerId = `stand-in-${this.sent.length + 1}`
    if (failure === undefined || failure === 'smsOutcomeUnknown') {
      this.sent.push({ ...sms, providerId })
      this.#say(sms)
    }
    if (failure !== undefined) throw smsError(failure)
    return { providerId }
  }
}
