import { StorageFull } from '../../storage-full'
import type { FileBody } from '../../transport-types'
import { uuidv7 } from '../../uuid'
import { Outbox } from '../core'
import type { FileStore, Outcome, OutboxHost, OutboxItem, StoredFile, TextStore } from '../types'

/** What the network and the service do to the next sending. */
export type Weather =
  | 'fine'
  /** Lost on the way there: the service never hears of it. */
  | 'lostThere'
  /** Lost on the way back: done, and nobody is told. */
  | 'lostBack'
  | 'busy'
  | 'signedOut'

/** The service: does each command once, answers a repeat with the first result. */
export class FakeService {
  weather: Weather = 'fine'
  readonly effects = new Map<string, { accountId: string; payload: string; times: number }>()
  requests = 0
  /** What must never happen, when it did. */
  readonly violations: string[] = []
  /** Sendings of one running app under way at once, by lane, to see that the limits hold. */
  most = { records: 0, photos: 0 }
  private now = new Map<string, number>()

  async receive(item: OutboxItem, signedInAs: string | null, life: number): Promise<Outcome> {
    this.requests += 1
    const lane = item.kind === 'photo' ? 'photos' : 'records'
    const key = `${life} ${lane}`
    const count = (this.now.get(key) ?? 0) + 1
    this.now.set(key, count)
    this.most[lane] = Math.max(this.most[lane], count)
    await Promise.resolve()
    await Promise.resolve()
    this.now.set(key, (this.now.get(key) ?? 1) - 1)
    return this.answer(item, signedInAs)
  }

  private answer(item: OutboxItem, signedInAs: string | null): Outcome {
    const error = { code: null, message: this.weather }
    if (this.weather === 'lostThere') return { kind: 'unreachable', error }
    if (signedInAs !== item.accountId) this.violations.push(`${item.id} sent as ${signedInAs}`)
    if (this.weather === 'signedOut') return { kind: 'signIn', error }
    if (this.weather === 'busy') return { kind: 'busy', error }
    const payload = JSON.stringify(item.payload)
    if (payload.includes('"bad"'))
      return { kind: 'refused', error: { code: 'badInput', message: '有误' } }
    const before = this.effects.get(item.id)
    if (!before) this.effects.set(item.id, { accountId: item.accountId, payload, times: 1 })
    else if (before.payload !== payload) this.violations.push(`${item.id} sent with other content`)
    if (this.weather === 'lostBack') return { kind: 'unreachable', error }
    return { kind: 'delivered', output: { of: item.id } }
  }
}

/** The phone: what it stores survives a crash, what ran in it does not. */
export class FakeDevice {
  readonly texts = new Map<string, string>()
  readonly files = new Map<string, FileBody>()
  full = false
  nowMs = Date.UTC(2026, 10, 25)
  signedInAs: string | null = null
  private timers: { atMs: number; run: () => void; life: number }[] = []
  private life = 0
  private serial = 0
  /** Counts down writes until the power goes; null: it stays. */
  crashAfterWrites: number | null = null

  constructor(readonly service: FakeService) {}

  /** Starts the app: an outbox of its own life. Whatever an earlier life still does has no effect. */
  boot(): Outbox {
    this.life += 1
    this.timers = []
    this.crashAfterWrites = null
    const outbox = new Outbox(this.host(this.life))
    outbox.setAccount(this.signedInAs)
    return outbox
  }

  private alive(life: number): boolean {
    if (life !== this.life) return false
    return this.crashAfterWrites === null || this.crashAfterWrites > 0
  }

  /** Whether the app that runs now still has power: if not, nobody is told anything any more. */
  get hasPower(): boolean {
    return this.alive(this.life)
  }

  get currentLife(): number {
    return this.life
  }

  /** A device without power writes nothing, and nobody notices. */
  private write(life: number, change: () => void) {
    if (!this.alive(life)) return
    if (this.crashAfterWrites !== null) this.crashAfterWrites -= 1
    change()
  }

  /** What the phone that runs now stores, for whatever else keeps things on it. */
  storesOf(): { texts: TextStore; files: FileStore } {
    const { texts, files } = this.host(this.life)
    return { texts, files }
  }

  private host(life: number): OutboxHost {
    const texts: TextStore = {
      keys: () => [...this.texts.keys()],
      read: (key) => this.texts.get(key) ?? null,
      write: (key, text) => {
        if (this.full) throw new StorageFull()
        this.write(life, () => this.texts.set(key, text))
      },
      remove: (key) => this.write(life, () => this.texts.delete(key)),
    }
    return {
      texts,
      files: this.fileStore(life),
      send: (item) => {
        if (!this.alive(life)) return new Promise(() => undefined)
        return this.service.receive(item, this.signedInAs, life)
      },
      nowMs: () => this.nowMs,
      later: (run, delayMs) => {
        const timer = { atMs: this.nowMs + delayMs, run, life }
        this.timers.push(timer)
        return () => {
          this.timers = this.timers.filter((other) => other !== timer)
        }
      },
      newId: () => {
        this.serial += 1
        const bytes = new Uint8Array(10)
        bytes[8] = this.serial >> 8
        bytes[9] = this.serial & 255
        return uuidv7(this.nowMs, bytes)
      },
      random: () => 0.5,
    }
  }

  private fileStore(life: number): FileStore {
    return {
      keep: async (name: string, body: FileBody): Promise<StoredFile> => {
        await Promise.resolve()
        if (this.full) throw new StorageFull()
        this.write(life, () => this.files.set(name, body))
        return { name, bytes: 1 }
      },
      open: async (file) => this.files.get(file.name) ?? null,
      drop: async (file) => this.write(life, () => this.files.delete(file.name)),
      names: async () => [...this.files.keys()],
    }
  }

  async settle() {
    for (let turn = 0; turn < 60; turn += 1) await Promise.resolve()
  }

  /** Lets time go by, with everything that falls due in it. */
  async pass(ms: number) {
    const untilMs = this.nowMs + ms
    for (;;) {
      await this.settle()
      const next = this.timers
        .filter((timer) => timer.life === this.life && timer.atMs <= untilMs)
        .sort((a, b) => a.atMs - b.atMs)[0]
      if (!next) break
      this.timers = this.timers.filter((timer) => timer !== next)
      this.nowMs = Math.max(this.nowMs, next.atMs)
      next.run()
    }
    this.nowMs = untilMs
    await this.settle()
  }
}
