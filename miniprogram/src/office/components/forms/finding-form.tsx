import { findingKindLabel, noticeLevelLabel, recordFinding } from '@contract/assessment'
import type { InputOf } from '@contract/define'
import { useState } from 'react'
import { Choice } from '@/components/choice'
import { Field, Labelled, TextArea } from '@/components/field'
import { DateInput } from '@/components/primitives/date-input'
import { assessmentCopy } from '@/copy/office-assessment'
import { dayOf } from '@/lib/format'
import { nowMs } from '@/lib/server-time'
import { WorkerPicker } from '../worker-picker'
import { FormSheet } from './form-sheet'
import { optionsOf } from './options'
import { type RecordFormProps, useRecord } from './use-record'

const copy = assessmentCopy.finding
type Input = InputOf<typeof recordFinding>

/** A fact that deducts or disqualifies, with its evidence. */
export function FindingForm({ areaCode, worker: known, onClose }: RecordFormProps) {
  const [worker, setWorker] = useState(known ?? null)
  const [kind, setKind] = useState<Input['kind'] | null>(null)
  const [level, setLevel] = useState<NonNullable<Input['level']> | null>(null)
  const [incident, setIncident] = useState('')
  const [evidence, setEvidence] = useState('')
  const [documentNumber, setDocumentNumber] = useState('')
  const [occurredOn, setOccurredOn] = useState(dayOf(nowMs()))
  const record = useRecord(recordFinding, onClose)
  const needsLevel = kind === 'criticismNotice'
  const isReady = Boolean(
    worker && kind && incident.trim() && evidence.trim() && occurredOn && (!needsLevel || level),
  )
  const send = () => {
    if (!worker || !kind) return
    record.mutate({
      accountId: worker.accountId,
      kind,
      ...(needsLevel && level ? { level } : {}),
      incident: incident.trim(),
      evidence: evidence.trim(),
      ...(documentNumber.trim() ? { documentNumber: documentNumber.trim() } : {}),
      occurredOn,
    })
  }
  return (
    <FormSheet
      id="finding-form"
      title={assessmentCopy.actions.finding}
      isReady={isReady}
      busy={record.isPending}
      onSend={send}
      onClose={onClose}
    >
      <WorkerPicker
        id="finding-worker"
        label={assessmentCopy.worker}
        areaCode={areaCode}
        value={worker}
        onChange={setWorker}
      />
      <Choice
        id="finding-kind"
        look="list"
        label={copy.kind}
        options={optionsOf(findingKindLabel)}
        value={kind}
        onChange={setKind}
      />
      {needsLevel ? (
        <Choice
          id="finding-level"
          label={copy.level}
          options={optionsOf(noticeLevelLabel)}
          value={level}
          onChange={setLevel}
        />
      ) : null}
      <Labelled label={copy.day}>
        <DateInput
          id="finding-day"
          label={copy.day}
          value={occurredOn}
          last={dayOf(nowMs())}
          onChange={setOccurredOn}
        />
      </Labelled>
      <Field
        id="finding-incident"
        label={copy.incident}
        hint={copy.incidentHint}
        value={incident}
        onChange={setIncident}
        maxLength={120}
      />
      <TextArea
        id="finding-evidence"
        label={copy.evidence}
        hint={copy.evidenceHint}
        value={evidence}
        onChange={setEvidence}
        rows={3}
        maxLength={1000}
      />
      <Field
        id="finding-document"
        label={copy.document}
        optional
        value={documentNumber}
        onChange={setDocumentNumber}
        maxLength={64}
      />
    </FormSheet>
  )
}
