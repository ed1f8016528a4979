import { isPlatformError } from '../platform-error'
import { zipPart } from '../spreadsheets/zip-guard'
import { documentError } from './document-errors'

const mostXmlBytes = 40_000_000
/** Starts and ends of tags, and what stands between them. */
const token = /<(\/?)([\w:]+)[^>]*?(\/?)>|([^<]+)/g
const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

/** The text of a .docx, a line for each paragraph; deleted text and field codes are left out. */
export async function readDocx(bytes: Buffer): Promise<string> {
  let part: Buffer | null
  try {
    part = await zipPart(bytes, 'word/document.xml', mostXmlBytes)
  } catch (error) {
    const tooLong =
      (isPlatformError(error) && error.code === 'tableTooLarge') ||
      Reflect.get(Object(error), 'code') === 'ERR_BUFFER_TOO_LARGE'
    throw documentError(tooLong ? 'documentTooLong' : 'documentUnreadable', error)
  }
  if (part === null) throw documentError('documentUnreadable')
  const xml = part.toString('utf8')
  // a document that declares entities of its own was made by no office program
  if (xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY'))
    throw documentError('documentUnreadable')
  return textOfXml(xml)
}

function textOfXml(xml: string): string {
  let text = ''
  let inText = false
  for (const [, closing, name, , words] of xml.matchAll(token)) {
    if (words !== undefined) {
      if (inText) text += plain(words)
    } else if (name === 'w:t') inText = closing === ''
    else if (name === 'w:p' && closing === '/') text += '\n'
    else if (name === 'w:br' || name === 'w:cr') text += '\n'
    else if (name === 'w:tab' && closing === '') text += '\t'
  }
  return text
}

function plain(words: string): string {
  return words.replace(
    /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w+));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return entities[name] ?? whole
      const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
      return point <= 0x10ffff ? String.fromCodePoint(point) : ''
    },
  )
}
