interface Shape {
  type: 'Polygon' | 'MultiPolygon'
  coordinates: unknown[]
}
type Ring = [number, number][]

export interface OutlinePoint {
  name: string
  longitude: number
  latitude: number
}

const width = 640
const height = 400
const margin = 36
const letter = 24
const lineHeight = 32

function ringsOf(outline: Shape): Ring[] {
  if (outline.type === 'Polygon') return outline.coordinates as Ring[]
  return (outline.coordinates as Ring[][]).flat()
}

const harmless = (text: string) =>
  text.replace(
    /[<>&"]/g,
    (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign] ?? '',
  )

interface Label {
  left: number
  right: number
  middle: number
}

const meets = (one: Label, other: Label) =>
  one.left < other.right &&
  other.left < one.right &&
  Math.abs(one.middle - other.middle) < lineHeight

/** Beside its point, on the side with more room; elsewhere where another name or point stands. */
function labelFor(name: string, x: number, y: number, taken: readonly Label[]): Label {
  const long = name.length * letter
  const sides = [x + 16, x - 16 - long]
  if (x > width * 0.6) sides.reverse()
  const steps = [0, lineHeight, -lineHeight, 2 * lineHeight]
  const choices = steps.flatMap((step) =>
    sides.map((left) => ({ left, right: left + long, middle: y + step })),
  )
  const fits = (choice: Label) =>
    choice.left >= 0 && choice.right <= width && !taken.some((other) => meets(choice, other))
  const usual = { left: sides[0] ?? x, right: (sides[0] ?? x) + long, middle: y }
  return choices.find(fits) ?? usual
}

/**
 * A grid's outline as a picture that needs no map service: an SVG in a data address, which both the
 * browser and WeChat's image component can show. North is up; a degree of longitude is shortened by
 * the latitude's cosine.
 */
export function outlinePicture(
  outline: Shape,
  points: readonly OutlinePoint[],
  here?: OutlinePoint,
): string {
  const rings = ringsOf(outline)
  const corners = rings.flat()
  const shrink = Math.cos(((corners[0]?.[1] ?? 0) * Math.PI) / 180)
  const xs = corners.map(([longitude]) => longitude * shrink)
  const ys = corners.map(([, latitude]) => latitude)
  const [west, east, south, north] = [
    Math.min(...xs),
    Math.max(...xs),
    Math.min(...ys),
    Math.max(...ys),
  ]
  const scale = Math.min(
    (width - 2 * margin) / (east - west || 1),
    (height - 2 * margin) / (north - south || 1),
  )
  const left = (width - (east - west) * scale) / 2
  const top = (height - (north - south) * scale) / 2
  const place = (longitude: number, latitude: number) => ({
    x: Math.round((left + (longitude * shrink - west) * scale) * 10) / 10,
    y: Math.round((top + (north - latitude) * scale) * 10) / 10,
  })
  const paths = rings.map((ring) => {
    const steps = ring.map(([longitude, latitude], index) => {
      const { x, y } = place(longitude, latitude)
      return `${index === 0 ? 'M' : 'L'}${x} ${y}`
    })
    return `${steps.join('')}Z`
  })
  const spots = points.map((point) => place(point.longitude, point.latitude))
  const taken: Label[] = spots.map(({ x, y }) => ({ left: x - 14, right: x + 14, middle: y }))
  const marks = points.map((point, index) => {
    const { x, y } = spots[index] ?? { x: 0, y: 0 }
    const label = labelFor(point.name, x, y, taken)
    taken.push(label)
    return `<circle cx="${x}" cy="${y}" r="9" fill="#0e5a55"/><text x="${label.left}" y="${label.middle + 8}" font-size="${letter}" fill="#1d2826" stroke="#fffdf9" stroke-width="5" paint-order="stroke">${harmless(point.name)}</text>`
  })
  const mine = here ? [place(here.longitude, here.latitude)] : []
  const dots = mine.map(
    ({ x, y }) =>
      `<circle cx="${x}" cy="${y}" r="12" fill="#9c2419" stroke="#fff" stroke-width="4"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif"><path d="${paths.join('')}" fill="#dfeeea" stroke="#0e5a55" stroke-width="4" stroke-linejoin="round" fill-rule="evenodd"/>${marks.join('')}${dots.join('')}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
