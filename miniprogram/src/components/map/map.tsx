import { Map as WechatMap, Text, View } from '@tarojs/components'
import { useMemo } from 'react'
import { boundsOf } from './bounds'
import { outlineColors, spotColor, withOpacity } from './colors'
import styles from './map.module.scss'
import type { MapProps, MarkTone } from './types'

const iconOf: Record<MarkTone, string> = {
  plain: '/static/map/mark.png',
  urgent: '/static/map/mark-urgent.png',
  overdue: '/static/map/mark-overdue.png',
}
const iconPixels = 32
/** Lines of many outlines are what a phone can draw; names would hide each other. */
const mostNamed = 30

const point = ([longitude = 0, latitude = 0]: readonly number[]) => ({ longitude, latitude })

/** WeChat's own map; it takes GCJ-02. */
export function MapView(props: MapProps) {
  const { id, summary, outlines, marks, spots, attribution, height, onMark } = props
  const bounds = useMemo(
    () => boundsOf(outlines, outlines.length > 0 ? [] : marks),
    [outlines, marks],
  )
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
        markers={marks.map(({ longitude, latitude, tone, label }, index) => ({
          id: index,
          longitude,
          latitude,
          iconPath: iconOf[tone],
          width: iconPixels,
          height: iconPixels,
          ariaLabel: label,
          ...(marks.length <= mostNamed ? { title: label } : {}),
        }))}
        onMarkerTap={(event) => {
          const mark = marks[Number(event.detail.markerId)]
          if (mark) onMark?.(mark.id)
        }}
        onError={() => undefined}
      />
      {attribution ? <Text className={styles.attribution}>{attribution}</Text> : null}
    </View>
  )
}
