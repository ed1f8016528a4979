import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readExif } from './exif'
import { perceptualDistance, photoErrors, preparePhoto } from './index'
import { createLimiter } from './limiter'

const fixture = (name: string): Promise<Buffer> =>
  readFile(new URL(`../bad-input/${name}`, import.meta.url))

function pngChunk(type: string, body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type), body])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(body.length, 0)
  frame.writeUInt32BE(crc32(content), 4)
  return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)])
}

/** A PNG that claims a size, over pixels that pack to almost nothing. */
function flatPng(width: number, height: number): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

describe('preparePhoto', () => {
  it.each([1, 3, 6, 8])('turns orientation %i upright', async (orientation) => {
    const bytes = await fixture(`photos/Landscape_${orientation}.jpg`)
    const photo = await preparePhoto(bytes)
    expect(photo.main).toMatchObject({ width: 600, height: 450, contentType: 'image/jpeg' })
    expect(photo.thumbnail).toMatchObject({ width: 320, height: 240 })
    expect(photo.sha256OfOriginal).toBe(createHash('sha256').update(bytes).digest('hex'))
    const upright = await preparePhoto(await fixture('photos/Landscape_1.jpg'))
    expect(perceptualDistance(photo.perceptualHash, upright.perceptualHash)).toBeLessThanOrEqual(4)
  })

  it('reads time and place, then removes everything but the picture', async () => {
    const original = await sharp(await fixture('photos/Landscape_1.jpg'))
      .withExif({
        IFD0: { Make: '手机', DateTime: '2020:01:01 00:00:00' },
        IFD2: { DateTimeOriginal: '2024:05:06 08:30:00' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '36/1 27/1 5400/100',
          GPSLongitudeRef: 'E',
          GPSLongitude: '110/1 45/1 0/1',
        },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret/></x:xmpmeta>')
      .withIccProfile('p3')
      .toBuffer()
    const photo = await preparePhoto(Buffer.concat([original, Buffer.from('<?php secret')]))
    expect(photo.takenAtMs).toBe(Date.UTC(2024, 4, 6, 0, 30))
    expect(photo.position?.latitude).toBeCloseTo(36.465, 6)
    expect(photo.position).toMatchObject({ longitude: 110.75, datum: 'wgs84' })
    for (const { bytes } of [photo.main, photo.thumbnail]) {
      const left = await sharp(bytes).metadata()
      expect([left.exif, left.xmp, left.icc, left.iptc, left.orientation]).toEqual(
        Array(5).fill(undefined),
      )
      expect(bytes.includes('secret')).toBe(false)
      expect(bytes.includes('Exif')).toBe(false)
    }
  })

  it('takes PNG with transparency and WebP, and shrinks what is large', async () => {
    const wide = sharp({
      create: {
        width: 4_000,
        height: 1_000,
        channels: 4,
        background: { r: 0, g: 0, b: 0, alpha: 0 },
      },
    })
    for (const bytes of [await wide.png().toBuffer(), await wide.webp().toBuffer()]) {
      const { main } = await preparePhoto(bytes)
      expect(main).toMatchObject({ width: 2_560, height: 640 })
      const { channels } = await sharp(main.bytes).stats()
      expect(channels.map((channel) => Math.round(channel.mean))).toEqual([255, 255, 255])
    }
  })

  it('has a like hash for a smaller, harder pressed copy, an unlike one for another picture', async () => {
    const bytes = await fixture('photos/Landscape_1.jpg')
    const copy = await sharp(bytes).resize(400).jpeg({ quality: 40 }).toBuffer()
    const [a, b] = await Promise.all([bytes, copy].map(preparePhoto))
    expect(a?.perceptualHash).toMatch(/^[0-9a-f]{16}$/)
    expect(perceptualDistance(a?.perceptualHash ?? '', b?.perceptualHash ?? '')).toBeLessThan(6)
    expect(a?.sha256OfOriginal).not.toBe(b?.sha256OfOriginal)
    const far = await sharp(bytes).rotate(90).toBuffer().then(preparePhoto)
    expect(perceptualDistance(a?.perceptualHash ?? '', far.perceptualHash)).toBeGreaterThan(12)
  })

  it('refuses a truncated JPEG and a broken PNG', async () => {
    for (const name of ['truncated_jpeg.jpg', 'broken_data_stream.png']) {
      await expect(preparePhoto(await fixture(name))).rejects.toMatchObject({
        code: 'photoUnreadable',
        message: photoErrors.photoUnreadable,
      })
    }
    const whole = await fixture('photos/Landscape_1.jpg')
    for (const length of [4, 100, 5_000, 100_000]) {
      await expect(preparePhoto(whole.subarray(0, length))).rejects.toMatchObject({
        code: 'photoUnreadable',
      })
    }
  })

  it('refuses what is no photo, whatever it is called', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64')
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic0000')])
    const text = await fixture('blns.txt')
    for (const bytes of [svg, gif, heic, text, randomBytes(64).fill(1, 0, 1)]) {
      await expect(preparePhoto(bytes)).rejects.toMatchObject({ code: 'photoTypeNotAllowed' })
    }
    await expect(preparePhoto(new Uint8Array(0))).rejects.toMatchObject({ code: 'photoUnreadable' })
  })

  it('refuses too many bytes and too many pixels before unpacking', async () => {
    const jpeg = await fixture('photos/Landscape_1.jpg')
    const large = Buffer.concat([jpeg, Buffer.alloc(10 * 1024 * 1024)])
    await expect(preparePhoto(large)).rejects.toMatchObject({ code: 'photoTooLarge' })
    for (const bomb of [flatPng(60_000, 60_000), flatPng(10_000, 5_001)]) {
      expect(bomb.length).toBeLessThan(1_000)
      await expect(preparePhoto(bomb)).rejects.toMatchObject({ code: 'photoTooManyPixels' })
    }
  })
})

describe('readExif', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('II*\0', 'MM\0*'),
        (tail, head) => {
          const bytes = Buffer.concat([Buffer.from(`Exif\0\0${head}`, 'latin1'), Buffer.from(tail)])
          expect(readExif(bytes)).toHaveProperty('takenAtMs')
        },
      ),
      { numRuns: 300 },
    )
    expect(readExif(undefined)).toEqual({ takenAtMs: null, position: null })
    expect(readExif(new Uint8Array(3))).toEqual({ takenAtMs: null, position: null })
  })
})

describe('createLimiter', () => {
  it('runs so many at a time, keeps the order, and refuses beyond the queue', async () => {
    const limited = createLimiter({ running: 2, waiting: 2 }, () => new Error('busy'))
    let running = 0
    let most = 0
    const order: number[] = []
    const job = (id: number) =>
      limited(async () => {
        running += 1
        most = Math.max(most, running)
        await new Promise((done) => setTimeout(done, 5))
        running -= 1
        order.push(id)
        if (id === 1) throw new Error('a failing job frees its place')
      })
    const all = await Promise.allSettled([1, 2, 3, 4, 5].map(job))
    expect(all.map((result) => result.status)).toEqual([
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
    ])
    expect(most).toBe(2)
    expect(order).toEqual([1, 2, 3, 4])
    await expect(limited(async () => 'free again')).resolves.toBe('free again')
  })
})
