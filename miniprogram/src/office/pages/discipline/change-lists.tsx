import { type ChangeListRow, overview } from '@contract/change-lists'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { MonthSwitch } from '@/components/month-switch'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { changeListCopy as copy } from '@/copy/office-discipline'
import { addMonths, dayText, instantText, monthOf } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import styles from '../../office.module.scss'
import { ChangeList } from './change-list'
import { ListTags } from './list-tags'

const titles = copy.columns

function Townships(props: {
  lists: readonly ChangeListRow[]
  chosenCode: string
  onChoose: (code: string) => void
}) {
  return (
    <Table
      id="change-lists-table"
      caption={copy.caption}
      rows={props.lists}
      rowKey={(row) => row.townshipCode}
      selectedKey={props.chosenCode}
      onRowPress={(row) => props.onChoose(row.townshipCode)}
      columns={[
        { key: 'name', title: titles.township, width: 110, cell: (row) => row.townshipName },
        {
          key: 'state',
          title: titles.state,
          width: 220,
          cell: (row) => <ListTags list={row} />,
          sortBy: (row) => `${row.overdue ? 0 : 1} ${row.state}`,
        },
        { key: 'due', title: titles.due, width: 110, cell: (row) => dayText(row.dueOn) },
        {
          key: 'sent',
          title: titles.sent,
          width: 130,
          cell: (row) => (row.sentAtMs === null ? '' : instantText(row.sentAtMs)),
        },
        {
          key: 'leaving',
          title: titles.leaving,
          align: 'right',
          cell: (row) => row.leavingCount,
          sortBy: (row) => row.leavingCount,
        },
        {
          key: 'newcomers',
          title: titles.newcomers,
          align: 'right',
          cell: (row) => row.newcomerCount,
          sortBy: (row) => row.newcomerCount,
        },
      ]}
    />
  )
}

/** A month's lists: one township's whole, of a county the overview first. */
export function ChangeLists() {
  const thisMonth = monthOf(nowMs())
  const [month, setMonth] = useState(thisMonth)
  const [code, setCode] = useState<string | null>(null)
  const asked = useAsk(overview, { month })
  const lists = asked.data?.lists ?? []
  const chosen = lists.length === 1 ? lists[0] : lists.find((one) => one.townshipCode === code)
  const state = stateOf(asked, { isEmpty: () => lists.length === 0, emptyText: copy.none })
  return (
    <>
      <View className={styles.bar}>
        <MonthSwitch month={month} onChange={setMonth} latest={addMonths(thisMonth, 1)} />
      </View>
      <Stateful state={state}>
        {lists.length > 1 ? (
          <Townships lists={lists} chosenCode={chosen?.townshipCode ?? ''} onChoose={setCode} />
        ) : null}
        {chosen ? (
          <ChangeList
            key={`${chosen.townshipCode} ${month}`}
            townshipCode={chosen.townshipCode}
            month={month}
          />
        ) : lists.length > 1 ? (
          <View className={styles.soft}>{copy.choose}</View>
        ) : null}
      </Stateful>
    </>
  )
}
