import type { CostRow, Simulation } from '@contract/regulations'
import { useMemo } from 'react'
import { simulationCopy as copy } from '@/copy/office-regulation'
import Chart from '../../components/chart'

const rowPixels = 38
const [more, less] = ['#8c3b2e', '#0e5a55']

export interface CostChartProps {
  rows: readonly CostRow[]
  townships: Simulation['townships']
}

/** What each township would have more or less, over the months that are shown. */
export function CostChart({ rows, townships }: CostChartProps) {
  const option = useMemo(() => {
    const sums = townships
      .map(({ code, name }) => {
        const own = rows.filter((row) => row.townshipCode === code)
        return { name, fen: own.reduce((sum, row) => sum + row.deltaFen, 0), count: own.length }
      })
      .filter((one) => one.count > 0)
      .sort((one, other) => one.fen - other.fen)
    return {
      grid: { left: 8, right: 56, top: 16, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', axisLabel: { fontSize: 14 } },
      yAxis: {
        type: 'category',
        data: sums.map((one) => one.name),
        axisLabel: { fontSize: 15, color: '#1d2826' },
      },
      series: [
        {
          type: 'bar',
          name: copy.chart,
          data: sums.map(({ fen }) => ({
            value: fen / 100,
            itemStyle: { color: fen > 0 ? more : less },
            label: { show: true, position: fen < 0 ? 'left' : 'right' },
          })),
          barMaxWidth: 24,
          label: { fontSize: 14, color: '#1d2826' },
        },
      ],
    }
  }, [rows, townships])
  const height = Math.max(160, option.yAxis.data.length * rowPixels + 60)
  return <Chart id="cost-chart" option={option} height={height} summary={copy.chartSummary} />
}
