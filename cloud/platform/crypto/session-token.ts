import * as crypto from 'node:crypto'

export interface NewSessionToken {
  /** Goes to the client and nowhere else. */
  token: string
  /** Goes to the database: whoever reads it cannot sign in with it. */
  tokenHash: Buffer
}

const tokenShape = /^[A-Za-z0-9_-]{43}$/

/** A third of the time of a Hash object; since Node 20.12. */
const oneShot = (crypto as Partial<typeof crypto>).hash

export function sha256(content: string | Uint8Array): Buffer {
  return oneShot
    ? oneShot('sha256', content, 'buffer')
    : crypto.createHash('sha256').update(content).digest()
}

export function newSessionToken(): NewSessionToken {
  const token = crypto.randomBytes(32).toString('base64url')
  return { token, tokenHash: sha256(token) }
}

/** The hash to look a session up by, or null when the text cannot be one of our tokens. */
export function hashSessionToken(token: string): Buffer | null {
  return tokenShape.test(token) ? sha256(token) : null
}
