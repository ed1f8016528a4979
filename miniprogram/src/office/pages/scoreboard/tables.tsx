import type { InputOf, OutputOf } from '@contract/define'
import { workerKindLabel } from '@contract/primitives'
import { workers } from '@contract/scoreboards'
import { verdictLabel } from '@contract/trace'
import { useState } from 'react'
import { Stateful } from '@/components/stateful'
import { type Column, type Sort, Table } from '@/components/table'
import { Tag } from '@/components/tag'
import { scoreboardCopy as copy } from '@/copy/office-scoreboard'
import { yuan } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { Pager } from '../../components/pager'
import { numberColumn } from '../../lib/columns'
import { useLast } from '../../lib/use-last'
import type { Areas } from './charts'

const pageSize = 50

type AreaRow = Areas['rows'][number]

const areaColumns: Column<AreaRow>[] = [
  { key: 'name', title: copy.areaColumns.name, width: 120, cell: (row) => row.areaName },
  numberColumn('workers', copy.areaColumns.workers, (row) => row.totals.workers),
  numberColumn(
    'reachedCheckIns',
    copy.areaColumns.reachedCheckIns,
    (row) => row.totals.reachedCheckIns,
  ),
  numberColumn(
    'reachedReports',
    copy.areaColumns.reachedReports,
    (row) => row.totals.reachedReports,
  ),
  numberColumn('reports', copy.areaColumns.reports, (row) => row.totals.reports),
  numberColumn('valid', copy.areaColumns.valid, (row) => row.totals.validReports),
  numberColumn('waiting', copy.areaColumns.waiting, (row) => row.totals.waitingReports),
  numberColumn('pay', copy.areaColumns.pay, (row) => row.totals.payFen, yuan, 120),
]

/** Areas with their sums; a row goes one level down. */
export function AreasTable({ data, onOpen }: { data: Areas; onOpen: (areaCode: string) => void }) {
  const { totals } = data
  return (
    <Table
      id="areas-table"
      caption={copy.areasCaption}
      emptyText={copy.noAreas}
      rows={data.rows}
      rowKey={(row) => row.areaCode}
      onRowPress={(row) => onOpen(row.areaCode)}
      columns={areaColumns}
      totals={{
        name: copy.total,
        workers: totals.workers,
        reachedCheckIns: totals.reachedCheckIns,
        reachedReports: totals.reachedReports,
        reports: totals.reports,
        valid: totals.validReports,
        waiting: totals.waitingReports,
        pay: yuan(totals.payFen),
      }}
    />
  )
}

type SortKey = NonNullable<InputOf<typeof workers>['sort']>

/** Columns the service sorts by, and how it calls them. */
const sortable = [
  'name',
  'checkInDays',
  'validReports',
  'waitingReports',
  'payFen',
] as const satisfies readonly SortKey[]

type WorkerRow = OutputOf<typeof workers>['workers'][number]

// keys are the service's own names of what it sorts by
const workerColumns: Column<WorkerRow>[] = [
  {
    key: 'name',
    title: copy.workerColumns.name,
    cell: (row) => row.name,
    sortBy: (row) => row.name,
  },
  numberColumn('checkInDays', copy.workerColumns.days, (row) => row.checkInDays),
  numberColumn('validReports', copy.workerColumns.valid, (row) => row.validReports),
  {
    key: 'invalid',
    title: copy.workerColumns.invalid,
    align: 'right',
    width: 60,
    cell: (row) => row.invalidReports,
  },
  numberColumn('waitingReports', copy.workerColumns.waiting, (row) => row.waitingReports),
  {
    key: 'verdict',
    title: copy.workerColumns.verdict,
    cell: (row) => (
      <Tag tone={row.verdict === 'pass' ? 'good' : 'bad'}>{verdictLabel[row.verdict]}</Tag>
    ),
  },
  numberColumn('payFen', copy.workerColumns.pay, (row) => row.payFen, yuan, 110),
  { key: 'grid', title: copy.workerColumns.grid, width: 150, cell: (row) => row.gridName },
  {
    key: 'kind',
    title: copy.workerColumns.kind,
    width: 130,
    cell: (row) => workerKindLabel[row.workerKind],
  },
]

/** Workers of the area, sorted by the service so that the order holds over all pages. */
export function WorkersTable({ areaCode, month }: { areaCode: string; month: string }) {
  const [sort, setSort] = useState<Sort>({ key: 'validReports', order: 'descending' })
  const [offset, setOffset] = useState(0)
  const asked = useAsk(workers, {
    areaCode,
    month,
    sort: sortable.find((key) => key === sort.key),
    order: sort.order,
    limit: pageSize,
    offset,
  })
  const data = useLast(asked.data)
  const all = data?.workerCount ?? 0
  const to = Math.min(all, offset + pageSize)
  return (
    <Stateful
      state={stateOf(
        { ...asked, data },
        { isEmpty: (one) => one.workerCount === 0, emptyText: copy.noWorkers },
      )}
    >
      {data ? (
        <Table
          id="workers-table"
          caption={copy.workersCaption}
          rows={data.workers}
          rowKey={(row) => row.accountId}
          sort={sort}
          onSort={(next) => {
            setSort(next)
            setOffset(0)
          }}
          onRowPress={(row) => openPage('officeWorker', { accountId: row.accountId, month })}
          columns={workerColumns}
        />
      ) : null}
      <Pager
        text={copy.range(offset + 1, to, all)}
        onEarlier={offset > 0 && (() => setOffset(Math.max(0, offset - pageSize)))}
        onLater={to < all && (() => setOffset(offset + pageSize))}
      />
    </Stateful>
  )
}
