import type { Box, Pdf } from '../../platform/pdf'
import { soft } from './printed'

/** The photo, or a place to paste one. */
export function drawPortrait(pdf: Pdf, portrait: Buffer | null, box: Box, size: number): void {
  if (portrait) {
    pdf.photo(portrait, box)
    return
  }
  pdf.frame(box, { dashed: true, color: '#b5bcb9' })
  pdf.text('照片', box, { size, color: soft, align: 'center', stand: 'middle' })
}
