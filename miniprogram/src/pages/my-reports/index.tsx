import { type ReportRow, mine } from '@contract/reports'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { MonthSwitch } from '@/components/month-switch'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { Stat, StatRow } from '@/components/stat'
import { StatusLine } from '@/components/status-line'
import { Tag, type Tone } from '@/components/tag'
import { myReportsCopy as copy } from '@/copy/report'
import { instantText, monthOf } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { reportVerdictLabel, verdictTone } from '@/lib/report-verdict'
import { nowMs } from '@/lib/server-time'
import { useFreshAfterSending } from '@/lib/use-fresh-after-sending'
import styles from './my-reports.module.scss'

const mostLetters = 40

const groups = ['submitted', 'valid', 'waiting', 'invalid'] as const
type Group = (typeof groups)[number]

const belongsTo = (group: Group) => (report: ReportRow) => {
  if (group === 'submitted') return true
  if (group === 'waiting') return report.verdict === 'unjudged' || report.verdict === 'pending'
  return report.verdict === group
}

function toneOf(group: Group, count: number): Tone {
  if (group === 'valid') return 'good'
  return group === 'invalid' && count > 0 ? 'bad' : 'plain'
}

/** One report: what, when, whether it counts, and why not. */
function Entry({ report }: { report: ReportRow }) {
  const { verdict, judgement, text } = report
  const why = verdict === 'invalid' || verdict === 'pending' ? judgement?.reason : undefined
  return (
    <Cell
      title={report.itemLabel}
      note={
        <>
          <View className={styles.state}>
            <Tag tone={verdictTone[verdict]}>{reportVerdictLabel[verdict]}</Tag>
            <Text>{instantText(report.takenAtMs)}</Text>
          </View>
          <View>{text.length > mostLetters ? `${text.slice(0, mostLetters)}…` : text}</View>
          {why ? <View className={styles.why}>{copy.why(why)}</View> : null}
        </>
      }
      onPress={() => openPage('reportDetail', { id: report.id })}
    />
  )
}

export default function MyReports() {
  const [month, setMonth] = useState(monthOf(nowMs()))
  useFreshAfterSending(mine)
  const [shown, setShown] = useState<Group>('submitted')
  const asked = useAsk(mine, { month, limit: 200 }, { keep: true })
  const state = stateOf(asked, {
    isEmpty: (data) => data.reports.length === 0,
    emptyText: copy.empty,
    emptyHint: copy.emptyHint,
  })
  const counts = asked.data?.counts
  const choose = (group: Group) => setShown(group === shown ? 'submitted' : group)
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
          {groups.map((group) => (
            <Stat
              key={group}
              id={`count-${group}`}
              label={copy.counts[group]}
              value={counts[group]}
              unit="条"
              tone={toneOf(group, counts[group])}
              onPress={() => choose(group)}
            />
          ))}
        </StatRow>
      ) : null}
      {shown === 'submitted' ? null : (
        <Notice
          action={
            <Button size="small" kind="secondary" inline onPress={() => setShown('submitted')}>
              {copy.showAll}
            </Button>
          }
        >
          {copy.showing(copy.counts[shown])}
        </Notice>
      )}
      <Card flush>
        {(asked.data?.reports ?? []).filter(belongsTo(shown)).map((report) => (
          <Entry key={report.id} report={report} />
        ))}
      </Card>
    </Page>
  )
}
