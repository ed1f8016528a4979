import type { FileBody } from '../transport-types'
import { uuidTimeMs } from '../uuid'
import { backoffMs } from './backoff'
import { prepareItem } from './prepare'
import { byAge, keyOf, loadItems, writeItem, writeLastSent } from './record'
import { statusOf } from './status'
import {
  type NewItem,
  type Outcome,
  type OutboxHost,
  type OutboxItem,
  type OutboxStatus,
  type PhotoPayload,
  residentAccount,
  type Settled,
  type StoredFile,
} from './types'

/** Records go one after another, in the order taken; photos beside them, two at a time. */
type Lane = 'records' | 'photos'
const width: Record<Lane, number> = { records: 1, photos: 2 }

/** A sending that has said nothing for so long is given up; the app may have been put to sleep. */
const longestSendingMs = 120_000
/** Only files older than this can be orphans: another window may be about to name its own. */
const orphanAgeMs = 3_600_000
const mostRemembered = 20

function laneOf(item: OutboxItem): Lane {
  return item.kind === 'photo' || item.kind === 'residentPhoto' ? 'photos' : 'records'
}

/** Thrown when something is to be kept and nobody is signed in. */
export class NobodySignedIn extends Error {
  constructor() {
    super('请先登录，再保存')
    this.name = 'NobodySignedIn'
  }
}

/** Thrown when something is to take the place of a refused item that is not refused any more. */
export class NoLongerRefused extends Error {
  constructor() {
    super('原来的一条已经不在“没有被接受”里了，可能正在重新发送。请先到“待发送”看一看')
    this.name = 'NoLongerRefused'
  }
}

/**
 * Keeps what was taken in the field until the service has answered. The rules:
 * an item is kept before anybody is told that it is; its id never changes; it leaves the device only
 * when the service has answered it, or when the person discards it in so many words.
 */
export class Outbox {
  private items = new Map<string, OutboxItem>()
  private accountId: string | null = null
  private needsSignIn = false
  private inFlight = new Set<string>()
  /** How the last few items ended, for who asks a moment too late. */
  private remembered = new Map<string, Settled>()
  private laneHeldUntilMs: Record<Lane, number> = { records: 0, photos: 0 }
  private cancelTimer: (() => void) | null = null
  private listeners = new Set<() => void>()
  private waiters = new Map<string, Set<(settled: Settled) => void>>()
  private status: OutboxStatus | null = null

  constructor(private readonly host: OutboxHost) {
    this.reload()
  }

  /** Whose items may be sent from now on; null: nobody's. */
  setAccount(accountId: string | null) {
    this.accountId = accountId
    this.needsSignIn = false
    this.wake()
  }

  /** Reads the device's keys anew: another window may have added or sent something. */
  reload() {
    const found = loadItems(this.host.texts)
    const kept = new Map(found.map((item) => [item.id, item] as const))
    for (const id of this.inFlight) {
      const item = this.items.get(id)
      if (item) kept.set(id, item)
    }
    this.items = kept
    this.changed()
  }

  /** The network came back, the app was opened: try everything now. */
  wake() {
    this.laneHeldUntilMs = { records: 0, photos: 0 }
    const now = this.host.nowMs()
    for (const item of this.items.values()) {
      if (item.state === 'waiting' && item.nextAtMs > now)
        this.items.set(item.id, { ...item, nextAtMs: now })
    }
    this.changed()
    this.pump()
  }

  /** Keeps new items, all or none. When it returns, they are on the device. */
  async add(...entries: readonly NewItem[]): Promise<OutboxItem[]> {
    if (this.accountId === null) throw new NobodySignedIn()
    return this.addFor(this.accountId, ...entries)
  }

  /** The same for a resident, who has no account: sent whoever is signed in, or nobody. */
  addForResident(...entries: readonly NewItem[]): Promise<OutboxItem[]> {
    return this.addFor(residentAccount, ...entries)
  }

  private async addFor(accountId: string, ...entries: readonly NewItem[]): Promise<OutboxItem[]> {
    const keptFiles: StoredFile[] = []
    const written: OutboxItem[] = []
    try {
      for (const entry of entries) {
        const item = await prepareItem(this.host, entry, accountId, keptFiles)
        if (item.replaces !== null && !this.isRefused(item.replaces)) throw new NoLongerRefused()
        writeItem(this.host.texts, item)
        written.push(item)
      }
    } catch (error) {
      for (const item of written) this.host.texts.remove(keyOf(item))
      for (const file of keptFiles) await this.dropFile(file)
      throw error
    }
    for (const item of written) {
      const old = item.replaces === null ? undefined : this.items.get(item.replaces)
      if (old) {
        this.items.delete(old.id)
        this.host.texts.remove(keyOf(old))
        for (const file of old.files) void this.dropFile(file)
      }
      this.items.set(item.id, item)
    }
    this.changed()
    this.pump()
    return written
  }

