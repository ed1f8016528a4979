import { createHmac, timingSafeEqual } from 'node:crypto'
import { id } from '../../contract/primitives'
import { idBytes, idText } from '../../platform/ids'

const macBytes = 12

function mac(matterId: string, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`follow\0${matterId}`).digest().subarray(0, macBytes)
}

/** Opens one matter to whoever holds it: the id and a proof that it was given out by this service. */
export function followToken(matterId: string, key: Uint8Array): string {
  return Buffer.concat([idBytes(matterId), mac(matterId, key)]).toString('base64url')
}

/** Null: not a token of this service. */
export function matterOfToken(token: string, key: Uint8Array): string | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 16 + macBytes || bytes.toString('base64url') !== token) return null
  const matterId = idText(bytes.subarray(0, 16))
  if (!id.safeParse(matterId).success) return null
  return timingSafeEqual(bytes.subarray(16), mac(matterId, key)) ? matterId : null
}
