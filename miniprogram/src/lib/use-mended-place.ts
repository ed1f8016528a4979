import type { fieldStamp, Position } from '@contract/primitives'
import { useMemo, useState } from 'react'
import type * as z from 'zod/mini'
import { reportCopy as copy } from '@/copy/report'
import type { Located } from './location'
import { usePosition } from './use-position'

/** When and where a record was taken, as it was sent. */
export interface SentFrom {
  position?: Position | null
  stamp?: z.infer<typeof fieldStamp>
}

function placeOf({ position, stamp }: SentFrom): Located {
  if (position) return { found: true, position, atMs: stamp?.deviceTakenAtMs ?? 0 }
  return { found: false, failure: 'unavailable', text: copy.noPlaceThen }
}

/**
 * Where he stands; of a refused record that he mends, where he stood, until he asks for it anew.
 * `formId` tells one form's record from the next.
 */
export function useMendedPlace(formId: string, sent: SentFrom | null) {
  const { located, again } = usePosition()
  const [relocatedId, setRelocatedId] = useState<string | null>(null)
  const isRelocated = relocatedId === formId
  const then = useMemo(() => (sent ? placeOf(sent) : null), [sent])
  return {
    located: then && !isRelocated ? then : located,
    isRelocated,
    again: () => {
      setRelocatedId(formId)
      again()
    },
  }
}
