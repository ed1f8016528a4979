import type { OutputOf } from '@contract/define'
import type { statements } from '@contract/pay'
import { workerKindLabel } from '@contract/primitives'
import { verdictLabel } from '@contract/trace'
import { View } from '@tarojs/components'
import { useMemo } from 'react'
import { type Column, Table } from '@/components/table'
import { Tag } from '@/components/tag'
import { closingCopy as copy } from '@/copy/office-closing'
import { datesInWords, yuan, yuanText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { changeText } from '../../lib/change-text'
import { byAttention } from '../../lib/amounts'
import { numberColumn } from '../../lib/columns'
import styles from '../../office.module.scss'

type Statements = OutputOf<typeof statements>
type Row = Statements['rows'][number]

function attentionOf(row: Row): string[] {
  return [
    ...row.overrides.map((one) => copy.attention.override(datesInWords(one))),
    ...row.proposals.map((one) => copy.attention.proposal(datesInWords(one))),
    ...(row.openObjections > 0 ? [copy.attention.objection(row.openObjections)] : []),
    ...(row.uncollectedFen > 0 ? [copy.attention.uncollected(yuanText(row.uncollectedFen))] : []),
  ]
}

const changeOf = (row: Row) => row.payFen - (row.previousPayFen ?? row.payFen)

const titles = copy.rowColumns

/** Counts where they are paid for, else whatever the month was assessed by. */
function measuresOf(rows: readonly Row[]): Column<Row>[] {
  if (rows.some((row) => row.counted)) {
    return [
      numberColumn('days', titles.days, (row) => row.checkInDays),
      numberColumn('valid', titles.valid, (row) => row.validReports),
    ]
  }
  const labels = new Map(rows.flatMap((row) => row.figures.map((one) => [one.code, one.label])))
  const figureOf = (row: Row, code: string) => row.figures.find((one) => one.code === code)?.text
  return [...labels].map(([code, title]) => ({
    key: code,
    title,
    align: 'right' as const,
    width: 110,
    cell: (row) => figureOf(row, code) ?? '',
    sortBy: (row) => Number.parseFloat(figureOf(row, code) ?? '-1'),
  }))
}

const columnsOf = (rows: readonly Row[]): Column<Row>[] => [
  {
    key: 'name',
    title: titles.name,
    cell: (row) => row.workerName,
    sortBy: (row) => row.workerName,
  },
  numberColumn('pay', titles.pay, (row) => row.payFen, yuan, 100),
  {
    key: 'change',
    title: titles.change,
    align: 'right',
    width: 110,
    cell: (row) =>
      changeText(row.payFen, row.previousPayFen, { same: copy.same, none: copy.isNew }),
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
  ...measuresOf(rows),
  numberColumn('accrual', titles.accrual, (row) => row.accrualFen, yuan, 120),
  { key: 'grid', title: titles.grid, width: 150, cell: (row) => row.gridName },
  {
    key: 'kind',
    title: titles.kind,
    width: 130,
    cell: (row) => workerKindLabel[row.workerKind],
  },
]

/** The township's sheet: what needs a look and what changed most first. */
export function StatementsTable({ data, month }: { data: Statements; month: string }) {
  const rows = useMemo(
    () => byAttention(data.rows, (row) => attentionOf(row).length, changeOf),
    [data.rows],
  )
  return (
    <>
      <View className={styles.soft}>{copy.order}</View>
      <Table
        id="statements-table"
        caption={copy.rowsCaption}
        rows={rows}
        rowKey={(row) => row.accountId}
        onRowPress={(row) => openPage('officeWorker', { accountId: row.accountId, month })}
        columns={columnsOf(rows)}
        totals={{ name: copy.sum(data.rows.length), pay: yuan(data.totalFen) }}
      />
    </>
  )
}
