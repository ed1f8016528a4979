import { create, list } from '@contract/accounts'
import type { InputOf } from '@contract/define'
import { Field } from '@/components/field'
import { Notice } from '@/components/notice'
import { peopleCopy } from '@/copy/office-people'
import { useCommand } from '@/lib/query'
import { FormSheet } from '../../components/forms/form-sheet'
import { sayRefused } from '../../lib/say-refused'
import { type DraftOf, useDraft } from '../../lib/use-draft'
import type { GivenCode } from './one-time-code'
import { usePost } from './post-fields'

const copy = peopleCopy.form
type Input = InputOf<typeof create>

interface Draft {
  name: string
  idNumber: string
  phone: string
  workPhone: string
  bankCard: string
  ageReason: string
}

const isIdNumber = (text: string) => /^\d{17}[\dXx]$/.test(text.trim())
const isPhone = (text: string) => /^1\d{10}$/.test(text.trim())
const isBankCard = (text: string) => /^\d{12,19}$/.test(text.trim())

/** The new account, or null while something of it is missing or wrong. */
function accountOf(draft: Draft, post: Input['post'] | null): Input | null {
  const [name, idNumber, phone] = [draft.name.trim(), draft.idNumber.trim(), draft.phone.trim()]
  const [workPhone, bankCard, ageReason] = [
    draft.workPhone.trim(),
    draft.bankCard.trim(),
    draft.ageReason.trim(),
  ]
  if (!post || !name || !isIdNumber(idNumber) || !isPhone(phone)) return null
  if (bankCard && !isBankCard(bankCard)) return null
  return {
    name,
    idNumber,
    phone,
    ...(workPhone ? { workPhone } : {}),
    ...(bankCard ? { bankCard } : {}),
    ...(ageReason ? { ageReason } : {}),
    post,
  }
}

function Person({ draft, change }: DraftOf<Draft>) {
  const { name, idNumber, phone } = draft
  return (
    <>
      <Field
        id="create-name"
        label={copy.name}
        value={name}
        onChange={change('name')}
        maxLength={32}
      />
      <Field
        id="create-id"
        label={copy.idNumber}
        kind="idNumber"
        value={idNumber}
        problem={idNumber.length >= 18 && !isIdNumber(idNumber) ? copy.badIdNumber : null}
        onChange={change('idNumber')}
        maxLength={18}
      />
      <Field
        id="create-phone"
        label={copy.phone}
        kind="phone"
        value={phone}
        problem={phone.length >= 11 && !isPhone(phone) ? copy.badPhone : null}
        onChange={change('phone')}
        maxLength={11}
      />
    </>
  )
}

function More({ draft, change }: DraftOf<Draft>) {
  const { workPhone, bankCard, ageReason } = draft
  return (
    <>
      <Field
        id="create-work-phone"
        label={copy.workPhone}
        hint={copy.workPhoneHint}
        optional
        kind="phone"
        value={workPhone}
        onChange={change('workPhone')}
        maxLength={32}
      />
      <Field
        id="create-bank"
        label={copy.bankCard}
        optional
        kind="number"
        value={bankCard}
        problem={bankCard && !isBankCard(bankCard) ? copy.badBankCard : null}
        onChange={change('bankCard')}
        maxLength={19}
      />
      <Field
        id="create-age"
        label={copy.ageReason}
        hint={copy.ageHint}
        optional
        value={ageReason}
        onChange={change('ageReason')}
        maxLength={200}
      />
    </>
  )
}

export interface CreateFormProps {
  onDone: (code: GivenCode) => void
  onClose: () => void
}

/** A new person with his one account and first post. */
export function CreateForm({ onDone, onClose }: CreateFormProps) {
  const form = useDraft<Draft>({
    name: '',
    idNumber: '',
    phone: '',
    workPhone: '',
    bankCard: '',
    ageReason: '',
  })
  const { post, fields } = usePost()
  const command = useCommand(create, {
    refresh: [list],
    onDone: ({ oneTimeCode, expiresAtMs }, { name }) =>
      onDone({ name, code: oneTimeCode, expiresAtMs }),
    onRefused: sayRefused,
  })
  const input = accountOf(form.draft, post)
  return (
    <FormSheet
      id="create-form"
      title={peopleCopy.create}
      send={copy.save}
      isReady={input !== null}
      busy={command.isPending}
      onSend={() => input && command.mutate(input)}
      onClose={onClose}
    >
      <Notice tone="note">{copy.saveNote}</Notice>
      <Person {...form} />
      {fields}
      <More {...form} />
    </FormSheet>
  )
}
