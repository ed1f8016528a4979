import { gridDuties } from '../../contract/residents'
import { createPdf, drawOutline, type Pdf } from '../../platform/pdf'
import { drawPortrait } from './draw-portrait'
import { dayText, green, type PrintedNotice, type PrintedOn, soft } from './printed'

const x = 15
const width = 180
const mapWidth = 104
const mapHeight = 92
/** Of the map's own line at its lower edge, which the outline keeps clear of. */
const noteHeight = 6.5
const mostPeople = 3

function drawHead(pdf: Pdf, notice: PrintedNotice): void {
  pdf.text(
    '网格员上岗公示',
    { x, y: 14, width, height: 18 },
    { size: 38, bold: true, color: green, align: 'center' },
  )
  pdf.text(
    `${notice.countyName} ${notice.townshipName} ${notice.villageName}`,
    { x, y: 33, width, height: 8 },
    { size: 16, align: 'center', smallest: 11 },
  )
  pdf.fill({ x, y: 44, width, height: 0.8 }, green)
}

/** The grid's outline, what it is called and how many households it has. */
export function drawMap(pdf: Pdf, notice: PrintedNotice, y: number): void {
  const box = { x, y, width: mapWidth, height: mapHeight }
  pdf.frame(box, { color: '#b5bcb9', radius: 2 })
  drawOutline(pdf, notice.outline, notice.points, { ...box, height: mapHeight - noteHeight })
  const note = notice.isSynthetic ? '示意图，不是实测边界' : '上北下南'
  pdf.text(
    `${notice.households} 户　${note}`,
    { x: x + 3, y: y + mapHeight - noteHeight, width: mapWidth - 6, height: 5 },
    { size: 9, color: soft },
  )
}

/** One responsible person, with his photo or a place to paste one. */
function drawPerson(pdf: Pdf, person: PrintedNotice['people'][number], y: number): void {
  const personX = x + mapWidth + 6
  const photo = { x: personX, y, width: 20, height: 27 }
  drawPortrait(pdf, person.portrait, photo, 10)
  const words = { x: personX + 23, width: width - mapWidth - 29 }
  pdf.text(person.name, { ...words, y, height: 9 }, { size: 20, bold: true, smallest: 12 })
  pdf.text(person.post, { ...words, y: y + 10, height: 7 }, { size: 12, color: soft, smallest: 9 })
  pdf.text(
    person.workPhone ?? '没有公开电话',
    { ...words, y: y + 18, height: 8 },
    { size: 15, bold: true, color: green, smallest: 9 },
  )
}

function drawDuties(pdf: Pdf, y: number): void {
  pdf.text('网格员做什么', { x, y, width, height: 9 }, { size: 18, bold: true })
  let at = y + 11
  for (const [index, duty] of gridDuties.entries()) {
    at +=
      1.5 +
      pdf.text(
        `${index + 1}. ${duty}`,
        { x, y: at, width: 118, height: 15 },
        { size: 14, lines: 2, smallest: 11 },
      )
  }
}

/** The public notice of who serves a grid: its outline, the people, what they do, the code (LJ-4.2a). */
export async function drawNotices(
  notices: readonly PrintedNotice[],
  on: PrintedOn,
): Promise<Buffer> {
  const pdf = await createPdf(on)
  for (const notice of notices) {
    await pdf.page()
    drawHead(pdf, notice)
    pdf.text(
      notice.gridName,
      { x, y: 49, width, height: 12 },
      { size: 24, bold: true, smallest: 15 },
    )
    drawMap(pdf, notice, 64)
    const people = notice.people.slice(0, mostPeople)
    for (const [index, person] of people.entries()) drawPerson(pdf, person, 64 + index * 31)
    if (people.length === 0) {
      pdf.text(
        '网格员暂缺，请打办公电话',
        { x: x + mapWidth + 6, y: 64, width: width - mapWidth - 6, height: 20 },
        { size: 16, bold: true, lines: 2 },
      )
    }
    drawDuties(pdf, 166)
    pdf.qr(notice.address, 137, 164, 60)
    pdf.text(
      '微信扫一扫，有事反映',
      { x: 137, y: 225, width: 60, height: 7 },
      { size: 13, bold: true, color: green, align: 'center' },
    )
    pdf.text(
      '意见、投诉、表扬都可以扫码说，也可以打办公电话',
      { x, y: 243, width: 118, height: 8 },
      { size: 13, smallest: 10 },
    )
    if (notice.officePhone) {
      pdf.text(
        `办公电话 ${notice.officePhone}`,
        { x, y: 251, width: 118, height: 9 },
        { size: 17, bold: true },
      )
    }
    pdf.text(
      `二维码编号 ${notice.serialText}　${dayText(on.day)}印制`,
      { x, y: 282, width, height: 5 },
      { size: 9, color: soft, align: 'center' },
    )
  }
  return pdf.finish()
}
