import { useSyncExternalStore } from 'react'
import type { OutboxItem } from '../outbox'
import { draftOf, emptyDraft, type ReportDraft, type ReportPayload } from '../report-draft'
import { currentAccountId, useSessionStore } from '../session'
import { shelfHost } from './host'
import { DraftShelf, type ShelfState } from './shelf'

/** The one shelf of unfinished reports on this device. */
export const reportDrafts = new DraftShelf<ReportDraft>(shelfHost, 'report', emptyDraft)

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
