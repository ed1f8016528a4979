import { describe, expect, it } from 'vitest'
import naughtyStrings from '../bad-input/blns.json'
import { readPdf } from '../documents/read-pdf'
import { createPdf, drawOutline } from './index'

const nowMs = Date.parse('2026-06-15T10:00:00+08:00')
const box = { x: 20, y: 20, width: 100, height: 12 }

async function onePage(words: string, style = { size: 12 }) {
  const pdf = await createPdf({ title: '试验', nowMs })
  await pdf.page()
  const height = pdf.text(words, box, style)
  return { height, bytes: await pdf.finish() }
}

describe('a PDF', () => {
  it('holds Chinese text that can be read again, and only the letters it uses', async () => {
    const { bytes } = await onePage('张䶮 㛃 𫖯 昕水镇 13800000000')
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7')
    const text = await readPdf(bytes)
    for (const words of ['张䶮', '㛃', '𫖯', '昕水镇', '13800000000']) expect(text).toContain(words)
    expect(bytes.toString('latin1')).toMatch(/\+NotoSansSC/)
    // the whole font is ten million bytes
    expect(bytes.length).toBeLessThan(30_000)
  })

  it('is the same bytes for the same content', async () => {
    expect((await onePage('一样的')).bytes.equals((await onePage('一样的')).bytes)).toBe(true)
  })

  it('keeps what is too long inside its box: smaller first, then cut off', async () => {
    const long = '很长的名字'.repeat(30)
    const { height, bytes } = await onePage(long)
    expect(height).toBeLessThan(box.height)
    const text = await readPdf(bytes)
    expect(text).toContain('…')
    expect(text.replace(/\s/g, '').length).toBeLessThan(long.length)
    const whole = await createPdf({ title: '试验', nowMs })
    await whole.page()
    whole.text('二十个字的名字也放得下不用截断真的放得下', box, { size: 20, smallest: 8 })
    expect(await readPdf(await whole.finish())).toContain('真的放得下')
  })

  it('takes any text as text', async () => {
    const pdf = await createPdf({ title: '试验', nowMs })
    for (const words of naughtyStrings) {
      await pdf.page()
      pdf.text(words, box, { size: 10, smallest: 6, lines: 2 })
    }
    const bytes = await pdf.finish()
    expect(bytes.toString('latin1')).not.toMatch(/\/(JavaScript|JS|Launch|URI|AA|OpenAction)\b/)
  })

  it('draws a code and an outline of several parts with a hole', async () => {
    const square = (west: number, south: number, edge: number) => [
      [west, south],
      [west + edge, south],
      [west + edge, south + edge],
      [west, south + edge],
      [west, south],
    ]
    const outline = {
      type: 'MultiPolygon' as const,
      coordinates: [
        [square(110, 36, 0.01), square(110.003, 36.003, 0.002)],
        [square(110.02, 36, 0.005)],
      ],
    }
    const points = [{ name: '社区服务站', longitude: 110.001, latitude: 36.001 }]
    const pdf = await createPdf({ title: '试验', nowMs })
    await pdf.page()
    drawOutline(pdf, outline, points, { x: 20, y: 20, width: 100, height: 80 })
    pdf.qr('https://example.com/g/00001zabcdefghijkl', 20, 120, 40)
    const bytes = await pdf.finish()
    expect(await readPdf(bytes)).toContain('社区服务站')
  })
})
