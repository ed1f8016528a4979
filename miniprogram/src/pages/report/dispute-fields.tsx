import { disputeKinds } from '@contract/report-taxonomy'
import { Switch } from '@/components/choice'
import { Labelled } from '@/components/field'
import { SelectInput } from '@/components/primitives/select-input'
import { reportCopy as copy } from '@/copy/report'
import type { ReportDraft } from '@/lib/report-draft'

const options = disputeKinds.map((kind) => ({ value: kind.code, label: kind.label }))

/** What a dispute needs beside the text: its kind and the two flags (DN-14.5). */
export function DisputeFields(props: {
  draft: ReportDraft
  onChange: (part: Partial<ReportDraft>) => void
  problem: string | null
}) {
  const { draft, onChange, problem } = props
  return (
    <>
      <Labelled label={copy.disputeKind} problem={problem}>
        <SelectInput
          id="dispute-kind"
          value={draft.disputeKind ?? ''}
          options={options}
          onChange={(value) =>
            onChange({
              disputeKind: disputeKinds.find((kind) => kind.code === value)?.code ?? null,
            })
          }
        />
      </Labelled>
      <Switch
        label={copy.emotion}
        value={draft.emotionFlag}
        onChange={(emotionFlag) => onChange({ emotionFlag })}
      />
      <Switch
        label={copy.escalation}
        value={draft.escalationFlag}
        onChange={(escalationFlag) => onChange({ escalationFlag })}
      />
    </>
  )
}
