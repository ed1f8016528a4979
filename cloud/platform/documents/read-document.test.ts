import { describe, expect, it } from 'vitest'
import { isPlatformError } from '../platform-error'
import { zipOf } from '../spreadsheets/zip-for-tests'
import { documentErrors } from './document-errors'
import { docxOf, pdfOf } from './documents-for-tests'
import { readDocument } from './read-document'

const lines = ['第一条 为规范考核，制定本办法。', '第二条 每月签到不少于 20 次。']

async function refusalOf(bytes: Buffer): Promise<string> {
  const refused = await readDocument(bytes).catch((error: unknown) => error)
  if (!isPlatformError(refused)) throw new Error('not refused')
  expect(refused.code).toBe('fileUnreadable')
  expect(refused.details.message).toBe(refused.message)
  return refused.message
}

describe('a document', () => {
  it('is read from .docx, a line for each paragraph', async () => {
    expect(await readDocument(docxOf(lines))).toEqual({ kind: 'docx', text: lines.join('\n') })
  })

  it('is read from .docx without deleted text and field codes, with entities as characters', async () => {
    const xml =
      '<w:document><w:p><w:r><w:t>甲&amp;乙&lt;&#20116;&#x5341;</w:t><w:tab/><w:t xml:space="preserve"> 丙</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p></w:document>'
    const { text } = await readDocument(zipOf({ 'word/document.xml': xml }))
    expect(text).toBe('甲&乙<五十\t 丙')
  })

  it('is read from PDF', async () => {
    expect(await readDocument(pdfOf(lines))).toEqual({ kind: 'pdf', text: lines.join('\n') })
  })

  it('is read from plain text of any of the usual encodings', async () => {
    const utf8 = Buffer.from(lines.join('\r\n'))
    expect((await readDocument(utf8)).text).toBe(lines.join('\r\n'))
    const gb18030 = Buffer.from('b5dad2bbccf5', 'hex')
    expect(await readDocument(gb18030)).toEqual({ kind: 'txt', text: '第一条' })
    const utf16 = Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from('第一条', 'utf16le')])
    expect((await readDocument(utf16)).text).toBe('第一条')
  })

  it.each<[string, Buffer, keyof typeof documentErrors]>([
    ['nothing', Buffer.alloc(0), 'documentEmpty'],
    ['blanks', Buffer.from(' \n '), 'documentEmpty'],
    ['a .docx without words', docxOf(['']), 'documentEmpty'],
    ['an old .doc', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'documentOldFormat'],
    ['a zip of other things', zipOf({ 'xl/workbook.xml': '<a/>' }), 'documentUnreadable'],
    ['half a zip', docxOf(lines).subarray(0, 200), 'documentUnreadable'],
    [
      'a .docx with entities of its own',
      zipOf({ 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><w:p/>' }),
      'documentUnreadable',
    ],
    ['half a PDF', pdfOf(lines).subarray(0, 60), 'documentUnreadable'],
    ['a PDF of a picture', pdfOf([]), 'documentScanned'],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]), 'documentUnreadable'],
    ['a text of a million characters', Buffer.from('条'.repeat(500_000)), 'documentTooLong'],
    [
      'a .docx that unpacks to more than its lid',
      zipOf({ 'word/document.xml': Buffer.alloc(41_000_000, ' ') }),
      'documentTooLong',
    ],
  ])('is refused: %s', async (_, bytes, code) => {
    expect(await refusalOf(bytes)).toBe(documentErrors[code])
  })
})
