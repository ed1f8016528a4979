import type { OutputOf } from '@contract/define'
import type { view } from '@contract/residents-follow'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { followCopy as copy } from '@/copy/resident-follow'
import { instantText } from '@/lib/format'
import { Button } from './button'
import { Card } from './card'
import styles from './standing.module.scss'

type Shown = Pick<
  OutputOf<typeof view>,
  'clock' | 'holderName' | 'officePhone' | 'stateWords' | 'receiptNumber'
>

/** The newest word first to the eye: the state in large type, then the way there. */
export function Standing({ matter }: { matter: Shown }) {
  const { clock, holderName, officePhone } = matter
  return (
    <Card id="standing">
      <View id="state-words" className={styles.state}>
        {matter.stateWords}
      </View>
      <View className={styles.small}>{copy.number(matter.receiptNumber)}</View>
      {holderName ? (
        <View id="holder" className={styles.small}>
          {copy.holder}：{holderName}
        </View>
      ) : null}
      {clock ? (
        <View id="due" className={styles.small}>
          {clock.label}：{instantText(clock.dueAtMs)}
          {clock.overdue ? `　${copy.overdue}` : ''}
        </View>
      ) : null}
      {officePhone ? (
        <View className={styles.row}>
          <Button
            kind="secondary"
            icon="phone"
            inline
            onPress={() => void Taro.makePhoneCall({ phoneNumber: officePhone })}
          >
            {`${copy.call} ${officePhone}`}
          </Button>
        </View>
      ) : null}
    </Card>
  )
}
