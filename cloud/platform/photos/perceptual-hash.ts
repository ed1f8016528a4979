import { loadSharp } from './load-sharp'

/**
 * 64 bits as 16 hex digits: whether each of 8 × 8 patches is brighter than its right neighbour.
 * Pictures that look alike differ in few bits, whatever their size and compression.
 */
export async function perceptualHash(image: Uint8Array): Promise<string> {
  const sharp = await loadSharp()
  const grey = await sharp(image)
    .greyscale()
    .resize(9, 8, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer()
  let bits = 0n
  for (let row = 0; row < 8; row += 1) {
    for (let column = 0; column < 8; column += 1) {
      const left = grey[row * 9 + column] as number
      const right = grey[row * 9 + column + 1] as number
      bits = (bits << 1n) | (left > right ? 1n : 0n)
    }
  }
  return bits.toString(16).padStart(16, '0')
}

/** In how many of 64 bits two hashes differ; up to about 6 is the same picture. */
export function perceptualDistance(one: string, other: string): number {
  let different = BigInt(`0x${one}`) ^ BigInt(`0x${other}`)
  let count = 0
  while (different !== 0n) {
    different &= different - 1n
    count += 1
  }
  return count
}
