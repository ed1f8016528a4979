import { type AccountRow, addPost, correct, list, reactivate } from '@contract/accounts'
import { useState } from 'react'
import { Field, TextArea } from '@/components/field'
import { Notice } from '@/components/notice'
import { peopleCopy } from '@/copy/office-people'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { FormSheet } from '../../components/forms/form-sheet'
import { sayRefused } from '../../lib/say-refused'
import { type DraftOf, useDraft } from '../../lib/use-draft'
import type { GivenCode } from './one-time-code'
import { usePost } from './post-fields'

const copy = peopleCopy.detail

export interface PersonFormProps {
  person: AccountRow
  onClose: () => void
}

function AgeReason(props: { value: string; onChange: (value: string) => void }) {
  return (
    <Field
      id="age-reason"
      label={peopleCopy.form.ageReason}
      hint={peopleCopy.form.ageHint}
      optional
      value={props.value}
      onChange={props.onChange}
      maxLength={200}
    />
  )
}

/** One more post for somebody who has an account. */
export function AddPostForm({ person, onClose }: PersonFormProps) {
  const { post, fields } = usePost()
  const [ageReason, setAgeReason] = useState('')
  const command = useCommand(addPost, {
    refresh: [list],
    onDone: () => {
      say(peopleCopy.postAdded, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  const reason = ageReason.trim()
  const { accountId } = person
  return (
    <FormSheet
      id="add-post-form"
      title={copy.addPost}
      send={peopleCopy.form.savePost}
      isReady={post !== null}
      busy={command.isPending}
      onSend={() =>
        post && command.mutate({ accountId, post, ...(reason ? { ageReason: reason } : {}) })
      }
      onClose={onClose}
    >
      {fields}
      <AgeReason value={ageReason} onChange={setAgeReason} />
    </FormSheet>
  )
}

/** Somebody who comes back takes up a post with his old account. */
export function ReactivateForm({
  person,
  onClose,
  onCode,
}: PersonFormProps & { onCode: (code: GivenCode) => void }) {
  const { post, fields } = usePost()
  const { draft, change } = useDraft({ reason: '', ageReason: '' })
  const command = useCommand(reactivate, {
    refresh: [list],
    onDone: ({ oneTimeCode, expiresAtMs }) => {
      onCode({ name: person.name, code: oneTimeCode, expiresAtMs })
      onClose()
    },
    onRefused: sayRefused,
  })
  const [reason, ageReason] = [draft.reason.trim(), draft.ageReason.trim()]
  const { accountId } = person
  return (
    <FormSheet
      id="reactivate-form"
      title={peopleCopy.reactivateTitle(person.name)}
      send={peopleCopy.reactivateYes}
      isReady={post !== null && reason !== ''}
      busy={command.isPending}
      onSend={() =>
        post && command.mutate({ accountId, reason, post, ...(ageReason ? { ageReason } : {}) })
      }
      onClose={onClose}
    >
      <Notice tone="note">{peopleCopy.reactivateNote}</Notice>
      {fields}
      <TextArea
        id="reactivate-reason"
        label={peopleCopy.reactivateReason}
        value={draft.reason}
        onChange={change('reason')}
        rows={2}
        maxLength={500}
      />
      <AgeReason value={draft.ageReason} onChange={change('ageReason')} />
    </FormSheet>
  )
}

const corrigible = ['name', 'phone', 'workPhone', 'bankCard'] as const
type Corrections = Record<(typeof corrigible)[number] | 'reason', string>

function CorrectFields({ draft, change }: DraftOf<Corrections>) {
  const form = peopleCopy.form
  return (
    <>
      <Field
        id="correct-name"
        label={form.name}
        optional
        value={draft.name}
        onChange={change('name')}
        maxLength={32}
      />
      <Field
        id="correct-phone"
        label={form.phone}
        optional
        kind="phone"
        value={draft.phone}
        onChange={change('phone')}
        maxLength={11}
      />
      <Field
        id="correct-work-phone"
        label={form.workPhone}
        hint={form.workPhoneHint}
        optional
        kind="phone"
        value={draft.workPhone}
        onChange={change('workPhone')}
        maxLength={32}
      />
      <Field
        id="correct-bank"
        label={form.bankCard}
        optional
        kind="number"
        value={draft.bankCard}
        onChange={change('bankCard')}
        maxLength={19}
      />
    </>
  )
}

/** Personal data put right; what is left as it is does not change, an emptied work phone is taken off. */
export function CorrectForm({ person, onClose }: PersonFormProps) {
  const before: Corrections = {
    name: '',
    phone: '',
    workPhone: person.workPhone ?? '',
    bankCard: '',
    reason: '',
  }
  const form = useDraft(before)
  const { draft, change } = form
  const command = useCommand(correct, {
    refresh: [list],
    onDone: () => {
      say(peopleCopy.corrected, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  const reason = draft.reason.trim()
  const changed = corrigible.filter((key) => draft[key].trim() !== before[key])
  const send = () =>
    command.mutate({
      accountId: person.accountId,
      reason,
      ...Object.fromEntries(changed.map((key) => [key, draft[key].trim()])),
    })
  return (
    <FormSheet
      id="correct-form"
      title={peopleCopy.correctTitle(person.name)}
      send={peopleCopy.correctYes}
      isReady={changed.length > 0 && reason !== ''}
      busy={command.isPending}
      onSend={send}
      onClose={onClose}
    >
      <Notice tone="note">{peopleCopy.correctHint}</Notice>
      <CorrectFields {...form} />
      <TextArea
        id="correct-reason"
        label={peopleCopy.correctReason}
        value={draft.reason}
        onChange={change('reason')}
        rows={2}
        maxLength={500}
      />
    </FormSheet>
  )
}
