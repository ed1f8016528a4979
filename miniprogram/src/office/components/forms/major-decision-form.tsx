import { type AssessmentRecord, decideMajorReport } from '@contract/assessment'
import { useState } from 'react'
import { Choice } from '@/components/choice'
import { Field, TextArea } from '@/components/field'
import { Notice } from '@/components/notice'
import { assessmentCopy } from '@/copy/office-assessment'
import { fenOf } from '../../lib/amounts'
import { FormSheet } from './form-sheet'
import { optionsOf } from './options'
import { useRecord } from './use-record'

const copy = assessmentCopy.major

/** The county's word on a nominated report: whether, which grade, how much. */
export function MajorDecisionForm({
  record: nominated,
  onClose,
}: {
  record: AssessmentRecord
  onClose: () => void
}) {
  const [decision, setDecision] = useState<'approved' | 'refused'>('approved')
  const [grade, setGrade] = useState<'major' | 'especiallyMajor'>(
    nominated.title.startsWith(copy.grades.especiallyMajor) ? 'especiallyMajor' : 'major',
  )
  const [amount, setAmount] = useState('')
  const [deliberation, setDeliberation] = useState('')
  const [reason, setReason] = useState('')
  const command = useRecord(decideMajorReport, onClose)
  const amountFen = fenOf(amount)
  const isApproved = decision === 'approved'
  const isAmountGood = amountFen !== null && amountFen >= 0
  const send = () =>
    command.mutate({
      majorReportId: nominated.id,
      decision,
      ...(isApproved && amountFen !== null ? { grade, amountFen } : {}),
      ...(deliberation.trim() ? { deliberation: deliberation.trim() } : {}),
      reason: reason.trim(),
    })
  return (
    <FormSheet
      id="major-form"
      title={copy.title}
      send={copy.send}
      isReady={Boolean(reason.trim()) && (!isApproved || isAmountGood)}
      busy={command.isPending}
      onSend={send}
      onClose={onClose}
    >
      <Notice tone="note">
        {nominated.workerName}：{nominated.evidence}
      </Notice>
      <Choice
        id="major-decision"
        label={copy.decision}
        options={optionsOf({ approved: copy.approved, refused: copy.refused })}
        value={decision}
        onChange={setDecision}
      />
      {isApproved ? (
        <>
          <Choice
            id="major-grade"
            label={copy.grade}
            options={optionsOf(copy.grades)}
            value={grade}
            onChange={setGrade}
          />
          <Field
            id="major-amount"
            label={copy.amount}
            kind="decimal"
            value={amount}
            problem={amount && !isAmountGood ? copy.badAmount : null}
            onChange={setAmount}
            maxLength={12}
          />
          <TextArea
            id="major-deliberation"
            label={copy.deliberation}
            hint={copy.deliberationHint}
            optional={grade === 'major'}
            value={deliberation}
            onChange={setDeliberation}
            rows={3}
            maxLength={2000}
          />
        </>
      ) : null}
      <TextArea
        id="major-reason"
        label={copy.reason}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={500}
      />
    </FormSheet>
  )
}
