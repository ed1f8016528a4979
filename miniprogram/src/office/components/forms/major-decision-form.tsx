import { type AssessmentRecord, decideMajorReport } from '@contract/assessment'
import type { InputOf } from '@contract/define'
import { Choice } from '@/components/choice'
import { Field, TextArea } from '@/components/field'
import { Notice } from '@/components/notice'
import { assessmentCopy } from '@/copy/office-assessment'
import { fenOf } from '../../lib/amounts'
import { type DraftOf, useDraft } from '../../lib/use-draft'
import { InputSheet } from './form-sheet'
import { optionsOf } from './options'
import { useRecord } from './use-record'

const copy = assessmentCopy.major
type Input = InputOf<typeof decideMajorReport>

interface Draft {
  decision: Input['decision']
  grade: NonNullable<Input['grade']>
  amount: string
  deliberation: string
  reason: string
}

/** The reward in fen; null when what was typed is no reward. */
function rewardOf({ amount }: Draft): number | null {
  const fen = fenOf(amount)
  return fen !== null && fen >= 0 ? fen : null
}

/** The decision, or null while something of it is missing. */
function decisionOf(majorReportId: string, draft: Draft): Input | null {
  const { decision, grade } = draft
  const reason = draft.reason.trim()
  if (!reason) return null
  if (decision === 'refused') return { majorReportId, decision, reason }
  const amountFen = rewardOf(draft)
  const deliberation = draft.deliberation.trim()
  if (amountFen === null) return null
  return {
    majorReportId,
    decision,
    grade,
    amountFen,
    ...(deliberation ? { deliberation } : {}),
    reason,
  }
}

function Reward({ draft, change }: DraftOf<Draft>) {
  return (
    <>
      <Choice
        id="major-grade"
        label={copy.grade}
        options={optionsOf(copy.grades)}
        value={draft.grade}
        onChange={change('grade')}
      />
      <Field
        id="major-amount"
        label={copy.amount}
        kind="decimal"
        value={draft.amount}
        problem={draft.amount && rewardOf(draft) === null ? copy.badAmount : null}
        onChange={change('amount')}
        maxLength={12}
      />
      <TextArea
        id="major-deliberation"
        label={copy.deliberation}
        hint={copy.deliberationHint}
        optional={draft.grade === 'major'}
        value={draft.deliberation}
        onChange={change('deliberation')}
        rows={3}
        maxLength={2000}
      />
    </>
  )
}

export interface MajorDecisionFormProps {
  record: AssessmentRecord
  onClose: () => void
}

/** The county's word on a nominated report: whether, which grade, how much. */
export function MajorDecisionForm({ record: nominated, onClose }: MajorDecisionFormProps) {
  const form = useDraft<Draft>({
    decision: 'approved',
    grade: nominated.title.startsWith(copy.grades.especiallyMajor) ? 'especiallyMajor' : 'major',
    amount: '',
    deliberation: '',
    reason: '',
  })
  const { draft, change } = form
  const command = useRecord(decideMajorReport, onClose)
  const input = decisionOf(nominated.id, draft)
  return (
    <InputSheet
      id="major-form"
      title={copy.title}
      send={copy.send}
      input={input}
      command={command}
      onClose={onClose}
    >
      <Notice tone="note">
        {nominated.workerName}：{nominated.evidence}
      </Notice>
      <Choice
        id="major-decision"
        label={copy.decision}
        options={optionsOf({ approved: copy.approved, refused: copy.refused })}
        value={draft.decision}
        onChange={change('decision')}
      />
      {draft.decision === 'approved' ? <Reward {...form} /> : null}
      <TextArea
        id="major-reason"
        label={copy.reason}
        value={draft.reason}
        onChange={change('reason')}
        rows={2}
        maxLength={500}
      />
    </InputSheet>
  )
}
