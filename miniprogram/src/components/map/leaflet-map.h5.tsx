import * as leaflet from 'leaflet'
import 'leaflet/dist/leaflet.css'
import { useEffect, useMemo, useRef } from 'react'
import { type Bounds, seenOf } from './bounds'
import { outlineColors, spotColor } from './colors'
import styles from './map.module.scss'
import { markLayers, squareLayers } from './mark-layers'
import type { MapOutline, MapProps, MapSpot, MapTiles } from './types'

/** More names than this are not looked at: then a name comes with the pointer, as that of one grid. */
const mostNamed = 60
const plainGroundZoom = 18

type Corner = [latitude: number, longitude: number]
const corner = ([longitude = 0, latitude = 0]: readonly number[]): Corner => [latitude, longitude]

/** Names are text, whatever stands in them; Leaflet would read a string as HTML. */
function written(text: string): HTMLElement {
  const element = document.createElement('span')
  element.textContent = text
  return element
}

const namesPane = 'names'

function outlineLayer({ polygons, name, tone }: MapOutline, isNamed: boolean) {
  const { line, fill, opacity } = outlineColors[tone]
  const layer = leaflet.polygon(
    polygons.map((rings) => rings.map((ring) => ring.map(corner))),
    { color: line, weight: 2, fillColor: fill, fillOpacity: opacity, className: styles[tone] },
  )
  return isNamed
    ? layer.bindTooltip(written(name), {
        permanent: true,
        direction: 'center',
        className: styles.name,
        pane: namesPane,
      })
    : layer.bindTooltip(written(name), { sticky: true })
}

/** Of names that would lie on each other the first is shown; closer by there is room for more. */
function hideCrowdedNames(map: leaflet.Map) {
  const shown: DOMRect[] = []
  for (const name of map.getPane(namesPane)?.children ?? []) {
    const box = name.getBoundingClientRect()
    const isFree = shown.every(
      (other) =>
        box.right < other.left ||
        other.right < box.left ||
        box.bottom < other.top ||
        other.bottom < box.top,
    )
    name.classList.toggle(styles.hidden ?? '', !isFree)
    if (isFree) shown.push(box)
  }
}

function spotLayer({ longitude, latitude, radiusMeters, label }: MapSpot) {
  return leaflet
    .circle([latitude, longitude], {
      radius: radiusMeters,
      color: spotColor,
      weight: 2,
      dashArray: '6 4',
      fillOpacity: 0.18,
      className: styles.spot,
    })
    .bindTooltip(written(label))
}

function startMap(element: HTMLElement) {
  const map = leaflet.map(element, {
    attributionControl: true,
    zoomControl: false,
    // a page that scrolls must not be caught by its map
    scrollWheelZoom: false,
    maxZoom: plainGroundZoom,
    zoomSnap: 0.25,
  })
  map.attributionControl.setPrefix(false)
  // under the marks: what is open matters more than what its grid is called
  map.createPane(namesPane).style.zIndex = '450'
  map.on('zoomend', () => hideCrowdedNames(map))
  leaflet.control.zoom({ zoomInTitle: '放大', zoomOutTitle: '缩小' }).addTo(map)
  leaflet.control.scale({ imperial: false }).addTo(map)
  return map
}

const nowhere: Partial<Bounds> = {}

interface LeafletProps extends MapProps {
  tiles: MapTiles | null
}

/** The map of a browser; without a ground from anywhere it draws on plain ground. */
export default function LeafletMap(props: LeafletProps) {
  const { id, summary, outlines, marks, squares, isClose, spots, attribution, height, tiles } =
    props
  const { west, south, east, north } = useMemo(
    () => seenOf({ outlines, marks, isClose }) ?? nowhere,
    [outlines, marks, isClose],
  )
  const box = useRef<HTMLElement>(null)
  const map = useRef<leaflet.Map | null>(null)
  const { onMark, onSquare } = props
  const tap = useRef({ onMark, onSquare })
  tap.current = { onMark, onSquare }

  useEffect(() => {
    if (!box.current) return
    const made = startMap(box.current)
    map.current = made
    const observer = new ResizeObserver(() => made.invalidateSize())
    observer.observe(box.current)
    return () => {
      observer.disconnect()
      made.remove()
      map.current = null
    }
  }, [])

  useEffect(() => {
    if (!map.current || !tiles) return
    const { url, mostZoom, attribution } = tiles
    const layer = leaflet.tileLayer(url, {
      maxZoom: plainGroundZoom,
      maxNativeZoom: mostZoom,
      attribution: textOnly(attribution),
    })
    layer.addTo(map.current)
    return () => {
      layer.remove()
    }
  }, [tiles])

  // seen anew only when there is something else to see: news must not move a map that a person moved
  useEffect(() => {
    if (west === undefined || south === undefined || east === undefined || north === undefined) {
      return
    }
    const around = leaflet.latLngBounds([south, west], [north, east])
    map.current?.fitBounds(around, { animate: false, padding: [12, 12] })
  }, [west, south, east, north])

  useEffect(() => {
    const here = map.current
    if (!here) return
    const isNamed = outlines.length > 1 && outlines.length <= mostNamed
    const layer = leaflet.layerGroup([
      ...outlines.map((outline) => outlineLayer(outline, isNamed)),
      ...spots.map(spotLayer),
    ])
    layer.addTo(here)
    hideCrowdedNames(here)
    return () => {
      layer.remove()
    }
  }, [outlines, spots])

  useEffect(() => {
    const here = map.current
    if (!here) return
    const layer = leaflet.layerGroup().addTo(here)
    const draw = () => {
      layer.clearLayers()
      for (const one of squareLayers(here, squares, (square) => tap.current.onSquare?.(square)))
        layer.addLayer(one)
      for (const one of markLayers(here, marks, (markId) => tap.current.onMark?.(markId)))
        layer.addLayer(one)
    }
    draw()
    here.on('zoomend', draw)
    return () => {
      here.off('zoomend', draw)
      layer.remove()
    }
  }, [marks, squares])

  useEffect(() => {
    const control = map.current?.attributionControl
    if (!control || !attribution) return
    const text = textOnly(attribution)
    control.addAttribution(text)
    return () => {
      control.removeAttribution(text)
    }
  }, [attribution])

  return (
    <section id={id} ref={box} aria-label={summary} className={styles.map} style={{ height }} />
  )
}

/** Leaflet writes attributions as HTML. */
function textOnly(text: string): string {
  return written(text).innerHTML
}
