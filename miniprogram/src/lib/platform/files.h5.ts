import type { FileStore } from '../outbox/types'
import { StorageFull } from '../storage-full'
import type { FileBody } from '../transport-types'

/** Photos that wait, as bytes in the browser's own database. */
const databaseName = 'mingge-outbox'
const storeName = 'files'

let opened: Promise<IDBDatabase> | null = null

function settle<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('没有读写成功'))
  })
}

function database(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('没有打开存储'))
  }).catch((error) => {
    opened = null
    throw error
  })
  return opened
}

async function withStore<Result>(
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const transaction = (await database()).transaction(storeName, mode)
  const finished = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('没有写成功'))
    transaction.onerror = () => reject(transaction.error ?? new Error('没有写成功'))
  })
  const result = await settle(run(transaction.objectStore(storeName)))
  await finished
  return result
}

export const fileStore: FileStore = {
  async keep(name, body) {
    try {
      // asks once that the browser does not clear it when space gets short
      void navigator.storage?.persist?.()
      await withStore('readwrite', (store) => store.put(body, name))
      return { name, bytes: body instanceof Blob ? body.size : 0 }
    } catch {
      throw new StorageFull()
    }
  },

  async open(file) {
    const body = await withStore<FileBody | undefined>('readonly', (store) => store.get(file.name))
    return body ?? null
  },

  async drop(file) {
    await withStore('readwrite', (store) => store.delete(file.name))
  },

  async names() {
    const keys = await withStore('readonly', (store) => store.getAllKeys())
    return keys.map(String)
  },
}
