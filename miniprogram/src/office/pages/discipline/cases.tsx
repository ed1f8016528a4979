import { type CaseRow, caseKindLabel, caseStateLabel, cases } from '@contract/discipline'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { caseTone } from '@/components/case-tone'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { Tabs } from '@/components/tabs'
import { Tag } from '@/components/tag'
import { disciplineCopy as copy } from '@/copy/office-discipline'
import { dayOf, dayText, monthText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { useMay } from '@/lib/session'
import { useOfficeArea } from '../../lib/scope'
import styles from '../../office.module.scss'
import { OpenCaseForm } from './open-form'

type Filter = keyof typeof copy.filters
const filters: readonly Filter[] = ['mine', 'open', 'all']
const titles = copy.columns

function CaseTable({ rows }: { rows: readonly CaseRow[] }) {
  return (
    <Table
      id="cases-table"
      caption={copy.caption}
      rows={rows}
      rowKey={(row) => row.id}
      onRowPress={(row) => openPage('officeCase', { id: row.id })}
      columns={[
        {
          key: 'name',
          title: titles.name,
          width: 72,
          cell: (row) => row.workerName,
          sortBy: (row) => row.workerName,
        },
        {
          key: 'state',
          title: titles.state,
          width: 176,
          cell: (row) => <Tag tone={caseTone(row)}>{caseStateLabel[row.state]}</Tag>,
          sortBy: (row) => row.state,
        },
        { key: 'kind', title: titles.kind, width: 84, cell: (row) => caseKindLabel[row.kind] },
        {
          key: 'due',
          title: titles.due,
          width: 120,
          cell: (row) => row.dueOn && dayText(row.dueOn, dayOf(nowMs()).slice(0, 4)),
          sortBy: (row) => row.dueOn ?? '9999',
        },
        {
          key: 'month',
          title: titles.month,
          width: 120,
          cell: (row) => monthText(row.month),
          sortBy: (row) => row.month,
        },
        { key: 'article', title: titles.article, width: 120, cell: (row) => row.article.title },
        { key: 'grid', title: titles.grid, width: 150, cell: (row) => row.gridName },
      ]}
    />
  )
}

/** Cases by what is to be done about them, the newest month first. */
export function Cases() {
  const areaCode = useOfficeArea()
  const [chosen, setFilter] = useState<Filter | null>(null)
  const [isOpening, setOpening] = useState(false)
  const mayOpen = useMay('discipline.open')
  const filter = chosen ?? 'mine'
  const open = useAsk(cases, { areaCode, scope: 'open' })
  const all = useAsk(cases, { areaCode, scope: 'all' }, { enabled: filter === 'all' })
  const asked = filter === 'all' ? all : open
  const rows = (asked.data?.cases ?? []).filter((row) => filter !== 'mine' || row.waitsForMe)
  const mine = open.data?.cases.filter((row) => row.waitsForMe).length
  const state = stateOf(asked, {
    isEmpty: () => rows.length === 0,
    emptyText: copy.empty[filter],
    emptyHint: copy.emptyHint,
  })
  return (
    <>
      <View className={styles.bar}>
        <Tabs
          id="case-filter"
          tabs={filters.map((value) => ({
            value,
            label: copy.filters[value],
            count: value === 'mine' ? mine : value === 'open' ? open.data?.cases.length : undefined,
          }))}
          value={filter}
          onChange={setFilter}
        />
        {mayOpen ? (
          <Button
            id="open-case"
            inline
            size="small"
            kind="secondary"
            onPress={() => setOpening(true)}
          >
            {copy.open}
          </Button>
        ) : null}
      </View>
      <Stateful state={state}>
        <Card flush>
          <CaseTable rows={rows} />
        </Card>
      </Stateful>
      {isOpening ? <OpenCaseForm areaCode={areaCode} onClose={() => setOpening(false)} /> : null}
    </>
  )
}
