import { findingKindLabel, noticeLevelLabel, recordFinding } from '@contract/assessment'
import type { InputOf } from '@contract/define'
import { Choice } from '@/components/choice'
import { DateField } from '@/components/date-field'
import { Field, TextArea } from '@/components/field'
import { assessmentCopy } from '@/copy/office-assessment'
import { dayOf } from '@/lib/format'
import { nowMs } from '@/lib/server-time'
import { type DraftOf, useDraft } from '../../lib/use-draft'
import { type PickedWorker, WorkerPicker } from '../worker-picker'
import { InputSheet } from './form-sheet'
import { optionsOf } from './options'
import { type RecordFormProps, useRecord } from './use-record'

const copy = assessmentCopy.finding
type Input = InputOf<typeof recordFinding>

interface Draft {
  worker: PickedWorker | null
  kind: Input['kind'] | null
  level: NonNullable<Input['level']> | null
  incident: string
  evidence: string
  documentNumber: string
  occurredOn: string
}

const needsLevel = (draft: Draft) => draft.kind === 'criticismNotice'

/** The finding, or null while something of it is missing. */
function findingOf(draft: Draft): Input | null {
  const { worker, kind, level, occurredOn } = draft
  const [incident, evidence, documentNumber] = [
    draft.incident.trim(),
    draft.evidence.trim(),
    draft.documentNumber.trim(),
  ]
  if (!worker || !kind || !incident || !evidence || !occurredOn) return null
  if (needsLevel(draft) && !level) return null
  return {
    accountId: worker.accountId,
    kind,
    ...(needsLevel(draft) && level ? { level } : {}),
    incident,
    evidence,
    ...(documentNumber ? { documentNumber } : {}),
    occurredOn,
  }
}

function What({ draft, change }: DraftOf<Draft>) {
  return (
    <>
      <Choice
        id="finding-kind"
        look="list"
        label={copy.kind}
        options={optionsOf(findingKindLabel)}
        value={draft.kind}
        onChange={change('kind')}
      />
      {needsLevel(draft) ? (
        <Choice
          id="finding-level"
          label={copy.level}
          options={optionsOf(noticeLevelLabel)}
          value={draft.level}
          onChange={change('level')}
        />
      ) : null}
    </>
  )
}

function Evidence({ draft, change }: DraftOf<Draft>) {
  return (
    <>
      <DateField
        id="finding-day"
        label={copy.day}
        value={draft.occurredOn}
        last={dayOf(nowMs())}
        onChange={change('occurredOn')}
      />
      <Field
        id="finding-incident"
        label={copy.incident}
        hint={copy.incidentHint}
        value={draft.incident}
        onChange={change('incident')}
        maxLength={120}
      />
      <TextArea
        id="finding-evidence"
        label={copy.evidence}
        hint={copy.evidenceHint}
        value={draft.evidence}
        onChange={change('evidence')}
        rows={3}
        maxLength={1000}
      />
      <Field
        id="finding-document"
        label={copy.document}
        optional
        value={draft.documentNumber}
        onChange={change('documentNumber')}
        maxLength={64}
      />
    </>
  )
}

/** A fact that deducts or disqualifies, with its evidence. */
export function FindingForm({ areaCode, worker, onClose }: RecordFormProps) {
  const form = useDraft<Draft>({
    worker: worker ?? null,
    kind: null,
    level: null,
    incident: '',
    evidence: '',
    documentNumber: '',
    occurredOn: dayOf(nowMs()),
  })
  const record = useRecord(recordFinding, onClose)
  const input = findingOf(form.draft)
  return (
    <InputSheet
      id="finding-form"
      title={assessmentCopy.actions.finding}
      input={input}
      command={record}
      onClose={onClose}
    >
      <WorkerPicker
        id="finding-worker"
        label={assessmentCopy.worker}
        areaCode={areaCode}
        value={form.draft.worker}
        onChange={form.change('worker')}
      />
      <What {...form} />
      <Evidence {...form} />
    </InputSheet>
  )
}
