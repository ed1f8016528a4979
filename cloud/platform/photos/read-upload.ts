import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import { PlatformError } from '../platform-error'
import { type PhotoErrorCode, photoError } from './photo-errors'
import { photoLimits } from './prepare-photo'

export interface UploadLimits {
  fileBytes: number
  fieldBytes: number
  fields: number
  timeoutMs: number
}

export interface PhotoUpload {
  bytes: Buffer
  /** What the sender called the file: for nothing but showing. */
  fileName: string
  fields: Record<string, string>
}

export const defaultUploadLimits: UploadLimits = {
  fileBytes: photoLimits.bytes,
  fieldBytes: 4 * 1024,
  fields: 20,
  timeoutMs: 60_000,
}

const fieldNameShape = /^[A-Za-z][A-Za-z0-9]{0,39}$/
/** Boundaries, part headers and the line ends between them. */
const overheadBytes = 64 * 1024

const mostBytes = (limits: UploadLimits): number =>
  limits.fileBytes + limits.fields * limits.fieldBytes + overheadBytes

function openParser(request: IncomingMessage, limits: UploadLimits): BusboyInstance {
  const contentType = request.headers['content-type'] ?? ''
  if (!/^multipart\/form-data\s*;/i.test(contentType)) throw photoError('uploadMalformed')
  if (Number(request.headers['content-length'] ?? 0) > mostBytes(limits)) {
    throw photoError('photoTooLarge')
  }
  return new Busboy({
    headers: { ...request.headers, 'content-type': contentType },
    limits: {
      fieldNameSize: 64,
      fieldSize: limits.fieldBytes,
      fields: limits.fields,
      files: 1,
      fileSize: limits.fileBytes + 1,
      headerPairs: 20,
      headerSize: 8 * 1024,
    },
  })
}

type Fail = (code: PhotoErrorCode, cause?: unknown) => void

/** Gathers the parts as they come; `take` answers what was gathered once all is in. */
function gather(parser: BusboyInstance, limits: UploadLimits, fail: Fail) {
  const fields = new Map<string, string>()
  const chunks: Buffer[] = []
  let fileName: string | null = null
  let total = 0
  parser.on('field', (name, value, nameCut, valueCut) => {
    if (nameCut || valueCut || !fieldNameShape.test(name) || fields.has(name)) {
      fail('uploadMalformed')
    }
    fields.set(name, value)
  })
  parser.on('file', (_field, stream: Readable, name) => {
    fileName = name ?? ''
    stream.on('data', (chunk: Buffer) => {
      total += chunk.length
      if (total > limits.fileBytes) fail('photoTooLarge')
      else chunks.push(chunk)
    })
    stream.on('error', (cause) => fail('uploadMalformed', cause))
  })
  parser.on('filesLimit', () => fail('photoTooMany'))
  parser.on('fieldsLimit', () => fail('uploadMalformed'))
  parser.on('partsLimit', () => fail('uploadMalformed'))
  return {
    take(): PhotoUpload | null {
      if (fileName === null) return null
      return { bytes: Buffer.concat(chunks, total), fileName, fields: Object.fromEntries(fields) }
    },
  }
}

/**
 * One photo and its fields out of a multipart request. Limits hold while it streams. After a
 * refusal the rest of the request is let run out unread, so the answer reaches the sender; send it
 * with `Connection: close`.
 */
export function readPhotoUpload(
  request: IncomingMessage,
  limits: UploadLimits = defaultUploadLimits,
): Promise<PhotoUpload> {
  return new Promise((resolve, reject) => {
    let settled = false
    let received = 0
    let parser: BusboyInstance | null = null
    const settle = (finish: () => void): void => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      request.off('data', count)
      if (parser !== null) request.unpipe(parser)
      request.resume()
      finish()
    }
    const fail: Fail = (code, cause) => settle(() => reject(photoError(code, cause)))
    const count = (chunk: Buffer): void => {
      received += chunk.length
      if (received > mostBytes(limits)) fail('photoTooLarge')
    }
    const timer = setTimeout(() => fail('uploadTimedOut'), limits.timeoutMs)
    request.on('error', (cause) => fail('uploadAborted', cause))
    request.on('close', () => {
      if (!request.complete) fail('uploadAborted')
    })
    try {
      parser = openParser(request, limits)
    } catch (error) {
      const known = error instanceof PlatformError
      return settle(() => reject(known ? error : photoError('uploadMalformed', error)))
    }
    const parts = gather(parser, limits, fail)
    parser.on('error', (cause) => fail('uploadMalformed', cause))
    parser.on('finish', () => {
      const upload = parts.take()
      if (upload === null) fail('photoMissing')
      else settle(() => resolve(upload))
    })
    request.on('data', count)
    request.pipe(parser)
  })
}