  /** Sends a refused item once more, as it is. */
  resend(id: string) {
    const item = this.items.get(id)
    if (item?.state !== 'refused') return
    this.update({
      ...item,
      state: 'waiting',
      tries: 0,
      nextAtMs: this.host.nowMs(),
      lastError: null,
    })
    this.pump()
  }

  isRefused(id: string): boolean {
    return this.items.get(id)?.state === 'refused'
  }

  /**
   * Puts a corrected record in the place of a refused one, with the photos that it names anew, all or
   * nothing. It is another command: it gets its own id, and the old one's place in the order.
   */
  async amend(
    id: string,
    corrected: { payload: unknown; title?: string; files?: readonly FileBody[] },
    photos: readonly NewItem[] = [],
  ): Promise<OutboxItem> {
    this.reload()
    const old = this.items.get(id)
    if (old?.state !== 'refused') throw new NoLongerRefused()
    const { kind, accountId } = old
    const record = { kind, title: old.title, ...corrected, replaces: old }
    const [item] = (await this.addFor(accountId, ...photos, record)).slice(-1)
    if (!item) throw new NoLongerRefused()
    return item
  }

  /** Gives a refused item up. Only ever because the person said so. */
  async discard(id: string): Promise<void> {
    const item = this.items.get(id)
    if (item?.state !== 'refused') return
    this.items.delete(id)
    this.host.texts.remove(keyOf(item))
    this.changed()
    for (const file of item.files) await this.dropFile(file)
  }

  /** What becomes of an item, or 'waiting' when that is not known within the time. */
  settled(id: string, withinMs: number): Promise<Settled> {
    const item = this.items.get(id)
    const known: Settled | undefined =
      item?.state === 'refused' && item.lastError
        ? { kind: 'refused', error: item.lastError }
        : this.remembered.get(id)
    if (known) return Promise.resolve(known)
    return new Promise((resolve) => {
      const waiters = this.waiters.get(id) ?? new Set()
      this.waiters.set(id, waiters)
      const finish = (settled: Settled) => {
        cancel()
        waiters.delete(finish)
        resolve(settled)
      }
      const cancel = this.host.later(() => finish({ kind: 'waiting' }), withinMs)
      waiters.add(finish)
    })
  }

  getStatus = (): OutboxStatus => {
    this.status ??= statusOf({
      texts: this.host.texts,
      items: [...this.items.values()],
      accountId: this.accountId,
      inFlight: this.inFlight,
      needsSignIn: this.needsSignIn,
    })
    return this.status
  }

  /** What residents sent from this device and is not answered yet, oldest first. */
  residentItems(): OutboxItem[] {
    return [...this.items.values()].filter((item) => item.accountId === residentAccount).sort(byAge)
  }

