import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '@/components/button'
import { Sheet } from '@/components/sheet'
import { integrationCopy } from '@/copy/office-integration'
import { say } from '@/lib/toast'
import styles from '../../office.module.scss'

const copy = integrationCopy.secret

export interface Secret {
  title: string
  secret: string
  note?: string
}

/** A new secret, in sight until somebody says that he has it: nobody can show it again. */
export function ShownSecret({ shown, onClose }: { shown: Secret; onClose: () => void }) {
  return (
    <Sheet
      id="secret"
      open
      look="dialog"
      title={shown.title}
      onClose={onClose}
      footer={
        <>
          <Button
            id="secret-copy"
            kind="secondary"
            onPress={() => {
              Taro.setClipboardData({ data: shown.secret })
              say(copy.copied, 'good')
            }}
          >
            {copy.copy}
          </Button>
          <Button id="secret-done" onPress={onClose}>
            {copy.done}
          </Button>
        </>
      }
    >
      <View>{copy.text}</View>
      <View id="secret-text" className={styles.wholeText}>
        {shown.secret}
      </View>
      {shown.note ? <View className={styles.soft}>{shown.note}</View> : null}
    </Sheet>
  )
}
