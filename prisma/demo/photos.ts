import type { DemoReport } from './history'
import type { Random } from './random'

/** A picture of a report, drawn: whoever stores it turns the SVG into a photo. */
export interface DemoPhoto {
  id: string
  reportId: string
  accountId: string
  /** Its place among the report's photos, from 0. */
  position: number
  takenAtMs: number
  width: number
  height: number
  svg: string
}

const size = { width: 640, height: 480 }

const backdrop = (sky: string, ground: string) =>
  `<rect width="640" height="480" fill="${sky}"/><rect y="310" width="640" height="170" fill="${ground}"/>`

const scenes: Record<string, (shift: number) => string> = {
  // a lamp post whose lamp is dark
  '4-3': (x) =>
    `${backdrop('#5b6b82', '#6f6a5e')}<rect x="${300 + x}" y="110" width="12" height="240" fill="#3c3f45"/>` +
    `<path d="M${306 + x} 115h90v14h-90z" fill="#3c3f45"/><ellipse cx="${390 + x}" cy="136" rx="26" ry="10" fill="#22252a"/>` +
    `<ellipse cx="${180 - x}" cy="410" rx="70" ry="22" fill="#2f2d28"/><ellipse cx="${188 - x}" cy="404" rx="62" ry="18" fill="#8a8578"/>`,
  // straw stacked under wires
  '4-1': (x) =>
    `${backdrop('#b9d0e6', '#a58f63')}<path d="M${120 + x} 380q90-180 200 0z" fill="#d9b352"/>` +
    `<path d="M${150 + x} 372q60-120 140 0z" fill="#c49a3a"/><path d="M0 170q320 60 640-10M0 190q320 60 640-10" stroke="#333" stroke-width="3" fill="none"/>`,
  // a cracked wall
  '4-6': (x) =>
    `${backdrop('#c8d6df', '#8b7d69')}<rect x="90" y="120" width="440" height="240" fill="#cdb596"/>` +
    `<path d="M${250 + x} 120l18 60-30 50 34 60-22 70" stroke="#4a3a2a" stroke-width="6" fill="none"/>` +
    `<rect x="${400 - x}" y="200" width="70" height="90" fill="#5d4b3a"/>`,
  // rubbish by the road
  '4-2': (x) =>
    `${backdrop('#d7e3ea', '#77804f')}<path d="M0 380h640v60H0z" fill="#8c8c8c"/>` +
    `<circle cx="${220 + x}" cy="350" r="34" fill="#6b5d50"/><circle cx="${270 + x}" cy="360" r="26" fill="#9a8a78"/>` +
    `<rect x="${300 + x}" y="330" width="60" height="44" fill="#b2543f"/>`,
}

function photoOf(report: DemoReport, position: number, random: Random): DemoPhoto {
  const scene = scenes[report.itemCode]?.(random.between(-60, 60)) ?? backdrop('#ccd', '#886')
  const takenAtMs = report.atMs - random.between(1, 5) * 60_000
  return {
    id: random.id(takenAtMs),
    reportId: report.id,
    accountId: report.accountId,
    position,
    takenAtMs,
    ...size,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480" viewBox="0 0 640 480">${scene}</svg>`,
  }
}

const pictured = 10

/** The newest reports of what can be drawn, each with a photo or two. */
export function photosOf(reports: readonly DemoReport[], random: Random): DemoPhoto[] {
  return reports
    .filter((report) => report.itemCode in scenes && report.duplicateOf === null)
    .sort((a, b) => b.atMs - a.atMs)
    .slice(0, pictured)
    .flatMap((report, index) => {
      const count = index % 3 === 0 ? 2 : 1
      return Array.from({ length: count }, (_none, position) => photoOf(report, position, random))
    })
}
