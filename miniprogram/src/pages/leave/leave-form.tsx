import type { InputOf } from '@contract/define'
import { colleagues, type LeaveHalf, mine, type request } from '@contract/leave'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice } from '@/components/choice'
import { DateField } from '@/components/date-field'
import { Labelled, TextArea } from '@/components/field'
import { DraftTrouble, MendNotice } from '@/components/mend-notice'
import { DateInput } from '@/components/primitives/date-input'
import { SelectInput } from '@/components/primitives/select-input'
import { leaveCopy as copy } from '@/copy/leave'
import { useFormDraft } from '@/lib/drafts/use-form-draft'
import { dayOf } from '@/lib/format'
import { isSpan, type LeaveSpan, leaveSpanText } from '@/lib/leave-span'
import { keepMended, useMending } from '@/lib/mending'
import { keepLeave } from '@/lib/outbox'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { useKeep } from '@/lib/use-keep'

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

/** What is sent of a draft. */
function leaveOf({ substituteId, ...draft }: LeaveDraft): LeavePayload {
  return { ...draft, reason: draft.reason.trim(), ...(substituteId ? { substituteId } : {}) }
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
      <DateField id="leave-from" label={copy.from} value={draft.from} onChange={changeFrom} />
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
  const { draft, trouble, change, finish } = useFormDraft({
    kind: 'leave',
    empty: emptyDraft(),
    mending,
    draftOf,
    keepsOwn: true,
  })
  const [isTried, setTried] = useState(false)
  const { isBusy, keep } = useKeep(mine)
  const problems = {
    span: isSpan(draft) ? null : copy.spanWrong,
    reason: draft.reason.trim() ? null : copy.reasonMissing,
  }
  const submit = () => {
    setTried(true)
    if (problems.span || problems.reason) return
    const title = copy.itemTitle(leaveSpanText(draft))
    void keep(
      () =>
        keepMended(mending?.itemId ?? null, (refusedId) =>
          keepLeave(leaveOf(draft), title, refusedId),
        ),
      () => {
        finish()
        done()
        setTried(false)
      },
    )
  }
  return (
    <Card id="leave-form">
      {mending ? <MendNotice id="leave-mends" message={mending.message} /> : null}
      <DraftTrouble {...trouble} />
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
