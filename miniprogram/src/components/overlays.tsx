import { Text, View } from '@tarojs/components'
import { useQuestion } from '@/lib/confirm'
import { type ToastTone, useToast } from '@/lib/toast'
import { Button } from './button'
import { Icon, type IconName } from './icon'
import styles from './overlays.module.scss'
import { classes } from './primitives/classes'
import { Sheet } from './sheet'

const iconOf: Record<ToastTone, IconName> = { good: 'check', bad: 'alert', note: 'info' }

function Toast() {
  const toast = useToast((state) => state.toast)
  if (!toast) return null
  return (
    <View id="toast" className={classes(styles.toast, styles[toast.tone])}>
      <Icon name={iconOf[toast.tone]} />
      <Text>{toast.text}</Text>
    </View>
  )
}

function Confirm() {
  const asked = useQuestion((state) => state.asked)
  if (!asked) return null
  const { title, text, yes = '确定', no = '取消', danger } = asked.question
  return (
    <Sheet
      id="confirm"
      open
      look="dialog"
      title={title}
      onClose={() => asked.answer(false)}
      footer={
        <>
          <Button id="confirm-no" kind="secondary" onPress={() => asked.answer(false)}>
            {no}
          </Button>
          <Button
            id="confirm-yes"
            kind={danger ? 'danger' : 'primary'}
            onPress={() => asked.answer(true)}
          >
            {yes}
          </Button>
        </>
      }
    >
      {text}
    </Sheet>
  )
}

/** What can lie over any page: the toast and the question. */
export function Overlays() {
  return (
    <>
      <Toast />
      <Confirm />
    </>
  )
}
