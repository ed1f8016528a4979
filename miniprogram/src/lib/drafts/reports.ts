import { useSyncExternalStore } from 'react'
import { deviceNowMs } from '../clock'
import { newId } from '../id'
import { type OutboxItem, outbox } from '../outbox'
import { forgetPreview, previewOf } from '../photo'
import { fileStore } from '../platform/files'
import * as keyValue from '../platform/key-value'
import { draftOf, emptyDraft, type ReportDraft, type ReportPayload } from '../report-draft'
import { currentAccountId, useSessionStore } from '../session'
import { DraftShelf, type ShelfState } from './shelf'

/** The one shelf of unfinished reports on this device. */
export const reportDrafts = new DraftShelf<ReportDraft>(
  {
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
  },
  'report',
  emptyDraft,
)

const followSession = () => reportDrafts.setAccount(currentAccountId())
followSession()
useSessionStore.subscribe(followSession)

export function useReportDrafts(): ShelfState<ReportDraft> {
  return useSyncExternalStore(reportDrafts.subscribe, reportDrafts.getState, reportDrafts.getState)
}

/** Opens a refused report in the form again. It stays in the outbox until the corrected one is kept. */
export function mendReport({ id, payload }: OutboxItem) {
  const sent = payload as ReportPayload
  reportDrafts.mend({ itemId: id, payload }, draftOf(sent), sent.photoIds)
}
