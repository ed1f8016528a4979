import { documentError } from './document-errors'

const mostPages = 200

/** The text of a PDF, page after page. Loaded when it is needed: it is the largest package here. */
export async function readPdf(bytes: Buffer): Promise<string> {
  const { extractText, getDocumentProxy } = await import('unpdf')
  let text: string[]
  try {
    const document = await getDocumentProxy(new Uint8Array(bytes), {
      isEvalSupported: false,
      disableFontFace: true,
      stopAtErrors: false,
      verbosity: 0,
    })
    try {
      if (document.numPages > mostPages) throw documentError('documentTooLong')
      text = (await extractText(document, { mergePages: false })).text
    } finally {
      await document.destroy()
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'PlatformError') throw error
    const locked = error instanceof Error && error.name === 'PasswordException'
    throw documentError(locked ? 'documentLocked' : 'documentUnreadable', error)
  }
  const whole = text.map((page) => page.trim()).join('\n')
  if (whole.trim() === '') throw documentError('documentScanned')
  return whole
}
