import { type Satisfaction, satisfactions } from '@contract/matter-taxonomy'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { followCopy as copy } from '@/copy/resident-follow'
import { type Deed, type Followed, useDeed } from './deed-sheet'
import styles from './follow.module.scss'

/** How he finds it: three words to tap, and 没解决, which takes it up again. */
export function Evaluation(props: {
  matter: Followed
  token: string
  onDeed: (deed: Deed) => void
}) {
  const { matter, token, onDeed } = props
  const { make, isBusy } = useDeed(token)
  const mayEvaluate = matter.moves.includes('evaluate')
  const mayReopen = matter.moves.includes('notSolved')
  if (!mayEvaluate && !mayReopen && !matter.satisfaction) return null
  const evaluate = (satisfaction: Satisfaction) =>
    void make({ move: 'evaluate', satisfaction }, copy.thanks)
  return (
    <Card id="evaluation" title={copy.evaluateTitle} tone={mayEvaluate ? 'warn' : 'plain'}>
      {mayEvaluate ? (
        <>
          <View className={styles.small}>{copy.evaluateHint}</View>
          <View className={styles.stack}>
            <View className={styles.faces}>
              {satisfactions.map((one) => (
                <Button
                  key={one}
                  id={`evaluate-${one}`}
                  kind="secondary"
                  busy={isBusy}
                  onPress={() => evaluate(one)}
                >
                  {copy.satisfaction[one]}
                </Button>
              ))}
            </View>
          </View>
        </>
      ) : null}
      {matter.satisfaction ? (
        <View className={styles.text}>
          {copy.evaluated(copy.satisfaction[matter.satisfaction])}
        </View>
      ) : null}
      {mayReopen ? (
        <View className={styles.stack}>
          <Button id="not-solved" kind="danger" onPress={() => onDeed('notSolved')}>
            {copy.notSolved}
          </Button>
        </View>
      ) : null}
    </Card>
  )
}
