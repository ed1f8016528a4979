import { PlatformError } from '../platform-error'

/** Why no text can be read from a document; each sentence says what to do. */
export const documentErrors = {
  documentEmpty: '文件里没有文字',
  documentOldFormat: '这是旧的 .doc 格式，请用 WPS 或 Word 另存为 .docx 再上传',
  documentLocked: '文件加了密码，请去掉密码再上传',
  documentScanned: 'PDF 里没有文字，可能是扫描的图片，请上传能选中文字的文件',
  documentTooLong: '文件太长，请只上传办法的正文',
  documentUnreadable: '文件打不开，请确认它是 .docx、.pdf 或 .txt，并且没有损坏',
} as const

export type DocumentErrorCode = keyof typeof documentErrors

/** All are one code to the caller, told apart by the sentence. */
export function documentError(
  code: DocumentErrorCode,
  cause?: unknown,
): PlatformError<'fileUnreadable'> {
  const message = documentErrors[code]
  return new PlatformError('fileUnreadable', message, { cause, details: { message } })
}
