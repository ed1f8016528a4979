import { decide } from '@contract/assessment'
import type { InputOf } from '@contract/define'
import { Choice } from '@/components/choice'
import { DateField } from '@/components/date-field'
import { Field, TextArea } from '@/components/field'
import { assessmentCopy } from '@/copy/office-assessment'
import { fenOf } from '../../lib/amounts'
import { type DraftOf, useDraft } from '../../lib/use-draft'
import { type PickedWorker, WorkerPicker } from '../worker-picker'
import { InputSheet } from './form-sheet'
import { optionsOf } from './options'
import { type RecordFormProps, useRecord } from './use-record'

const copy = assessmentCopy.decision
type Input = InputOf<typeof decide>
type Decision = Input['decision']

const mostFen = 1_000_000

interface Draft {
  worker: PickedWorker | null
  month: string
  kind: Decision['kind'] | null
  verdict: 'pass' | 'fail'
  accept: 'yes' | 'no'
  employer: 'direct' | 'dispatched'
  amount: string
  reason: string
}

/** The decision itself, or null while it is not complete. */
function decisionOf({ kind, verdict, accept, employer, amount }: Draft): Decision | null {
  switch (kind) {
    case 'verdict':
      return { kind, verdict }
    case 'proration':
      return { kind, accept: accept === 'yes' }
    case 'quotaWaiver':
      return { kind }
    case 'employment':
      return { kind, dispatched: employer === 'dispatched' }
    case 'manualAdjustment': {
      const amountFen = fenOf(amount)
      const isGood = amountFen !== null && amountFen !== 0 && Math.abs(amountFen) <= mostFen
      return isGood ? { kind, amountFen } : null
    }
    case null:
      return null
  }
}

function inputOf(draft: Draft): Input | null {
  const { worker, month } = draft
  const decision = decisionOf(draft)
  const reason = draft.reason.trim()
  if (!worker || !month || !decision || !reason) return null
  return { accountId: worker.accountId, month, decision, reason }
}

/** What belongs to the chosen kind. */
function Details({ draft, change }: DraftOf<Draft>) {
  switch (draft.kind) {
    case 'verdict':
      return (
        <Choice
          id="decision-verdict"
          label={copy.verdict}
          options={optionsOf({ pass: copy.pass, fail: copy.fail })}
          value={draft.verdict}
          onChange={change('verdict')}
        />
      )
    case 'proration':
      return (
        <Choice
          id="decision-accept"
          label={copy.accept}
          options={optionsOf({ yes: copy.accepted, no: copy.notAccepted })}
          value={draft.accept}
          onChange={change('accept')}
        />
      )
    case 'employment':
      return (
        <Choice
          id="decision-employer"
          label={copy.employer}
          options={optionsOf({ direct: copy.direct, dispatched: copy.dispatched })}
          value={draft.employer}
          onChange={change('employer')}
        />
      )
    case 'manualAdjustment':
      return (
        <Field
          id="decision-amount"
          label={copy.amount}
          hint={copy.amountHint}
          value={draft.amount}
          problem={draft.amount && !decisionOf(draft) ? copy.badAmount : null}
          onChange={change('amount')}
          maxLength={12}
        />
      )
    default:
      return null
  }
}

/** What a person decides about a worker's month, with the reason that stands on the statement. */
export function DecisionForm({ month, areaCode, worker, onClose }: RecordFormProps) {
  const form = useDraft<Draft>({
    worker: worker ?? null,
    month,
    kind: null,
    verdict: 'pass',
    accept: 'yes',
    employer: 'direct',
    amount: '',
    reason: '',
  })
  const { draft, change } = form
  const command = useRecord(decide, onClose)
  const input = inputOf(draft)
  return (
    <InputSheet
      id="decision-form"
      title={assessmentCopy.actions.decision}
      input={input}
      command={command}
      onClose={onClose}
    >
      <WorkerPicker
        id="decision-worker"
        label={assessmentCopy.worker}
        areaCode={areaCode}
        value={draft.worker}
        onChange={change('worker')}
      />
      <DateField
        id="decision-month"
        precision="month"
        label={assessmentCopy.month}
        value={draft.month}
        onChange={change('month')}
      />
      <Choice
        id="decision-kind"
        look="list"
        label={copy.kind}
        options={optionsOf(copy.kinds, copy.kindNotes)}
        value={draft.kind}
        onChange={change('kind')}
      />
      <Details {...form} />
      <TextArea
        id="decision-reason"
        label={copy.reason}
        hint={copy.reasonHint}
        value={draft.reason}
        onChange={change('reason')}
        rows={2}
        maxLength={500}
      />
    </InputSheet>
  )
}
