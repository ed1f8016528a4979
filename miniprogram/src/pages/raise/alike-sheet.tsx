import type { AlikeMatter } from '@contract/residents-support'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Sheet } from '@/components/sheet'
import { alikeCopy as copy } from '@/copy/resident-raise'
import { dayText } from '@/lib/format'
import styles from './raise.module.scss'

interface Doing {
  isBusy: boolean
  onMetToo: (matter: AlikeMatter) => void
}

function Alike({ matter, isBusy, onMetToo }: { matter: AlikeMatter } & Doing) {
  const { classLabel, placeText, gridName, isNear, isOwn, raisedOn, stateWords, supporters } =
    matter
  const about = [
    copy.raisedOn(dayText(raisedOn)),
    isNear ? copy.near : null,
    copy.supporters(supporters),
  ]
  return (
    <View className={styles.alike}>
      <View className={styles.alikeTitle}>{classLabel}</View>
      <View className={styles.small}>{placeText ?? gridName}</View>
      <View className={styles.small}>{about.filter(Boolean).join(' · ')}</View>
      <View className={styles.alikeState}>{stateWords}</View>
      {isOwn ? (
        <View className={styles.small}>{copy.own}</View>
      ) : (
        <Button kind="secondary" busy={isBusy} onPress={() => onMetToo(matter)}>
          {copy.metToo}
        </Button>
      )}
    </View>
  )
}

/** Before a second matter is made of one: is it this? */
export function AlikeSheet(
  props: { alike: readonly AlikeMatter[]; onSend: () => void; onClose: () => void } & Doing,
) {
  const { alike, isBusy, onMetToo, onSend, onClose } = props
  return (
    <Sheet
      id="alike"
      open
      title={copy.title}
      onClose={onClose}
      footer={
        <Button id="alike-send" size="large" busy={isBusy} onPress={onSend}>
          {copy.sendAnyway}
        </Button>
      }
    >
      <View className={styles.small}>{copy.hint}</View>
      {alike.map((matter) => (
        <Alike key={matter.key} matter={matter} isBusy={isBusy} onMetToo={onMetToo} />
      ))}
    </Sheet>
  )
}
