import { byAge, countBroken, readLastSent } from './record'
import { type OutboxItem, type OutboxStatus, residentAccount, type TextStore } from './types'

interface Inside {
  texts: TextStore
  items: OutboxItem[]
  accountId: string | null
  inFlight: ReadonlySet<string>
  needsSignIn: boolean
}

/** What the person may know about the outbox. */
export function statusOf({ texts, items, accountId, inFlight, needsSignIn }: Inside): OutboxStatus {
  const mine = items.filter((item) => item.accountId === accountId).sort(byAge)
  const shown = mine.map((item) =>
    inFlight.has(item.id) ? { ...item, state: 'sending' as const } : item,
  )
  const count = (state: OutboxItem['state']) => shown.filter((item) => item.state === state).length
  return {
    waiting: count('waiting'),
    sending: count('sending'),
    refused: count('refused'),
    broken: countBroken(texts),
    ofOthers: items.filter(
      (item) => item.accountId !== accountId && item.accountId !== residentAccount,
    ).length,
    lastSentAtMs: accountId ? readLastSent(texts, accountId) : null,
    needsSignIn,
    items: shown,
  }
}
