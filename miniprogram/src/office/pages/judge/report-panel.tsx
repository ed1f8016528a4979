import { type ReportRow, detail } from '@contract/reports'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Notice } from '@/components/notice'
import { Stateful } from '@/components/stateful'
import { judgeCopy as copy } from '@/copy/office-judge'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from './judge.module.scss'
import { type Detail, HistoryCards, Likenesses, PlaceCard, ReportCard } from './report-facts'
import { PointsCard, VerdictBar, useVerdict } from './verdict-form'

export interface ReportPanelProps {
  reportId: string
  onJudged: (report: ReportRow) => void
  /** What became of the report before, and the way back to it. */
  last: ReactNode
  /** Something lies over the page: keys are not for the report now. */
  isCovered: boolean
}

type OpenedProps = Omit<ReportPanelProps, 'reportId'> & { whole: Detail }

function Opened({ whole, onJudged, last, isCovered }: OpenedProps) {
  const { report } = whole
  const verdict = useVerdict(report, onJudged)
  const mayJudge = report.abilities.judge
  return (
    <>
      <ReportCard report={report} />
      {mayJudge ? null : (
        <Notice id="not-mine" tone="warn">
          {copy.notMine}
        </Notice>
      )}
      <Likenesses detail={whole} mayJudge={mayJudge} onDuplicate={verdict.beginDuplicate} />
      <View className={styles.facts}>
        <View>
          {mayJudge ? <PointsCard verdict={verdict} /> : null}
          <HistoryCards detail={whole} />
        </View>
        <View>
          <PlaceCard report={report} />
        </View>
      </View>
      {mayJudge ? <VerdictBar verdict={verdict} last={last} isCovered={isCovered} /> : null}
    </>
  )
}

/** One report with all that helps to judge it, and the judgement itself. */
export function ReportPanel({ reportId, ...rest }: ReportPanelProps) {
  const asked = useAsk(detail, { reportId })
  return (
    <Stateful state={stateOf(asked)}>
      {asked.data ? (
        <Opened key={`${reportId} ${asked.data.judgements.length}`} whole={asked.data} {...rest} />
      ) : null}
    </Stateful>
  )
}
