import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { tableError } from './table-errors'

const inflate = promisify(inflateRaw)
const mostEntries = 1_000

interface Entry {
  name: string
  method: number
  packedBytes: number
  localHeaderAt: number
}

function endOfDirectory(zip: Buffer): number {
  const lowest = Math.max(0, zip.length - 65_557)
  for (let at = zip.length - 22; at >= lowest; at -= 1) {
    if (zip.readUInt32LE(at) === 0x06054b50) return at
  }
  throw tableError('tableUnreadable')
}

function readDirectory(zip: Buffer): Entry[] {
  const end = endOfDirectory(zip)
  const count = zip.readUInt16LE(end + 10)
  if (count > mostEntries) throw tableError('tableTooLarge')
  const entries: Entry[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    const encrypted = (zip.readUInt16LE(at + 8) & 1) === 1
    if (zip.readUInt32LE(at) !== 0x02014b50 || encrypted) throw tableError('tableUnreadable')
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28)
    entries.push({
      name: zip.toString('utf8', at + 46, nameEnd),
      method: zip.readUInt16LE(at + 10),
      packedBytes: zip.readUInt32LE(at + 20),
      localHeaderAt: zip.readUInt32LE(at + 42),
    })
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

async function unpacked(zip: Buffer, entry: Entry, budget: number): Promise<Buffer> {
  const at = entry.localHeaderAt
  if (zip.readUInt32LE(at) !== 0x04034b50) throw tableError('tableUnreadable')
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
  if (start + entry.packedBytes > zip.length) throw tableError('tableUnreadable')
  const packed = zip.subarray(start, start + entry.packedBytes)
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw tableError('tableUnreadable')
  return inflate(packed, { maxOutputLength: Math.max(budget, 1) })
}

/**
 * Unpacks every part once with a lid on it, because the sizes a zip states of itself may lie.
 * Throws `tableTooLarge` before the parts together exceed the limit.
 */
export async function guardZip(zip: Buffer, limitBytes: number): Promise<void> {
  let left = limitBytes
  try {
    for (const entry of readDirectory(zip)) {
      left -= (await unpacked(zip, entry, left)).length
      if (left < 0) throw tableError('tableTooLarge')
    }
  } catch (error) {
    if (error instanceof RangeError && Reflect.get(error, 'code') === 'ERR_BUFFER_TOO_LARGE') {
      throw tableError('tableTooLarge', error)
    }
    throw error
  }
}

/** One part of a zip with a lid on its size; null where the zip has no such part. */
export async function zipPart(
  zip: Buffer,
  name: string,
  limitBytes: number,
): Promise<Buffer | null> {
  const entry = readDirectory(zip).find((one) => one.name === name)
  return entry ? unpacked(zip, entry, limitBytes) : null
}
