import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import naughtyStrings from '../bad-input/blns.json'
import {
  createFileStore,
  type FileStore,
  FolderFileStore,
  fileKey,
  readAll,
  S3FileStore,
} from './index'
import { type S3StandIn, startS3StandIn } from './s3-stand-in'

const maxBytes = 1_000_000
let folder: string
let standIn: S3StandIn
const stores: Partial<Record<'folder' | 's3', FileStore>> = {}

function s3Store(port: number, timeoutMs = 5_000): S3FileStore {
  return new S3FileStore({
    endPoint: '127.0.0.1',
    port,
    useSSL: false,
    region: 'us-east-1',
    bucket: 'mingge',
    accessKey: 'key',
    secretKey: 'secret',
    prefix: 'county/',
    maxBytes,
    timeoutMs,
  })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingge-files-'))
  standIn = await startS3StandIn()
  stores.folder = new FolderFileStore({ folder, maxBytes })
  stores.s3 = s3Store(standIn.port)
})

afterAll(async () => {
  await standIn.close()
  await rm(folder, { recursive: true, force: true })
})

async function contentOf(store: FileStore, key: string): Promise<string | null> {
  const file = await store.get(key)
  return file === null ? null : (await readAll(file.stream, maxBytes)).toString('utf8')
}

describe.each(['folder', 's3'] as const)('a %s file store', (kind) => {
  const store = (): FileStore => stores[kind] as FileStore

  it('gives back what was put, with type and size', async () => {
    const key = fileKey('photos', '018F2B6E-1', 'jpg')
    expect(key).toBe('photos/018f2b6e-1.jpg')
    expect(await store().exists(key)).toBe(false)
    expect(await store().get(key)).toBeNull()
    const bytes = Buffer.from([0, 1, 2, 255, 254])
    await store().put(key, bytes, 'image/jpeg')
    expect(await store().exists(key)).toBe(true)
    const file = await store().get(key)
    expect(file).toMatchObject({ contentType: 'image/jpeg', sizeBytes: 5 })
    expect(file && (await readAll(file.stream, 10))).toEqual(bytes)
  })

  it('takes a stream, replaces whole, and stores an empty file', async () => {
    const key = fileKey('exports', 'month-1', 'csv')
    await store().put(key, Readable.from([Buffer.from('网格'), Buffer.from('员')]), csv)
    expect(await contentOf(store(), key)).toBe('网格员')
    await store().put(key, Buffer.from('短'), csv)
    expect(await contentOf(store(), key)).toBe('短')
    await store().put(key, new Uint8Array(0), csv)
    expect(await contentOf(store(), key)).toBe('')
  })

  it('removes, also what is not there', async () => {
    const key = fileKey('exports', 'gone', 'csv')
    await store().put(key, Buffer.from('x'), csv)
    await store().remove(key)
    await store().remove(key)
    expect(await store().exists(key)).toBe(false)
  })

  it('keeps the old file when a stream breaks off or is too large', async () => {
    const key = fileKey('exports', 'kept', 'csv')
    await store().put(key, Buffer.from('old'), csv)
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half')
        throw new Error('connection lost')
      })(),
    )
    await expect(store().put(key, broken, csv)).rejects.toMatchObject({
      code: 'fileStoreUnavailable',
    })
    const large = Readable.from([Buffer.alloc(maxBytes), Buffer.alloc(1)])
    await expect(store().put(key, large, csv)).rejects.toMatchObject({ code: 'fileTooLarge' })
    await expect(store().put(key, Buffer.alloc(maxBytes + 1), csv)).rejects.toMatchObject({
      code: 'fileTooLarge',
    })
    expect(await contentOf(store(), key)).toBe('old')
  })

  it('refuses every key that was not made by us', async () => {
    const keys = [
      ...naughtyStrings,
      ...naughtyStrings.map((text) => `photos/${text}.jpg`).filter((key) => !plain.test(key)),
      '../x.jpg',
      'photos/../../etc/passwd.jpg',
      '/photos/a.jpg',
      'photos//a.jpg',
      'photos/a.jpg/',
      'photos/.jpg',
      'photos/a.exe',
      'photos/a.constructor',
      'photos/a\u0000.jpg',
      'photos\\a.jpg',
      'PHOTOS/a.jpg',
      `${'a/'.repeat(10)}a.jpg`,
      `photos/${'a'.repeat(300)}.jpg`,
    ]
    const refused = { code: 'fileKeyInvalid' }
    for (const key of keys) {
      await expect(store().put(key, Buffer.from('x'), 'image/jpeg')).rejects.toMatchObject(refused)
      await expect(store().get(key)).rejects.toMatchObject(refused)
      await expect(store().exists(key)).rejects.toMatchObject(refused)
      await expect(store().remove(key)).rejects.toMatchObject(refused)
    }
  })

  it("refuses a type that is not the key's own", async () => {
    await expect(store().put('photos/a.jpg', Buffer.from('x'), 'text/html')).rejects.toMatchObject({
      code: 'fileTypeInvalid',
    })
  })
})

