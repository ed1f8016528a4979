import type { OutputOf } from '@contract/define'
import type { areas, units } from '@contract/loop-figures'
import { type Column, Table } from '@/components/table'
import { loopCopy as copy } from '@/copy/loop'
import { numberColumn } from '../../lib/columns'
import { type Figures, percentText, workingText } from './figures'

export type Areas = OutputOf<typeof areas>
type AreaRow = Areas['rows'][number]
type UnitRow = OutputOf<typeof units>['rows'][number]

/** What is not there is sorted below everything that is. */
const orLast = (value: number | null) => value ?? -1

function maybeColumn<Row extends { figures: Figures }>(
  key: string,
  title: string,
  value: (figures: Figures) => number | null,
  show: (value: number | null) => string,
): Column<Row> {
  return {
    key,
    title,
    align: 'right',
    cell: (row) => show(value(row.figures)),
    sortBy: (row) => orLast(value(row.figures)),
  }
}

function figureColumns<Row extends { figures: Figures }>(): Column<Row>[] {
  return [
    numberColumn('received', copy.received, (row) => row.figures.received),
    numberColumn('handled', copy.handled, (row) => row.figures.handled),
    maybeColumn('inTime', copy.inTime, (one) => one.inTimePerMille, percentText),
    numberColumn('overdue', copy.overdue, (row) => row.figures.overdue),
    numberColumn('reopened', copy.reopened, (row) => row.figures.reopened),
    maybeColumn('satisfied', copy.satisfied, (one) => one.satisfiedPerMille, percentText),
    maybeColumn('median', copy.median, (one) => one.workingMedianMinutes, workingText),
    maybeColumn('ninetieth', copy.ninetieth, (one) => one.workingNinetiethMinutes, workingText),
  ]
}

const areaColumns: Column<AreaRow>[] = [
  {
    key: 'name',
    title: copy.areaColumn,
    width: 130,
    cell: (row) => row.areaName,
    sortBy: (row) => row.code,
  },
  ...figureColumns<AreaRow>(),
  maybeColumn('selfHandled', copy.selfHandled, (one) => one.selfHandledPerMille, percentText),
]

const unitColumns: Column<UnitRow>[] = [
  {
    key: 'name',
    title: copy.unitColumn,
    width: 150,
    cell: (row) => row.unitName,
    sortBy: (row) => row.code,
  },
  ...figureColumns<UnitRow>(),
  numberColumn('handedBack', copy.handedBack, (row) => row.handedBack),
]

function totalsOf(figures: Figures) {
  return {
    received: figures.received,
    handled: figures.handled,
    inTime: percentText(figures.inTimePerMille),
    overdue: figures.overdue,
    reopened: figures.reopened,
    satisfied: percentText(figures.satisfiedPerMille),
    median: workingText(figures.workingMedianMinutes),
    ninetieth: workingText(figures.workingNinetiethMinutes),
    selfHandled: percentText(figures.selfHandledPerMille),
  }
}

/** Places side by side; a row goes one level down. */
export function AreasTable({ data, onOpen }: { data: Areas; onOpen: (code: string) => void }) {
  return (
    <Table
      id="loop-areas"
      caption={copy.areasCaption}
      emptyText={copy.noRows}
      rows={data.rows}
      rowKey={(row) => row.code}
      onRowPress={(row) => onOpen(row.code)}
      columns={areaColumns}
      totals={{ name: copy.total, ...totalsOf(data.figures) }}
    />
  )
}

interface UnitsTableProps {
  rows: readonly UnitRow[]
  onOpen: (code: string) => void
}

/** Units side by side; a row opens what the unit was given. */
export function UnitsTable({ rows, onOpen }: UnitsTableProps) {
  return (
    <Table
      id="loop-units"
      caption={copy.unitsCaption}
      emptyText={copy.noUnits}
      rows={rows}
      rowKey={(row) => row.code}
      onRowPress={(row) => onOpen(row.code)}
      columns={unitColumns}
    />
  )
}
