import { type Position, positionFault } from '../geometry'

export interface ExifFacts {
  takenAtMs: number | null
  position: Position | null
}

const tags = {
  dateTime: 0x0132,
  exifFolder: 0x8769,
  gpsFolder: 0x8825,
  dateTimeOriginal: 0x9003,
  offsetTimeOriginal: 0x9011,
  latitudeRef: 1,
  latitude: 2,
  longitudeRef: 3,
  longitude: 4,
} as const

type Value = string | number[]
const sizeOfType: Readonly<Record<number, number>> = { 2: 1, 3: 2, 4: 4, 5: 8 }
const mostEntries = 200

class Tiff {
  readonly #view: DataView
  readonly #little: boolean

  constructor(bytes: Uint8Array) {
    const hasName = Buffer.from(bytes.subarray(0, 6)).toString('latin1') === 'Exif\0\0'
    const tiff = hasName ? bytes.subarray(6) : bytes
    this.#view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
    this.#little = this.#view.getUint16(0) === 0x4949
  }

  firstFolder(): Map<number, Value> {
    return this.folder(this.#long(4))
  }

  /** One directory of tags; reading beyond the end throws, which the caller takes for "nothing". */
  folder(at: number): Map<number, Value> {
    const found = new Map<number, Value>()
    const entries = Math.min(this.#short(at), mostEntries)
    for (let index = 0; index < entries; index += 1) {
      const entry = at + 2 + index * 12
      const type = this.#short(entry + 2)
      const count = this.#long(entry + 4)
      const size = sizeOfType[type]
      if (size === undefined || count > 64) continue
      const place = size * count <= 4 ? entry + 8 : this.#long(entry + 8)
      found.set(this.#short(entry), this.#value(place, type, count))
    }
    return found
  }

  #value(place: number, type: number, count: number): Value {
    if (type === 2) {
      let text = ''
      for (let index = 0; index < count; index += 1) {
        text += String.fromCharCode(this.#view.getUint8(place + index))
      }
      return text.replace(/\0.*$/s, '')
    }
    return Array.from({ length: count }, (_, index) => {
      if (type === 3) return this.#short(place + index * 2)
      if (type === 4) return this.#long(place + index * 4)
      return this.#long(place + index * 8) / this.#long(place + index * 8 + 4)
    })
  }

  #short(at: number): number {
    return this.#view.getUint16(at, this.#little)
  }

  #long(at: number): number {
    return this.#view.getUint32(at, this.#little)
  }
}

const first = (value: Value | undefined): number | null =>
  Array.isArray(value) ? (value[0] ?? null) : null

const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

/** Cameras write local time; where they do not say which, it is China's. */
function readTime(written: string, offset: string): number | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(written)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second] = parts
  const zone = /^[+-]\d\d:\d\d$/.test(offset) ? offset : '+08:00'
  const atMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(atMs) ? null : atMs
}

function readDegrees(value: Value | undefined, ref: string, negative: string): number | null {
  if (!Array.isArray(value) || value.length !== 3) return null
  const [degrees = Number.NaN, minutes = Number.NaN, seconds = Number.NaN] = value
  const size = degrees + minutes / 60 + seconds / 3_600
  return ref === negative ? -size : size
}

function readPosition(gps: Map<number, Value>): Position | null {
  const latitude = readDegrees(gps.get(tags.latitude), text(gps.get(tags.latitudeRef)), 'S')
  const longitude = readDegrees(gps.get(tags.longitude), text(gps.get(tags.longitudeRef)), 'W')
  if (latitude === null || longitude === null) return null
  const position: Position = { longitude, latitude, datum: 'wgs84' }
  return positionFault(position) === null ? position : null
}

function readFolder(tiff: Tiff, at: number | null): Map<number, Value> {
  try {
    return at === null ? new Map() : tiff.folder(at)
  } catch {
    return new Map()
  }
}

/** When and where a picture says it was taken. What cannot be read is null; it never throws. */
export function readExif(bytes: Uint8Array | undefined): ExifFacts {
  try {
    if (bytes === undefined) return { takenAtMs: null, position: null }
    const tiff = new Tiff(bytes)
    const main = tiff.firstFolder()
    const exif = readFolder(tiff, first(main.get(tags.exifFolder)))
    const gps = readFolder(tiff, first(main.get(tags.gpsFolder)))
    const written = text(exif.get(tags.dateTimeOriginal)) || text(main.get(tags.dateTime))
    return {
      takenAtMs: readTime(written, text(exif.get(tags.offsetTimeOriginal))),
      position: readPosition(gps),
    }
  } catch {
    return { takenAtMs: null, position: null }
  }
}
