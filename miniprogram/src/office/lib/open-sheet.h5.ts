import type { Download, InputOf } from '@contract/define'
import { addressOf } from '@/lib/request'

/** Opens a file for reading and printing: a new tab of the browser. */
export async function openSheet<E extends Download>(
  endpoint: E,
  input: InputOf<E>,
  pass: string,
  _fileName: string,
): Promise<void> {
  const address = addressOf(endpoint, input)
  const sign = address.includes('?') ? '&' : '?'
  window.open(`${address}${sign}pass=${encodeURIComponent(pass)}`, '_blank', 'noopener')
}
