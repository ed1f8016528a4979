import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { equipmentCopy } from '@/copy/equipment'
import { personalFileCopy } from '@/copy/personal-file'
import { trainingCopy } from '@/copy/training'
import { openPage } from '@/lib/navigation'
import { useMay } from '@/lib/session'

/** What somebody has of his own: what was given out to him, what he studies, what is held of him. */
export function OwnLinks() {
  const hasEquipment = useMay('equipment.mine')
  const hasTraining = useMay('training.mine')
  return (
    <Card id="own-links" flush>
      {hasEquipment ? (
        <Cell
          id="to-equipment"
          title={equipmentCopy.title}
          note={equipmentCopy.note}
          onPress={() => openPage('equipment')}
        />
      ) : null}
      {hasTraining ? (
        <Cell
          id="to-training"
          title={trainingCopy.title}
          note={trainingCopy.note}
          onPress={() => openPage('training')}
        />
      ) : null}
      <Cell
        id="to-personal-file"
        title={personalFileCopy.title}
        note={personalFileCopy.note}
        onPress={() => openPage('personalFile')}
      />
    </Card>
  )
}
