/**
 * SHA-256 of ASCII texts that begin alike: what they have in common is worked out once. The browsers'
 * own (crypto.subtle) takes longer to be asked than to answer, and WeChat has none.
 */
const constants = new Uint32Array(64)
const initial = new Uint32Array(8)

/** The first primes' roots, as the standard has them. */
function fill() {
  const fraction = (value: number) => ((value - Math.floor(value)) * 2 ** 32) >>> 0
  let found = 0
  for (let number = 2; found < 64; number += 1) {
    let isPrime = true
    for (let other = 2; other * other <= number; other += 1)
      if (number % other === 0) isPrime = false
    if (!isPrime) continue
    if (found < 8) initial[found] = fraction(number ** (1 / 2))
    constants[found] = fraction(number ** (1 / 3))
    found += 1
  }
}
fill()

const schedule = new Uint32Array(64)

function at(list: Uint32Array, index: number): number {
  return list[index] as number
}

/** One block of 64 bytes into the state. */
function mix(state: Uint32Array, bytes: Uint8Array, from: number) {
  for (let i = 0; i < 16; i += 1) {
    const j = from + i * 4
    schedule[i] =
      ((bytes[j] as number) << 24) |
      ((bytes[j + 1] as number) << 16) |
      ((bytes[j + 2] as number) << 8) |
      (bytes[j + 3] as number)
  }
  for (let i = 16; i < 64; i += 1) {
    const w15 = at(schedule, i - 15)
    const w2 = at(schedule, i - 2)
    const s0 = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3)
    const s1 = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10)
    schedule[i] = (at(schedule, i - 16) + s0 + at(schedule, i - 7) + s1) | 0
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(constants, i) + at(schedule, i)) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const next = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i += 1) state[i] = (at(state, i) + (next[i] as number)) | 0
}

function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i)
  return bytes
}

/** Hashes of `prefix` followed by whatever is given. */
export function sha256After(prefix: string): (rest: string) => Uint8Array {
  const whole = prefix.length - (prefix.length % 64)
  const start = new Uint32Array(initial)
  const head = ascii(prefix)
  for (let from = 0; from < whole; from += 64) mix(start, head, from)
  const left = prefix.slice(whole)
  return (rest) => {
    const tail = ascii(left + rest)
    const padded = new Uint8Array((Math.floor((tail.length + 8) / 64) + 1) * 64)
    padded.set(tail)
    padded[tail.length] = 0x80
    const bits = (whole + tail.length) * 8
    const view = new DataView(padded.buffer)
    view.setUint32(padded.length - 8, Math.floor(bits / 2 ** 32))
    view.setUint32(padded.length - 4, bits >>> 0)
    const state = new Uint32Array(start)
    for (let from = 0; from < padded.length; from += 64) mix(state, padded, from)
    const hash = new Uint8Array(32)
    const out = new DataView(hash.buffer)
    for (let i = 0; i < 8; i += 1) out.setUint32(i * 4, at(state, i))
    return hash
  }
}
