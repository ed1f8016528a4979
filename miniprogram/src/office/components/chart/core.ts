import { BarChart, LineChart, PieChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

echarts.use([
  BarChart,
  LineChart,
  PieChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  CanvasRenderer,
])

export { echarts }
export type ChartOption = echarts.EChartsCoreOption

export interface ChartProps {
  id: string
  option: ChartOption
  /** Pixels (default 300). */
  height?: number
  /** What it shows, in a sentence, for who cannot see it. */
  summary: string
}

/** The product's colours, apart in lightness too, so that they differ without colour. */
export const chartColors = ['#0e5a55', '#d18f2a', '#7a9c3f', '#8c3b2e', '#4b7a9a', '#6b5a8a']

/** Texts large and dark enough, on every chart. */
export function withStyle(option: ChartOption): ChartOption {
  return {
    color: chartColors,
    textStyle: { fontSize: 14, color: '#1d2826', fontFamily: 'sans-serif' },
    animationDuration: 300,
    ...option,
  }
}
