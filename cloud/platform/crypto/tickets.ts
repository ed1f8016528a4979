import { createHmac, timingSafeEqual } from 'node:crypto'

export type TicketPayload = { issuedAtMs: number } & Record<
  string,
  string | number | boolean | null
>

export type TicketRefusal = 'malformed' | 'badSignature' | 'fromFuture' | 'expired'

export type TicketResult =
  | { ok: true; payload: TicketPayload }
  | { ok: false; reason: TicketRefusal }

const longestTicket = 2_048
const shortSignatureBytes = 9

function mac(text: string, key: Uint8Array, purpose: string): Buffer {
  return createHmac('sha256', key).update(`${purpose}\0${text}`).digest()
}

function same(given: string, expected: Buffer): boolean {
  const bytes = Buffer.from(given, 'base64url')
  // the text must be the one spelling of these bytes, so that a ticket has one form
  return (
    bytes.length === expected.length &&
    timingSafeEqual(bytes, expected) &&
    expected.toString('base64url') === given
  )
}

/** A short payload anybody may read and nobody may change. The purpose keeps kinds apart. */
export function signTicket(payload: TicketPayload, key: Uint8Array, purpose: string): string {
  const body = Buffer.from(JSON.stringify(payload)).toString('base64url')
  return `${body}.${mac(body, key, purpose).toString('base64url')}`
}

function readPayload(body: string): TicketPayload | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
    if (typeof value !== 'object' || value === null) return null
    const issuedAtMs: unknown = Reflect.get(value, 'issuedAtMs')
    if (typeof issuedAtMs !== 'number' || !Number.isFinite(issuedAtMs)) return null
    return value as TicketPayload
  } catch {
    return null
  }
}

export interface TicketAge {
  nowMs: number
  maxAgeMs: number
  /** How far another node's clock may run ahead of ours. */
  skewMs?: number
}

/** The age is checked only when it is given. */
export function verifyTicket(
  ticket: string,
  key: Uint8Array,
  purpose: string,
  age?: TicketAge,
): TicketResult {
  const [body, signature, ...rest] = ticket.length > longestTicket ? [] : ticket.split('.')
  if (!body || !signature || rest.length > 0) return { ok: false, reason: 'malformed' }
  if (!same(signature, mac(body, key, purpose))) return { ok: false, reason: 'badSignature' }
  const payload = readPayload(body)
  if (payload === null) return { ok: false, reason: 'malformed' }
  if (age !== undefined) {
    const ageMs = age.nowMs - payload.issuedAtMs
    if (ageMs < -(age.skewMs ?? 5_000)) return { ok: false, reason: 'fromFuture' }
    if (ageMs > age.maxAgeMs) return { ok: false, reason: 'expired' }
  }
  return { ok: true, payload }
}

/**
 * `value.signature` with a 12-character signature (72 bits), for printed addresses: a 16-character
 * grid code comes to 29 characters and fits the 32 of a mini-program code's scene.
 */
export function signCode(value: string, key: Uint8Array, purpose: string): string {
  const signature = mac(value, key, purpose).subarray(0, shortSignatureBytes)
  return `${value}.${signature.toString('base64url')}`
}

/** The value, or null when the text was not signed by us for this purpose. */
export function verifyCode(signed: string, key: Uint8Array, purpose: string): string | null {
  const dot = signed.lastIndexOf('.')
  if (dot < 1 || signed.length > longestTicket) return null
  const value = signed.slice(0, dot)
  const expected = mac(value, key, purpose).subarray(0, shortSignatureBytes)
  return same(signed.slice(dot + 1), expected) ? value : null
}
