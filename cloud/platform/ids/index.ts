import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

export { receiptNumberOf } from './receipt-number'

/** A new UUIDv7 in text form. Commands' ids are made by the client; this is for what the service makes. */
export function newId(): string {
  return v7()
}

/** The same id for the same text, as a UUIDv8: for what must be done once whoever comes upon it. */
export function idOfText(text: string): string {
  const bytes = new Uint8Array(createHash('sha256').update(text).digest().subarray(0, 16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return idText(bytes)
}

/**
 * Short ids in a row, for what is only looked up in a log: a beginning of its own for each process,
 * then a number.
 */
export function createSerialIds(): () => string {
  const beginning = randomBytes(6).toString('hex')
  let serial = 0
  return () => {
    serial += 1
    return `${beginning}-${serial.toString(36)}`
  }
}

/** The 16 bytes a BINARY(16) column holds. The text must have been validated. */
export function idBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(16)
  let at = 0
  for (let index = 0; index < 36; index += 2) {
    if (text.charCodeAt(index) === 45) index += 1
    bytes[at] = Number.parseInt(text.slice(index, index + 2), 16)
    at += 1
  }
  return bytes
}

export function idText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, 16).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export function idTextOrNull(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : idText(bytes)
}
