import type { InputOf } from '@contract/define'
import {
  type Change,
  bindings,
  book,
  changeDetail,
  changes,
  draftChange,
  editChange,
} from '@contract/regulations'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice } from '@/components/choice'
import { DateField } from '@/components/date-field'
import { Field, Labelled, TextArea } from '@/components/field'
import { SelectInput } from '@/components/primitives/select-input'
import { Stateful } from '@/components/stateful'
import { changeCopy as copy } from '@/copy/office-regulation'
import { addMonths, monthOf } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import { sayRefused } from '../../lib/say-refused'
import { type DraftOf, useDraft } from '../../lib/use-draft'
import type { Book } from '../regulation/parts'
import { contentOf, type DraftFields, enteredOf, settables } from './draft'
import { ValueFields } from './value-fields'

export interface DraftFormProps {
  /** Absent: a new one. */
  change?: Change
  kind: DraftFields['kind']
  /** A parameter to begin with. */
  name?: string
  onSaved: (changeId: string) => void | Promise<void>
}

function enteredAtFirst(data: Book, { change, name }: DraftFormProps): DraftFields['entered'] {
  const settable = settables(data)
  const values =
    change?.content.kind === 'values'
      ? change.content.values
      : settable
          .filter((one) => one.name === name)
          .map((one) => ({ name: one.name, value: one.now }))
  return Object.fromEntries(
    values.flatMap((one) => {
      const own = settable.find((other) => other.name === one.name)
      return own ? [[one.name, enteredOf(own, one.value)]] : []
    }),
  )
}

function BindingFields({ draft, change }: DraftOf<DraftFields>) {
  const data = useAsk(bindings, {}).data
  const places = data ? [{ ...data.county, name: copy.wholeCounty }, ...data.townships] : []
  return (
    <>
      <Labelled label={copy.area}>
        <SelectInput
          id="binding-area"
          label={copy.area}
          value={draft.areaCode}
          options={places.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={change('areaCode')}
        />
      </Labelled>
      <Choice
        id="binding-regulation"
        look="list"
        label={copy.regulation}
        options={(data?.packs ?? []).map((pack) => ({
          value: pack.regulation,
          label: pack.title,
          note: pack.reason ?? undefined,
        }))}
        value={draft.regulation}
        onChange={change('regulation')}
      />
      <Field
        id="binding-title"
        label={copy.ownTitle}
        hint={copy.ownTitleHint}
        optional
        value={draft.ownTitle}
        onChange={change('ownTitle')}
        maxLength={120}
      />
    </>
  )
}

/** Sends what is written: as a new draft, or in place of the one before. */
function useSave({ change: before, onSaved }: DraftFormProps) {
  const done = {
    refresh: [changes, changeDetail],
    onDone: ({ change: saved }: { change: Change }) => {
      say(copy.saved, 'good')
      return onSaved(saved.id)
    },
    onRefused: sayRefused,
  }
  const create = useCommand(draftChange, done)
  const edit = useCommand(editChange, done)
  return {
    isBusy: create.isPending || edit.isPending,
    save(input: InputOf<typeof draftChange>) {
      if (before) edit.mutate({ ...input, changeId: before.id, version: before.version })
      else create.mutate(input)
    },
  }
}

function WhenAndWhy({ draft, change }: DraftOf<DraftFields>) {
  return (
    <>
      <DateField
        hint={copy.firstMonthHint}
        id="first-month"
        precision="month"
        label={copy.firstMonth}
        value={draft.firstMonth}
        onChange={change('firstMonth')}
      />
      <Field
        id="document-number"
        label={copy.documentNumber}
        hint={copy.documentHint}
        value={draft.documentNumber}
        onChange={change('documentNumber')}
        maxLength={64}
      />
      <TextArea
        id="change-reason"
        label={copy.reason}
        hint={copy.reasonHint}
        value={draft.reason}
        onChange={change('reason')}
        rows={2}
        maxLength={500}
      />
    </>
  )
}

function Form({ data, ...props }: DraftFormProps & { data: Book }) {
  const { change: before, kind } = props
  const [settable] = useState(() => settables(data))
  const isBinding = before?.content.kind === 'binding' ? before.content : null
  const form = useDraft<DraftFields>({
    kind,
    entered: enteredAtFirst(data, props),
    areaCode: isBinding?.areaCode ?? '',
    regulation: before?.regulation ?? data.regulation,
    ownTitle: isBinding?.title ?? '',
    firstMonth: before?.firstMonth ?? addMonths(monthOf(nowMs()), 1),
    reason: before?.reason ?? '',
    documentNumber: before?.documentNumber ?? '',
  })
  const { draft, change } = form
  const saving = useSave(props)
  const content = contentOf(draft, settable)
  const { regulation, firstMonth } = draft
  const reason = draft.reason.trim()
  const documentNumber = draft.documentNumber.trim()
  const isReady = content !== null && firstMonth !== '' && reason !== '' && documentNumber !== ''
  const save = () => {
    if (content) saving.save({ regulation, firstMonth, content, reason, documentNumber })
  }
  return (
    <Card id="draft-form" title={kind === 'binding' ? copy.binding : copy.values}>
      {kind === 'binding' ? (
        <BindingFields {...form} />
      ) : (
        <ValueFields settable={settable} entered={draft.entered} onChange={change('entered')} />
      )}
      <WhenAndWhy {...form} />
      <Button id="save-draft" busy={saving.isBusy} disabled={!isReady} onPress={save}>
        {copy.save}
      </Button>
    </Card>
  )
}

/** What its author writes: the values or the binding, the first month, the decision, the reason. */
export function DraftForm(props: DraftFormProps) {
  const regulation = props.change?.regulation
  const asked = useAsk(book, props.kind === 'values' ? { regulation } : {})
  return (
    <Stateful state={stateOf(asked)}>
      {asked.data ? <Form {...props} data={asked.data} /> : null}
    </Stateful>
  )
}
