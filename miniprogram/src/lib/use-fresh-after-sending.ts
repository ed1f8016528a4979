import type { Query } from '@contract/define'
import { useEffect, useRef } from 'react'
import { useOutboxStatus } from './outbox'
import { refresh } from './query'

/** Asks these again whenever something kept on the phone has arrived, however late. */
export function useFreshAfterSending(...queries: readonly Query[]) {
  const { lastSentAtMs } = useOutboxStatus()
  const known = useRef(lastSentAtMs)
  useEffect(() => {
    if (known.current === lastSentAtMs) return
    known.current = lastSentAtMs
    refresh(...queries)
  })
}
