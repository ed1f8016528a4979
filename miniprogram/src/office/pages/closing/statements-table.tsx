import type { OutputOf } from '@contract/define'
import type { statements } from '@contract/pay'
import { workerKindLabel } from '@contract/primitives'
import { verdictLabel } from '@contract/trace'
import { View } from '@tarojs/components'
import { useMemo } from 'react'
import { Table } from '@/components/table'
import { Tag } from '@/components/tag'
import { closingCopy as copy } from '@/copy/office-closing'
import { yuan, yuanText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { byAttention } from '../../lib/amounts'
import styles from '../../office.module.scss'

type Statements = OutputOf<typeof statements>
type Row = Statements['rows'][number]

function attentionOf(row: Row): string[] {
  return [
    ...row.overrides.map(copy.attention.override),
    ...row.proposals.map(copy.attention.proposal),
    ...(row.openObjections > 0 ? [copy.attention.objection(row.openObjections)] : []),
    ...(row.uncollectedFen > 0 ? [copy.attention.uncollected(yuanText(row.uncollectedFen))] : []),
  ]
}

const changeOf = (row: Row) => row.payFen - (row.previousPayFen ?? row.payFen)

function changeText(row: Row): string {
  if (row.previousPayFen === null) return copy.isNew
  const change = changeOf(row)
  return change === 0 ? copy.same : `${change > 0 ? '+' : ''}${yuan(change)}`
}

/** The township's sheet: what needs a look and what changed most first. */
export function StatementsTable({ data, month }: { data: Statements; month: string }) {
  const rows = useMemo(
    () => byAttention(data.rows, (row) => attentionOf(row).length, changeOf),
    [data.rows],
  )
  const titles = copy.rowColumns
  return (
    <>
      <View className={styles.soft}>{copy.order}</View>
      <Table
        id="statements-table"
        caption={copy.rowsCaption}
        rows={rows}
        rowKey={(row) => row.accountId}
        onRowPress={(row) => openPage('officeWorker', { accountId: row.accountId, month })}
        columns={[
          {
            key: 'name',
            title: titles.name,
            cell: (row) => row.workerName,
            sortBy: (row) => row.workerName,
          },
          {
            key: 'pay',
            title: titles.pay,
            align: 'right',
            width: 100,
            cell: (row) => yuan(row.payFen),
            sortBy: (row) => row.payFen,
          },
          {
            key: 'change',
            title: titles.change,
            align: 'right',
            width: 110,
            cell: changeText,
            sortBy: changeOf,
          },
          {
            key: 'verdict',
            title: titles.verdict,
            cell: (row) => (
              <Tag tone={row.verdict === 'pass' ? 'good' : 'bad'}>{verdictLabel[row.verdict]}</Tag>
            ),
            sortBy: (row) => row.verdict,
          },
          {
            key: 'attention',
            title: titles.attention,
            width: 260,
            cell: (row) => attentionOf(row).map((text) => <View key={text}>{text}</View>),
            sortBy: (row) => attentionOf(row).length,
          },
          {
            key: 'days',
            title: titles.days,
            align: 'right',
            cell: (row) => row.checkInDays,
            sortBy: (row) => row.checkInDays,
          },
          {
            key: 'valid',
            title: titles.valid,
            align: 'right',
            cell: (row) => row.validReports,
            sortBy: (row) => row.validReports,
          },
          {
            key: 'accrual',
            title: titles.accrual,
            align: 'right',
            width: 120,
            cell: (row) => yuan(row.accrualFen),
            sortBy: (row) => row.accrualFen,
          },
          { key: 'grid', title: titles.grid, width: 150, cell: (row) => row.gridName },
          {
            key: 'kind',
            title: titles.kind,
            width: 130,
            cell: (row) => workerKindLabel[row.workerKind],
          },
        ]}
        totals={{ name: copy.sum(data.rows.length), pay: yuan(data.totalFen) }}
      />
    </>
  )
}
