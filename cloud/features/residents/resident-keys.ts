import { createHmac } from 'node:crypto'
import { signCode, verifyCode } from '../../platform/crypto'
import { idBytes, idText } from '../../platform/ids'

/**
 * A stand-in for an account, made of the phone's own id, which is not kept: whose photos and matters
 * these are can be asked, who that is cannot.
 */
export function ownerOf(deviceId: string, signingKey: Uint8Array): string {
  const bytes = createHmac('sha256', signingKey).update(`resident-owner\0${deviceId}`).digest()
  const id = Buffer.from(bytes.subarray(0, 16))
  id[6] = ((id[6] ?? 0) & 0x0f) | 0x80
  id[8] = ((id[8] ?? 0) & 0x3f) | 0x80
  return idText(id)
}

/** A link's token for a record: its id, signed; nothing is stored. */
export function createTokens(signingKey: Uint8Array, purpose: string) {
  return {
    of: (id: string): string =>
      signCode(Buffer.from(idBytes(id)).toString('base64url'), signingKey, purpose),
    /** Null: not ours, or made for something else. */
    idOf(token: string): string | null {
      const value = verifyCode(token, signingKey, purpose)
      const bytes = value === null ? null : Buffer.from(value, 'base64url')
      return bytes?.length === 16 ? idText(bytes) : null
    },
  }
}
export type Tokens = ReturnType<typeof createTokens>

export const maskedPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`
