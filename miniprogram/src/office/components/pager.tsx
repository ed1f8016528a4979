import { Text, View } from '@tarojs/components'
import { Button } from '@/components/button'
import styles from '../office.module.scss'

export interface PagerProps {
  id?: string
  /** Where one is, in words. */
  text: string
  onEarlier?: (() => void) | false
  onLater?: (() => void) | false
}

const stay = () => undefined

/** One page back or forth in a long list; nothing when all fits on one. */
export function Pager({ id = 'pager', text, onEarlier, onLater }: PagerProps) {
  if (!onEarlier && !onLater) return null
  return (
    <View id={id} className={styles.bar}>
      <Button
        id={`${id}-earlier`}
        inline
        kind="secondary"
        size="small"
        disabled={!onEarlier}
        onPress={onEarlier || stay}
      >
        上一页
      </Button>
      <Text className={styles.soft}>{text}</Text>
      <Button
        id={`${id}-later`}
        inline
        kind="secondary"
        size="small"
        disabled={!onLater}
        onPress={onLater || stay}
      >
        下一页
      </Button>
    </View>
  )
}
