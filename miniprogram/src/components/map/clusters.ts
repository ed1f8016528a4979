export interface Pixel {
  x: number
  y: number
}

/**
 * Things that would lie on each other, together: those in one square of the ground as it is drawn,
 * counted from the ground's own corner, so that moving the map regroups nothing.
 */
export function clustersOf<Item>(
  items: readonly Item[],
  pixelOf: (item: Item) => Pixel,
  edgePixels: number,
): Item[][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const { x, y } = pixelOf(item)
    const square = `${Math.floor(x / edgePixels)} ${Math.floor(y / edgePixels)}`
    const group = groups.get(square)
    if (group) group.push(item)
    else groups.set(square, [item])
  }
  return [...groups.values()]
}
