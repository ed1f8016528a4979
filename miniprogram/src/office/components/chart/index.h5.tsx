import { useEffect, useRef } from 'react'
import { type ChartProps, echarts, withStyle } from './core'

export default function Chart({ id, option, height = 300, summary }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<typeof echarts.init> | null>(null)

  useEffect(() => {
    const element = box.current
    if (!element) return
    const made = echarts.init(element)
    chart.current = made
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])

  useEffect(() => chart.current?.setOption(withStyle(option), true), [option])

  return <div id={id} ref={box} role="img" aria-label={summary} style={{ width: '100%', height }} />
}
