import type { InputOf } from '@contract/define'
import { colleagues, type LeaveHalf, mine, type request } from '@contract/leave'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice } from '@/components/choice'
import { Labelled, TextArea } from '@/components/field'
import { MendNotice } from '@/components/mend-notice'
import { DateInput } from '@/components/primitives/date-input'
import { SelectInput } from '@/components/primitives/select-input'
import { leaveCopy as copy } from '@/copy/leave'
import { messageOf } from '@/lib/api-error'
import { dayOf } from '@/lib/format'
import { isSpan, type LeaveSpan, leaveSpanText } from '@/lib/leave-span'
import { keepMended, useMending } from '@/lib/mending'
import { keepLeave, outbox, type RefusedId } from '@/lib/outbox'
import { refresh, useAsk } from '@/lib/query'
import { sayKept } from '@/lib/say-kept'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'

const answerWithinMs = 3_000

type LeavePayload = InputOf<typeof request>

const halves = (['morning', 'afternoon'] as const).map((value) => ({
  value,
  label: copy.halves[value],
}))

interface LeaveDraft extends LeaveSpan {
  reason: string
  substituteId: string
}

function emptyDraft(): LeaveDraft {
  const today = dayOf(nowMs())
  return {
    from: today,
    fromHalf: 'morning',
    to: today,
    toHalf: 'afternoon',
    reason: '',
    substituteId: '',
  }
}

/** The form as it was when this was sent. */
function draftOf({ substituteId, ...sent }: LeavePayload): LeaveDraft {
  return { ...sent, substituteId: substituteId ?? '' }
}

/** Keeps the request on the phone, then sends. */
function useSendLeave(refusedId: RefusedId, onKept: () => void) {
  const [isBusy, setBusy] = useState(false)
  const send = async ({ substituteId, ...draft }: LeaveDraft) => {
    setBusy(true)
    try {
      const input = {
        ...draft,
        reason: draft.reason.trim(),
        ...(substituteId ? { substituteId } : {}),
      }
      const title = copy.itemTitle(leaveSpanText(draft))
      const item = await keepMended(refusedId, (replaced) => keepLeave(input, title, replaced))
      if (item === null) return
      onKept()
      sayKept()
      const settled = await outbox.settled(item.id, answerWithinMs)
      if (settled.kind === 'refused') say(settled.error.message, 'bad')
      refresh(mine)
    } catch (error) {
      say(messageOf(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, send }
}

function Ends(props: {
  draft: LeaveDraft
  onChange: (part: Partial<LeaveDraft>) => void
  problem: string | null
}) {
  const { draft, onChange, problem } = props
  const changeFrom = (from: string) => onChange({ from, ...(draft.to < from ? { to: from } : {}) })
  return (
    <>
      <Labelled label={copy.from}>
        <DateInput id="leave-from" label={copy.from} value={draft.from} onChange={changeFrom} />
      </Labelled>
      <Choice<LeaveHalf>
        id="leave-from-half"
        label={copy.fromHalf}
        options={halves}
        value={draft.fromHalf}
        onChange={(fromHalf) => onChange({ fromHalf })}
      />
      <Labelled label={copy.to} problem={problem}>
        <DateInput
          id="leave-to"
          label={copy.to}
          value={draft.to}
          first={draft.from}
          onChange={(to) => onChange({ to })}
        />
      </Labelled>
      <Choice<LeaveHalf>
        id="leave-to-half"
        label={copy.toHalf}
        options={halves}
        value={draft.toHalf}
        onChange={(toHalf) => onChange({ toHalf })}
      />
    </>
  )
}

/** Who stands in; those of the township, the village's own first. */
function SubstituteField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { data } = useAsk(colleagues, {}, { keep: true })
  const people = data?.people ?? []
  const options = [
    { value: '', label: copy.nobody },
    ...people.map(({ accountId, name, gridName, villageName }) => ({
      value: accountId,
      label: copy.colleague(name, `${villageName} ${gridName}`),
    })),
  ]
  return (
    <Labelled
      label={copy.substitute}
      hint={data ? copy.substituteHint : copy.colleaguesMissing}
      optional
    >
      <SelectInput
        id="leave-substitute"
        label={copy.substitute}
        value={value}
        options={options}
        onChange={onChange}
      />
    </Labelled>
  )
}

/** Asks for leave; goes off when there is a network. */
export function LeaveForm() {
  const { mending, done } = useMending<LeavePayload>('leave')
  const [draft, setDraft] = useState<LeaveDraft>(() =>
    mending ? draftOf(mending.payload) : emptyDraft(),
  )
  const [isTried, setTried] = useState(false)
  const { isBusy, send } = useSendLeave(mending?.itemId ?? null, () => {
    done()
    setDraft(emptyDraft())
    setTried(false)
  })
  const change = (part: Partial<LeaveDraft>) => setDraft((before) => ({ ...before, ...part }))
  const problems = {
    span: isSpan(draft) ? null : copy.spanWrong,
    reason: draft.reason.trim() ? null : copy.reasonMissing,
  }
  const submit = () => {
    setTried(true)
    if (!problems.span && !problems.reason) void send(draft)
  }
  return (
    <Card id="leave-form">
      {mending ? <MendNotice id="leave-mends" message={mending.message} /> : null}
      <Ends draft={draft} onChange={change} problem={problems.span} />
      <TextArea
        id="leave-reason"
        label={copy.reason}
        hint={copy.reasonHint}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
        maxLength={500}
        problem={isTried ? problems.reason : null}
      />
      <SubstituteField
        value={draft.substituteId}
        onChange={(substituteId) => change({ substituteId })}
      />
      <Button id="leave-send" busy={isBusy} onPress={submit}>
        {copy.send}
      </Button>
    </Card>
  )
}
