import { outboxCopy as copy } from '@/copy/outbox'
import { isOnline } from './platform/connection'
import { say } from './toast'

/** Says that something is safe on the phone, and what becomes of it. */
export function sayKept() {
  say(isOnline() ? copy.kept : copy.keptOffline, 'good')
}
