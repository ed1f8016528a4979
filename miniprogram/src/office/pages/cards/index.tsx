import { OfficePage } from '@/components/office-page'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { cardsCopy as copy } from '@/copy/office-cards'
import { levelOf, useOfficeArea } from '../../lib/scope'
import styles from '../../office.module.scss'
import { Overview } from './overview'
import { PrintForm } from './print-form'

/** Codes on paper: printing them, finding who printed what, and ending a code that must not hold. */
export default function Cards() {
  const root = useOfficeArea()
  const [area, setArea] = useState(root)
  const isVillage = levelOf(area) === 'village'
  return (
    <OfficePage id="cards" title={copy.title} permission="codes.print">
      <PrintForm root={root} area={area} onArea={setArea} />
      {isVillage ? (
        <Overview key={area} placeCode={area} />
      ) : (
        <View className={styles.soft}>{copy.chooseVillage}</View>
      )}
    </OfficePage>
  )
}
