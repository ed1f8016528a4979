import type { MatterClassCode } from '@contract/matter-taxonomy'
import { useEffect, useState } from 'react'
import { classOfText } from '@/lib/resident-class'
import { dropKept, readKept, writeKeptIfRoom } from '@/lib/storage'

export interface RaiseDraft {
  text: string
  /** Null: the one its words speak for. */
  chosen: MatterClassCode | null
  placeText: string
  phone: string
  isDanger: boolean
}

const empty: RaiseDraft = { text: '', chosen: null, placeText: '', phone: '', isDanger: false }
const name = 'draft:raise'

/** What a resident has written so far, kept on the phone at every change; photos are not part of it. */
export function useRaiseDraft() {
  const [draft, setDraft] = useState<RaiseDraft>(() => readKept<RaiseDraft>(name) ?? empty)
  useEffect(() => {
    if (draft === empty) dropKept(name)
    else writeKeptIfRoom(name, draft)
  }, [draft])
  const classCode = draft.chosen ?? classOfText(draft.text)
  return {
    draft,
    classCode,
    /** Null before anything is written or chosen: no kind should look as if it were his choice. */
    shownClass: draft.chosen === null && draft.text.trim() === '' ? null : classCode,
    change: (part: Partial<RaiseDraft>) => setDraft((before) => ({ ...before, ...part })),
    clear: () => setDraft(empty),
  }
}
