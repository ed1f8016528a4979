import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice } from '@/components/choice'
import { cardsCopy as copy } from '@/copy/office-cards'
import { AreaPicker } from '../../components/area-picker'
import styles from '../../office.module.scss'
import { PreparedNotice } from './prepared-notice'
import { usePrint } from './use-print'

type Kind = (typeof copy.kinds)[number]['value']
type Each = (typeof copy.eachOptions)[number]['value']

export interface PrintFormProps {
  root: string
  area: string
  onArea: (code: string) => void
}

/** Everything of an area at once: what, where, how many. */
export function PrintForm({ root, area, onArea }: PrintFormProps) {
  const [what, setWhat] = useState<Kind>('cards')
  const [each, setEach] = useState<Each>('10')
  const printing = usePrint()
  const send = () => {
    const cardsEach = each === 'households' ? each : Number(each)
    printing.prepare({ what, placeCode: area, ...(what === 'cards' ? { cardsEach } : {}) })
  }
  return (
    <Card>
      <View className={styles.lead}>{copy.about}</View>
      <Choice
        id="print-what"
        label={copy.what}
        look="list"
        options={copy.kinds}
        value={what}
        onChange={setWhat}
      />
      <AreaPicker id="cards-area" label={copy.area} root={root} value={area} onChange={onArea} />
      {what === 'cards' ? (
        <Choice
          id="print-each"
          label={copy.each}
          options={copy.eachOptions}
          value={each}
          onChange={setEach}
        />
      ) : null}
      <Button id="print" inline busy={printing.isBusy} onPress={send}>
        {copy.prepare}
      </Button>
      <PreparedNotice id="prepared" printing={printing} />
    </Card>
  )
}
