import { View } from '@tarojs/components'
import { useMemo, useState } from 'react'
import { Bars } from '@/components/bars'
import { Card } from '@/components/card'
import { Choice } from '@/components/choice'
import { type Column, Table } from '@/components/table'
import { loopCopy as copy } from '@/copy/loop'
import { monthText } from '@/lib/format'
import Chart from '../../components/chart'
import { optionsOf } from '../../components/forms/options'
import { numberColumn } from '../../lib/columns'
import shared from '../../office.module.scss'
import { type Figures, percentText } from './figures'
import type { Areas } from './tables'

type Measure = keyof typeof copy.measures
type Month = Areas['months'][number]

const isShare = (measure: Measure) =>
  measure === 'inTimePerMille' || measure === 'satisfiedPerMille'

function barText(figures: Figures, measure: Measure): string {
  if (measure === 'inTimePerMille' || measure === 'satisfiedPerMille') {
    return percentText(figures[measure])
  }
  return `${figures[measure]} ${copy.pieces}`
}

/** The parts of a place against each other, by one number. */
function Compare({ rows }: { rows: Areas['rows'] }) {
  const [measure, setMeasure] = useState<Measure>('received')
  const sorted = [...rows].sort(
    (one, other) => (other.figures[measure] ?? -1) - (one.figures[measure] ?? -1),
  )
  return (
    <Card id="loop-compare" title={copy.compare}>
      <Choice
        id="loop-measure"
        label={copy.compareWhat}
        options={optionsOf(copy.measures)}
        value={measure}
        onChange={setMeasure}
      />
      <Bars
        id="loop-bars"
        goal={isShare(measure) ? 1000 : undefined}
        rows={sorted.map((row) => ({
          key: row.code,
          label: row.areaName,
          value: row.figures[measure] ?? 0,
          text: barText(row.figures, measure),
          tone: measure === 'overdue' && row.figures.overdue > 0 ? 'bad' : undefined,
        }))}
      />
    </Card>
  )
}

const monthColumns: Column<Month>[] = [
  { key: 'month', title: copy.month, width: 120, cell: (row) => monthText(row.month) },
  numberColumn('received', copy.received, (row) => row.received),
  numberColumn('handled', copy.handled, (row) => row.handled),
  numberColumn('overdue', copy.overdue, (row) => row.overdue),
]

function Trend({ months }: { months: Areas['months'] }) {
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 16, top: 44, bottom: 8, containLabel: true },
      legend: { top: 4, textStyle: { fontSize: 16 } },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'category',
        data: months.map((one) => `${Number(one.month.slice(5))}月`),
        axisLabel: { fontSize: 16 },
      },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { fontSize: 16 } },
      series: [
        { type: 'bar', name: copy.received, data: months.map((one) => one.received) },
        { type: 'bar', name: copy.handled, data: months.map((one) => one.handled) },
        {
          type: 'line',
          name: copy.overdue,
          symbol: 'rect',
          symbolSize: 8,
          lineStyle: { type: 'dashed' },
          color: '#8c3b2e',
          data: months.map((one) => one.overdue),
        },
      ],
    }),
    [months],
  )
  return (
    <Card id="loop-trend" title={copy.trend}>
      <Chart id="chart-loop" option={option} height={260} summary={copy.trendSummary} />
      <Table
        id="loop-months"
        caption={copy.monthsCaption}
        rows={months}
        rowKey={(row) => row.month}
        columns={monthColumns}
      />
    </Card>
  )
}

/** The month as pictures. */
export function Overview({ data }: { data: Areas }) {
  return (
    <>
      <View className={shared.lead}>{copy.explain}</View>
      {data.rows.length > 0 ? <Compare rows={data.rows} /> : null}
      <Trend months={data.months} />
      <View className={shared.soft}>{copy.explainTimes}</View>
    </>
  )
}
