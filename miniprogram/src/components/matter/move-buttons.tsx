import type { MatterDetail, OpenMove } from '@contract/matters'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { matterCopy as copy } from '@/copy/matters'
import { sortedMoves } from '@/lib/matter-move'
import { isOpenMatter } from '@/lib/matter-words'
import styles from './matter.module.scss'

export interface MoveButtonsProps {
  shown: MatterDetail
  onChoose: (offered: OpenMove) => void
}

/** What the service says may be done now, by this person. */
export function MoveButtons({ shown, onChoose }: MoveButtonsProps) {
  const { main, other } = sortedMoves(shown.moves)
  if (main.length + other.length === 0) {
    return isOpenMatter(shown.matter.state) ? (
      <View className={styles.soft}>{copy.nothing}</View>
    ) : null
  }
  return (
    <View id="moves">
      <View className={styles.moves}>
        {main.map((offered, index) => (
          <Button
            key={offered.move}
            id={`move-${offered.move}`}
            className={styles.move}
            kind={index === 0 ? 'primary' : 'secondary'}
            onPress={() => onChoose(offered)}
          >
            {offered.label}
          </Button>
        ))}
      </View>
      {other.length > 0 ? (
        <>
          {main.length > 0 ? <View className={styles.soft}>{copy.more}</View> : null}
          <View className={styles.others}>
            {other.map((offered) => (
              <Button
                key={offered.move}
                id={`move-${offered.move}`}
                inline
                size="small"
                kind="secondary"
                onPress={() => onChoose(offered)}
              >
                {offered.label}
              </Button>
            ))}
          </View>
        </>
      ) : null}
    </View>
  )
}
