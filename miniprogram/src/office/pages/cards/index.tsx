import { downloadPass } from '@contract/accounts'
import { children } from '@contract/areas'
import { cardSheet, gridQr } from '@contract/residents'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { OfficePage } from '@/components/office-page'
import { Stateful } from '@/components/stateful'
import { cardsCopy as copy } from '@/copy/office-cards'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { AreaPicker } from '../../components/area-picker'
import { openSheet } from '../../lib/open-sheet'
import { useSaveFile } from '../../lib/save-file'
import { sayRefused } from '../../lib/say-refused'
import { levelOf, useOfficeArea } from '../../lib/scope'
import styles from '../../office.module.scss'

const passAgainMs = 10 * 60_000
const qrPixels = 1000

/** A village's grids, each with its own code. */
function Grids({ villageCode }: { villageCode: string }) {
  const asked = useAsk(children, { code: villageCode })
  const { isSaving, save } = useSaveFile()
  return (
    <Card title={copy.grids} flush>
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.grids.length === 0,
          emptyText: copy.noGrids,
        })}
      >
        {asked.data?.grids.map((grid) => (
          <Cell
            key={grid.code}
            title={grid.name}
            note={copy.households(grid.households, grid.persons)}
            value={
              <View className={styles.chips}>
                <Button
                  inline
                  size="small"
                  kind="secondary"
                  onPress={() => openPage('card', { code: grid.code })}
                >
                  {copy.look}
                </Button>
                <Button
                  id={`qr-${grid.code}`}
                  inline
                  size="small"
                  kind="secondary"
                  disabled={isSaving}
                  onPress={() =>
                    void save(gridQr, { code: grid.code, size: qrPixels }, copy.qrName(grid.name))
                  }
                >
                  {copy.qr}
                </Button>
              </View>
            }
          />
        ))}
      </Stateful>
    </Card>
  )
}

/** The grids' cards on paper, so that every resident can find his worker. */
export default function Cards() {
  const root = useOfficeArea()
  const [area, setArea] = useState(root)
  const pass = useAsk(downloadPass, {}, { refetchEveryMs: passAgainMs }).data?.pass
  const openCards = async () => {
    try {
      await openSheet(cardSheet, { code: area }, pass ?? '', '网格名片.html')
    } catch (error) {
      sayRefused(error)
    }
  }
  return (
    <OfficePage id="cards" title={copy.title} permission="residents.print">
      <Card>
        <View className={styles.lead}>{copy.about}</View>
        <AreaPicker id="cards-area" label={copy.area} root={root} value={area} onChange={setArea} />
        <Button id="open-cards" inline disabled={!pass} onPress={() => void openCards()}>
          {pass ? copy.sheet : copy.wait}
        </Button>
      </Card>
      {levelOf(area) === 'village' ? (
        <Grids villageCode={area} />
      ) : (
        <View className={styles.soft}>{copy.chooseVillage}</View>
      )}
    </OfficePage>
  )
}
