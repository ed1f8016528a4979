import type { Readable } from 'node:stream'
import type { Client } from 'minio'
import { PlatformError } from '../platform-error'
import { checkPut, contentTypeOfKey, type FileStore, fileError, readAll } from './file-store'

export interface S3FileStoreOptions {
  /** Host name without scheme or port. */
  endPoint: string
  port?: number
  useSSL: boolean
  region: string
  bucket: string
  accessKey: string
  secretKey: string
  /** True for MinIO and most self-run stores; false for virtual-host addresses. */
  pathStyle?: boolean
  /** Put before every key, e.g. `mingge/`. */
  prefix?: string
  maxBytes?: number
  timeoutMs?: number
}

const absentCodes = new Set(['NoSuchKey', 'NotFound'])

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && absentCodes.has(String(Reflect.get(error, 'code')))

/** Any S3-compatible store. The bucket must exist: making one is the operator's decision. */
export class S3FileStore implements FileStore {
  readonly #options: S3FileStoreOptions
  #opened: Promise<Client> | undefined
  readonly #bucket: string
  readonly #prefix: string
  readonly #maxBytes: number
  readonly #timeoutMs: number

  constructor(options: S3FileStoreOptions) {
    this.#options = options
    this.#bucket = options.bucket
    this.#prefix = options.prefix ?? ''
    this.#maxBytes = options.maxBytes ?? 64 * 1024 * 1024
    this.#timeoutMs = options.timeoutMs ?? 30_000
  }

  /** The client library is loaded with the first file: an installation with a folder never is. */
  #client(): Promise<Client> {
    this.#opened ??= import('minio').then(({ Client: MinioClient }) => {
      const {
        endPoint,
        port,
        useSSL,
        region,
        accessKey,
        secretKey,
        pathStyle = true,
      } = this.#options
      const address = { endPoint, ...(port === undefined ? {} : { port }), useSSL, region }
      return new MinioClient({ ...address, accessKey, secretKey, pathStyle })
    })
    return this.#opened
  }

  async put(key: string, body: Uint8Array | Readable, contentType: string): Promise<void> {
    checkPut(key, contentType)
    // gathered first: the client would otherwise cut a stream of unknown size into parts and
    // resume somebody else's unfinished upload under the same key
    const bytes = body instanceof Uint8Array ? Buffer.from(body) : await this.#gather(body)
    if (bytes.length > this.#maxBytes) throw fileError('fileTooLarge')
    await this.#call(async () =>
      (await this.#client()).putObject(this.#bucket, this.#prefix + key, bytes, bytes.length, {
        'Content-Type': contentType,
      }),
    )
  }

  async #gather(body: Readable): Promise<Buffer> {
    try {
      return await readAll(body, this.#maxBytes)
    } catch (error) {
      throw error instanceof PlatformError ? error : fileError('fileStoreUnavailable', error)
    }
  }

  async get(key: string) {
    const contentType = contentTypeOfKey(key)
    const name = this.#prefix + key
    const found = await this.#callOr(null, async () => {
      const client = await this.#client()
      const { size } = await client.statObject(this.#bucket, name)
      return { stream: await client.getObject(this.#bucket, name), sizeBytes: size }
    })
    return found === null ? null : { ...found, contentType }
  }

  async remove(key: string): Promise<void> {
    contentTypeOfKey(key)
    await this.#callOr(undefined, async () =>
      (await this.#client()).removeObject(this.#bucket, this.#prefix + key),
    )
  }

  async exists(key: string): Promise<boolean> {
    contentTypeOfKey(key)
    return this.#callOr(false, async () => {
      await (await this.#client()).statObject(this.#bucket, this.#prefix + key)
      return true
    })
  }

  #call<T>(work: () => Promise<T>): Promise<T> {
    return this.#withDeadline(work).catch((cause) => {
      throw fileError('fileStoreUnavailable', cause)
    })
  }

  #callOr<T>(absent: T, work: () => Promise<T>): Promise<T> {
    return this.#withDeadline(work).catch((cause) => {
      if (isAbsent(cause)) return absent
      throw fileError('fileStoreUnavailable', cause)
    })
  }

  #withDeadline<T>(work: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), this.#timeoutMs)
    })
    return Promise.race([work(), late]).finally(() => clearTimeout(timer))
  }
}
