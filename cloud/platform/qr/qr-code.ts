import QRCode from 'qrcode'
import { PlatformError } from '../platform-error'

export type QrErrorCode = 'qrTextTooLong'

export const qrErrors: Record<QrErrorCode, string> = {
  qrTextTooLong: '二维码里的内容太长。',
}

export interface QrOptions {
  /** M takes 15 % damage, Q 25 %: what hangs outdoors wants Q. */
  errorCorrection?: 'M' | 'Q'
  /** White border, in modules; scanners expect 4. */
  quietZone?: number
  sizePixels?: number
}

const longestText = 1_000

function checked(text: string): string {
  if (text === '' || text.length > longestText) {
    throw new PlatformError('qrTextTooLong', qrErrors.qrTextTooLong)
  }
  return text
}

/** Black on white. */
export async function renderQrPng(text: string, options: QrOptions = {}): Promise<Buffer> {
  return QRCode.toBuffer(checked(text), {
    type: 'png',
    errorCorrectionLevel: options.errorCorrection ?? 'Q',
    margin: options.quietZone ?? 4,
    width: options.sizePixels ?? 480,
  })
}

export interface QrRuns {
  /** Modules along an edge, without the quiet zone. */
  size: number
  /** Dark modules, row by row, joined while they touch. */
  runs: { row: number; column: number; length: number }[]
}

/** The code as dark bars, for whatever draws it without loss. */
export function qrRuns(text: string, options: QrOptions = {}): QrRuns {
  const { modules } = QRCode.create(checked(text), {
    errorCorrectionLevel: options.errorCorrection ?? 'Q',
  })
  const runs: QrRuns['runs'] = []
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      let length = 0
      while (column + length < modules.size && modules.get(row, column + length)) length += 1
      if (length > 0) runs.push({ row, column, length })
      column += length
    }
  }
  return { size: modules.size, runs }
}

/** One `<svg>` element without a size of its own unless one is asked for. */
export function renderQrSvg(text: string, options: QrOptions = {}): string {
  const { size: modules, runs } = qrRuns(text, options)
  const quiet = options.quietZone ?? 4
  const edge = modules + quiet * 2
  const path = runs
    .map(({ row, column, length }) => `M${column + quiet} ${row + quiet}h${length}v1h-${length}z`)
    .join('')
  const size = options.sizePixels
    ? ` width="${options.sizePixels}" height="${options.sizePixels}"`
    : ''
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${edge} ${edge}"${size} ` +
    `shape-rendering="crispEdges" role="img" aria-label="二维码">` +
    `<path fill="#fff" d="M0 0h${edge}v${edge}H0z"/><path fill="#000" d="${path}"/></svg>`
  )
}
