export { type CardSheetOptions, escapeHtml, type GridCard, renderCardSheet } from './card-sheet'
export {
  type QrErrorCode,
  type QrOptions,
  qrErrors,
  qrRuns,
  type QrRuns,
  renderQrPng,
  renderQrSvg,
} from './qr-code'
