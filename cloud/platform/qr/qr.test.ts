import QRCode from 'qrcode'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import naughtyStrings from '../bad-input/blns.json'
import { escapeHtml, renderQrPng, renderQrSvg } from './index'

const url = 'https://example.com/g/141030100001A001.abcDEF012345'

/** The modules of a drawn code: the middle of each, dark or light. */
async function modulesOf(picture: Buffer, quietZone: number): Promise<string> {
  const { size } = QRCode.create(url, { errorCorrectionLevel: 'Q' }).modules
  const edge = size + quietZone * 2
  const { data, info } = await sharp(picture)
    .resize(edge * 8, edge * 8, { kernel: 'nearest' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  let text = ''
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const y = (row + quietZone) * 8 + 4
      const x = (column + quietZone) * 8 + 4
      text += (data[(y * info.width + x) * info.channels] as number) < 128 ? '1' : '0'
    }
  }
  return text
}

describe('a QR code', () => {
  const expected = (): string => {
    const { modules } = QRCode.create(url, { errorCorrectionLevel: 'Q' })
    return Array.from(modules.data, (bit) => (bit ? '1' : '0')).join('')
  }

  it('holds the same modules as PNG and as SVG', async () => {
    expect(await modulesOf(await renderQrPng(url, { quietZone: 4, sizePixels: 800 }), 4)).toBe(
      expected(),
    )
    const drawn = await sharp(Buffer.from(renderQrSvg(url, { quietZone: 2, sizePixels: 800 })))
      .png()
      .toBuffer()
    expect(await modulesOf(drawn, 2)).toBe(expected())
  })

  it('has the size and the quiet zone asked for', async () => {
    const { width } = await sharp(await renderQrPng(url, { sizePixels: 600 })).metadata()
    expect(width).toBe(600)
    expect(renderQrSvg(url)).not.toContain(' width=')
    const { size } = QRCode.create(url, { errorCorrectionLevel: 'M' }).modules
    const svg = renderQrSvg(url, { errorCorrection: 'M', quietZone: 3 })
    expect(svg).toContain(`viewBox="0 0 ${size + 6} ${size + 6}"`)
  })

  it('refuses what it cannot hold', async () => {
    await expect(renderQrPng('')).rejects.toMatchObject({ code: 'qrTextTooLong' })
    expect(() => renderQrSvg('x'.repeat(1_001))).toThrow(
      expect.objectContaining({ code: 'qrTextTooLong' }),
    )
  })
})

describe('escapeHtml', () => {
  it('leaves nothing that a page could take for its own', () => {
    for (const text of naughtyStrings) expect(escapeHtml(text)).not.toMatch(/[<>"']/)
    expect(escapeHtml('a & b')).toBe('a &amp; b')
  })
})
