import { nominateMajorReport, noticeLevelLabel, recordCommendation } from '@contract/assessment'
import type { InputOf } from '@contract/define'
import { useState } from 'react'
import { Choice } from '@/components/choice'
import { DateField } from '@/components/date-field'
import { Field, TextArea } from '@/components/field'
import { assessmentCopy } from '@/copy/office-assessment'
import { dayOf } from '@/lib/format'
import { nowMs } from '@/lib/server-time'
import { WorkerPicker } from '../worker-picker'
import { FormSheet } from './form-sheet'
import { optionsOf } from './options'
import { ReportPicker } from './report-picker'
import { type RecordFormProps, useRecord } from './use-record'

/** Whose report it is, and which. */
function useReportOf({ worker: known, areaCode, month }: RecordFormProps) {
  const [worker, setWorker] = useState(known ?? null)
  const [reportId, setReportId] = useState<string | null>(null)
  const fields = (
    <>
      <WorkerPicker
        id="report-worker"
        label={assessmentCopy.worker}
        areaCode={areaCode}
        value={worker}
        onChange={(next) => {
          setWorker(next)
          setReportId(null)
        }}
      />
      {worker ? (
        <ReportPicker
          id="report-of"
          accountId={worker.accountId}
          month={month}
          value={reportId}
          onChange={setReportId}
        />
      ) : null}
    </>
  )
  return { reportId, fields }
}

/** A valid report that somebody higher up commended. */
export function CommendationForm(props: RecordFormProps) {
  const copy = assessmentCopy.commendation
  const { reportId, fields } = useReportOf(props)
  const [level, setLevel] = useState<InputOf<typeof recordCommendation>['level'] | null>(null)
  const [documentNumber, setDocumentNumber] = useState('')
  const [evidence, setEvidence] = useState('')
  const [noticedOn, setNoticedOn] = useState(dayOf(nowMs()))
  const record = useRecord(recordCommendation, props.onClose)
  const isReady = Boolean(
    reportId && level && documentNumber.trim() && evidence.trim() && noticedOn,
  )
  const send = () => {
    if (!reportId || !level) return
    record.mutate({
      reportId,
      level,
      documentNumber: documentNumber.trim(),
      evidence: evidence.trim(),
      noticedOn,
    })
  }
  return (
    <FormSheet
      id="commendation-form"
      title={assessmentCopy.actions.commendation}
      isReady={isReady}
      busy={record.isPending}
      onSend={send}
      onClose={props.onClose}
    >
      {fields}
      <Choice
        id="commendation-level"
        label={copy.level}
        options={optionsOf(noticeLevelLabel)}
        value={level}
        onChange={setLevel}
      />
      <Field
        id="commendation-document"
        label={copy.document}
        value={documentNumber}
        onChange={setDocumentNumber}
        maxLength={64}
      />
      <TextArea
        id="commendation-evidence"
        label={copy.evidence}
        hint={copy.evidenceHint}
        value={evidence}
        onChange={setEvidence}
        rows={3}
        maxLength={1000}
      />
      <DateField
        id="commendation-day"
        label={copy.day}
        value={noticedOn}
        last={dayOf(nowMs())}
        onChange={setNoticedOn}
      />
    </FormSheet>
  )
}

/** A report proposed for the county's reward. */
export function NominationForm(props: RecordFormProps) {
  const copy = assessmentCopy.major
  const { reportId, fields } = useReportOf(props)
  const [grade, setGrade] = useState<'major' | 'especiallyMajor' | null>(null)
  const [grounds, setGrounds] = useState('')
  const record = useRecord(nominateMajorReport, props.onClose)
  return (
    <FormSheet
      id="nomination-form"
      title={assessmentCopy.actions.majorReport}
      isReady={Boolean(reportId && grade && grounds.trim())}
      busy={record.isPending}
      onSend={() => {
        if (reportId && grade) record.mutate({ reportId, grade, grounds: grounds.trim() })
      }}
      onClose={props.onClose}
    >
      {fields}
      <Choice
        id="nomination-grade"
        label={copy.grade}
        options={optionsOf(copy.grades)}
        value={grade}
        onChange={setGrade}
      />
      <TextArea
        id="nomination-grounds"
        label={copy.grounds}
        hint={copy.groundsHint}
        value={grounds}
        onChange={setGrounds}
        rows={3}
        maxLength={1000}
      />
    </FormSheet>
  )
}
