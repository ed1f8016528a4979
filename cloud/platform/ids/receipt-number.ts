import { createHash } from 'node:crypto'
import { shanghaiDay } from '../clock'

/** Without I, L, O and U, which are misread. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * What somebody writes down of what he raised: the Shanghai day and eight signs made of `seed`, so
 * that a repeat is given the same; e.g. '261130-7K3M9QXT'.
 */
export function receiptNumberOf(seed: string, receivedAtMs: number): string {
  const hash = createHash('sha256').update(seed).digest()
  const code = [...hash.subarray(0, 8)].map((byte) => signs[byte % signs.length]).join('')
  return `${shanghaiDay(receivedAtMs).replaceAll('-', '').slice(2)}-${code}`
}
