import type { MatterDetail } from '@contract/matters'
import { Text, View } from '@tarojs/components'
import { Icon } from '@/components/icon'
import { classes } from '@/components/primitives/classes'
import { stagesOf } from '@/lib/matter-words'
import styles from './matter.module.scss'

/** The six stages of the loop and where this matter stands. */
export function StageBar({ shown }: { shown: MatterDetail }) {
  return (
    <View id="stages" className={styles.bar}>
      {stagesOf(shown.matter.state, shown.timeline).map(({ code, label, standing }) => (
        <View key={code} id={`stage-${code}`} className={classes(styles.stage, styles[standing])}>
          <View className={styles.mark}>{standing === 'done' ? <Icon name="check" /> : null}</View>
          <Text>{label}</Text>
        </View>
      ))}
    </View>
  )
}
