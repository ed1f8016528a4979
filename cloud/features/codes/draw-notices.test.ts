import { expect, test } from 'vitest'
import type { Pdf } from '../../platform/pdf'
import { drawMap } from './draw-notices'
import type { PrintedNotice } from './printed'

const [longitude, latitude] = [110.75, 36.46]

test.each([
  ['tall', 0.004, 0.04],
  ['wide', 0.04, 0.004],
])('a %s outline keeps clear of the line under it', (_name, east, north) => {
  const ring = [
    [longitude, latitude],
    [longitude + east, latitude],
    [longitude + east, latitude + north],
    [longitude, latitude + north],
    [longitude, latitude],
  ]
  const drawn: number[] = []
  const written: number[] = []
  const pdf = {
    frame: () => undefined,
    rings: (rings: readonly (readonly (readonly [number, number])[])[]) =>
      drawn.push(...rings.flat().map(([, y]) => y)),
    text: (_words: string, box: { y: number }) => written.push(box.y),
    dot: () => undefined,
  } as unknown as Pdf
  const outline = { type: 'Polygon', coordinates: [ring] }
  drawMap(
    pdf,
    { outline, points: [], households: 472, isSynthetic: true } as never as PrintedNotice,
    64,
  )
  expect(drawn).toHaveLength(5)
  expect(Math.max(...drawn)).toBeLessThan(written[0] ?? 0)
})
