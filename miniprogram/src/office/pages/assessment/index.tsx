import { records } from '@contract/assessment'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { MonthSwitch } from '@/components/month-switch'
import { OfficePage } from '@/components/office-page'
import { Stateful } from '@/components/stateful'
import { Tabs } from '@/components/tabs'
import { assessmentCopy as copy } from '@/copy/office-assessment'
import { monthOf } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { useMay } from '@/lib/session'
import { RecordForm, type RecordKind } from '../../components/forms'
import { RecordButtons } from '../../components/forms/record-buttons'
import { RecordList } from '../../components/record-list'
import { useOfficeArea } from '../../lib/scope'
import styles from '../../office.module.scss'

const kinds: readonly RecordKind[] = [
  'finding',
  'commendation',
  'majorReport',
  'spotCheck',
  'decision',
]
const tabs = ['all', ...kinds] as const

/** What was recorded of the month's workers beside their check-ins and reports. */
export default function Assessment() {
  const areaCode = useOfficeArea()
  const [month, setMonth] = useState(monthOf(nowMs()))
  const [tab, setTab] = useState<(typeof tabs)[number]>('all')
  const [form, setForm] = useState<RecordKind | null>(null)
  const mayRecord = useMay('assessment.record')
  const asked = useAsk(records, { month, areaCode })
  const all = asked.data?.records ?? []
  const shown = all.filter((record) => tab === 'all' || record.kind === tab)
  const state = stateOf(asked, {
    isEmpty: () => shown.length === 0,
    emptyText: copy.empty,
    emptyHint: mayRecord ? copy.emptyHint : undefined,
  })
  return (
    <OfficePage
      id="assessment"
      title={copy.title}
      permission="assessment.read"
      top={
        <>
          <View className={styles.bar}>
            <MonthSwitch month={month} onChange={setMonth} />
          </View>
          {mayRecord ? (
            <View className={styles.bar}>
              <RecordButtons kinds={kinds} onPick={setForm} />
            </View>
          ) : null}
          <Tabs
            id="record-kinds"
            tabs={tabs.map((value) => ({
              value,
              label: copy.tabs[value],
              count: all.filter((record) => value === 'all' || record.kind === value).length,
            }))}
            value={tab}
            onChange={setTab}
          />
        </>
      }
    >
      <Stateful state={state}>
        <View className={styles.columns}>
          <RecordList list={shown} />
        </View>
      </Stateful>
      {form ? (
        <RecordForm kind={form} month={month} areaCode={areaCode} onClose={() => setForm(null)} />
      ) : null}
    </OfficePage>
  )
}