  private maySend({ accountId }: OutboxItem): boolean {
    if (accountId === residentAccount) return true
    return accountId === this.accountId && !this.needsSignIn
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** A photo that is still here; one taken in its place is another item with the same photo's id. */
  itemOfPhoto(photoId: string): OutboxItem | undefined {
    const isOf = ({ kind, payload }: OutboxItem) =>
      kind === 'photo' && (payload as PhotoPayload).photoId === photoId
    return [...this.items.values()].find(isOf)
  }

  /** Removes files that nothing names any more: neither an item nor, `alsoNamed`, a draft. */
  async dropOrphanFiles(alsoNamed: readonly string[] = []): Promise<void> {
    const ofItems = loadItems(this.host.texts).flatMap((item) => item.files.map(({ name }) => name))
    const named = new Set([...ofItems, ...alsoNamed])
    const before = this.host.nowMs() - orphanAgeMs
    for (const name of await this.host.files.names()) {
      if (!named.has(name) && uuidTimeMs(name) < before) await this.dropFile({ name, bytes: 0 })
    }
  }

  private changed() {
    this.status = null
    for (const listener of [...this.listeners]) listener()
  }

  /** Changes an item in memory and, when there is room, on the device. */
  private update(item: OutboxItem) {
    this.items.set(item.id, item)
    try {
      writeItem(this.host.texts, item)
    } catch {
      // the older text of the same item is still there: it will be sent again, with the same id
    }
    this.changed()
  }

  private async dropFile(file: StoredFile) {
    try {
      await this.host.files.drop(file)
    } catch {
      // found again as an orphan at the next start
    }
  }

  private pump() {
    this.cancelTimer?.()
    this.cancelTimer = null
    const now = this.host.nowMs()
    let nextAtMs = Number.POSITIVE_INFINITY
    for (const lane of ['records', 'photos'] as const) {
      const inLane = [...this.items.values()].filter((item) => laneOf(item) === lane)
      let free = width[lane] - inLane.filter((item) => this.inFlight.has(item.id)).length
      const waiting = inLane
        .filter((item) => this.maySend(item) && item.state === 'waiting')
        .filter((item) => !this.inFlight.has(item.id))
        .sort(byAge)
      for (const item of waiting) {
        const dueAtMs = Math.max(item.nextAtMs, this.laneHeldUntilMs[lane])
        if (dueAtMs > now) nextAtMs = Math.min(nextAtMs, dueAtMs)
        else if (free > 0) {
          free -= 1
          void this.attempt(item)
        }
      }
    }
    if (nextAtMs < Number.POSITIVE_INFINITY) {
      this.cancelTimer = this.host.later(() => this.pump(), nextAtMs - now)
    }
  }

  private async attempt(item: OutboxItem) {
    this.inFlight.add(item.id)
    const sending = { ...item, tries: item.tries + 1 }
    this.items.set(item.id, sending)
    try {
      writeItem(this.host.texts, { ...sending, state: 'sending' })
    } catch {
      // sent all the same: only the count of tries is forgotten if the app dies now
    }
    this.changed()
    const outcome = await this.trySend(sending)
    this.inFlight.delete(item.id)
    this.conclude(sending, outcome)
    this.changed()
    this.pump()
  }

  private async trySend(item: OutboxItem): Promise<Outcome> {
    try {
      const bodies: FileBody[] = []
      for (const file of item.files) {
        const body = await this.host.files.open(file)
        if (body === null) {
          const message = '手机里的照片已被系统清除，请重新拍一张'
          return { kind: 'refused', error: { code: null, message } }
        }
        bodies.push(body)
      }
      if (item.accountId !== residentAccount && item.accountId !== this.accountId)
        return { kind: 'signIn', error: { code: null, message: '请先登录' } }
      return await this.withinTime(this.host.send(item, bodies))
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { kind: 'busy', error: { code: null, message } }
    }
  }

  private withinTime(sending: Promise<Outcome>): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const error = { code: null, message: '网络太慢，没有等到回应' }
      const cancel = this.host.later(
        () => resolve({ kind: 'unreachable', error }),
        longestSendingMs,
      )
      sending.then(resolve, reject).finally(cancel)
    })
  }

  private conclude(item: OutboxItem, outcome: Outcome) {
    if (!this.items.has(item.id)) return
    switch (outcome.kind) {
      case 'delivered':
        return this.delivered(item, outcome.output)
      case 'refused':
        this.update({ ...item, state: 'refused', lastError: outcome.error })
        return this.tell(item.id, { kind: 'refused', error: outcome.error })
      case 'signIn':
        if (item.accountId === this.accountId) this.needsSignIn = true
        return this.update({ ...item, tries: item.tries - 1, lastError: outcome.error })
      default:
        return this.postpone(item, outcome)
    }
  }

  private delivered(item: OutboxItem, output: unknown) {
    this.items.delete(item.id)
    this.host.texts.remove(keyOf(item))
    writeLastSent(this.host.texts, item.accountId, this.host.nowMs())
    const settled: Settled = { kind: 'delivered', output }
    this.remembered.set(item.id, settled)
    for (const id of [...this.remembered.keys()].slice(0, -mostRemembered))
      this.remembered.delete(id)
    this.tell(item.id, settled)
    for (const file of item.files) void this.dropFile(file)
  }

  private postpone(item: OutboxItem, outcome: Extract<Outcome, { kind: 'unreachable' | 'busy' }>) {
    const asked = outcome.kind === 'busy' ? (outcome.retryAfterMs ?? 0) : 0
    const delayMs = Math.max(asked, backoffMs(item.tries, this.host.random()))
    const nextAtMs = this.host.nowMs() + delayMs
    // without a network every item would fail alike: one try per round is enough
    if (outcome.kind === 'unreachable') this.laneHeldUntilMs[laneOf(item)] = nextAtMs
    this.update({ ...item, state: 'waiting', unsure: true, nextAtMs, lastError: outcome.error })
  }

  private tell(id: string, settled: Settled) {
    for (const waiter of [...(this.waiters.get(id) ?? [])]) waiter(settled)
    this.waiters.delete(id)
  }
}
