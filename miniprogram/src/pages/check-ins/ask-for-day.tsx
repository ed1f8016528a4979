import { monthCalendar, type requestCorrection } from '@contract/check-ins'
import type { InputOf } from '@contract/define'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { TextArea } from '@/components/field'
import { MendNotice } from '@/components/mend-notice'
import { Notice } from '@/components/notice'
import { checkInsCopy as copy } from '@/copy/check-ins'
import { outboxCopy } from '@/copy/outbox'
import { messageOf } from '@/lib/api-error'
import { dayText } from '@/lib/format'
import { keepMended, type Mending, mendWayOf, useMending } from '@/lib/mending'
import { keepCorrection, outbox, useOutboxStatus } from '@/lib/outbox'
import { refresh } from '@/lib/query'
import { sayKept } from '@/lib/say-kept'
import { say } from '@/lib/toast'

const answerWithinMs = 3_000

type Asked = InputOf<typeof requestCorrection>

/** Keeps what is asked on the phone, then sends. */
function useSendCorrection(mending: Mending<Asked> | null, onKept: () => void) {
  const [isBusy, setBusy] = useState(false)
  const send = async (asked: Asked) => {
    setBusy(true)
    try {
      const title = copy.itemTitle(dayText(asked.day))
      const item = await keepMended(mending?.itemId ?? null, (refusedId) =>
        keepCorrection(asked, title, refusedId),
      )
      if (item === null) return
      onKept()
      sayKept()
      const settled = await outbox.settled(item.id, answerWithinMs)
      if (settled.kind === 'refused') say(settled.error.message, 'bad')
      refresh(monthCalendar)
    } catch (error) {
      say(messageOf(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, send }
}

function Form({
  day,
  mending,
  done,
}: {
  day: string
  mending: Mending<Asked> | null
  done: () => void
}) {
  const [reason, setReason] = useState(mending?.payload.reason ?? '')
  const { isBusy, send } = useSendCorrection(mending, () => {
    done()
    setReason('')
  })
  return (
    <Card title={copy.ask}>
      {mending ? <MendNotice id="correction-mends" message={mending.message} /> : null}
      <TextArea
        id="correction-reason"
        label={copy.reason}
        hint={copy.askHint}
        value={reason}
        onChange={setReason}
        maxLength={500}
      />
      <Button
        id="correction-send"
        busy={isBusy}
        disabled={!reason.trim()}
        onPress={() => void send({ day, reason: reason.trim() })}
      >
        {copy.send}
      </Button>
    </Card>
  )
}

/** Asks for a missed day; what this phone still keeps of it is told instead of asked twice. */
export function AskForDay({ day, isOpen }: { day: string; isOpen: boolean }) {
  const { mending, done } = useMending<Asked>('correction')
  const kept = useOutboxStatus().items.find(
    (item) => item.kind === 'correction' && (item.payload as Asked).day === day,
  )
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
