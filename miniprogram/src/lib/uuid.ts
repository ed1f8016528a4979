/** A UUID of version 7: 48 bits of time, then random bits, so that ids sort by when they were made. */
export function uuidv7(atMs: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16)
  let rest = atMs
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => (byte < 16 ? '0' : '') + byte.toString(16)).join('')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

/** When a version 7 UUID (or a name that begins with one) was made; NaN for anything else. */
export function uuidTimeMs(name: string): number {
  return Number.parseInt(name.slice(0, 8) + name.slice(9, 13), 16)
}
