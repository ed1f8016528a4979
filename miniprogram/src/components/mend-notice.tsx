import { mendCopy as copy } from '@/copy/outbox'
import { Notice } from './notice'

export interface MendNoticeProps {
  id: string
  /** Why it was refused; empty when that is not known any more. */
  message: string
  hint?: string
}

/** Above a form: what lies in it was refused, why, and what sending it does. */
export function MendNotice({ id, message, hint = copy.hint }: MendNoticeProps) {
  return (
    <Notice id={id} tone="bad">
      {message ? copy.refusedFor(message) : copy.refusedBefore}
      {hint}
    </Notice>
  )
}
