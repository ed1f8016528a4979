import type { Place } from './outlines'
import type { Random } from './random'
import type { DemoGrid } from './types'
import { boxOf, isInside } from './polygons'

const rounded = (value: number) => Math.round(value * 1e6) / 1e6

export interface DemoPlace {
  longitude: number
  latitude: number
}

const at = ([longitude, latitude]: Place): DemoPlace => ({
  longitude: rounded(longitude),
  latitude: rounded(latitude),
})

/** Around one of the grid's named points: nearly always within its circle. */
function nearPoint(grid: DemoGrid, random: Random): DemoPlace {
  const { longitude, latitude } = random.pick(grid.points)
  return at([longitude + random.near() * 0.0011, latitude + random.near() * 0.0009])
}

const boxes = new WeakMap<DemoGrid, ReturnType<typeof boxOf>>()

function boxAround(grid: DemoGrid) {
  const box = boxes.get(grid) ?? boxOf(grid.ring)
  boxes.set(grid, box)
  return box
}

function anywhereIn(grid: DemoGrid, random: Random): DemoPlace {
  const { west, east, south, north } = boxAround(grid)
  for (let tries = 0; tries < 30; tries += 1) {
    const place: Place = [
      west + random.next() * (east - west),
      south + random.next() * (north - south),
    ]
    if (isInside(place, grid.ring)) return at(place)
  }
  return at(grid.centre)
}

/** On the line give or take ten metres. */
function onTheLine(grid: DemoGrid, random: Random): DemoPlace {
  const index = random.between(1, grid.ring.length - 1)
  const [from, to] = [grid.ring[index - 1] ?? grid.centre, grid.ring[index] ?? grid.centre]
  const share = 0.2 + random.next() * 0.6
  const aside = () => random.near() * 0.0001
  return at([
    from[0] + (to[0] - from[0]) * share + aside(),
    from[1] + (to[1] - from[1]) * share + aside(),
  ])
}

/** Beyond a corner, as seen from the middle. */
function outside(grid: DemoGrid, random: Random): DemoPlace {
  const [x, y] = random.pick(grid.ring)
  const [middleX, middleY] = grid.centre
  const far = 1.3 + random.next() * 0.6
  return at([middleX + (x - middleX) * far, middleY + (y - middleY) * far])
}

/** Where a worker checks in: mostly where he should; null when his phone had no position. */
export function checkInPlace(grid: DemoGrid, random: Random): DemoPlace | null {
  const draw = random.next()
  if (draw < 0.66) return nearPoint(grid, random)
  if (draw < 0.955) return anywhereIn(grid, random)
  if (draw < 0.98) return onTheLine(grid, random)
  return draw < 0.993 ? outside(grid, random) : null
}

/** Where a worker sees what he reports. */
export function reportPlace(grid: DemoGrid, random: Random): DemoPlace {
  return random.chance(0.2) ? nearPoint(grid, random) : anywhereIn(grid, random)
}
