import { records } from '@contract/assessment'
import { statementDetail } from '@contract/pay'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { MonthSwitch } from '@/components/month-switch'
import { OfficePage } from '@/components/office-page'
import { Stateful } from '@/components/stateful'
import { StatementView } from '@/components/statement/statement-view'
import { TakeStatement } from '@/components/statement/take-statement'
import { Tabs } from '@/components/tabs'
import { workerCopy as copy } from '@/copy/office-scoreboard'
import { monthOf } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { monthNotYet } from '@/lib/month-not-yet'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { useMay } from '@/lib/session'
import { ObjectionList } from '../../components/answer-objection'
import { RecordForm, type RecordKind } from '../../components/forms'
import { RecordButtons } from '../../components/forms/record-buttons'
import { MonthCalendar } from '../../components/month-calendar'
import { RecordList } from '../../components/record-list'
import { useOfficeArea } from '../../lib/scope'
import styles from '../../office.module.scss'

type Part = 'statement' | 'calendar' | 'records'

function Statement({ accountId, month }: { accountId: string; month: string }) {
  const asked = useAsk(statementDetail, { accountId, month })
  const detail = asked.data
  return (
    <Stateful state={stateOf(asked, { notYet: monthNotYet })}>
      {detail ? (
        <>
          <ObjectionList list={detail.objections} />
          <StatementView detail={detail} onReport={(id) => openPage('reportDetail', { id })} />
          <TakeStatement month={month} accountId={accountId} />
        </>
      ) : null}
    </Stateful>
  )
}

function Records({ accountId, month }: { accountId: string; month: string }) {
  const areaCode = useOfficeArea()
  const asked = useAsk(records, { month, areaCode, accountId })
  const state = stateOf(asked, {
    isEmpty: (data) => data.records.length === 0,
    emptyText: copy.noRecords,
  })
  return (
    <Stateful state={state}>
      {asked.data ? <RecordList list={asked.data.records} /> : null}
    </Stateful>
  )
}

const recordable = ['decision', 'finding', 'spotCheck'] as const

/** One worker's month: what he is paid and why, his check-ins, and what the office recorded. */
export default function Worker() {
  const parameters = useRouter().params
  const accountId = parameters.accountId ?? ''
  const areaCode = useOfficeArea()
  const [month, setMonth] = useState(parameters.month ?? monthOf(nowMs()))
  const [part, setPart] = useState<Part>(parameters.part === 'calendar' ? 'calendar' : 'statement')
  const [form, setForm] = useState<RecordKind | null>(null)
  const mayRecord = useMay('assessment.record')
  const detail = useAsk(statementDetail, { accountId, month }).data
  const worker = detail && { accountId, name: detail.workerName, gridName: detail.gridName }
  return (
    <OfficePage
      id="office-worker"
      title={worker ? `${worker.name}　${worker.gridName}` : copy.title}
      permission="scoreboards.read"
      top={
        <>
          <View className={styles.bar}>
            <MonthSwitch month={month} onChange={setMonth} />
            {mayRecord && worker ? <RecordButtons kinds={recordable} onPick={setForm} /> : null}
          </View>
          <Tabs
            id="parts"
            tabs={(['statement', 'calendar', 'records'] as const).map((value) => ({
              value,
              label: copy.tabs[value],
            }))}
            value={part}
            onChange={setPart}
          />
        </>
      }
    >
      {part === 'statement' ? <Statement accountId={accountId} month={month} /> : null}
      {part === 'calendar' ? (
        <MonthCalendar key={month} accountId={accountId} month={month} />
      ) : null}
      {part === 'records' ? <Records accountId={accountId} month={month} /> : null}
      {form && worker ? (
        <RecordForm
          kind={form}
          month={month}
          areaCode={areaCode}
          worker={worker}
          onClose={() => setForm(null)}
        />
      ) : null}
    </OfficePage>
  )
}
