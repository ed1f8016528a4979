import { type EmergencyNumber, emergencyNumbers } from '@contract/emergency-words'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { emergencyCopy as copy } from '@/copy/matters'
import { Button } from './button'
import styles from './emergency-calls.module.scss'

export interface EmergencyCallsProps {
  /** Those that what is written speaks of; none: all of them. */
  numbers?: readonly EmergencyNumber[]
  /** Why to call first. */
  text?: string
  /** How to tell what is new of a matter that is known already. */
  follow?: boolean
}

/** First the call, then the form: one tap to whoever comes at once. */
export function EmergencyCalls({
  numbers = [],
  text = copy.text,
  follow = false,
}: EmergencyCallsProps) {
  const shown = numbers.length > 0 ? numbers : emergencyNumbers
  return (
    <View id="emergency" className={styles.box}>
      <View className={styles.title}>{text}</View>
      <View className={styles.row}>
        {shown.map(({ label, phone }) => (
          <Button
            key={phone}
            id={`call-${phone}`}
            kind="danger"
            icon="phone"
            inline
            onPress={() => void Taro.makePhoneCall({ phoneNumber: phone })}
          >
            {copy.call(label, phone)}
          </Button>
        ))}
      </View>
      {follow ? <View className={styles.follow}>{copy.follow}</View> : null}
    </View>
  )
}
