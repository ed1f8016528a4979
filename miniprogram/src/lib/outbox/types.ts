import type { FileBody } from '../transport-types'

export const itemKinds = [
  'checkIn',
  'correction',
  'report',
  'matterRaise',
  'matterMove',
  'leave',
  'studied',
  'equipmentReceived',
  'photo',
  'residentRaise',
  'residentPhoto',
] as const
export type ItemKind = (typeof itemKinds)[number]

/** Whose items are sent without anybody signed in: what a resident sends needs no account. */
export const residentAccount = 'resident'

/** What a photo belongs to; one kept by an older version belongs to a report. */
export interface PhotoPayload {
  photoId: string
  of?: 'report' | 'matter'
}

/**
 * waiting: not yet answered, will be sent again. sending: on its way now. refused: the service said
 * no for good; stays until the person sends it again or discards it. sent: answered, and removed.
 */
export type ItemState = 'waiting' | 'sending' | 'refused' | 'sent'

export interface StoredFile {
  /** Name in the file store. */
  name: string
  bytes: number
}

export interface Refusal {
  code: string | null
  message: string
}

export interface OutboxItem {
  /** The command's id: made and kept before the first sending, the same for every one after it. */
  id: string
  kind: ItemKind
  accountId: string
  /** What the command says, as JSON. */
  payload: unknown
  files: StoredFile[]
  /** A line for the person: what this is. */
  title: string
  createdAtMs: number
  tries: number
  nextAtMs: number
  state: ItemState
  /** An earlier sending got no answer: the service may have it already. */
  unsure: boolean
  lastError: Refusal | null
  /** The refused item that this one takes the place of. */
  replaces: string | null
}

export interface NewItem {
  /** Made by the caller when another record names it (a report its photos). */
  id?: string
  kind: ItemKind
  payload: unknown
  title: string
  files?: readonly FileBody[]
  /** The refused item whose place it takes. */
  replaces?: Pick<OutboxItem, 'id' | 'createdAtMs'>
}

/** How one sending ended. */
export type Outcome =
  | { kind: 'delivered'; output: unknown }
  | { kind: 'refused'; error: Refusal }
  /** No answer came at all: the network is away. */
  | { kind: 'unreachable'; error: Refusal }
  /** The service asked to come back later. */
  | { kind: 'busy'; error: Refusal; retryAfterMs?: number }
  /** Nobody is signed in, or not in a way that may send. */
  | { kind: 'signIn'; error: Refusal }

/** What became of an item, for the page that waits for it. */
export type Settled =
  | { kind: 'delivered'; output: unknown }
  | { kind: 'refused'; error: Refusal }
  | { kind: 'waiting' }

/** Texts by key, kept before the call returns. `write` throws StorageFull. */
export interface TextStore {
  keys(): string[]
  read(key: string): string | null
  write(key: string, text: string): void
  remove(key: string): void
}

/** Files that outlive the app. `keep` throws StorageFull. */
export interface FileStore {
  keep(name: string, body: FileBody): Promise<StoredFile>
  /** null when the system has cleared it. */
  open(file: StoredFile): Promise<FileBody | null>
  drop(file: StoredFile): Promise<void>
  names(): Promise<string[]>
}

export interface OutboxHost {
  texts: TextStore
  files: FileStore
  send(item: OutboxItem, files: FileBody[]): Promise<Outcome>
  nowMs(): number
  /** Calls once after the delay. Returns how to take it back. */
  later(run: () => void, delayMs: number): () => void
  newId(): string
  /** 0 (inclusive) to 1 (exclusive). */
  random(): number
}

export interface OutboxStatus {
  /** Of the signed-in person. */
  waiting: number
  sending: number
  refused: number
  /** Entries that could not be read and were put aside. */
  broken: number
  /** Waiting for others who used this phone; sent when they sign in again. */
  ofOthers: number
  lastSentAtMs: number | null
  /** Waits until the person signs in. */
  needsSignIn: boolean
  items: readonly OutboxItem[]
}
