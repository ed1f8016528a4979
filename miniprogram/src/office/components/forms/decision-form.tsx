import { decide } from '@contract/assessment'
import type { InputOf } from '@contract/define'
import { useState } from 'react'
import { Choice } from '@/components/choice'
import { Field, Labelled, TextArea } from '@/components/field'
import { DateInput } from '@/components/primitives/date-input'
import { assessmentCopy } from '@/copy/office-assessment'
import { fenOf } from '../../lib/amounts'
import { WorkerPicker } from '../worker-picker'
import { FormSheet } from './form-sheet'
import { optionsOf } from './options'
import { type RecordFormProps, useRecord } from './use-record'

const copy = assessmentCopy.decision
type Decision = InputOf<typeof decide>['decision']

const mostFen = 1_000_000

function decisionOf(
  kind: Decision['kind'] | null,
  verdict: 'pass' | 'fail',
  accept: boolean,
  amountFen: number | null,
): Decision | null {
  switch (kind) {
    case 'verdict':
      return { kind, verdict }
    case 'proration':
      return { kind, accept }
    case 'quotaWaiver':
      return { kind }
    case 'manualAdjustment': {
      const isGood = amountFen !== null && amountFen !== 0 && Math.abs(amountFen) <= mostFen
      return isGood ? { kind, amountFen } : null
    }
    case null:
      return null
  }
}

/** What a person decides about a worker's month, with the reason that stands on the statement. */
export function DecisionForm({ month: first, areaCode, worker: known, onClose }: RecordFormProps) {
  const [worker, setWorker] = useState(known ?? null)
  const [month, setMonth] = useState(first)
  const [kind, setKind] = useState<Decision['kind'] | null>(null)
  const [verdict, setVerdict] = useState<'pass' | 'fail'>('pass')
  const [accept, setAccept] = useState<'yes' | 'no'>('yes')
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const command = useRecord(decide, onClose)
  const decision = decisionOf(kind, verdict, accept === 'yes', fenOf(amount))
  const send = () => {
    if (worker && decision) {
      command.mutate({ accountId: worker.accountId, month, decision, reason: reason.trim() })
    }
  }
  return (
    <FormSheet
      id="decision-form"
      title={assessmentCopy.actions.decision}
      isReady={Boolean(worker && month && decision && reason.trim())}
      busy={command.isPending}
      onSend={send}
      onClose={onClose}
    >
      <WorkerPicker
        id="decision-worker"
        label={assessmentCopy.worker}
        areaCode={areaCode}
        value={worker}
        onChange={setWorker}
      />
      <Labelled label={assessmentCopy.month}>
        <DateInput
          id="decision-month"
          precision="month"
          label={assessmentCopy.month}
          value={month}
          onChange={setMonth}
        />
      </Labelled>
      <Choice
        id="decision-kind"
        look="list"
        label={copy.kind}
        options={optionsOf(copy.kinds, copy.kindNotes)}
        value={kind}
        onChange={setKind}
      />
      {kind === 'verdict' ? (
        <Choice
          id="decision-verdict"
          label={copy.verdict}
          options={optionsOf({ pass: copy.pass, fail: copy.fail })}
          value={verdict}
          onChange={setVerdict}
        />
      ) : null}
      {kind === 'proration' ? (
        <Choice
          id="decision-accept"
          label={copy.accept}
          options={optionsOf({ yes: copy.accepted, no: copy.notAccepted })}
          value={accept}
          onChange={setAccept}
        />
      ) : null}
      {kind === 'manualAdjustment' ? (
        <Field
          id="decision-amount"
          label={copy.amount}
          hint={copy.amountHint}
          value={amount}
          problem={amount && !decision ? copy.badAmount : null}
          onChange={setAmount}
          maxLength={12}
        />
      ) : null}
      <TextArea
        id="decision-reason"
        label={copy.reason}
        hint={copy.reasonHint}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={500}
      />
    </FormSheet>
  )
}
