import { emergencyNumbers } from '@contract/emergency-words'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Notice } from '@/components/notice'
import { Press } from '@/components/primitives/press'
import { emergencyCopy as copy } from '@/copy/matters'
import styles from './matter.module.scss'

/** First the call, then the form: three numbers to tap. */
export function EmergencyHint({ follow = false }: { follow?: boolean }) {
  return (
    <Notice
      id="emergency"
      tone="bad"
      action={
        <View className={styles.phones}>
          {emergencyNumbers.map(({ phone, label }) => (
            <Press
              key={phone}
              id={`call-${phone}`}
              className={styles.phone}
              onPress={() => void Taro.makePhoneCall({ phoneNumber: phone })}
            >
              {phone} {label}
            </Press>
          ))}
        </View>
      }
    >
      {copy.text}
      {follow ? <View>{copy.follow}</View> : null}
    </Notice>
  )
}
