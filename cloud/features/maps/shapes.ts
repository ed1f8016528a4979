import { convertPosition, type Datum, type Outline, type Rings } from '../../platform/geometry'

/** Six digits are a tenth of a meter: more would only be carried about. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6

type Pair = [longitude: number, latitude: number]

export function placeIn(
  position: { longitude: number; latitude: number; datum: Datum },
  datum: Datum,
): { longitude: number; latitude: number } {
  const { longitude, latitude } = convertPosition(position, datum)
  return { longitude: rounded(longitude), latitude: rounded(latitude) }
}

function ringsIn(rings: Rings, from: Datum, datum: Datum): Pair[][] {
  return rings.map((ring) =>
    ring.map(([east = Number.NaN, north = Number.NaN]) => {
      const { longitude, latitude } = placeIn(
        { longitude: east, latitude: north, datum: from },
        datum,
      )
      return [longitude, latitude]
    }),
  )
}

/** An outline's polygons in another datum, each as its rings. */
export function polygonsIn(outline: Outline, from: Datum, datum: Datum): Pair[][][] {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates
  return polygons.map((rings) => ringsIn(rings, from, datum))
}

/** The middle of the box around an outline: near enough for a name or a mark. */
export function middleOf(outline: Outline): { longitude: number; latitude: number } {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates
  let [west, east, south, north] = [180, -180, 90, -90]
  for (const [longitude = 0, latitude = 0] of polygons.flat(2)) {
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
  }
  return { longitude: (west + east) / 2, latitude: (south + north) / 2 }
}
