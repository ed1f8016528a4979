import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'
const secretBytes = 32

export const newSecret = (): string => `${prefix}${randomBytes(secretBytes).toString('base64')}`

/** Standard Webhooks: HMAC-SHA256 over id, time and body, one signature for each secret that is in force. */
export function signatureOf(
  secrets: readonly string[],
  message: { id: string; atSeconds: number; body: string },
): string {
  const content = `${message.id}.${message.atSeconds}.${message.body}`
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(prefix.length), 'base64')
      return `v1,${createHmac('sha256', key).update(content).digest('base64')}`
    })
    .join(' ')
}

export function headersOf(
  secrets: readonly string[],
  message: { id: string; atSeconds: number; body: string },
): Record<string, string> {
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'User-Agent': 'mingge-webhooks/1',
    'webhook-id': message.id,
    'webhook-timestamp': String(message.atSeconds),
    'webhook-signature': signatureOf(secrets, message),
  }
}
