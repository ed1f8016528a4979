import { documentError } from './document-errors'
import { readDocx } from './read-docx'
import { readPdf } from './read-pdf'

export type DocumentKind = 'docx' | 'pdf' | 'txt'

export interface ReadDocument {
  kind: DocumentKind
  text: string
}

const mostCharacters = 400_000
const oldOffice = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/** What a document says, its kind told by its content and never by its name. */
export async function readDocument(bytes: Buffer): Promise<ReadDocument> {
  const { kind, text } = await readByKind(bytes)
  const clean = text.replaceAll('\0', '').trim()
  if (clean === '') throw documentError('documentEmpty')
  if (clean.length > mostCharacters) throw documentError('documentTooLong')
  return { kind, text: clean }
}

async function readByKind(bytes: Buffer): Promise<ReadDocument> {
  if (bytes.length === 0) throw documentError('documentEmpty')
  if (bytes.subarray(0, 8).equals(oldOffice)) throw documentError('documentOldFormat')
  if (bytes.subarray(0, 1_024).includes('%PDF-')) return { kind: 'pdf', text: await readPdf(bytes) }
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1')))
    return { kind: 'docx', text: await readDocx(bytes) }
  return { kind: 'txt', text: readPlainText(bytes) }
}

/** UTF-8, UTF-16 with its mark, or the GB 18030 that older Chinese programs write. */
function readPlainText(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex')
  const encodings =
    mark === 'fffe' ? ['utf-16le'] : mark === 'feff' ? ['utf-16be'] : ['utf-8', 'gb18030']
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (isPlainText(text)) return text
    } catch {
      // not this encoding
    }
  }
  throw documentError('documentUnreadable')
}

/** Text has line ends and tabs, but no other control characters. */
function isPlainText(text: string): boolean {
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x20 && point !== 0x09 && point !== 0x0a && point !== 0x0d && point !== 0x0c)
      return false
    if (point === 0xfffd) return false
  }
  return true
}
