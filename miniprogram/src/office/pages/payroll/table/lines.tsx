import { View } from '@tarojs/components'
import { useState } from 'react'
import { type Column, Table } from '@/components/table'
import { Tag } from '@/components/tag'
import { payTableCopy as copy } from '@/copy/office-payroll'
import { yuan } from '@/lib/format'
import { numberColumn } from '../../../lib/columns'
import styles from '../../../office.module.scss'
import { PersonSheet } from './person-sheet'
import type { PayTable, PayTableWorker } from './shown'

const inMonth = (worker: PayTableWorker, month: string) =>
  worker.monthTotals.find((one) => one.month === month)?.amountFen ?? 0

function States({ worker }: { worker: PayTableWorker }) {
  const isDisputed = worker.lines.some((line) => line.openObjection)
  const waits = worker.lines.some((line) => line.heldCause && !line.openObjection)
  return (
    <View className={styles.tags}>
      {isDisputed ? <Tag tone="warn">{copy.disputed}</Tag> : null}
      {waits ? <Tag tone="note">{copy.waiting}</Tag> : null}
    </View>
  )
}

function columnsOf({ months }: PayTable): Column<PayTableWorker>[] {
  const { columns } = copy
  return [
    { key: 'name', title: columns.name, cell: (row) => row.name, sortBy: (row) => row.name },
    numberColumn('total', columns.total, (row) => row.totalFen, yuan, 120),
    ...months.map((month) =>
      numberColumn<PayTableWorker>(
        month,
        columns.month(month),
        (row) => inMonth(row, month),
        yuan,
        100,
      ),
    ),
    { key: 'state', title: columns.state, width: 96, cell: (row) => <States worker={row} /> },
    { key: 'grid', title: columns.grid, width: 150, cell: (row) => row.gridName },
    { key: 'idNumber', title: columns.idNumber, width: 170, cell: (row) => row.idNumberMasked },
  ]
}

/** Everybody of the table; a line opens what each month is made of. */
export function Lines({ shown }: { shown: PayTable }) {
  const [chosenId, setChosenId] = useState<string | null>(null)
  const { workers, months } = shown
  const chosen = workers.find((one) => one.accountId === chosenId)
  const sum = (value: (one: PayTableWorker) => number) =>
    workers.reduce((total, one) => total + value(one), 0)
  return (
    <>
      <Table
        id="pay-lines"
        caption={copy.caption}
        rows={workers}
        rowKey={(row) => row.accountId}
        onRowPress={(row) => setChosenId(row.accountId)}
        columns={columnsOf(shown)}
        totals={{
          name: copy.sum(workers.length),
          total: yuan(sum((one) => one.totalFen)),
          ...Object.fromEntries(
            months.map((month) => [month, yuan(sum((one) => inMonth(one, month)))]),
          ),
        }}
      />
      {chosen ? (
        <PersonSheet shown={shown} worker={chosen} onClose={() => setChosenId(null)} />
      ) : null}
    </>
  )
}
