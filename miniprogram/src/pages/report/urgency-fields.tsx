import { Switch } from '@/components/choice'
import { EmergencyCalls } from '@/components/emergency-calls'
import { reportCopy as copy } from '@/copy/report'
import type { ReportDraft } from '@/lib/report-draft'

/** How pressing it is, and whom to call before anything is written. */
export function UrgencyFields(props: {
  draft: ReportDraft
  onChange: (part: Partial<ReportDraft>) => void
}) {
  const { draft, onChange } = props
  return (
    <>
      <Switch
        id="report-urgent"
        label={copy.urgent}
        note={copy.urgentNote}
        value={draft.urgent}
        onChange={(urgent) => onChange({ urgent, ...(urgent ? {} : { emergency: false }) })}
      />
      {draft.urgent ? (
        <Switch
          id="report-emergency"
          label={copy.emergency}
          note={copy.emergencyNote}
          value={draft.emergency}
          onChange={(emergency) =>
            onChange({ emergency, ...(emergency ? { selfHandled: false } : {}) })
          }
        />
      ) : null}
      {draft.urgent ? <EmergencyCalls /> : null}
    </>
  )
}
