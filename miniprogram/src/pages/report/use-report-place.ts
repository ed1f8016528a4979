import { useState } from 'react'
import { reportCopy as copy } from '@/copy/report'
import type { Draft } from '@/lib/drafts/record'
import type { Located } from '@/lib/location'
import type { ReportDraft, ReportPayload } from '@/lib/report-draft'
import { usePosition } from '@/lib/use-position'

function placeOf(payload: unknown): Located {
  const { position, stamp } = payload as ReportPayload
  if (position) return { found: true, position, atMs: stamp.deviceTakenAtMs }
  return { found: false, failure: 'unavailable', text: copy.noPlaceThen }
}

/** Where he stands; of a report that he corrects, where he stood, until he asks for it anew. */
export function useReportPlace(draft: Draft<ReportDraft>) {
  const { located, again } = usePosition()
  const [relocatedId, setRelocatedId] = useState<string | null>(null)
  const isRelocated = relocatedId === draft.id
  const asThen = draft.mends !== null && !isRelocated
  return {
    located: asThen ? placeOf(draft.mends?.payload) : located,
    isRelocated,
    again: () => {
      setRelocatedId(draft.id)
      again()
    },
  }
}
