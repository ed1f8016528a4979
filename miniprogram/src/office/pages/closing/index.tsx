import { type MonthState, monthStateLabel, months } from '@contract/pay'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { MonthSwitch } from '@/components/month-switch'
import { OfficePage } from '@/components/office-page'
import { Stat, StatRow } from '@/components/stat'
import { Table } from '@/components/table'
import { type Tone, Tag } from '@/components/tag'
import { closingCopy as copy } from '@/copy/office-closing'
import { addMonths, monthOf, yuan } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import styles from '../../office.module.scss'
import { type Computation, Runs, useComputation } from './computation'
import { Township, type TownshipMonth, townshipChange } from './township'
import { CountyWaiting } from './waiting-corrections'

const toneOf: Record<MonthState, Tone> = {
  open: 'plain',
  computing: 'note',
  proposed: 'warn',
  frozen: 'good',
}

interface TownshipsProps {
  list: readonly TownshipMonth[]
  totalFen: number
  chosenCode: string
  onChoose: (code: string) => void
}

function Townships({ list, totalFen, chosenCode, onChoose }: TownshipsProps) {
  const titles = copy.columns
  return (
    <Table
      id="townships-table"
      caption={copy.townshipsCaption}
      rows={list}
      rowKey={(row) => row.townshipCode}
      selectedKey={chosenCode}
      onRowPress={(row) => onChoose(row.townshipCode)}
      columns={[
        { key: 'name', title: titles.name, width: 110, cell: (row) => row.townshipName },
        {
          key: 'state',
          title: titles.state,
          width: 150,
          cell: (row) => (
            <View className={styles.tags}>
              <Tag tone={toneOf[row.state]}>{monthStateLabel[row.state]}</Tag>
              {row.stale && row.state === 'proposed' ? <Tag tone="warn">{copy.stale}</Tag> : null}
            </View>
          ),
          sortBy: (row) => row.state,
        },
        {
          key: 'workers',
          title: titles.workers,
          align: 'right',
          cell: (row) => row.workerCount,
          sortBy: (row) => row.workerCount,
        },
        {
          key: 'total',
          title: titles.total,
          align: 'right',
          width: 120,
          cell: (row) => yuan(row.totalFen),
          sortBy: (row) => row.totalFen,
        },
        {
          key: 'change',
          title: titles.change,
          align: 'right',
          width: 120,
          cell: (row) => (row.state === 'open' ? '' : townshipChange(row)),
        },
        {
          key: 'objections',
          title: titles.objections,
          align: 'right',
          width: 110,
          cell: (row) => row.openObjections,
          sortBy: (row) => row.openObjections,
        },
      ]}
      totals={{
        name: '合计',
        workers: list.reduce((sum, row) => sum + row.workerCount, 0),
        total: yuan(totalFen),
        objections: list.reduce((sum, row) => sum + row.openObjections, 0),
      }}
    />
  )
}

function ComputeAll({
  list,
  computation,
}: {
  list: readonly TownshipMonth[]
  computation: Computation
}) {
  const open = list.filter((row) => row.abilities.close && row.state !== 'frozen')
  if (open.length < 2) return null
  return (
    <Button
      id="compute-all"
      inline
      size="small"
      kind="secondary"
      busy={computation.isBusy}
      onPress={() => computation.compute(open.map((row) => row.townshipCode))}
    >
      {copy.computeAll}
    </Button>
  )
}

/** A month from facts to the frozen sheet: compute, look, answer objections, freeze. */
export default function Closing() {
  const thisMonth = monthOf(nowMs())
  const [month, setMonth] = useState(addMonths(thisMonth, -1))
  const [code, setCode] = useState<string | null>(null)
  const asked = useAsk(months, { month })
  const list = asked.data?.months ?? []
  const computation = useComputation(
    month,
    list.some((row) => row.state === 'computing'),
  )
  const chosen =
    list.find((row) => row.townshipCode === code) ?? (list.length === 1 ? list[0] : undefined)
  const totalFen = asked.data?.totalFen ?? 0
  return (
    <OfficePage
      id="closing"
      title={copy.title}
      permission="pay.read"
      state={stateOf(asked)}
      top={
        <View className={styles.bar}>
          <MonthSwitch month={month} onChange={setMonth} />
          {month < thisMonth ? <ComputeAll list={list} computation={computation} /> : null}
        </View>
      }
    >
      <Runs computation={computation} />
      {list.length > 1 ? (
        <>
          <StatRow>
            <Stat id="county-total" label={copy.total} value={yuan(totalFen)} unit={copy.yuan} />
          </StatRow>
          <Townships
            list={list}
            totalFen={totalFen}
            chosenCode={chosen?.townshipCode ?? ''}
            onChoose={setCode}
          />
          <CountyWaiting />
        </>
      ) : null}
      {chosen ? (
        <Township
          key={`${chosen.townshipCode} ${month}`}
          township={chosen}
          computation={computation}
        />
      ) : null}
    </OfficePage>
  )
}
