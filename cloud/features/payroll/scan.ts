import { createHash } from 'node:crypto'
import { Refusal } from '../../http/refusal'
import { type FileStore, fileKey } from '../../platform/files'
import { photoTypeOf, preparePhoto } from '../../platform/photos'

const mostPages = 60
/** Where a file ends, a few bytes may follow. */
const endBytes = 1_024

const contentTypes = { jpg: 'image/jpeg', pdf: 'application/pdf' } as const
type Ending = keyof typeof contentTypes

/** A document that runs or opens something by itself is no scan. */
const active = /\/(JavaScript|JS|Launch|EmbeddedFile|SubmitForm|ImportData|RichMedia)\b/

async function checkedPdf(bytes: Buffer): Promise<Buffer> {
  const plain = bytes.toString('latin1')
  const isWhole = plain.slice(-endBytes).includes('%%EOF')
  if (!isWhole || active.test(plain)) throw new Refusal('scanUnreadable')
  const { getDocumentProxy } = await import('unpdf')
  try {
    // it takes the bytes over, so it is given its own
    const document = await getDocumentProxy(new Uint8Array(bytes))
    const pages = document.numPages
    await document.destroy()
    if (pages < 1 || pages > mostPages) throw new Refusal('scanUnreadable')
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('scanUnreadable')
  }
  return bytes
}

/** By the content, whatever it is called: a photo is opened and made anew, a PDF opened and kept. */
async function checkedScan(bytes: Buffer): Promise<{ bytes: Buffer; ending: Ending }> {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-')
    return { bytes: await checkedPdf(bytes), ending: 'pdf' }
  const type = photoTypeOf(bytes)
  if (type !== 'jpeg' && type !== 'png') throw new Refusal('scanTypeNotAllowed')
  const { main } = await preparePhoto(bytes)
  return { bytes: main.bytes, ending: 'jpg' }
}

/** Keeps the scan under a key of its content: the same file twice is one file. */
export async function storeScan(
  files: FileStore,
  tableId: string,
  bytes: Buffer,
): Promise<{ fileKey: string }> {
  const checked = await checkedScan(bytes)
  const content = createHash('sha256').update(checked.bytes).digest('hex').slice(0, 32)
  const key = fileKey('pay-tables', `${tableId}-${content}`, checked.ending)
  await files.put(key, checked.bytes, contentTypes[checked.ending])
  return { fileKey: key }
}
