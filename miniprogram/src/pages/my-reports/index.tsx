import { mine } from '@contract/reports'
import { useState } from 'react'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { MonthSwitch } from '@/components/month-switch'
import { Page } from '@/components/page'
import { Stat, StatRow } from '@/components/stat'
import { StatusLine } from '@/components/status-line'
import { Tag } from '@/components/tag'
import { myReportsCopy as copy } from '@/copy/report'
import { instantText, monthOf } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { reportVerdictLabel, verdictTone } from '@/lib/report-verdict'
import { nowMs } from '@/lib/server-time'

export default function MyReports() {
  const [month, setMonth] = useState(monthOf(nowMs()))
  const asked = useAsk(mine, { month, limit: 200 }, { keep: true })
  const state = stateOf(asked, {
    isEmpty: (data) => data.reports.length === 0,
    emptyText: copy.empty,
    emptyHint: copy.emptyHint,
  })
  const counts = asked.data?.counts
  return (
    <Page
      id="my-reports"
      title={copy.title}
      permission="reports.submit"
      state={state}
      top={
        <>
          <StatusLine />
          <MonthSwitch month={month} onChange={setMonth} />
        </>
      }
    >
      {counts ? (
        <StatRow>
          <Stat label={copy.counts.submitted} value={counts.submitted} unit="条" />
          <Stat label={copy.counts.valid} value={counts.valid} unit="条" tone="good" />
          <Stat label={copy.counts.waiting} value={counts.waiting} unit="条" />
          <Stat label={copy.counts.invalid} value={counts.invalid} unit="条" tone={counts.invalid > 0 ? 'bad' : 'plain'} />
        </StatRow>
      ) : null}
      <Card flush>
        {(asked.data?.reports ?? []).map((report) => (
          <Cell
            key={report.id}
            title={report.itemLabel}
            note={`${instantText(report.takenAtMs)}　${report.text.slice(0, 40)}`}
            value={<Tag tone={verdictTone[report.verdict]}>{reportVerdictLabel[report.verdict]}</Tag>}
            onPress={() => openPage('reportDetail', { id: report.id })}
          />
        ))}
      </Card>
    </Page>
  )
}
