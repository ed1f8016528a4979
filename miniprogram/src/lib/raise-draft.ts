import type { InputOf } from '@contract/define'
import type { MatterLevel } from '@contract/matter-taxonomy'
import type { raise } from '@contract/matters'
import { useEffect, useState } from 'react'
import { currentAccountId } from './session'
import { dropKept, readKept, writeKeptIfRoom } from './storage'

/** Classes that are no item of the reports; a worker raises them by themselves. */
export const raisableClasses = ['service', 'managementGap', 'correction'] as const
export type RaisableClass = (typeof raisableClasses)[number]

/** What somebody has written so far; photos are not part of it. */
export interface RaiseDraft {
  /** Of whom he stands in for today; null: his own grid. */
  gridCode: string | null
  classCode: RaisableClass | null
  level: MatterLevel
  text: string
  placeText: string
}

const emptyDraft: RaiseDraft = {
  gridCode: null,
  classCode: null,
  level: 'ordinary',
  text: '',
  placeText: '',
}

const nameOf = () => `draft:matter:${currentAccountId() ?? ''}`

/** What an older version did not know is the empty draft's. */
const keptDraft = (): RaiseDraft => ({ ...emptyDraft, ...readKept<RaiseDraft>(nameOf()) })

export type RaisePayload = InputOf<typeof raise>

/** The form as it was when this was sent. */
export function raiseDraftOf(sent: RaisePayload): RaiseDraft {
  const { gridCode, classCode, level, text, placeText } = sent
  const known = raisableClasses.find((one) => one === classCode)
  return {
    gridCode: gridCode ?? null,
    classCode: known ?? null,
    level,
    text,
    placeText: placeText ?? '',
  }
}

/**
 * The draft of this person, kept on the phone at every change. One that mends a refused matter lies
 * beside it: that matter is kept where it was, in the outbox.
 */
export function useRaiseDraft(mended: RaisePayload | null = null) {
  const [isMending, setMending] = useState(mended !== null)
  const [draft, setDraft] = useState<RaiseDraft>(() =>
    mended ? raiseDraftOf(mended) : keptDraft(),
  )
  useEffect(() => {
    if (isMending) return
    if (JSON.stringify(draft) === JSON.stringify(emptyDraft)) dropKept(nameOf())
    else writeKeptIfRoom(nameOf(), draft)
  }, [draft, isMending])
  return {
    draft,
    change: (part: Partial<RaiseDraft>) => setDraft((before) => ({ ...before, ...part })),
    clear: () => {
      setDraft(isMending ? keptDraft() : emptyDraft)
      setMending(false)
    },
  }
}