const csv = 'text/csv; charset=utf-8'
/** What a person typed may happen to be a sound key: `1/2` is. */
const plain = /^photos(\/[a-z0-9][a-z0-9_-]{0,79})+\.jpg$/

describe('the folder', () => {
  it('spreads files over two levels and leaves nothing half-written behind', async () => {
    const own = await mkdtemp(join(tmpdir(), 'mingge-files-'))
    const store = new FolderFileStore({ folder: own })
    await store.put('photos/a.jpg', Buffer.from('x'), 'image/jpeg')
    const names = (await readdir(own, { recursive: true })).filter((name) => name.endsWith('.jpg'))
    expect(names).toEqual([expect.stringMatching(/^[0-9a-f]{2}\/[0-9a-f]{2}\/photos\/a\.jpg$/)])
    expect(await readdir(join(own, '.unfinished'))).toEqual([])
    await writeFile(join(own, '.unfinished', 'left-by-a-crash'), 'x')
    expect(await store.clearUnfinished()).toBe(1)
    expect(await readdir(join(own, '.unfinished'))).toEqual([])
    await rm(own, { recursive: true })
  })

  it('survives many writers of one key', async () => {
    const key = 'exports/busy.csv'
    const store = stores.folder as FileStore
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(5_000))
    await Promise.all(texts.map((text) => store.put(key, Buffer.from(text), csv)))
    expect(texts).toContain(await contentOf(store, key))
  })

  it('says so in Chinese when it cannot write', async () => {
    const blocked = join(folder, 'a-file')
    await writeFile(blocked, 'x')
    const store = new FolderFileStore({ folder: blocked })
    await expect(store.put('photos/a.jpg', Buffer.from('x'), 'image/jpeg')).rejects.toMatchObject({
      code: 'fileStoreUnavailable',
      message: expect.stringMatching(/[一-龥]/),
    })
  })
})

describe('createFileStore', () => {
  it('takes a folder unless an S3 address is set whole', () => {
    expect(createFileStore({ DATA_FOLDER: folder })).toBeInstanceOf(FolderFileStore)
    const settings = { DATA_FOLDER: folder, S3_ENDPOINT: 'http://127.0.0.1:9000' }
    expect(() => createFileStore(settings)).toThrow(
      expect.objectContaining({ code: 'fileStoreMisconfigured' }),
    )
    const keys = { S3_BUCKET: 'mingge', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b' }
    expect(createFileStore({ ...settings, ...keys })).toBeInstanceOf(S3FileStore)
  })
})

describe('the S3 store', () => {
  it('sends type and prefix along', async () => {
    await (stores.s3 as FileStore).put('photos/typed.jpg', Buffer.from('x'), 'image/jpeg')
    expect(standIn.objects.get('/mingge/county/photos/typed.jpg')?.contentType).toBe('image/jpeg')
  })

  it('tells a failing store from a file that is not there', async () => {
    standIn.failWith(403)
    const unavailable = { code: 'fileStoreUnavailable' }
    const store = stores.s3 as FileStore
    await expect(store.get('photos/a.jpg')).rejects.toMatchObject(unavailable)
    await expect(store.exists('photos/a.jpg')).rejects.toMatchObject(unavailable)
    await expect(store.put('photos/a.jpg', Buffer.from('x'), 'image/jpeg')).rejects.toMatchObject(
      unavailable,
    )
    standIn.failWith(null)
  })

  it('does not wait for ever', async () => {
    const silent = createServer()
    await new Promise<void>((started) => silent.listen(0, '127.0.0.1', started))
    const store = s3Store((silent.address() as AddressInfo).port, 200)
    await expect(store.exists('photos/a.jpg')).rejects.toMatchObject({
      code: 'fileStoreUnavailable',
    })
    silent.close()
  })
})
