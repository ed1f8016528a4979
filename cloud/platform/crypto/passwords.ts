import { hash, parseOptions, verify } from '@node-rs/argon2'

/** argon2id with 19 MiB, two passes, one lane: what OWASP asks for at least. */
const policy = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }

/** Longer input than this is refused by `verifyPassword` without hashing it. */
export const maxPasswordCharacters = 256

/** Hash of a random text nobody kept, made with `policy`. */
export const dummyHash =
  '$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8'

/** The same characters may be typed composed or decomposed, half or full width. */
const normal = (password: string): string => password.normalize('NFKC')

export function hashPassword(password: string): Promise<string> {
  if (password.length > maxPasswordCharacters) {
    return Promise.reject(new RangeError('password is longer than maxPasswordCharacters'))
  }
  return hash(normal(password), policy)
}

/** False for a wrong password and for a stored hash that cannot be read. */
export async function verifyPassword(storedHash: string, password: string): Promise<boolean> {
  if (password.length > maxPasswordCharacters) return dummyVerify('')
  try {
    return await verify(storedHash, normal(password))
  } catch {
    return dummyVerify(password)
  }
}

/** Takes as long as a real check; call it when there is no such account. Always false. */
export async function dummyVerify(password: string): Promise<false> {
  await verify(dummyHash, normal(password.slice(0, maxPasswordCharacters)))
  return false
}

/** True when the stored hash was made with weaker settings and should be made anew at sign-in. */
export function needsRehash(storedHash: string): boolean {
  try {
    const used = parseOptions(storedHash)
    return (
      used.algorithm !== policy.algorithm ||
      used.memoryCost < policy.memoryCost ||
      used.timeCost < policy.timeCost
    )
  } catch {
    return true
  }
}
