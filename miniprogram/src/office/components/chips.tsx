import { View } from '@tarojs/components'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import styles from '../office.module.scss'

export interface ChipsProps {
  id: string
  texts: readonly string[]
  chosen?: string
  onPick: (text: string, index: number) => void
}

/** Ready sentences to tap instead of typing. */
export function Chips({ id, texts, chosen, onPick }: ChipsProps) {
  return (
    <View id={id} className={styles.chips}>
      {texts.map((text, index) => (
        <Press
          key={text}
          id={`${id}-${index}`}
          className={classes(styles.chip, text === chosen && styles.chipOn)}
          onPress={() => onPick(text, index)}
        >
          {text}
        </Press>
      ))}
    </View>
  )
}
