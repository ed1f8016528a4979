import { readKept, writeKeptIfRoom } from './storage'

/** What somebody raised from this phone: the only way back to it, beside the link itself. */
export interface Receipt {
  token: string
  receiptNumber: string
  text: string
  atMs: number
  /** Raised by another; this phone met with it too. Absent: raised from here. */
  isSupport?: boolean
}

const name = 'receipts'
const mostKept = 50

export function readReceipts(): Receipt[] {
  return readKept<Receipt[]>(name) ?? []
}

export function noteReceipt({ token, receiptNumber, text, atMs, isSupport }: Receipt) {
  const others = readReceipts().filter((one) => one.token !== token)
  const brief = { token, receiptNumber, text: text.slice(0, 60), atMs }
  const receipt: Receipt = isSupport ? { ...brief, isSupport } : brief
  writeKeptIfRoom(name, [receipt, ...others].slice(0, mostKept))
}

export function forgetReceipt(token: string) {
  writeKeptIfRoom(
    name,
    readReceipts().filter((one) => one.token !== token),
  )
}
