import { type EmergencyNumber, emergencyNumbers } from '@contract/emergency-words'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { raiseCopy as copy } from '@/copy/resident-raise'
import { Button } from './button'
import styles from './emergency-calls.module.scss'

/** What cannot wait for an office: one tap to whoever comes at once. */
export function EmergencyCalls({ numbers }: { numbers: readonly EmergencyNumber[] }) {
  const shown = numbers.length > 0 ? numbers : emergencyNumbers
  return (
    <View id="emergency" className={styles.box}>
      <View className={styles.title}>{copy.emergency}</View>
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
    </View>
  )
}
