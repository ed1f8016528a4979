import { useState } from 'react'

/** What is being filled in, and how one of its fields changes. */
export interface DraftOf<Draft extends object> {
  draft: Draft
  change: <Key extends keyof Draft>(key: Key) => (value: Draft[Key]) => void
}

export function useDraft<Draft extends object>(first: Draft): DraftOf<Draft> {
  const [draft, setDraft] = useState(first)
  return {
    draft,
    change: (key) => (value) => setDraft((before) => ({ ...before, [key]: value })),
  }
}
