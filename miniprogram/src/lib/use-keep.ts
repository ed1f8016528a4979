import type { Query } from '@contract/define'
import { useState } from 'react'
import { outboxCopy as copy } from '@/copy/outbox'
import { messageOf } from './api-error'
import { type OutboxItem, outbox } from './outbox'
import { isOnline } from './platform/connection'
import { refresh } from './query'
import { say } from './toast'

const answerWithinMs = 3_000

/**
 * Keeps a record on the phone, says that it is safe there, and waits a moment for the service's
 * answer; `changed` are the queries whose answers change with it.
 */
export function useKeep(...changed: readonly Query[]) {
  const [isBusy, setBusy] = useState(false)
  /** `record` keeps it, or answers null when the person does not want to after all. */
  const keep = async (
    record: () => Promise<OutboxItem | null>,
    onKept: () => void | Promise<void> = () => undefined,
  ) => {
    setBusy(true)
    try {
      const item = await record()
      if (item === null) return
      await onKept()
      say(isOnline() ? copy.kept : copy.keptOffline, 'good')
      const settled = await outbox.settled(item.id, answerWithinMs)
      if (settled.kind === 'refused') say(settled.error.message, 'bad')
      refresh(...changed)
    } catch (error) {
      say(messageOf(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, keep }
}
