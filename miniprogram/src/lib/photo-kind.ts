/** Brands of the container that iPhones keep photos in (ISO 23008-12, ISO 14496-12). */
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']

/** Whether a file that begins with these bytes is a HEIC photo; its name and type are often wrong. */
export function isHeic(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.slice(0, 12))
  return text.slice(4, 8) === 'ftyp' && heicBrands.includes(text.slice(8, 12))
}

/** How many bytes `isHeic` needs. */
export const kindBytes = 12
