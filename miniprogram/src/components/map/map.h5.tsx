import { lazy, Suspense } from 'react'
import { useGround } from './ground'
import styles from './map.module.scss'
import type { MapProps } from './types'

/** The map library is fetched by who opens a map, and by nobody else. */
const LeafletMap = lazy(() => import(/* webpackChunkName: "leaflet-map" */ './leaflet-map.h5'))

export function MapView(props: MapProps) {
  const { tiles } = useGround()
  const wait = <div className={styles.wait} style={{ height: props.height }} />
  return (
    <Suspense fallback={wait}>
      <LeafletMap {...props} tiles={tiles} />
    </Suspense>
  )
}
