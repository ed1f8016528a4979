import type { OutboxHost } from '../outbox/types'
import type { PickedPhoto } from '../photo-types'
import type { FileBody } from '../transport-types'
import {
  type Draft,
  type DraftPhoto,
  type DraftsOf,
  keyOfCurrent,
  keyOfDraft,
  loadDrafts,
  type Mended,
} from './record'

export interface ShelfHost extends Pick<OutboxHost, 'texts' | 'files' | 'nowMs' | 'newId'> {
  /** A photo that the outbox still keeps; null when it has been delivered. */
  sentPhoto(id: string): Promise<FileBody | null>
  /** An address of these bytes that a picture can show. */
  previewOf(body: FileBody): string
  forgetPreview(photo: PickedPhoto): void
}

export interface ShelfState<Fields> {
  /** What lies open in the form; it is on the shelf only once something is written. */
  current: Draft<Fields>
  /** The open one's photos: its own as far as they are loaded, those sent before from the first moment. */
  photos: readonly PickedPhoto[]
  /** All that is kept, the one changed last first. */
  kept: readonly Draft<Fields>[]
  /** The phone had no room for the last change: it is only on the screen. */
  isUnsaved: boolean
  /** Photos of the open draft that the system has cleared away. */
  lostPhotos: number
}

const pickedOf = (photo: DraftPhoto, body: FileBody | null, previewUrl: string): PickedPhoto => ({
  id: photo.id,
  body: body ?? '',
  previewUrl,
  bytes: photo.bytes,
  isSent: photo.sent,
})

/** Nobody's drafts: what is written while nobody is signed in is not kept. */
const nobody = ''

/**
 * Several unfinished forms of one kind, kept on the phone at every change with their photos. A draft
 * leaves the phone only when it has been handed to the outbox, or when the person deletes it.
 */
export class DraftShelf<Fields extends object> {
  private of: DraftsOf
  private drafts = new Map<string, Draft<Fields>>()
  private current: Draft<Fields>
  private bodies = new Map<string, PickedPhoto>()
  private isUnsaved = false
  private lostPhotos = 0
  private loading: Promise<void> = Promise.resolve()
  private listeners = new Set<() => void>()
  private state: ShelfState<Fields> | null = null

  constructor(
    private readonly host: ShelfHost,
    private readonly form: string,
    private readonly empty: Fields,
  ) {
    this.of = { form, accountId: nobody }
    this.current = this.blank()
  }

  /** Whose drafts these are from now on; null: nobody's. */
  setAccount(accountId: string | null) {
    if (this.of.accountId === (accountId ?? nobody)) return
    this.of = { form: this.form, accountId: accountId ?? nobody }
    this.reload()
  }

  /** Reads the device's keys anew: another window may have written or deleted something. */
  reload() {
    const found = this.of.accountId ? loadDrafts(this.host.texts, this.of, this.empty) : []
    this.drafts = new Map(found.map((draft) => [draft.id, draft] as const))
    const open = this.host.texts.read(keyOfCurrent(this.of))
    this.show((open !== null && this.drafts.get(open)) || this.blank())
  }

  private blank(): Draft<Fields> {
    const now = this.host.nowMs()
    return {
      id: this.host.newId(),
      accountId: this.of.accountId,
      createdAtMs: now,
      changedAtMs: now,
      fields: this.empty,
      photos: [],
      mends: null,
    }
  }

  private isBlank({ fields, photos, mends }: Draft<Fields>): boolean {
    return (
      mends === null && photos.length === 0 && JSON.stringify(fields) === JSON.stringify(this.empty)
    )
  }

  private show(draft: Draft<Fields>) {
    for (const photo of this.bodies.values()) this.host.forgetPreview(photo)
    this.bodies.clear()
    this.current = draft
    this.isUnsaved = false
    this.lostPhotos = 0
    this.changed()
    this.loading = this.loadPhotos(draft)
  }

  /** Until the photos of the draft that lies open are loaded. */
  loaded(): Promise<void> {
    return this.loading
  }

  /** The form is gone: lets its pictures go, and leaves the drafts as they are. */
  close() {
    for (const photo of this.bodies.values()) this.host.forgetPreview(photo)
    this.bodies.clear()
    this.current = this.blank()
  }

  /** Another draft into the form; the one that lay there is kept as it is. */
  resume(id: string) {
    const draft = this.drafts.get(id)
    if (!draft || draft.id === this.current.id) return
    this.note(id)
    this.show(draft)
  }

  /** An empty form; the draft that lay there is kept as it is. */
  startNew() {
    this.host.texts.remove(keyOfCurrent(this.of))
    this.show(this.blank())
  }

  /** A refused record into the form, once: whoever asks again finds what he has changed so far. */
  mend(mends: Mended, fields: Fields, photoIds: readonly string[]) {
    const known = [...this.drafts.values()].find((draft) => draft.mends?.itemId === mends.itemId)
    if (known) return this.resume(known.id)
    const photos = photoIds.map((id) => ({ id, bytes: 0, file: null, sent: true }))
    const draft = { ...this.blank(), fields, photos, mends }
    this.keep(draft)
    this.show(draft)
  }

