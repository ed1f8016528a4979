import {
  type ItemKind,
  itemKinds,
  type OutboxItem,
  type Refusal,
  type StoredFile,
  type TextStore,
} from './types'

/** One key per item: a write that is cut off can spoil no other item. */
const prefix = 'mingge:outbox:'
const brokenPrefix = 'mingge:outbox-broken:'
const lastSentKey = 'mingge:outbox-last-sent:'

export function keyOf(item: Pick<OutboxItem, 'accountId' | 'id'>): string {
  return `${prefix}${item.accountId}:${item.id}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function refusal(value: unknown): Refusal | null {
  if (!isObject(value) || typeof value.message !== 'string') return null
  return { code: typeof value.code === 'string' ? value.code : null, message: value.message }
}

function storedFile(value: unknown): StoredFile | null {
  if (!isObject(value) || typeof value.name !== 'string') return null
  return { name: value.name, bytes: typeof value.bytes === 'number' ? value.bytes : 0 }
}

/** The item of a stored text; null when it is no item. One that was on its way is waiting again. */
export function parseItem(key: string, text: string): OutboxItem | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(value)) return null
  const { id, kind, accountId, files } = value
  if (typeof id !== 'string' || typeof accountId !== 'string') return null
  if (key !== keyOf({ id, accountId })) return null
  if (!itemKinds.includes(kind as ItemKind) || !Array.isArray(files) || !('payload' in value))
    return null
  const parsedFiles = files.map(storedFile)
  if (parsedFiles.includes(null)) return null
  const number = (field: unknown) =>
    typeof field === 'number' && Number.isFinite(field) ? field : 0
  return {
    id,
    kind: kind as ItemKind,
    accountId,
    payload: value.payload,
    files: parsedFiles as StoredFile[],
    title: typeof value.title === 'string' ? value.title : '',
    createdAtMs: number(value.createdAtMs),
    tries: number(value.tries),
    nextAtMs: number(value.nextAtMs),
    state: value.state === 'refused' ? 'refused' : 'waiting',
    unsure: value.unsure === true || value.state === 'sending',
    lastError: refusal(value.lastError),
    replaces: typeof value.replaces === 'string' ? value.replaces : null,
  }
}

export function writeItem(texts: TextStore, item: OutboxItem) {
  texts.write(keyOf(item), JSON.stringify(item))
}

/** Puts an unreadable entry aside under another key; leaves it where it is when there is no room. */
function putAside(texts: TextStore, key: string, text: string) {
  try {
    texts.write(brokenPrefix + key.slice(prefix.length), text)
  } catch {
    return
  }
  texts.remove(key)
}

/** Every item on the device. Items whose successor is there too were replaced: they go. */
export function loadItems(texts: TextStore): OutboxItem[] {
  const items: OutboxItem[] = []
  for (const key of texts.keys()) {
    if (!key.startsWith(prefix)) continue
    const text = texts.read(key)
    if (text === null) continue
    const item = parseItem(key, text)
    if (item) items.push(item)
    else putAside(texts, key, text)
  }
  const replaced = new Set(items.map((item) => item.replaces))
  for (const item of items) {
    if (replaced.has(item.id)) texts.remove(keyOf(item))
  }
  return items.filter((item) => !replaced.has(item.id)).sort(byAge)
}

export function byAge(a: OutboxItem, b: OutboxItem): number {
  return a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1)
}

/** Entries that could not be read: put aside, or still in their place for want of room. */
export function countBroken(texts: TextStore): number {
  return texts.keys().filter((key) => {
    if (key.startsWith(brokenPrefix)) return true
    if (!key.startsWith(prefix)) return false
    return parseItem(key, texts.read(key) ?? '') === null
  }).length
}

export function readLastSent(texts: TextStore, accountId: string): number | null {
  const value = Number(texts.read(lastSentKey + accountId))
  return value > 0 ? value : null
}

export function writeLastSent(texts: TextStore, accountId: string, atMs: number) {
  try {
    texts.write(lastSentKey + accountId, String(atMs))
  } catch {
    // only a line on the screen
  }
}
