import { createPdf, type Pdf } from '../../platform/pdf'
import type { PrintedPart, PrintedSection, PrintedStatement } from './printed-statement'

/** A4 upright, millimetres. */
const sheet = { left: 18, top: 15, width: 174, bottom: 278 } as const
const amountWidth = 42
const nameWidth = 19
const indent = 4
const soft = '#505b58'
const sizes = { title: 18, subtitle: 11, total: 13, section: 12, part: 10.5, ground: 9.5, foot: 8 }
const gap = 1.4
/** No paragraph is higher than a sheet: longer ones go on as another. */
const mostLetters = 900

interface Block {
  height: number
  draw(y: number): void
  /** Stands with the next one on the same sheet. */
  isHead?: boolean
}

interface TextLook {
  size: number
  bold?: boolean
  color?: string
  align?: 'left' | 'center' | 'right'
}

/** Words at a place of the width, as high as they need. */
function words(pdf: Pdf, text: string, { x, width }: { x: number; width: number }, look: TextLook) {
  const height = pdf.measure(text, look, width).height
  return {
    height,
    draw: (y: number) =>
      void pdf.text(text, { x, y, width, height: height + 1 }, { ...look, lines: 200 }),
  }
}

/** Side by side, as high as the higher one. */
function beside(...all: readonly Block[]): Block {
  return {
    height: Math.max(...all.map((one) => one.height)) + gap,
    draw: (y) => {
      for (const one of all) one.draw(y)
    },
  }
}

function piecesOf(text: string): string[] {
  const letters = [...text]
  const count = Math.max(1, Math.ceil(letters.length / mostLetters))
  return Array.from({ length: count }, (_none, at) =>
    letters.slice(at * mostLetters, (at + 1) * mostLetters).join(''),
  )
}

function partBlocks(pdf: Pdf, { title, amount, grounds }: PrintedPart): Block[] {
  const titleWidth = amount === '' ? sheet.width : sheet.width - amountWidth
  const amountPlace = { x: sheet.left + sheet.width - amountWidth, width: amountWidth }
  const head = beside(
    words(pdf, title, { x: sheet.left, width: titleWidth }, { size: sizes.part, bold: true }),
    words(pdf, amount, amountPlace, { size: sizes.part, bold: true, align: 'right' }),
  )
  const textPlace = {
    x: sheet.left + indent + nameWidth,
    width: sheet.width - indent - nameWidth,
  }
  const namePlace = { x: sheet.left + indent, width: nameWidth }
  const rows = grounds.flatMap(({ name, text }) =>
    piecesOf(text).map((piece, at) =>
      beside(
        words(pdf, at === 0 ? name : '', namePlace, { size: sizes.ground, color: soft }),
        words(pdf, piece, textPlace, { size: sizes.ground }),
      ),
    ),
  )
  return [{ ...head, isHead: rows.length > 0 }, ...rows, { height: gap, draw: () => undefined }]
}

function sectionBlocks(pdf: Pdf, { title, parts }: PrintedSection): Block[] {
  const place = { x: sheet.left, width: sheet.width }
  const own = words(pdf, title, place, { size: sizes.section, bold: true, color: '#0e5a55' })
  const head: Block = {
    height: own.height + 4,
    isHead: true,
    draw(y) {
      own.draw(y + 2)
      pdf.fill({ ...place, y: y + own.height + 2.4, height: 0.3 }, '#0e5a55')
    },
  }
  return [head, ...parts.flatMap((part) => partBlocks(pdf, part))]
}

function topBlocks(pdf: Pdf, { title, subtitle, states, total }: PrintedStatement): Block[] {
  const place = { x: sheet.left, width: sheet.width }
  const line = (text: string, look: TextLook) => beside(words(pdf, text, place, look))
  return [
    line(title, { size: sizes.title, bold: true, align: 'center' }),
    line(subtitle, { size: sizes.subtitle, align: 'center' }),
    line(total, { size: sizes.total, bold: true }),
    ...states.map((text) => line(text, { size: sizes.ground })),
  ]
}

/** Blocks sheet by sheet; a heading never stands alone at the end of one. */
function laySheets(blocks: readonly Block[], room: number): Block[][] {
  const sheets: Block[][] = [[]]
  let left = room
  for (let at = 0; at < blocks.length; ) {
    let end = at
    while (blocks[end]?.isHead) end += 1
    const together = blocks.slice(at, end + 1)
    const height = together.reduce((sum, one) => sum + one.height, 0)
    if (height > left && (sheets.at(-1)?.length ?? 0) > 0) {
      sheets.push([])
      left = room
    }
    sheets.at(-1)?.push(...together)
    left -= height
    at = end + 1
  }
  return sheets
}

/** One worker's month as a PDF: A4 upright, its check code and its place on every sheet. */
export async function drawStatement(printed: PrintedStatement, nowMs: number): Promise<Buffer> {
  const pdf = await createPdf({ title: `${printed.title} ${printed.subtitle}`, nowMs })
  // letters can be measured once there is a page
  await pdf.page()
  const blocks = [
    ...topBlocks(pdf, printed),
    ...printed.sections.flatMap((section) => sectionBlocks(pdf, section)),
  ]
  const headHeight = 7
  const sheets = laySheets(blocks, sheet.bottom - sheet.top - headHeight)
  for (const [at, own] of sheets.entries()) {
    if (at > 0) await pdf.page()
    const box = { x: sheet.left, width: sheet.width, height: 5 }
    if (at > 0)
      pdf.text(
        `${printed.title}（续）　${printed.subtitle}`,
        { ...box, y: sheet.top },
        { size: sizes.foot, color: soft, smallest: 5 },
      )
    let y = sheet.top + (at > 0 ? headHeight : 0)
    for (const block of own) {
      block.draw(y)
      y += block.height
    }
    const foot = { ...box, y: sheet.bottom + 3 }
    pdf.text(
      printed.foot,
      { ...foot, width: foot.width - 34 },
      { size: sizes.foot, color: soft, smallest: 5 },
    )
    pdf.text(`第 ${at + 1} 页，共 ${sheets.length} 页`, foot, {
      size: sizes.foot,
      color: soft,
      align: 'right',
    })
  }
  return pdf.finish()
}
