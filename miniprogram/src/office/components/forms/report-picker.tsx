import { statementDetail } from '@contract/pay'
import { Choice } from '@/components/choice'
import { Stateful } from '@/components/stateful'
import { assessmentCopy as copy } from '@/copy/office-assessment'
import { instantText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'

export interface ReportPickerProps {
  id: string
  accountId: string
  month: string
  value: string | null
  onChange: (reportId: string) => void
}

/** One of a worker's valid reports of the month. */
export function ReportPicker({ id, accountId, month, value, onChange }: ReportPickerProps) {
  const asked = useAsk(statementDetail, { accountId, month })
  const reports = asked.data?.evidence.validReports ?? []
  const state = stateOf(asked, {
    isEmpty: () => reports.length === 0,
    emptyText: copy.noReports,
    emptyHint: copy.reportHint,
  })
  return (
    <Stateful state={state}>
      <Choice
        id={id}
        look="list"
        label={copy.report}
        hint={copy.reportHint}
        options={reports.map((report) => ({
          value: report.reportId,
          label: report.label,
          note: instantText(report.receivedAtMs),
        }))}
        value={value}
        onChange={onChange}
      />
    </Stateful>
  )
}
