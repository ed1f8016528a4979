import { useEffect, useState } from 'react'
import type { DisputeKind } from '@contract/report-taxonomy'
import { currentAccountId } from './session'
import { dropKept, readKept, writeKeptIfRoom } from './storage'

/** What somebody has written so far; photos are not part of it. */
export interface ReportDraft {
  itemCode: string | null
  disputeKind: DisputeKind | null
  emotionFlag: boolean
  escalationFlag: boolean
  urgent: boolean
  text: string
  disposal: string
}

export const emptyDraft: ReportDraft = {
  itemCode: null,
  disputeKind: null,
  emotionFlag: false,
  escalationFlag: false,
  urgent: false,
  text: '',
  disposal: '',
}

const nameOf = () => `draft:report:${currentAccountId() ?? ''}`

/** The draft of this person, kept on the phone at every change. */
export function useReportDraft() {
  const [draft, setDraft] = useState<ReportDraft>(
    () => readKept<ReportDraft>(nameOf()) ?? emptyDraft,
  )
  useEffect(() => {
    if (draft === emptyDraft) dropKept(nameOf())
    else writeKeptIfRoom(nameOf(), draft)
  }, [draft])
  return {
    draft,
    change: (part: Partial<ReportDraft>) => setDraft((before) => ({ ...before, ...part })),
    clear: () => setDraft(emptyDraft),
  }
}
