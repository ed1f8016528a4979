import { describe, expect, it } from 'vitest'
import { outlinePicture } from './outline-picture'

const square = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [110, 36],
      [110.01, 36],
      [110.01, 36.01],
      [110, 36.01],
      [110, 36],
    ],
  ],
}
const decode = (address: string) => decodeURIComponent(address.slice('data:image/svg+xml,'.length))

describe('outline picture', () => {
  it('keeps the outline inside the picture, north up', () => {
    const svg = decode(outlinePicture(square, []))
    const numbers = [...svg.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map((found) => [
      Number(found[1]),
      Number(found[2]),
    ])
    expect(numbers).toHaveLength(5)
    for (const [x, y] of numbers) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(640)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(400)
    }
    // the first corner is in the south, so lower than the third
    expect(numbers[0]?.[1]).toBeGreaterThan(numbers[2]?.[1] ?? 0)
  })

  it('makes names harmless', () => {
    const svg = decode(
      outlinePicture(square, [{ name: '<script>"&', longitude: 110.005, latitude: 36.005 }]),
    )
    expect(svg).toContain('&lt;script&gt;&quot;&amp;')
    expect(svg).not.toContain('<script')
  })

  it('writes no name over another name or point', () => {
    const near = ['便民服务站', '村委会', '文化广场'].map((name, index) => ({
      name,
      longitude: 110.006 + index * 0.0004,
      latitude: 36.005,
    }))
    const svg = decode(outlinePicture(square, near))
    const names = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)</g)].map(
      (found) => ({
        left: Number(found[1]),
        right: Number(found[1]) + (found[3]?.length ?? 0) * 24,
        y: Number(found[2]),
      }),
    )
    expect(names).toHaveLength(3)
    for (const one of names) {
      for (const other of names) {
        const apart =
          one.right <= other.left || other.right <= one.left || Math.abs(one.y - other.y) >= 32
        expect(one === other || apart).toBe(true)
      }
    }
  })
})
