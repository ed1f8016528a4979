import PDFDocument from 'pdfkit'
import { qrRuns } from '../qr'
import { loadFonts } from './fonts'

/** A place on the page: millimetres from the upper left corner. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface TextStyle {
  /** Height of the letters in points. */
  size: number
  bold?: boolean
  color?: string
  align?: 'left' | 'center' | 'right'
  /** Lines it may take (1 when left out). */
  lines?: number
  /** Letters shrink to this many points before anything is cut off. */
  smallest?: number
  /** Where in the box it stands (top when left out). */
  stand?: 'top' | 'middle'
}

export interface PdfOptions {
  title: string
  nowMs: number
  landscape?: boolean
}

export interface Pdf {
  /** Begins a page of A4; also lets others have the processor for a moment. */
  page(): Promise<void>
  /** Writes into the box, smaller or cut off where it would not fit; answers the height it took. */
  text(words: string, box: Box, style: TextStyle): number
  /**
   * Width of the longest line and height of all of them, when the words are written this large into
   * this width; without a width on one line. Needs a page.
   */
  measure(words: string, style: Pick<TextStyle, 'size' | 'bold'>, width?: number): Extent
  /** A QR code with its white border, as bars: sharp at any size. */
  qr(words: string, x: number, y: number, edge: number): void
  frame(
    box: Box,
    look?: { color?: string; dashed?: boolean; width?: number; radius?: number },
  ): void
  fill(box: Box, color: string, radius?: number): void
  /** A JPEG or PNG that fills the box; what stands over is cut off, evenly at both sides. */
  photo(bytes: Buffer, box: Box): void
  dot(x: number, y: number, radius: number, color: string): void
  /** Closed rings, filled by the even-odd rule. */
  rings(rings: readonly (readonly (readonly [x: number, y: number])[])[], look: RingLook): void
  finish(): Promise<Buffer>
}

export interface Extent {
  width: number
  height: number
}

export interface RingLook {
  fill: string
  stroke: string
  width: number
}

const pointsPerMm = 72 / 25.4
const pt = (mm: number): number => mm * pointsPerMm
const mm = (points: number): number => points / pointsPerMm

/** Lines of Chinese want air. */
const lineGap = 0.12
const quietModules = 4
/** Bars overlap by a hair, so that no viewer shows white between them. */
const overlap = 0.03

/** Nothing a printer or a reader could take for an order. */
const printable = (words: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  words.replace(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g, ' ').trim()

const pause = () => new Promise<void>((resume) => setImmediate(resume))

type Document = InstanceType<typeof PDFDocument>

function writeText(document: Document, given: string, box: Box, style: TextStyle): number {
  const words = printable(given)
  if (words === '') return 0
  const { lines = 1, smallest = style.size, align = 'left', color = '#1d2826' } = style
  document.font(style.bold ? 'bold' : 'regular').fillColor(color)
  const layoutAt = (size: number) => {
    document.fontSize(size)
    const options = { width: pt(box.width), align, lineGap: size * lineGap }
    const lineHeight = document.currentLineHeight(true) + size * lineGap
    return { options, lineHeight, height: document.heightOfString(words, options) }
  }
  const room = (lineHeight: number) => Math.min(lines * lineHeight, pt(box.height)) + 0.5
  let size = style.size
  let layout = layoutAt(size)
  while (layout.height > room(layout.lineHeight) && size - 0.5 >= smallest) {
    size -= 0.5
    layout = layoutAt(size)
  }
  const height = Math.min(layout.height, room(layout.lineHeight))
  const y = style.stand === 'middle' ? pt(box.y) + (pt(box.height) - height) / 2 : pt(box.y)
  const fits = layout.height <= height + 0.01
  document.text(words, pt(box.x), y, {
    ...layout.options,
    ...(fits ? {} : { height, ellipsis: '…' }),
  })
  return mm(height)
}

function extentOf(
  document: Document,
  given: string,
  { size, bold = false }: Pick<TextStyle, 'size' | 'bold'>,
  width?: number,
): Extent {
  const words = printable(given)
  if (words === '') return { width: 0, height: 0 }
  document.font(bold ? 'bold' : 'regular').fontSize(size)
  const onOneLine = document.widthOfString(words)
  const room = width === undefined ? onOneLine + 1 : pt(width)
  const height = document.heightOfString(words, { width: room, lineGap: size * lineGap })
  return { width: mm(Math.min(onOneLine, room)), height: mm(height) }
}

function drawQr(document: Document, words: string, [x, y, edge]: [number, number, number]): void {
  const { size, runs } = qrRuns(words)
  const unit = pt(edge) / (size + quietModules * 2)
  document.rect(pt(x), pt(y), pt(edge), pt(edge)).fill('#ffffff')
  for (const { row, column, length } of runs) {
    document.rect(
      pt(x) + (column + quietModules) * unit,
      pt(y) + (row + quietModules) * unit,
      (length + overlap) * unit,
      (1 + overlap) * unit,
    )
  }
  document.fill('#000000')
}

/** A PDF of A4 pages with the Chinese letters it uses inside it. */
export async function createPdf({ title, nowMs, landscape = false }: PdfOptions): Promise<Pdf> {
  const fonts = await loadFonts()
  const document = new PDFDocument({
    size: 'A4',
    layout: landscape ? 'landscape' : 'portrait',
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: title, Producer: '明格', Creator: '明格', CreationDate: new Date(nowMs) },
  })
  document.registerFont('regular', fonts.regular)
  document.registerFont('bold', fonts.bold)
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => {
    document.on('end', resolve)
    document.on('error', reject)
  })
  const begin = ({ x, y, width, height }: Box, radius: number) =>
    radius > 0
      ? document.roundedRect(pt(x), pt(y), pt(width), pt(height), pt(radius))
      : document.rect(pt(x), pt(y), pt(width), pt(height))
  return {
    async page() {
      await pause()
      document.addPage()
    },
    text: (words, box, style) => writeText(document, words, box, style),
    measure: (words, style, width) => extentOf(document, words, style, width),
    qr: (words, x, y, edge) => drawQr(document, words, [x, y, edge]),
    frame(box, { color = '#8b9592', dashed = false, width = 0.2, radius = 0 } = {}) {
      document.save()
      if (dashed) document.dash(pt(1.2), { space: pt(1.2) })
      document.lineWidth(pt(width))
      begin(box, radius).stroke(color)
      document.restore()
    },
    photo(bytes, box) {
      document.save()
      begin(box, 0).clip()
      document.image(bytes, pt(box.x), pt(box.y), {
        cover: [pt(box.width), pt(box.height)],
        align: 'center',
        valign: 'center',
      })
      document.restore()
    },
    fill: (box, color, radius = 0) => void begin(box, radius).fill(color),
    dot: (x, y, radius, color) => void document.circle(pt(x), pt(y), pt(radius)).fill(color),
    rings(rings, { fill, stroke, width }) {
      document.save().lineWidth(pt(width)).lineJoin('round')
      for (const ring of rings) {
        for (const [index, [x, y]] of ring.entries()) {
          if (index === 0) document.moveTo(pt(x), pt(y))
          else document.lineTo(pt(x), pt(y))
        }
        document.closePath()
      }
      document.fillAndStroke(fill, stroke, 'even-odd')
      document.restore()
    },
    async finish() {
      document.end()
      await ended
      return Buffer.concat(chunks)
    },
  }
}
