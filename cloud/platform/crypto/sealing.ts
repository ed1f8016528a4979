import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { PlatformError } from '../platform-error'

/** Keys by id; new text is sealed with the current one, old text opened with the one it names. */
export interface KeyRing {
  currentId: string
  keys: ReadonlyMap<string, Uint8Array>
}

export type SealingErrorCode = 'sealBroken' | 'sealKeyUnknown'

export const sealingErrors: Record<SealingErrorCode, string> = {
  sealBroken: '加密保存的内容已损坏，无法读取。',
  sealKeyUnknown: '找不到打开这条内容的密钥，请系统管理员检查密钥设置。',
}

const keyIdShape = /^[A-Za-z0-9]{1,16}$/
const ivBytes = 12
const tagBytes = 16

function sealingError(code: SealingErrorCode, cause?: unknown): PlatformError<SealingErrorCode> {
  return new PlatformError(code, sealingErrors[code], { cause })
}

/** A 32-byte key for one purpose out of a longer-lived secret. */
export function deriveKey(secret: string | Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'mingge', purpose, 32))
}

/** Secrets by id, newest first, to a ring of keys for one purpose. */
export function keyRing(
  secrets: readonly { id: string; secret: string | Uint8Array }[],
  purpose: string,
): KeyRing {
  const first = secrets[0]
  if (first === undefined) throw new RangeError('a key ring needs a key')
  const keys = new Map<string, Uint8Array>()
  for (const { id, secret } of secrets) {
    if (!keyIdShape.test(id)) throw new RangeError('a key id is 1 to 16 letters and digits')
    keys.set(id, deriveKey(secret, purpose))
  }
  return { currentId: first.id, keys }
}

function keyOf(ring: KeyRing, id: string): Uint8Array {
  const key = ring.keys.get(id)
  if (key === undefined) throw sealingError('sealKeyUnknown')
  return key
}

/**
 * AES-256-GCM. The sealed form is `keyId.base64url(iv + tag + ciphertext)`. The context (say
 * `account.idNumber`) is bound in: a text sealed for one column does not open in another.
 */
export function sealText(text: string, ring: KeyRing, context: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(ring, ring.currentId), iv)
  cipher.setAAD(Buffer.from(`${ring.currentId}.${context}`))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const packed = Buffer.concat([iv, cipher.getAuthTag(), body])
  return `${ring.currentId}.${packed.toString('base64url')}`
}

export function openText(sealed: string, ring: KeyRing, context: string): string {
  const dot = sealed.indexOf('.')
  if (dot < 1) throw sealingError('sealBroken')
  const id = sealed.slice(0, dot)
  const packed = Buffer.from(sealed.slice(dot + 1), 'base64url')
  if (packed.length < ivBytes + tagBytes) throw sealingError('sealBroken')
  const key = keyOf(ring, id)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, packed.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(Buffer.from(`${id}.${context}`))
    decipher.setAuthTag(packed.subarray(ivBytes, ivBytes + tagBytes))
    const body = packed.subarray(ivBytes + tagBytes)
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw sealingError('sealBroken', cause)
  }
}

/** True when the text was sealed with a key that is no longer the current one. */
export function needsReseal(sealed: string, ring: KeyRing): boolean {
  return !sealed.startsWith(`${ring.currentId}.`)
}

/**
 * 32 bytes that are equal for equal values, to look a sealed value up by. Spaces, width and case
 * do not count, so that `11010119900307123x` finds `11010119900307123X`.
 */
export function blindIndex(value: string, key: Uint8Array, context: string): Buffer {
  const same = value.normalize('NFKC').replace(/\s/gu, '').toUpperCase()
  return createHmac('sha256', key).update(`${context}\0${same}`).digest()
}
