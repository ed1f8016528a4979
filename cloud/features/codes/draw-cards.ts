import { createPdf, type Pdf } from '../../platform/pdf'
import { green, type PrintedCard, type PrintedOn, soft } from './printed'

const columns = 2
const cardsPerPage = 10
const width = 90
const height = 54
const left = 15
const top = 13.5

/** One card of 90 × 54 mm: the code on the left, whom it leads to on the right. */
function drawCard(pdf: Pdf, card: PrintedCard, x: number, y: number): void {
  const [worker] = card.people
  pdf.frame({ x, y, width, height }, { color: '#b5bcb9', dashed: true })
  pdf.qr(card.address, x + 2.5, y + 4, 37)
  pdf.text(
    '微信扫一扫找网格员',
    { x: x + 2.5, y: y + 41.5, width: 37, height: 5 },
    { size: 9, bold: true, color: green, align: 'center', smallest: 7 },
  )
  pdf.text(
    `编号 ${card.numberText}`,
    { x: x + 2.5, y: y + 46.5, width: 37, height: 4 },
    { size: 7.5, color: soft, align: 'center', smallest: 6 },
  )
  const words = { x: x + 42, width: width - 45 }
  let at = y + 6
  at += pdf.text(
    card.gridName,
    { ...words, y: at, height: 15 },
    { size: 13, bold: true, lines: 2, smallest: 9 },
  )
  at += pdf.text(
    `${card.townshipName} ${card.villageName}`,
    { ...words, y: at + 0.5, height: 9 },
    { size: 9, color: soft, lines: 2, smallest: 7.5 },
  )
  pdf.text(
    worker ? `${worker.post} ${worker.name}` : '网格员暂缺，请打办公电话',
    { ...words, y: y + 31, height: 6 },
    { size: 10.5, bold: true, smallest: 7.5 },
  )
  pdf.text(
    worker?.workPhone ?? card.officePhone ?? '',
    { ...words, y: y + 36.5, height: 7 },
    { size: 15, bold: true, color: green, smallest: 9 },
  )
  pdf.text(
    '急事请打 110、119、120',
    { ...words, y: y + 45.5, height: 5 },
    { size: 8.5, color: soft, smallest: 7 },
  )
}

/** Contact cards, ten to a sheet of A4, with hair lines to cut along (LJ-4.2b). */
export async function drawCards(cards: readonly PrintedCard[], on: PrintedOn): Promise<Buffer> {
  const pdf = await createPdf(on)
  for (const [index, card] of cards.entries()) {
    const place = index % cardsPerPage
    if (place === 0) await pdf.page()
    const column = place % columns
    const row = Math.floor(place / columns)
    drawCard(pdf, card, left + column * width, top + row * height)
  }
  return pdf.finish()
}
