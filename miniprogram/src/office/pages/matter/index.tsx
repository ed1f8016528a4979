import type { OpenMove } from '@contract/matters'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { OfficePage } from '@/components/office-page'
import { matterCopy as copy } from '@/copy/matters'
import { openPage } from '@/lib/navigation'
import { MatterPanel } from '../../components/matter/matter-panel'
import styles from '../../office.module.scss'

/** One matter by itself: from a link, or on a screen with no room for the list. */
export default function OfficeMatter() {
  const { id = '' } = useRouter().params
  const [chosen, setChosen] = useState<OpenMove | null>(null)
  return (
    <OfficePage id="office-matter" title={copy.title} permission="matters.read">
      <MatterPanel
        matterId={id}
        chosen={chosen}
        onChoose={setChosen}
        onOpen={(matterId) => openPage('officeMatter', { id: matterId })}
        columnsClass={styles.columns}
      />
    </OfficePage>
  )
}
