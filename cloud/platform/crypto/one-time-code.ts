import { randomInt } from 'node:crypto'

/** No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: what is read aloud or off a slip is typed right. */
const alphabet = '34679ACDEFGHJKMNPQRTWXY'
const codeLength = 8

/**
 * A code the office hands to a person, e.g. `7K3M-QA9T` (36 bits). Store it as
 * `hashPassword(normalizeOneTimeCode(code))`, with an end date and a lockout.
 */
export function newOneTimeCode(): string {
  let code = ''
  for (let index = 0; index < codeLength; index += 1) {
    if (index === codeLength / 2) code += '-'
    code += alphabet[randomInt(alphabet.length)]
  }
  return code
}

/** What was typed, in the form it is hashed in: full-width, lower case, spaces and dashes forgiven. */
export function normalizeOneTimeCode(typed: string): string {
  return typed
    .slice(0, 64)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
}
