import { monthCalendar, type requestCorrection } from '@contract/check-ins'
import type { InputOf } from '@contract/define'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { TextArea } from '@/components/field'
import { DraftTrouble, MendNotice } from '@/components/mend-notice'
import { Notice } from '@/components/notice'
import { checkInsCopy as copy } from '@/copy/check-ins'
import { outboxCopy } from '@/copy/outbox'
import { useFormDraft } from '@/lib/drafts/use-form-draft'
import { dayText } from '@/lib/format'
import { keepMended, type Mending, mendWayOf, useMending } from '@/lib/mending'
import { keepCorrection, useKept } from '@/lib/outbox'
import { useKeep } from '@/lib/use-keep'

type Asked = InputOf<typeof requestCorrection>

const empty = { reason: '' }
const draftOf = ({ reason }: Asked) => ({ reason })

function Form({
  day,
  mending,
  done,
}: {
  day: string
  mending: Mending<Asked> | null
  done: () => void
}) {
  const { draft, trouble, change, finish } = useFormDraft({
    kind: 'correction',
    empty,
    mending,
    draftOf,
    keepsOwn: false,
  })
  const { isBusy, keep } = useKeep(monthCalendar)
  const reason = draft.reason.trim()
  const send = () => {
    const title = copy.itemTitle(dayText(day))
    void keep(
      () =>
        keepMended(mending?.itemId ?? null, (refusedId) =>
          keepCorrection({ day, reason }, title, refusedId),
        ),
      () => {
        finish()
        done()
      },
    )
  }
  return (
    <Card title={copy.ask}>
      {mending ? <MendNotice id="correction-mends" message={mending.message} /> : null}
      <DraftTrouble {...trouble} />
      <TextArea
        id="correction-reason"
        label={copy.reason}
        hint={copy.askHint}
        value={draft.reason}
        onChange={(written) => change({ reason: written })}
        maxLength={500}
      />
      <Button id="correction-send" busy={isBusy} disabled={!reason} onPress={send}>
        {copy.send}
      </Button>
    </Card>
  )
}

/** Asks for a missed day; what this phone still keeps of it is told instead of asked twice. */
export function AskForDay({ day, isOpen }: { day: string; isOpen: boolean }) {
  const { mending, done } = useMending<Asked>('correction')
  const kept = useKept<Asked>('correction').find((one) => one.payload.day === day)?.item
  const mended = mending?.payload.day === day ? mending : null
  if (mended) return <Form day={day} mending={mended} done={done} />
  if (kept?.state === 'refused') {
    const mend = () => mendWayOf(kept)?.open(kept)
    return (
      <Notice
        id="correction-refused"
        tone="bad"
        action={
          <Button size="small" kind="secondary" inline onPress={mend}>
            {outboxCopy.mend}
          </Button>
        }
      >
        {copy.keptRefused(kept.lastError?.message ?? '')}
      </Notice>
    )
  }
  if (kept)
    return (
      <Notice id="correction-kept" tone="note">
        {copy.keptWaiting}
      </Notice>
    )
  return isOpen ? <Form day={day} mending={null} done={done} /> : null
}
