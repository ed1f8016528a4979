import { create, list } from '@contract/accounts'
import { useState } from 'react'
import { Field } from '@/components/field'
import { Notice } from '@/components/notice'
import { peopleCopy } from '@/copy/office-people'
import { useCommand } from '@/lib/query'
import { FormSheet } from '../../components/forms/form-sheet'
import { sayRefused } from '../../lib/say-refused'
import type { GivenCode } from './one-time-code'
import { usePost } from './post-fields'

const copy = peopleCopy.form

/** A new person with his one account and first post. */
export function CreateForm({
  onDone,
  onClose,
}: {
  onDone: (code: GivenCode) => void
  onClose: () => void
}) {
  const [name, setName] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const [phone, setPhone] = useState('')
  const [workPhone, setWorkPhone] = useState('')
  const [bankCard, setBankCard] = useState('')
  const [ageReason, setAgeReason] = useState('')
  const { post, fields } = usePost()
  const command = useCommand(create, {
    refresh: [list],
    onDone: (output) =>
      onDone({ name: name.trim(), code: output.oneTimeCode, expiresAtMs: output.expiresAtMs }),
    onRefused: sayRefused,
  })
  const isIdGood = /^\d{17}[\dXx]$/.test(idNumber.trim())
  const isPhoneGood = /^1\d{10}$/.test(phone.trim())
  const isBankGood = /^(\d{12,19})?$/.test(bankCard.trim())
  const send = () => {
    if (!post) return
    command.mutate({
      name: name.trim(),
      idNumber: idNumber.trim(),
      phone: phone.trim(),
      ...(workPhone.trim() ? { workPhone: workPhone.trim() } : {}),
      ...(bankCard.trim() ? { bankCard: bankCard.trim() } : {}),
      ...(ageReason.trim() ? { ageReason: ageReason.trim() } : {}),
      post,
    })
  }
  return (
    <FormSheet
      id="create-form"
      title={peopleCopy.create}
      send={copy.save}
      isReady={Boolean(name.trim() && isIdGood && isPhoneGood && isBankGood && post)}
      busy={command.isPending}
      onSend={send}
      onClose={onClose}
    >
      <Notice tone="note">{copy.saveNote}</Notice>
      <Field id="create-name" label={copy.name} value={name} onChange={setName} maxLength={32} />
      <Field
        id="create-id"
        label={copy.idNumber}
        kind="idNumber"
        value={idNumber}
        problem={idNumber.length >= 18 && !isIdGood ? copy.badIdNumber : null}
        onChange={setIdNumber}
        maxLength={18}
      />
      <Field
        id="create-phone"
        label={copy.phone}
        kind="phone"
        value={phone}
        problem={phone.length >= 11 && !isPhoneGood ? copy.badPhone : null}
        onChange={setPhone}
        maxLength={11}
      />
      {fields}
      <Field
        id="create-work-phone"
        label={copy.workPhone}
        hint={copy.workPhoneHint}
        optional
        kind="phone"
        value={workPhone}
        onChange={setWorkPhone}
        maxLength={32}
      />
      <Field
        id="create-bank"
        label={copy.bankCard}
        optional
        kind="number"
        value={bankCard}
        problem={bankCard && !isBankGood ? copy.badBankCard : null}
        onChange={setBankCard}
        maxLength={19}
      />
      <Field
        id="create-age"
        label={copy.ageReason}
        hint={copy.ageHint}
        optional
        value={ageReason}
        onChange={setAgeReason}
        maxLength={200}
      />
    </FormSheet>
  )
}
