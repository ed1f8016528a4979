export { escapeHtml } from './escape-html'
export {
  type QrErrorCode,
  type QrOptions,
  qrErrors,
  qrRuns,
  type QrRuns,
  renderQrPng,
  renderQrSvg,
} from './qr-code'
