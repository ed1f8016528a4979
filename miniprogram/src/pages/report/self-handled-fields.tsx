import { Switch } from '@/components/choice'
import { DisputeAnswers } from '@/components/matter/dispute-answers'
import { reportCopy as copy } from '@/copy/report'
import type { ReportDraft } from '@/lib/report-draft'

/** Settled on the spot (STD-6.2h); of a dispute, with its two answers (DYW-12.5a). */
export function SelfHandledFields(props: {
  draft: ReportDraft
  isDispute: boolean
  onChange: (part: Partial<ReportDraft>) => void
  problem: string | null
}) {
  const { draft, isDispute, onChange, problem } = props
  if (draft.emergency) return null
  return (
    <>
      <Switch
        id="report-self-handled"
        label={copy.selfHandled}
        note={copy.selfHandledNote}
        value={draft.selfHandled}
        onChange={(selfHandled) => onChange({ selfHandled })}
      />
      {draft.selfHandled && isDispute ? (
        <DisputeAnswers
          answers={draft}
          change={onChange}
          refused={copy.disputeRefused}
          problem={problem}
        />
      ) : null}
    </>
  )
}
