import { mendCopy as copy } from '@/copy/outbox'
import { reportCopy } from '@/copy/report'
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

/** Of a form that is kept while it is written: what the phone had no room for, or has cleared away. */
export function DraftTrouble({
  isUnsaved,
  lostPhotos,
}: {
  isUnsaved: boolean
  lostPhotos: number
}) {
  return (
    <>
      {isUnsaved ? (
        <Notice id="draft-unsaved" tone="warn">
          {reportCopy.unsaved}
        </Notice>
      ) : null}
      {lostPhotos > 0 ? <Notice tone="warn">{reportCopy.lostPhotos(lostPhotos)}</Notice> : null}
    </>
  )
}
