export { drawOutline, type MapPoint } from './draw-outline'
export { type Box, createPdf, type Extent, type Pdf, type PdfOptions, type TextStyle } from './pdf'
