export interface Pixel {
  x: number
  y: number
}

/**
 * Things that would lie on each other, together: each joins the first that is within reach, which
 * comes first in its group and whose place the group takes, so that no two groups lie on each other.
 * Pixels are those of the whole ground at one zoom, so that moving the map regroups nothing.
 */
export function clustersOf<Item>(
  items: readonly Item[],
  pixelOf: (item: Item) => Pixel,
  reachPixels: number,
): Item[][] {
  const groups: { at: Pixel; items: Item[] }[] = []
  for (const item of items) {
    const at = pixelOf(item)
    const near = groups.find(
      (group) => Math.hypot(group.at.x - at.x, group.at.y - at.y) < reachPixels,
    )
    if (near) near.items.push(item)
    else groups.push({ at, items: [item] })
  }
  return groups.map((group) => group.items)
}
