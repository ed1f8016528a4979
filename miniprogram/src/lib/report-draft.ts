import { useEffect, useState } from 'react'
import { classOfReportItem } from '@contract/matter-taxonomy'
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
  /** 突发: everybody it concerns is told at once. */
  emergency: boolean
  /** Settled on the spot: `disposal` is its result. */
  selfHandled: boolean
  /** Of a dispute that was: was anybody hurt, was property lost? */
  injury: boolean | null
  propertyLoss: boolean | null
  text: string
  disposal: string
}

export const emptyDraft: ReportDraft = {
  itemCode: null,
  disputeKind: null,
  emotionFlag: false,
  escalationFlag: false,
  urgent: false,
  emergency: false,
  selfHandled: false,
  injury: null,
  propertyLoss: null,
  text: '',
  disposal: '',
}

/** Whether everybody on a matter's way may know of it; only such may be settled on the spot. */
export function isOpenItem(itemCode: string | null): boolean {
  return itemCode !== null && classOfReportItem(itemCode)?.circle === 'open'
}

const nameOf = () => `draft:report:${currentAccountId() ?? ''}`

/** A draft of an older version lacks what came later. */
function keptDraft(): ReportDraft | null {
  const kept = readKept<Partial<ReportDraft>>(nameOf())
  return kept && { ...emptyDraft, ...kept }
}

/** The draft of this person, kept on the phone at every change. */
export function useReportDraft() {
  const [draft, setDraft] = useState<ReportDraft>(() => keptDraft() ?? emptyDraft)
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
