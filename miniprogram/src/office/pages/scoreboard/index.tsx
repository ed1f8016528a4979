import { areas, table } from '@contract/scoreboards'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { MonthSwitch } from '@/components/month-switch'
import { OfficePage } from '@/components/office-page'
import { Stat, StatRow } from '@/components/stat'
import { Stateful } from '@/components/stateful'
import { Tabs } from '@/components/tabs'
import { scoreboardCopy as copy } from '@/copy/office-scoreboard'
import { monthOf, yuan } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { Crumbs } from '../../components/crumbs'
import { useSaveFile } from '../../lib/save-file'
import { levelOf, useOfficeArea } from '../../lib/scope'
import styles from '../../office.module.scss'
import { type Areas, Charts } from './charts'
import { AreasTable, WorkersTable } from './tables'

type Part = keyof typeof copy.tabs

function Sums({ totals }: { totals: Areas['totals'] }) {
  return (
    <StatRow>
      <Stat
        label={copy.reachedCheckIns}
        value={totals.reachedCheckIns}
        unit={copy.people}
        note={copy.of(totals.workers)}
      />
      <Stat
        label={copy.reachedReports}
        value={totals.reachedReports}
        unit={copy.people}
        note={copy.of(totals.workers)}
      />
      <Stat label={copy.validReports} value={totals.validReports} unit="条" />
      <Stat
        label={copy.waiting}
        value={totals.waitingReports}
        unit="条"
        tone={totals.waitingReports > 0 ? 'warn' : 'good'}
      />
      <Stat label={copy.pay} value={yuan(totals.payFen)} />
    </StatRow>
  )
}

/** The month of an area: pictures, areas beside each other, and every worker. */
export default function Scoreboard() {
  const root = useOfficeArea()
  const [code, setCode] = useState(root)
  const [month, setMonth] = useState(monthOf(nowMs()))
  const [part, setPart] = useState<Part>(levelOf(root) === 'village' ? 'workers' : 'chart')
  const asked = useAsk(areas, { areaCode: code, month })
  const { isSaving, save } = useSaveFile()
  const data = asked.data
  const openArea = (next: string) => {
    setCode(next)
    if (levelOf(next) === 'village') setPart('workers')
  }
  return (
    <OfficePage
      id="scoreboard"
      title={copy.title}
      permission="scoreboards.read"
      extra={
        <Button
          id="save-table"
          inline
          size="small"
          kind="secondary"
          busy={isSaving}
          onPress={() =>
            void save(table, { areaCode: code, month }, copy.fileName(data?.areaName ?? '', month))
          }
        >
          {copy.save}
        </Button>
      }
      top={
        <>
          <View className={styles.bar}>
            <MonthSwitch month={month} onChange={setMonth} />
            <Crumbs id="crumbs" root={root} code={code} onOpen={openArea} />
          </View>
          <Tabs
            id="scoreboard-parts"
            tabs={(['chart', 'areas', 'workers'] as const).map((value) => ({
              value,
              label: copy.tabs[value],
            }))}
            value={part}
            onChange={setPart}
          />
        </>
      }
    >
      <Stateful state={stateOf(asked)}>
        {data ? (
          <>
            <Sums totals={data.totals} />
            {part === 'chart' ? <Charts data={data} /> : null}
            {part === 'areas' ? <AreasTable data={data} onOpen={openArea} /> : null}
          </>
        ) : null}
        {part === 'workers' ? (
          <WorkersTable key={`${code} ${month}`} areaCode={code} month={month} />
        ) : null}
      </Stateful>
    </OfficePage>
  )
}
