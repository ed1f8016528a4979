import { View } from '@tarojs/components'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { matterLine, matterNote, SituationMap, useSituation } from '@/components/map/situation-map'
import { Page } from '@/components/page'
import { useState } from 'react'
import { mapCopy as copy } from '@/copy/map'
import { openPage } from '@/lib/navigation'
import { ready } from '@/lib/page-state'
import { useMe } from '@/lib/session'
import styles from './my-map.module.scss'

const layers = { matters: true, hotSpots: true, silentGrids: false }
const mapPixels = 400
const openMatter = (id: string) => openPage('matter', { id })

function GridMap({ code }: { code: string }) {
  const [square, setSquare] = useState<string>()
  const at = useSituation(code, square)
  return (
    <SituationMap
      id={`my-map-${code}`}
      at={at}
      layers={layers}
      height={mapPixels}
      onMatter={openMatter}
      onSquare={setSquare}
    >
      {({ matters }) => (
        <Card id={`my-map-matters-${code}`} title={copy.matters} flush={matters.length > 0}>
          {matters.map((matter) => (
            <Cell
              key={matter.id}
              title={matterLine(matter)}
              note={matterNote(matter)}
              onPress={() => openMatter(matter.id)}
            />
          ))}
          <View className={styles.note}>
            {matters.length === 0 ? copy.noMatters : copy.withoutPlace}
          </View>
        </Card>
      )}
    </SituationMap>
  )
}

/** A worker's own grid: its outline and what is open in it. */
export default function MyMap() {
  const grids = (useMe()?.posts ?? []).filter((post) => post.role === 'worker')
  const state = grids.length > 0 ? ready : ({ kind: 'empty', text: copy.noGrid } as const)
  return (
    <Page id="my-map" title={copy.mineTitle} permission="maps.read" state={state}>
      {grids.map((post) => (
        <View key={post.id} className={styles.grid}>
          <View className={styles.name}>{post.scopeName}</View>
          <GridMap code={post.scopeCode} />
        </View>
      ))}
    </Page>
  )
}
