import { Map as WechatMap, Text, View } from '@tarojs/components'
import { createMapContext, nextTick } from '@tarojs/taro'
import { useEffect, useMemo } from 'react'
import { shortCount } from './short-count'
import { seenOf } from './bounds'
import { outlineColors, spotColor, squareColors, withOpacity } from './colors'
import styles from './map.module.scss'
import type { MapMark, MapProps, MapSquare, MarkTone } from './types'

const iconOf: Record<MarkTone, string> = {
  plain: '/static/map/mark.png',
  urgent: '/static/map/mark-urgent.png',
  overdue: '/static/map/mark-overdue.png',
}
const iconPixels = 32
/** Lines of many outlines are what a phone can draw; names would hide each other. */
const mostNamed = 30

const point = ([longitude = 0, latitude = 0]: readonly number[]) => ({ longitude, latitude })

/** Marks have their place in the list as their id, and are never so many. */
const firstSquareId = 100_000

const markerOf =
  (isNamed: boolean) =>
  ({ longitude, latitude, tone, label }: MapMark, index: number) => ({
    id: index,
    longitude,
    latitude,
    iconPath: iconOf[tone],
    width: iconPixels,
    height: iconPixels,
    ariaLabel: label,
    joinCluster: true,
    ...(isNamed ? { title: label } : {}),
  })

/** The number lies on the mark; WeChat puts a label's corner at the place itself. */
const squareMarker = (
  { longitude, latitude, tone, matterCount, label }: MapSquare,
  index: number,
) => ({
  id: firstSquareId + index,
  longitude,
  latitude,
  iconPath: iconOf[tone],
  width: iconPixels,
  height: iconPixels,
  ariaLabel: label,
  label: {
    content: shortCount(matterCount),
    color: '#ffffff',
    bgColor: squareColors[tone],
    fontSize: 16,
    borderRadius: 14,
    padding: 6,
    textAlign: 'center' as const,
    anchorX: 0,
    anchorY: -iconPixels,
    borderWidth: 0,
    borderColor: '#ffffff',
  },
})

/** Marks that lie on each other are one with a number, and come apart when it is tapped (library 2.13). */
function drawTogether(id: string) {
  const context = createMapContext(id) as Partial<ReturnType<typeof createMapContext>> | undefined
  context?.initMarkerCluster?.({
    enableDefaultStyle: true,
    zoomOnClick: true,
    gridSize: iconPixels,
  })
}

/** WeChat's own map; it takes GCJ-02. */
export function MapView(props: MapProps) {
  const { id, summary, outlines, marks, squares, isClose, spots, attribution, height } = props
  const bounds = useMemo(() => seenOf({ outlines, marks, isClose }), [outlines, marks, isClose])
  const hasMap = bounds !== null
  useEffect(() => {
    if (hasMap) nextTick(() => drawTogether(id))
  }, [id, hasMap])
  const polygons = useMemo(
    () =>
      outlines.flatMap(({ polygons, tone }) =>
        polygons.flatMap(([outer]) =>
          outer
            ? [
                {
                  points: outer.map(point),
                  strokeWidth: 2,
                  strokeColor: withOpacity(outlineColors[tone].line, 1),
                  fillColor: withOpacity(outlineColors[tone].fill, outlineColors[tone].opacity),
                },
              ]
            : [],
        ),
      ),
    [outlines],
  )
  if (!bounds) return null
  return (
    <View>
      <WechatMap
        id={id}
        aria-label={summary}
        style={{ width: '100%', height: `${height}px` }}
        longitude={(bounds.west + bounds.east) / 2}
        latitude={(bounds.south + bounds.north) / 2}
        includePoints={[
          { longitude: bounds.west, latitude: bounds.south },
          { longitude: bounds.east, latitude: bounds.north },
        ]}
        polygons={polygons}
        circles={spots.map(({ longitude, latitude, radiusMeters }) => ({
          longitude,
          latitude,
          radius: radiusMeters,
          color: withOpacity(spotColor, 1),
          fillColor: withOpacity(spotColor, 0.2),
          strokeWidth: 2,
        }))}
        markers={[...marks.map(markerOf(marks.length <= mostNamed)), ...squares.map(squareMarker)]}
        onMarkerTap={(event) => {
          const number = Number(event.detail.markerId)
          const square = squares[number - firstSquareId]
          const mark = marks[number]
          if (square) props.onSquare?.(square.square)
          else if (mark) props.onMark?.(mark.id)
        }}
        onError={() => undefined}
      />
      {attribution ? <Text className={styles.attribution}>{attribution}</Text> : null}
    </View>
  )
}
