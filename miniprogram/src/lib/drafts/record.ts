import type { StoredFile, TextStore } from '../outbox/types'

/** One key per draft, as in the outbox: a write that is cut off can spoil no other draft. */
const prefix = 'mingge:drafts:'

/** A photo chosen for a draft. */
export interface DraftPhoto {
  id: string
  bytes: number
  /** Where it lies on the phone; null while it has no room, or when it is `sent`. */
  file: StoredFile | null
  /** The outbox or the service has it already: it belongs to the refused record. */
  sent: boolean
}

/** The refused record that a draft corrects. */
export interface Mended {
  itemId: string
  /** What stays as it was: when and where it was taken, as JSON. */
  payload: unknown
}

export interface Draft<Fields> {
  id: string
  accountId: string
  createdAtMs: number
  changedAtMs: number
  fields: Fields
  photos: readonly DraftPhoto[]
  mends: Mended | null
}

/** What names a draft: which form it is of, and whose. */
export interface DraftsOf {
  form: string
  accountId: string
}

export function keyOfDraft({ form, accountId }: DraftsOf, id: string): string {
  return `${prefix}${form}:${accountId}:${id}`
}

/** Where it is noted which draft lies open. */
export function keyOfCurrent({ form, accountId }: DraftsOf): string {
  return `mingge:draft-open:${form}:${accountId}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function storedFile(value: unknown): StoredFile | null {
  if (!isObject(value) || typeof value.name !== 'string') return null
  return { name: value.name, bytes: Number(value.bytes) || 0 }
}

function draftPhoto(value: unknown): DraftPhoto[] {
  if (!isObject(value) || typeof value.id !== 'string') return []
  const file = storedFile(value.file)
  const sent = value.sent === true
  return file || sent ? [{ id: value.id, bytes: Number(value.bytes) || 0, file, sent }] : []
}

function mended(value: unknown): Mended | null {
  if (!isObject(value) || typeof value.itemId !== 'string') return null
  return { itemId: value.itemId, payload: value.payload }
}

/** The draft of a stored text; null when it is none. What an older version did not know is `empty`'s. */
export function parseDraft<Fields extends object>(
  text: string,
  accountId: string,
  empty: Fields,
): Draft<Fields> | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(value) || typeof value.id !== 'string' || !isObject(value.fields)) return null
  return {
    id: value.id,
    accountId,
    createdAtMs: Number(value.createdAtMs) || 0,
    changedAtMs: Number(value.changedAtMs) || 0,
    fields: { ...empty, ...value.fields },
    photos: (Array.isArray(value.photos) ? value.photos : []).flatMap(draftPhoto),
    mends: mended(value.mends),
  }
}

/** Every draft of this form and person. One that cannot be read stays where it is. */
export function loadDrafts<Fields extends object>(
  texts: TextStore,
  of: DraftsOf,
  empty: Fields,
): Draft<Fields>[] {
  const start = keyOfDraft(of, '')
  return texts
    .keys()
    .filter((key) => key.startsWith(start))
    .flatMap((key) => parseDraft(texts.read(key) ?? '', of.accountId, empty) ?? [])
}

/** The files of every draft on this device, whoever's: they are no orphans. */
export function draftFileNames(texts: TextStore): string[] {
  return texts
    .keys()
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => parseDraft(texts.read(key) ?? '', '', {})?.photos ?? [])
    .flatMap(({ file }) => (file ? [file.name] : []))
}
