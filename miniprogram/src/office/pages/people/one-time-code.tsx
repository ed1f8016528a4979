import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '@/components/button'
import { Sheet } from '@/components/sheet'
import { peopleCopy } from '@/copy/office-people'
import { instantText } from '@/lib/format'
import { say } from '@/lib/toast'
import styles from '../../office.module.scss'

const copy = peopleCopy.code

export interface GivenCode {
  name: string
  code: string
  expiresAtMs: number
}

/** A new one-time code, in sight until it has been told. */
export function OneTimeCode({ given, onClose }: { given: GivenCode; onClose: () => void }) {
  return (
    <Sheet
      id="one-time-code"
      open
      look="dialog"
      title={copy.title}
      onClose={onClose}
      footer={
        <>
          <Button
            id="copy-code"
            kind="secondary"
            onPress={() => {
              Taro.setClipboardData({ data: given.code })
              say(copy.copied, 'good')
            }}
          >
            {copy.copy}
          </Button>
          <Button id="code-told" onPress={onClose}>
            {copy.done}
          </Button>
        </>
      }
    >
      <View>{copy.text(given.name)}</View>
      <View className={styles.code}>{given.code}</View>
      <View className={styles.soft}>{copy.until(instantText(given.expiresAtMs))}</View>
    </Sheet>
  )
}
