import { createHash, randomBytes } from 'node:crypto'

export interface NewSessionToken {
  /** Goes to the client and nowhere else. */
  token: string
  /** Goes to the database: whoever reads it cannot sign in with it. */
  tokenHash: Buffer
}

const tokenShape = /^[A-Za-z0-9_-]{43}$/

export function sha256(content: string | Uint8Array): Buffer {
  return createHash('sha256').update(content).digest()
}

export function newSessionToken(): NewSessionToken {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: sha256(token) }
}

/** The hash to look a session up by, or null when the text cannot be one of our tokens. */
export function hashSessionToken(token: string): Buffer | null {
  return tokenShape.test(token) ? sha256(token) : null
}
