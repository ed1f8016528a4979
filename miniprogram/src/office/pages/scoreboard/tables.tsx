import type { InputOf } from '@contract/define'
import { workerKindLabel } from '@contract/primitives'
import { workers } from '@contract/scoreboards'
import { verdictLabel } from '@contract/trace'
import { useState } from 'react'
import { Stateful } from '@/components/stateful'
import { type Sort, Table } from '@/components/table'
import { Tag } from '@/components/tag'
import { scoreboardCopy as copy } from '@/copy/office-scoreboard'
import { yuan } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { Pager } from '../../components/pager'
import { useLast } from '../../lib/use-last'
import type { Areas } from './charts'

const pageSize = 50

/** Areas with their sums; a row goes one level down. */
export function AreasTable({ data, onOpen }: { data: Areas; onOpen: (areaCode: string) => void }) {
  const { totals } = data
  const titles = copy.areaColumns
  return (
    <Table
      id="areas-table"
      caption={copy.areasCaption}
      emptyText={copy.noAreas}
      rows={data.rows}
      rowKey={(row) => row.areaCode}
      onRowPress={(row) => onOpen(row.areaCode)}
      columns={[
        { key: 'name', title: titles.name, width: 120, cell: (row) => row.areaName },
        {
          key: 'workers',
          title: titles.workers,
          align: 'right',
          cell: (row) => row.totals.workers,
          sortBy: (row) => row.totals.workers,
        },
        {
          key: 'reachedCheckIns',
          title: titles.reachedCheckIns,
          align: 'right',
          cell: (row) => row.totals.reachedCheckIns,
          sortBy: (row) => row.totals.reachedCheckIns,
        },
        {
          key: 'reachedReports',
          title: titles.reachedReports,
          align: 'right',
          cell: (row) => row.totals.reachedReports,
          sortBy: (row) => row.totals.reachedReports,
        },
        {
          key: 'reports',
          title: titles.reports,
          align: 'right',
          cell: (row) => row.totals.reports,
          sortBy: (row) => row.totals.reports,
        },
        {
          key: 'valid',
          title: titles.valid,
          align: 'right',
          cell: (row) => row.totals.validReports,
          sortBy: (row) => row.totals.validReports,
        },
        {
          key: 'waiting',
          title: titles.waiting,
          align: 'right',
          cell: (row) => row.totals.waitingReports,
          sortBy: (row) => row.totals.waitingReports,
        },
        {
          key: 'pay',
          title: titles.pay,
          align: 'right',
          width: 120,
          cell: (row) => yuan(row.totals.payFen),
          sortBy: (row) => row.totals.payFen,
        },
      ]}
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
  const titles = copy.workerColumns
  const data = useLast(asked.data)
  const all = data?.workerCount ?? 0
  const to = Math.min(all, offset + pageSize)
  // what the service sorts by; the table itself does not
  const byService = () => 0
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
          columns={[
            { key: 'name', title: titles.name, cell: (row) => row.name, sortBy: byService },
            {
              key: 'checkInDays',
              title: titles.days,
              align: 'right',
              cell: (row) => row.checkInDays,
              sortBy: byService,
            },
            {
              key: 'validReports',
              title: titles.valid,
              align: 'right',
              cell: (row) => row.validReports,
              sortBy: byService,
            },
            {
              key: 'invalid',
              title: titles.invalid,
              align: 'right',
              width: 60,
              cell: (row) => row.invalidReports,
            },
            {
              key: 'waitingReports',
              title: titles.waiting,
              align: 'right',
              cell: (row) => row.waitingReports,
              sortBy: byService,
            },
            {
              key: 'verdict',
              title: titles.verdict,
              cell: (row) => (
                <Tag tone={row.verdict === 'pass' ? 'good' : 'bad'}>
                  {verdictLabel[row.verdict]}
                </Tag>
              ),
            },
            {
              key: 'payFen',
              title: titles.pay,
              align: 'right',
              width: 110,
              cell: (row) => yuan(row.payFen),
              sortBy: byService,
            },
            { key: 'grid', title: titles.grid, width: 150, cell: (row) => row.gridName },
            {
              key: 'kind',
              title: titles.kind,
              width: 130,
              cell: (row) => workerKindLabel[row.workerKind],
            },
          ]}
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
