import { deviceNowMs } from '../clock'
import { newId } from '../id'
import { outbox } from '../outbox'
import { forgetPreview, previewOf } from '../photo'
import { fileStore } from '../platform/files'
import * as keyValue from '../platform/key-value'
import type { ShelfHost } from './shelf'

/** This device, as the shelves of drafts need it. */
export const shelfHost: ShelfHost = {
  texts: keyValue,
  files: fileStore,
  nowMs: deviceNowMs,
  newId,
  previewOf,
  forgetPreview,
  sentPhoto: async (id) => {
    const file = outbox.itemOfPhoto(id)?.files[0]
    return file ? fileStore.open(file) : null
  },
}
