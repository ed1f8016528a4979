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

function ringsOf(outline: Shape): Ring[] {
  if (outline.type === 'Polygon') return outline.coordinates as Ring[]
  return (outline.coordinates as Ring[][]).flat()
}

const escape = (text: string) =>
  text.replace(/[<>&"]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign] ?? '')

/**
 * A grid's outline as a picture that needs no map service: an SVG in a data address, which both the
 * browser and WeChat's image component can show. North is up; a degree of longitude is shortened by
 * the latitude's cosine.
 */
export function outlinePicture(outline: Shape, points: readonly OutlinePoint[], here?: OutlinePoint): string {
  const rings = ringsOf(outline)
  const corners = rings.flat()
  const shrink = Math.cos(((corners[0]?.[1] ?? 0) * Math.PI) / 180)
  const xs = corners.map(([longitude]) => longitude * shrink)
  const ys = corners.map(([, latitude]) => latitude)
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const scale = Math.min((width - 2 * margin) / (east - west || 1), (height - 2 * margin) / (north - south || 1))
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
  const marks = points.map((point) => {
    const { x, y } = place(point.longitude, point.latitude)
    const anchor = x > width * 0.65 ? 'end' : 'start'
    return `<circle cx="${x}" cy="${y}" r="9" fill="#0e5a55"/><text x="${anchor === 'end' ? x - 16 : x + 16}" y="${y + 8}" font-size="24" text-anchor="${anchor}" fill="#1d2826">${escape(point.name)}</text>`
  })
  const mine = here ? [place(here.longitude, here.latitude)] : []
  const dots = mine.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="12" fill="#9c2419" stroke="#fff" stroke-width="4"/>`)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif"><path d="${paths.join('')}" fill="#dfeeea" stroke="#0e5a55" stroke-width="4" stroke-linejoin="round" fill-rule="evenodd"/>${marks.join('')}${dots.join('')}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
