import type { OutputOf } from '@contract/define'
import { outlines, situation } from '@contract/maps'
import { matterStateLabel } from '@contract/matter-taxonomy'
import { View } from '@tarojs/components'
import { type ReactNode, useMemo } from 'react'
import { Stateful } from '@/components/stateful'
import { mapCopy as copy } from '@/copy/map'
import { loading, type PageState, stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useGround } from './ground'
import styles from './map.module.scss'
import { MapView } from './map'
import type { MapMark, MapSquare } from './types'

export type Situation = OutputOf<typeof situation>
type Matter = Situation['matters'][number]

export interface Layers {
  matters: boolean
  hotSpots: boolean
  silentGrids: boolean
}

export function matterLine(matter: Matter): string {
  const parts = [matter.classLabel, matterStateLabel[matter.state]]
  if (matter.overdue) parts.push(copy.overdue)
  return `${parts.join(' · ')}（${matter.gridName}）`
}

/** What it is about and where it stands, then its number: nobody knows a matter by its number alone. */
export const matterNote = ({ brief, receiptNumber }: Matter): string =>
  `${brief} · ${receiptNumber}`

function markOf(matter: Matter): MapMark {
  const { id, longitude, latitude, overdue, level } = matter
  const tone = overdue ? 'overdue' : level === 'ordinary' ? 'plain' : 'urgent'
  return { id, longitude, latitude, tone, label: matterLine(matter) }
}

function squareOf({
  square,
  longitude,
  latitude,
  ...counts
}: Situation['squares'][number]): MapSquare {
  const { matterCount, overdueCount } = counts
  const tone = overdueCount > 0 ? 'overdue' : 'plain'
  return { square, longitude, latitude, matterCount, tone, label: copy.squareLabel(counts) }
}

/** Outlines and what is going on in them, in the datum that this device's map wants. */
export function useSituation(code: string, square?: string) {
  const { datum } = useGround()
  const enabled = code !== '' && datum !== null
  const input = { code, datum: datum ?? ('wgs84' as const) }
  const drawn = useAsk(outlines, input, { enabled, keep: true })
  const asked = useAsk(
    situation,
    { ...input, ...(square ? { square } : {}) },
    { enabled, keep: true, refetchEveryMs: 60_000 },
  )
  const states: PageState[] = [stateOf(drawn), stateOf(asked)]
  const state = states.find((one) => one.kind !== 'ready') ?? states.find(isStale) ?? states[0]
  return {
    drawn: drawn.data,
    found: asked.data,
    state: enabled ? (state ?? loading) : loading,
    isClose: square !== undefined,
  }
}

const isStale = (state: PageState) => state.kind === 'ready' && state.stale !== undefined

export interface SituationMapProps {
  id: string
  at: ReturnType<typeof useSituation>
  layers: Layers
  height: number
  onMatter: (matterId: string) => void
  onSquare?: (square: string) => void
  /** Under the map, once there is one. */
  children?: (found: Situation) => ReactNode
}

export function SituationMap(props: SituationMapProps) {
  const { id, at, layers, height, onMatter, onSquare, children } = props
  const { drawn, found, state, isClose } = at
  const silent = useMemo(
    () => new Set(layers.silentGrids ? found?.silentGrids.map((grid) => grid.code) : []),
    [found, layers.silentGrids],
  )
  const shapes = useMemo(
    () =>
      (drawn?.grids ?? []).map((grid) => ({
        ...grid,
        tone: silent.has(grid.code) ? ('silent' as const) : ('plain' as const),
      })),
    [drawn, silent],
  )
  // numbers by the square stand for all of them, the most pressing ones included
  const squares = useMemo(
    () => (layers.matters ? (found?.squares ?? []).map(squareOf) : []),
    [found, layers.matters],
  )
  const marks = useMemo(
    () => (layers.matters && squares.length === 0 ? (found?.matters ?? []).map(markOf) : []),
    [found, layers.matters, squares],
  )
  const spots = useMemo(
    () =>
      layers.hotSpots
        ? (found?.hotSpots ?? []).map((spot) => ({ ...spot, label: copy.spotLabel(spot) }))
        : [],
    [found, layers.hotSpots],
  )
  return (
    <Stateful state={state}>
      {drawn && found ? (
        <View>
          <MapView
            id={id}
            summary={copy.summary(drawn.areaName, found)}
            outlines={shapes}
            marks={marks}
            squares={squares}
            isClose={isClose}
            spots={spots}
            attribution={drawn.attribution}
            height={height}
            onMark={onMatter}
            onSquare={onSquare}
          />
          <View className={styles.below}>{children?.(found)}</View>
        </View>
      ) : null}
    </Stateful>
  )
}
