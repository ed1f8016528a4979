import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { PlatformError } from '../platform-error'
import { checkPut, contentTypeOfKey, type FileStore, fileError } from './file-store'

export interface FolderFileStoreOptions {
  folder: string
  maxBytes?: number
}

const unfinished = '.unfinished'

const isCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && codes.includes((error as NodeJS.ErrnoException).code ?? '')

/** A new name is on the disk only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeBody(
  handle: FileHandle,
  body: Uint8Array | Readable,
  maxBytes: number,
): Promise<void> {
  let total = 0
  for await (const chunk of body instanceof Uint8Array ? [body] : body) {
    const bytes = chunk as Uint8Array
    total += bytes.length
    if (total > maxBytes) throw fileError('fileTooLarge')
    await handle.appendFile(bytes)
  }
}

/**
 * Files in a folder, spread over 65,536 subfolders by a hash of the key. A file is written beside,
 * synced and then renamed, so a reader sees the old one or the new one, whole.
 */
export class FolderFileStore implements FileStore {
  readonly #folder: string
  readonly #maxBytes: number

  constructor(options: FolderFileStoreOptions) {
    this.#folder = resolve(options.folder)
    this.#maxBytes = options.maxBytes ?? 64 * 1024 * 1024
  }

  #path(key: string): string {
    const spread = createHash('sha256').update(key).digest('hex')
    return join(this.#folder, spread.slice(0, 2), spread.slice(2, 4), key)
  }

  async put(key: string, body: Uint8Array | Readable, contentType: string): Promise<void> {
    checkPut(key, contentType)
    const path = this.#path(key)
    const beside = join(this.#folder, unfinished, randomUUID())
    try {
      await mkdir(dirname(beside), { recursive: true })
      await this.#writeSynced(beside, body)
      await this.#makeFolders(dirname(path))
      await rename(beside, path)
      await syncFolder(dirname(path))
    } catch (error) {
      await unlink(beside).catch(() => undefined)
      if (error instanceof PlatformError) throw error
      throw fileError('fileStoreUnavailable', error)
    }
  }

  async #writeSynced(path: string, body: Uint8Array | Readable): Promise<void> {
    const handle = await open(path, 'wx', 0o640)
    try {
      await writeBody(handle, body, this.#maxBytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
  }

  async #makeFolders(folder: string): Promise<void> {
    const first = await mkdir(folder, { recursive: true })
    if (first === undefined) return
    for (let made = folder; made.length >= first.length; made = dirname(made)) {
      await syncFolder(dirname(made))
    }
  }

  async get(key: string) {
    const contentType = contentTypeOfKey(key)
    let handle: FileHandle
    try {
      handle = await open(this.#path(key), 'r')
    } catch (error) {
      if (isCode(error, 'ENOENT', 'ENOTDIR')) return null
      throw fileError('fileStoreUnavailable', error)
    }
    const { size } = await handle.stat()
    return { stream: handle.createReadStream(), contentType, sizeBytes: size }
  }

  async remove(key: string): Promise<void> {
    contentTypeOfKey(key)
    try {
      await unlink(this.#path(key))
    } catch (error) {
      if (!isCode(error, 'ENOENT', 'ENOTDIR')) throw fileError('fileStoreUnavailable', error)
    }
  }

  async exists(key: string): Promise<boolean> {
    contentTypeOfKey(key)
    try {
      return (await stat(this.#path(key))).isFile()
    } catch (error) {
      if (isCode(error, 'ENOENT', 'ENOTDIR')) return false
      throw fileError('fileStoreUnavailable', error)
    }
  }

  /** Clears what a crash left half-written; call it once at the start. Answers how many. */
  async clearUnfinished(): Promise<number> {
    const folder = join(this.#folder, unfinished)
    const names = await readdir(folder).catch(() => [])
    for (const name of names) await unlink(join(folder, name))
    return names.length
  }
}
