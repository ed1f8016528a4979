import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Mending } from '../mending'
import { outbox } from '../outbox'
import type { ItemKind } from '../outbox/types'
import type { PickedPhoto } from '../photo-types'
import { currentAccountId } from '../session'
import { shelfHost } from './host'
import { DraftShelf, type ShelfState } from './shelf'

export interface FormDraftOptions<Fields, Payload> {
  kind: ItemKind
  empty: Fields
  /** The refused record that lies in the form; null: a record of its own. */
  mending: Mending<Payload> | null
  draftOf(sent: Payload): Fields
  /** Whether a record of its own is kept while it is written. What mends another always is. */
  keepsOwn: boolean
}

export interface FormDraft<Fields> {
  draft: Fields
  photos: readonly PickedPhoto[]
  /** What the phone had no room for, and what it has cleared away. */
  trouble: Pick<ShelfState<Fields>, 'isUnsaved' | 'lostPhotos'>
  change(part: Partial<Fields>): void
  setPhotos(photos: readonly PickedPhoto[]): void
  /** All photos, also those that were just being read. */
  loadedPhotos(): Promise<readonly PickedPhoto[]>
  /** What was written is in the outbox now: the form is empty again. */
  finish(): void
}

const photoIdsOf = (sent: unknown) => (sent as { photoIds?: readonly string[] }).photoIds ?? []

/** Drafts of records that are no longer refused mend nothing any more. */
function dropForgotten<Fields extends object>(shelf: DraftShelf<Fields>) {
  const items = outbox.getStatus().items
  for (const { id, mends } of shelf.getState().kept)
    if (mends && !items.some((item) => item.id === mends.itemId)) void shelf.drop(id)
}

function openShelf<Fields extends object, Payload>(options: FormDraftOptions<Fields, Payload>) {
  const { kind, empty, mending, draftOf, keepsOwn } = options
  if (mending === null) {
    const shelf = new DraftShelf<Fields>(shelfHost, kind, empty)
    if (keepsOwn) shelf.setAccount(currentAccountId())
    return shelf
  }
  const { itemId, payload } = mending
  // beside the person's own unfinished form, which stays as it is
  const shelf = new DraftShelf<Fields>(shelfHost, `mend-${kind}`, empty)
  shelf.setAccount(currentAccountId())
  dropForgotten(shelf)
  shelf.mend({ itemId, payload }, draftOf(payload), photoIdsOf(payload))
  return shelf
}

/**
 * What is being written in a form, kept on the phone at every change with its photos: closing the
 * program or loading the page anew loses none of it.
 */
export function useFormDraft<Fields extends object, Payload>(
  options: FormDraftOptions<Fields, Payload>,
): FormDraft<Fields> {
  const itemId = options.mending?.itemId ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form is opened once for what lies in it
  const shelf = useMemo(() => openShelf(options), [itemId])
  useEffect(() => () => shelf.close(), [shelf])
  const state = useSyncExternalStore(shelf.subscribe, shelf.getState, shelf.getState)
  return {
    draft: state.current.fields,
    photos: state.photos,
    trouble: { isUnsaved: state.isUnsaved, lostPhotos: state.lostPhotos },
    change: (part) => shelf.change(part),
    setPhotos: (photos) => void shelf.setPhotos(photos),
    loadedPhotos: async () => {
      await shelf.loaded()
      return shelf.getState().photos
    },
    finish: () => void shelf.drop(state.current.id),
  }
}
