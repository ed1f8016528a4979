import { createHash } from 'node:crypto'
import type { Metadata, Sharp } from 'sharp'
import { loadSharp } from './load-sharp'
import type { Position } from '../geometry'
import { PlatformError } from '../platform-error'
import { readExif } from './exif'
import { createLimiter } from './limiter'
import { perceptualHash } from './perceptual-hash'
import { photoError } from './photo-errors'

export const photoLimits = {
  bytes: 10 * 1024 * 1024,
  pixels: 50_000_000,
  longestEdge: 2_560,
  thumbnailEdge: 320,
} as const

export interface PreparedImage {
  bytes: Buffer
  width: number
  height: number
  contentType: 'image/jpeg'
}

export interface PreparedPhoto {
  main: PreparedImage
  thumbnail: PreparedImage
  /** Hex; equal for the very same file. */
  sha256OfOriginal: string
  /** Hex; compare with `perceptualDistance`. */
  perceptualHash: string
  /** What the file said of itself before that was removed: a hint, never evidence. */
  takenAtMs: number | null
  position: Position | null
}

const limited = createLimiter({ running: 2, waiting: 100 }, () => photoError('photoBusy'))

const seconds = 20

/** By the first bytes: the name and the declared type are what a stranger says. */
export function photoTypeOf(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'webp'
  return null
}

const strictly = { failOn: 'error', limitInputPixels: photoLimits.pixels, pages: 1 } as const

/** Reads the header alone, so that a picture that is too big is never unpacked. */
async function checkedHeader(bytes: Uint8Array): Promise<Metadata> {
  if (bytes.length > photoLimits.bytes) throw photoError('photoTooLarge')
  const type = photoTypeOf(bytes)
  if (type === null) {
    throw photoError(bytes.length === 0 ? 'photoUnreadable' : 'photoTypeNotAllowed')
  }
  const sharp = await loadSharp()
  const header = await sharp(bytes, { failOn: 'error', limitInputPixels: false }).metadata()
  if (header.format !== type) throw photoError('photoTypeNotAllowed')
  if (header.width * header.height > photoLimits.pixels) throw photoError('photoTooManyPixels')
  return header
}

async function encode(image: Sharp, quality: number): Promise<PreparedImage> {
  const { data, info } = await image
    .flatten({ background: '#ffffff' })
    .timeout({ seconds })
    .jpeg({ quality })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height, contentType: 'image/jpeg' }
}

function fitInto(image: Sharp, edge: number): Sharp {
  return image.resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
}

async function prepare(bytes: Uint8Array): Promise<PreparedPhoto> {
  const header = await checkedHeader(bytes)
  const sharp = await loadSharp()
  // encoding anew leaves out EXIF, XMP, ICC and whatever was appended to the file
  const main = await encode(
    fitInto(sharp(bytes, strictly).autoOrient(), photoLimits.longestEdge),
    80,
  )
  const thumbnail = await encode(fitInto(sharp(main.bytes), photoLimits.thumbnailEdge), 72)
  return {
    main,
    thumbnail,
    sha256OfOriginal: createHash('sha256').update(bytes).digest('hex'),
    perceptualHash: await perceptualHash(thumbnail.bytes),
    ...readExif(header.exif),
  }
}

/** Refusals are `PlatformError`s with a `PhotoErrorCode`; two pictures are worked on at a time. */
export function preparePhoto(bytes: Uint8Array): Promise<PreparedPhoto> {
  return limited(async () => {
    try {
      return await prepare(bytes)
    } catch (error) {
      throw error instanceof PlatformError ? error : photoError('photoUnreadable', error)
    }
  })
}
