import { createPdf, type Pdf } from '../../platform/pdf'
import { drawPortrait } from './draw-portrait'
import { green, type PrintedBadge, type PrintedOn, soft } from './printed'

const columns = 3
const badgesPerPage = 9
const width = 54
const height = 86
const left = 24
const top = 19.5

/** One badge of 54 × 86 mm, to be worn: whoever doubts it scans it (LJ-4.2c). */
function drawBadge(pdf: Pdf, badge: PrintedBadge, x: number, y: number): void {
  pdf.frame({ x, y, width, height }, { color: '#b5bcb9', dashed: true })
  pdf.fill({ x, y, width, height: 13 }, green)
  pdf.text(
    `${badge.countyName}${badge.townshipName}`,
    { x: x + 2, y: y + 1.5, width: width - 4, height: 4.5 },
    { size: 8, color: '#ffffff', align: 'center', smallest: 6 },
  )
  pdf.text(
    '网格员工作牌',
    { x: x + 2, y: y + 5.5, width: width - 4, height: 7 },
    { size: 14, bold: true, color: '#ffffff', align: 'center' },
  )
  const photo = { x: x + 4, y: y + 16, width: 20, height: 26 }
  drawPortrait(pdf, badge.portrait, photo, 9)
  const words = { x: x + 26, width: width - 28 }
  pdf.text(badge.name, { ...words, y: y + 17, height: 9 }, { size: 17, bold: true, smallest: 10 })
  pdf.text(badge.post, { ...words, y: y + 27, height: 8 }, { size: 8.5, lines: 2, smallest: 7 })
  pdf.text(
    badge.gridNames.join('、'),
    { ...words, y: y + 33, height: 10 },
    { size: 8, color: soft, lines: 3, smallest: 5.5 },
  )
  pdf.qr(badge.address, x + 12, y + 44, 30)
  pdf.text(
    '扫码核实身份，可表扬、可投诉',
    { x: x + 2, y: y + 74, width: width - 4, height: 5 },
    { size: 8.5, bold: true, color: green, align: 'center', smallest: 7 },
  )
  pdf.text(
    `编号 ${badge.serialText}`,
    { x: x + 2, y: y + 79.5, width: width - 4, height: 4 },
    { size: 8, color: soft, align: 'center' },
  )
}

/** Badges, nine to a sheet of A4, with hair lines to cut along. */
export async function drawBadges(badges: readonly PrintedBadge[], on: PrintedOn): Promise<Buffer> {
  const pdf = await createPdf(on)
  for (const [index, badge] of badges.entries()) {
    const place = index % badgesPerPage
    if (place === 0) await pdf.page()
    const x = left + (place % columns) * width
    drawBadge(pdf, badge, x, top + Math.floor(place / columns) * height)
  }
  return pdf.finish()
}
