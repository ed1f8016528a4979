import * as leaflet from 'leaflet'
import { clustersOf } from './clusters'
import { markSigns } from './colors'
import { shortCount } from './short-count'
import styles from './map.module.scss'
import type { MapMark, MapSquare, MarkTone } from './types'

/** A finger's width, whatever the mark in its middle measures. */
const touchPixels = 44
/** So many marks can be told apart without drawing some together. */
const mostSingle = 40
/** Closer than this they would lie on each other. */
const clusterPixels = 48
/** So close by each is drawn by itself: what stands at one place could not be opened otherwise. */
const singleFromZoom = 17

const tonesByWeight: readonly MarkTone[] = ['overdue', 'urgent', 'plain']

function layerOf(
  place: leaflet.LatLngExpression,
  look: { tone: MarkTone; sign: string; label: string; isGroup: boolean },
  onPress: () => void,
): leaflet.Marker {
  const inside = document.createElement('span')
  inside.className = [styles.mark, styles[look.tone], look.isGroup ? styles.group : '']
    .filter(Boolean)
    .join(' ')
  inside.textContent = look.sign
  const icon = leaflet.divIcon({
    html: inside,
    className: styles.target,
    iconSize: [touchPixels, touchPixels],
  })
  const layer = leaflet.marker(place, { icon, title: look.label, riseOnHover: true })
  // Leaflet names pictures and hears the mouse; a drawn mark is named, and pressed by key, here
  layer.on('add', () => {
    const element = layer.getElement()
    element?.setAttribute('aria-label', look.label)
    element?.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') onPress()
    })
  })
  layer.on('click', onPress)
  return layer
}

type Placed = MapMark | MapSquare

const placeOf = ({ latitude, longitude }: Placed): [number, number] => [latitude, longitude]

function single(mark: MapMark, onMark: (id: string) => void): leaflet.Marker {
  const { tone, label } = mark
  const look = { tone, sign: markSigns[tone], label, isGroup: false }
  return layerOf(placeOf(mark), look, () => onMark(mark.id))
}

/** How many there are; a tap goes nearer, until they can be told apart. */
function together(map: leaflet.Map, placed: readonly Placed[], count: number): leaflet.Marker {
  const bounds = leaflet.latLngBounds(placed.map(placeOf))
  const tone = tonesByWeight.find((one) => placed.some((mark) => mark.tone === one)) ?? 'plain'
  const look = {
    tone,
    sign: shortCount(count),
    label: `${count} 件，点开看`,
    isGroup: true,
  }
  const [first] = placed
  return layerOf(first ? placeOf(first) : bounds.getCenter(), look, () => {
    const nearer = Math.min(
      Math.max(map.getBoundsZoom(bounds), map.getZoom() + 1),
      map.getMaxZoom(),
    )
    map.setView(bounds.getCenter(), nearer, { animate: false })
  })
}

/** The marks as they can be told apart at the zoom there is. */
export function markLayers(
  map: leaflet.Map,
  marks: readonly MapMark[],
  onMark: (id: string) => void,
): leaflet.Layer[] {
  const zoom = map.getZoom()
  if (marks.length <= mostSingle || zoom === undefined || zoom >= singleFromZoom)
    return marks.map((mark) => single(mark, onMark))
  const groups = clustersOf(marks, (mark) => map.project(placeOf(mark), zoom), clusterPixels)
  return groups.map((group) => {
    const [only] = group
    return group.length === 1 && only ? single(only, onMark) : together(map, group, group.length)
  })
}

/** What was counted for each square; who presses one looks into it, or nearer where several lie together. */
export function squareLayers(
  map: leaflet.Map,
  squares: readonly MapSquare[],
  onSquare: (square: string) => void,
): leaflet.Layer[] {
  const zoom = map.getZoom()
  if (zoom === undefined) return []
  // each group stands where most are
  const most = [...squares].sort((one, other) => other.matterCount - one.matterCount)
  const groups = clustersOf(most, (square) => map.project(placeOf(square), zoom), clusterPixels)
  return groups.map((group) => {
    const [only] = group
    if (group.length > 1 || !only)
      return together(
        map,
        group,
        group.reduce((sum, one) => sum + one.matterCount, 0),
      )
    const { square, tone, matterCount, label } = only
    const look = { tone, sign: shortCount(matterCount), label, isGroup: true }
    return layerOf(placeOf(only), look, () => onSquare(square))
  })
}
