import type { MatterLevel } from '@contract/matter-taxonomy'
import { useEffect, useState } from 'react'
import { currentAccountId } from './session'
import { dropKept, readKept, writeKeptIfRoom } from './storage'

/** Classes that are no item of the reports; a worker raises them by themselves. */
export const raisableClasses = ['service', 'managementGap', 'correction'] as const
export type RaisableClass = (typeof raisableClasses)[number]

/** What somebody has written so far; photos are not part of it. */
export interface RaiseDraft {
  classCode: RaisableClass | null
  level: MatterLevel
  text: string
  placeText: string
}

const emptyDraft: RaiseDraft = { classCode: null, level: 'ordinary', text: '', placeText: '' }

const nameOf = () => `draft:matter:${currentAccountId() ?? ''}`

/** The draft of this person, kept on the phone at every change. */
export function useRaiseDraft() {
  const [draft, setDraft] = useState<RaiseDraft>(() => readKept<RaiseDraft>(nameOf()) ?? emptyDraft)
  useEffect(() => {
    if (draft === emptyDraft) dropKept(nameOf())
    else writeKeptIfRoom(nameOf(), draft)
  }, [draft])
  return {
    draft,
    change: (part: Partial<RaiseDraft>) => setDraft((before) => ({ ...before, ...part })),
    clear: () => setDraft(emptyDraft),
  }
}
