import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import {
  type Layers,
  matterLine,
  matterNote,
  type Situation,
  SituationMap,
  useSituation,
} from '@/components/map/situation-map'
import { OfficePage } from '@/components/office-page'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { mapCopy as copy } from '@/copy/map'
import { dayOf, dayText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { AreaPicker } from '../../components/area-picker'
import { useOfficeArea } from '../../lib/scope'
import { useIsWide } from '../../lib/use-is-wide'
import shared from '../../office.module.scss'
import styles from './map.module.scss'

const layerNames = ['matters', 'hotSpots', 'silentGrids'] as const
const phonePixels = 380
const widePixels = 620
/** A list longer than this is for the queue. */
const mostListed = 30

const openMatter = (id: string) => openPage('officeMatter', { id })

const countOf = (found: Situation | undefined, name: keyof Layers): number =>
  (name === 'matters' ? found?.openCount : found?.[name].length) ?? 0

interface LayersProps {
  layers: Layers
  found: Situation | undefined
  onChange: (layers: Layers) => void
}

/** What is drawn, each with how much there is of it. */
function LayerChips({ layers, found, onChange }: LayersProps) {
  return (
    <View id="map-layers" className={shared.chips}>
      {layerNames.map((name) => (
        <Press
          key={name}
          id={`layer-${name}`}
          role="checkbox"
          selected={layers[name]}
          className={classes(shared.chip, layers[name] && shared.chipOn)}
          onPress={() => onChange({ ...layers, [name]: !layers[name] })}
        >
          {copy.layers[name](countOf(found, name))}
        </Press>
      ))}
    </View>
  )
}

function MattersCard({ found, areaCode }: { found: Situation; areaCode: string }) {
  const { matters, openCount } = found
  const shown = Math.min(matters.length, mostListed)
  return (
    <Card id="map-matters" title={copy.matters} flush={matters.length > 0}>
      {matters.slice(0, mostListed).map((matter) => (
        <Cell
          key={matter.id}
          title={matterLine(matter)}
          note={matterNote(matter)}
          onPress={() => openMatter(matter.id)}
        />
      ))}
      <View className={styles.note}>
        {matters.length === 0
          ? copy.noMatters
          : openCount > shown
            ? copy.more(shown, openCount)
            : copy.withoutPlace}
      </View>
      <Button
        id="map-open-matters"
        kind="secondary"
        onPress={() => openPage('officeMatters', { list: 'area', area: areaCode })}
      >
        {copy.openMatters}
      </Button>
    </Card>
  )
}

function SilentCard({ found, onGrid }: { found: Situation; onGrid: (code: string) => void }) {
  const { silentGrids, silentDays } = found
  return (
    <Card id="map-silent" title={copy.silentGrids(silentDays)} flush={silentGrids.length > 0}>
      {silentGrids.slice(0, mostListed).map((grid) => (
        <Cell
          key={grid.code}
          title={grid.name}
          note={
            grid.lastSignAtMs === null
              ? copy.never
              : copy.lastSign(dayText(dayOf(grid.lastSignAtMs)))
          }
          value={copy.persons(grid.persons)}
          onPress={() => onGrid(grid.code)}
        />
      ))}
      <View className={styles.note}>
        {silentGrids.length === 0 ? copy.noSilentGrids : copy.silentNote}
      </View>
    </Card>
  )
}

function SpotsCard({ found }: { found: Situation }) {
  return (
    <Card id="map-spots" title={copy.hotSpots(found.hotDays)} flush={found.hotSpots.length > 0}>
      {found.hotSpots.map((spot) => (
        <Cell key={`${spot.longitude} ${spot.latitude}`} title={copy.spotLabel(spot)} />
      ))}
      {found.hotSpots.length === 0 ? <View className={styles.note}>{copy.noHotSpots}</View> : null}
    </Card>
  )
}

/** An area as a map: what is open, where much comes up, where nothing is heard. */
export default function OfficeMap() {
  const root = useOfficeArea()
  const [{ code, square }, setPlace] = useState<{ code: string; square?: string }>({ code: root })
  const setCode = (next: string) => setPlace({ code: next })
  const [layers, setLayers] = useState<Layers>({ matters: true, hotSpots: true, silentGrids: true })
  const at = useSituation(code, square)
  const isWide = useIsWide()
  return (
    <OfficePage
      id="office-map"
      title={copy.title}
      permission="maps.read"
      top={
        <>
          <AreaPicker
            id="map-area"
            label={copy.place}
            root={root}
            value={code}
            onChange={(next) => setCode(next || root)}
            depth="grid"
          />
          {square ? (
            <View className={styles.whole}>
              <Button id="map-whole" kind="secondary" inline onPress={() => setPlace({ code })}>
                {copy.wholeArea}
              </Button>
            </View>
          ) : null}
          <LayerChips layers={layers} found={at.found} onChange={setLayers} />
        </>
      }
    >
      <View className={styles.columns}>
        <View className={styles.map}>
          <SituationMap
            id="situation-map"
            at={at}
            layers={layers}
            height={isWide ? widePixels : phonePixels}
            onMatter={openMatter}
            onSquare={(next) => setPlace({ code, square: next })}
          >
            {({ squares }) => (
              <View className={styles.note}>
                {squares.length > 0 ? copy.squaresLegend : null}
                {copy.legend}
              </View>
            )}
          </SituationMap>
        </View>
        {at.found ? (
          <View className={styles.lists}>
            <MattersCard found={at.found} areaCode={code} />
            <SpotsCard found={at.found} />
            <SilentCard found={at.found} onGrid={setCode} />
          </View>
        ) : null}
      </View>
    </OfficePage>
  )
}
