import type { Readable } from 'node:stream'
import { PlatformError } from '../platform-error'

export interface StoredFile {
  stream: Readable
  contentType: string
  sizeBytes: number
}

/**
 * Files by key. A key is made by the program, never out of a name a person gave. What `put` has
 * answered is on the disk or in the bucket whole; until then the old content stays.
 */
export interface FileStore {
  put(key: string, body: Uint8Array | Readable, contentType: string): Promise<void>
  /** Null when there is no such file. The caller reads the stream to its end or destroys it. */
  get(key: string): Promise<StoredFile | null>
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>
  exists(key: string): Promise<boolean>
}

export type FileErrorCode =
  | 'fileKeyInvalid'
  | 'fileTypeInvalid'
  | 'fileTooLarge'
  | 'fileStoreUnavailable'
  | 'fileStoreMisconfigured'

export const fileErrors: Record<FileErrorCode, string> = {
  fileKeyInvalid: '文件编号不对，无法读写这个文件。',
  fileTypeInvalid: '这种文件不能保存。',
  fileTooLarge: '文件太大，无法保存。',
  fileStoreUnavailable: '文件暂时存取不了，请稍后再试。',
  fileStoreMisconfigured: '文件存储的设置不全：要有桶名和两个密钥，请联系系统管理员。',
}

export function fileError(code: FileErrorCode, cause?: unknown): PlatformError<FileErrorCode> {
  return new PlatformError(code, fileErrors[code], { cause })
}

/** A key's ending says its type, so that no second record of the type can disagree. */
const contentTypes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  html: 'text/html; charset=utf-8',
}

const segmentShape = /^[a-z0-9][a-z0-9_-]{0,79}$/
const longestKey = 240
const mostSegments = 6

/** The content type a well-formed key stands for; throws `fileKeyInvalid` for any other text. */
export function contentTypeOfKey(key: string): string {
  const dot = key.lastIndexOf('.')
  const type = Object.hasOwn(contentTypes, key.slice(dot + 1))
    ? contentTypes[key.slice(dot + 1)]
    : undefined
  const segments = key.slice(0, Math.max(dot, 0)).split('/')
  const sound =
    type !== undefined &&
    key.length <= longestKey &&
    segments.length <= mostSegments &&
    segments.every((segment) => segmentShape.test(segment))
  if (!sound) throw fileError('fileKeyInvalid')
  return type
}

/** Checks both before anything is written. */
export function checkPut(key: string, contentType: string): void {
  if (contentTypeOfKey(key) !== contentType) throw fileError('fileTypeInvalid')
}

/** `photos/<id>.jpg`, `exports/<id>.xlsx`: the kind, an id the program made, and the type. */
export function fileKey(kind: string, id: string, ending: keyof typeof contentTypes): string {
  const key = `${kind}/${id.toLowerCase()}.${ending}`
  contentTypeOfKey(key)
  return key
}

export async function readAll(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let total = 0
  for await (const chunk of stream) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as Uint8Array)
    total += bytes.length
    if (total > maxBytes) {
      stream.destroy()
      throw fileError('fileTooLarge')
    }
    chunks.push(bytes)
  }
  return Buffer.concat(chunks, total)
}
