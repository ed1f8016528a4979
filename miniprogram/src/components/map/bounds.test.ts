import { describe, expect, it } from 'vitest'
import { boundsOf } from './bounds'
import { withOpacity } from './colors'

const square = (west: number, south: number) => ({
  code: '1',
  name: '一',
  tone: 'plain' as const,
  polygons: [
    [
      [
        [west, south],
        [west + 1, south],
        [west + 1, south + 1],
        [west, south + 1],
      ],
    ],
  ],
})

describe('what a map has to show', () => {
  it('is the box around outlines and marks', () => {
    const bounds = boundsOf(
      [square(110, 36), square(112, 35)],
      [{ longitude: 111, latitude: 37.5 }],
    )
    expect(bounds).toEqual({ west: 110, south: 35, east: 113, north: 37.5 })
  })

  it('is nothing of nothing', () => {
    expect(boundsOf([], [])).toBeNull()
  })

  it('is drawn in colours that WeChat’s map understands', () => {
    expect(withOpacity('#0e5a55', 0.45)).toBe('#0e5a5573')
    expect(withOpacity('#0e5a55', 0)).toBe('#0e5a5500')
  })
})
