import type { OutputOf } from '@contract/define'
import type { areas } from '@contract/scoreboards'
import { View } from '@tarojs/components'
import { useMemo, useState } from 'react'
import { Card } from '@/components/card'
import { Choice } from '@/components/choice'
import { Notice } from '@/components/notice'
import { scoreboardCopy as copy } from '@/copy/office-scoreboard'
import { dayText } from '@/lib/format'
import Chart from '../../components/chart'
import { optionsOf } from '../../components/forms/options'
import styles from '../../office.module.scss'

export type Areas = OutputOf<typeof areas>
type Totals = Areas['totals']
type Measure = keyof typeof copy.measures

const measured: Record<Measure, (totals: Totals) => number> = {
  validReports: (totals) => totals.validReports,
  checkInShare: (totals) =>
    totals.workers > 0 ? Math.round((totals.reachedCheckIns / totals.workers) * 1000) / 10 : 0,
  waitingReports: (totals) => totals.waitingReports,
  payFen: (totals) => totals.payFen / 100,
}

const grid = { left: 8, right: 24, top: 16, bottom: 8, containLabel: true }
const rowPixels = 38

function AreaChart({ rows, measure }: { rows: Areas['rows']; measure: Measure }) {
  const option = useMemo(() => {
    const sorted = [...rows].sort(
      (a, b) => measured[measure](a.totals) - measured[measure](b.totals),
    )
    return {
      grid: { ...grid, right: 64 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', minInterval: 1, axisLabel: { fontSize: 14 } },
      yAxis: {
        type: 'category',
        data: sorted.map((row) => row.areaName),
        axisLabel: { fontSize: 15, color: '#1d2826' },
      },
      series: [
        {
          type: 'bar',
          name: `${copy.measures[measure]}（${copy.units[measure]}）`,
          data: sorted.map((row) => measured[measure](row.totals)),
          barMaxWidth: 24,
          label: { show: true, position: 'right', fontSize: 14, color: '#1d2826' },
        },
      ],
    }
  }, [rows, measure])
  return (
    <Chart
      id="chart-areas"
      option={option}
      height={Math.max(200, rows.length * rowPixels + 60)}
      summary={copy.chartAreas(copy.measures[measure])}
    />
  )
}

function DayChart({ days }: { days: Areas['days'] }) {
  const option = useMemo(
    () => ({
      grid: { ...grid, top: 44 },
      legend: { top: 4, textStyle: { fontSize: 15 } },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'category',
        data: days.map((one) => dayText(one.day)),
        axisLabel: { fontSize: 14 },
      },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { fontSize: 14 } },
      series: [
        { type: 'line', name: copy.checkIns, data: days.map((one) => one.checkIns), symbolSize: 7 },
        {
          type: 'line',
          name: copy.reports,
          data: days.map((one) => one.reports),
          symbolSize: 7,
          symbol: 'rect',
          lineStyle: { type: 'dashed' },
        },
      ],
    }),
    [days],
  )
  return <Chart id="chart-days" option={option} height={280} summary={copy.chartDays} />
}

/** The month as pictures: areas side by side, and day by day. */
export function Charts({ data }: { data: Areas }) {
  const [measure, setMeasure] = useState<Measure>('validReports')
  return (
    <>
      {data.rows.length > 0 ? (
        <Card title={copy.byArea}>
          <Choice
            id="measure"
            label={copy.measure}
            options={optionsOf(copy.measures)}
            value={measure}
            onChange={setMeasure}
          />
          {data.rows.every((row) => measured[measure](row.totals) === 0) ? (
            <View className={styles.soft}>{copy.areasNone(copy.measures[measure])}</View>
          ) : null}
          <AreaChart rows={data.rows} measure={measure} />
        </Card>
      ) : (
        <Notice tone="note">{copy.noAreas}</Notice>
      )}
      <Card title={copy.byDay}>
        {data.days.every((one) => one.checkIns + one.reports === 0) ? (
          <View className={styles.soft}>{copy.daysNone}</View>
        ) : null}
        <DayChart days={data.days} />
      </Card>
    </>
  )
}