  change(part: Partial<Fields>) {
    this.keep({ ...this.current, fields: { ...this.current.fields, ...part } })
  }

  /** The refused record is gone: what lies open is a report of its own now. */
  detach() {
    this.keep({ ...this.current, mends: null })
  }

  /** The open draft's photos in their new order; new ones are kept, missing ones dropped. */
  async setPhotos(photos: readonly PickedPhoto[]): Promise<void> {
    const before = this.current.photos
    const known = new Map(before.map((photo) => [photo.id, photo] as const))
    const added = photos.filter((photo) => !known.has(photo.id))
    // one that was sent before may still be on its way here with its picture
    for (const photo of photos)
      if (!photo.isSent || this.bodies.has(photo.id)) this.bodies.set(photo.id, photo)
    this.keep({
      ...this.current,
      photos: photos.map(
        ({ id, bytes }) => known.get(id) ?? { id, bytes, file: null, sent: false },
      ),
    })
    const left = new Set(photos.map((photo) => photo.id))
    for (const photo of before) if (!left.has(photo.id)) await this.dropPhoto(photo)
    for (const photo of added) await this.keepPhoto(this.current.id, photo)
  }

  private async keepPhoto(draftId: string, photo: PickedPhoto) {
    if (this.of.accountId === nobody) return
    try {
      const file = await this.host.files.keep(`${photo.id}-draft`, photo.body)
      const draft = this.draftOf(draftId)
      if (!draft?.photos.some(({ id }) => id === photo.id)) return await this.host.files.drop(file)
      const photos = draft.photos.map((one) => (one.id === photo.id ? { ...one, file } : one))
      this.keep({ ...draft, photos }, this.isUnsaved)
    } catch {
      this.isUnsaved = true
      this.changed()
    }
  }

  private draftOf(id: string): Draft<Fields> | undefined {
    return this.current.id === id ? this.current : this.drafts.get(id)
  }

  /** Deletes a draft and its photos: it was handed to the outbox, or the person said so. */
  async drop(id: string): Promise<void> {
    const draft = this.draftOf(id)
    if (!draft) return
    this.drafts.delete(id)
    this.host.texts.remove(keyOfDraft(this.of, id))
    if (this.current.id === id) this.startNew()
    else this.changed()
    for (const photo of draft.photos) await this.dropPhoto(photo)
  }

  private async dropPhoto(photo: DraftPhoto) {
    const shown = this.bodies.get(photo.id)
    if (shown) {
      this.bodies.delete(photo.id)
      this.host.forgetPreview(shown)
    }
    try {
      if (photo.file) await this.host.files.drop(photo.file)
    } catch {
      // found as an orphan at a later start
    }
  }

  /** The photos of the draft that lies open; what the system has cleared is counted and let go. */
  private async loadPhotos(draft: Draft<Fields>) {
    for (const photo of draft.photos) {
      const body = photo.file
        ? await this.host.files.open(photo.file).catch(() => null)
        : await this.host.sentPhoto(photo.id).catch(() => null)
      if (this.current.id !== draft.id || this.bodies.has(photo.id)) continue
      if (body === null && !photo.sent) {
        this.lostPhotos += 1
        const photos = this.current.photos.filter(({ id }) => id !== photo.id)
        this.keep({ ...this.current, photos })
        continue
      }
      this.bodies.set(
        photo.id,
        pickedOf(photo, body, body === null ? '' : this.host.previewOf(body)),
      )
      this.changed()
    }
  }

  /** Writes a draft, or takes it off the shelf when nothing is left in it. */
  private keep(changed: Draft<Fields>, wasUnsaved = false) {
    const draft = { ...changed, changedAtMs: this.host.nowMs() }
    if (this.current.id === draft.id) this.current = draft
    const key = keyOfDraft(this.of, draft.id)
    this.isUnsaved = wasUnsaved
    if (this.isBlank(draft)) {
      this.drafts.delete(draft.id)
      this.host.texts.remove(key)
    } else if (this.of.accountId !== nobody) {
      this.drafts.set(draft.id, draft)
      try {
        this.host.texts.write(key, JSON.stringify(draft))
        if (this.current.id === draft.id) this.note(draft.id)
      } catch {
        this.isUnsaved = true
      }
    }
    this.changed()
  }

  private note(id: string) {
    try {
      this.host.texts.write(keyOfCurrent(this.of), id)
    } catch {
      // the form opens empty next time; the draft is on the shelf
    }
  }

  getState = (): ShelfState<Fields> => {
    this.state ??= {
      current: this.current,
      photos: this.current.photos.flatMap((photo) => {
        const shown = this.bodies.get(photo.id)
        return shown ?? (photo.sent ? pickedOf(photo, null, '') : [])
      }),
      kept: [...this.drafts.values()].sort((a, b) => b.changedAtMs - a.changedAtMs),
      isUnsaved: this.isUnsaved,
      lostPhotos: this.lostPhotos,
    }
    return this.state
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private changed() {
    this.state = null
    for (const listener of [...this.listeners]) listener()
  }
}
