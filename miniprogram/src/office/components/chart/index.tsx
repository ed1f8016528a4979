import { Canvas } from '@tarojs/components'
import Taro, { useReady } from '@tarojs/taro'
import { useCallback, useEffect, useRef } from 'react'
import { type ChartProps, echarts, withStyle } from './core'

type CanvasNode = HTMLCanvasElement & { width: number; height: number }
type Chart = ReturnType<typeof echarts.init>

interface Touched {
  touches?: { x: number; y: number }[]
  changedTouches?: { x: number; y: number }[]
}

const noEvents = () => undefined

/** WeChat's canvas node lacks DOM events; zrender only wants to be able to ask for them. */
function withoutEvents(node: CanvasNode): CanvasNode {
  node.addEventListener ??= noEvents
  node.removeEventListener ??= noEvents
  return node
}

function startChart(id: string, onStarted: (chart: Chart) => void) {
  Taro.createSelectorQuery()
    .select(`#${id}`)
    .fields({ node: true, size: true })
    .exec((found: { node?: CanvasNode; width: number; height: number }[]) => {
      const [box] = found
      if (!box?.node) return
      const { width, height } = box
      const node = withoutEvents(box.node)
      const devicePixelRatio = Taro.getWindowInfo().pixelRatio
      node.width = width * devicePixelRatio
      node.height = height * devicePixelRatio
      echarts.setPlatformAPI({ createCanvas: () => node })
      onStarted(echarts.init(node, null, { width, height, devicePixelRatio }))
    })
}

export default function Chart({ id, option, height = 300 }: ChartProps) {
  const chart = useRef<Chart | null>(null)
  const latest = useRef(option)
  latest.current = option

  const start = useCallback(() => {
    if (chart.current) return
    startChart(id, (made) => {
      if (chart.current) return made.dispose()
      chart.current = made
      made.setOption(withStyle(latest.current))
    })
  }, [id])
  useReady(() => Taro.nextTick(start))
  useEffect(() => {
    if (chart.current) chart.current.setOption(withStyle(option), true)
    else Taro.nextTick(start)
  }, [option, start])
  useEffect(() => () => chart.current?.dispose(), [])

  const touch = (type: 'mousedown' | 'mousemove' | 'mouseup') => (event: unknown) => {
    const { touches, changedTouches } = event as Touched
    const point = touches?.[0] ?? changedTouches?.[0]
    if (!point) return
    chart.current?.getZr().handler.dispatch(type, {
      zrX: point.x,
      zrY: point.y,
      preventDefault: noEvents,
      stopPropagation: noEvents,
    } as never)
  }

  return (
    <Canvas
      id={id}
      canvasId={id}
      type="2d"
      style={{ width: '100%', height: `${height}px` }}
      onTouchStart={touch('mousedown')}
      onTouchMove={touch('mousemove')}
      onTouchEnd={touch('mouseup')}
    />
  )
}
