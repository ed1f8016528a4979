import { randomBytes } from 'node:crypto'
import sharp from 'sharp'

/** A photo as a phone's picker gives it, no two alike. */
export async function photoFile(name: string) {
  const raw = { width: 96, height: 72, channels: 3 as const }
  const buffer = await sharp(randomBytes(96 * 72 * 3), { raw })
    .resize(800, 600)
    .jpeg()
    .toBuffer()
  return { name, mimeType: 'image/jpeg', buffer }
}
