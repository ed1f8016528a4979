import { list, type StudyItem, withdraw } from '@contract/training'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { OfficePage } from '@/components/office-page'
import { Stateful } from '@/components/stateful'
import { Tag } from '@/components/tag'
import { officeTrainingCopy as copy } from '@/copy/training'
import { confirm } from '@/lib/confirm'
import { dayText, instantText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import own from './training.module.scss'
import { PublishSheet } from './publish-sheet'
import { WhoSheet } from './who-sheet'

function Item(props: { item: StudyItem; onWho: () => void; onWithdraw: () => void }) {
  const { item, onWho, onWithdraw } = props
  const isOver = item.withdrawnAtMs !== null
  const isAll = item.studiedCount >= item.workerCount
  return (
    <Card
      id={`study-${item.id}`}
      title={item.title}
      extra={
        <Tag tone={isOver ? 'plain' : isAll ? 'good' : 'note'}>
          {isOver ? copy.withdrawn : copy.count(item.studiedCount, item.workerCount)}
        </Tag>
      }
    >
      <View className={styles.soft}>
        {copy.about(
          item.areaName,
          item.minutes,
          item.publishedByName,
          instantText(item.publishedAtMs),
        )}
        {item.dueOn ? `，${copy.due(dayText(item.dueOn))}` : ''}
      </View>
      <View className={own.text}>{item.text}</View>
      <View className={styles.bar}>
        <Button id={`who-${item.id}`} inline kind="secondary" onPress={onWho}>
          {copy.who}
        </Button>
        {item.abilities.withdraw ? (
          <Button id={`withdraw-${item.id}`} inline kind="danger" onPress={onWithdraw}>
            {copy.withdraw}
          </Button>
        ) : null}
      </View>
    </Card>
  )
}

/** What the area's workers are to study, and how far they are. */
export default function OfficeTraining() {
  const asked = useAsk(list, {})
  const [isPublishing, setPublishing] = useState(false)
  const [shown, setShown] = useState<StudyItem | null>(null)
  const taken = useCommand(withdraw, {
    refresh: [list],
    onDone: () => say(copy.withdrawn, 'good'),
    onRefused: sayRefused,
  })
  const askAndWithdraw = async (itemId: string) => {
    const yes = await confirm({
      title: copy.withdrawAsk,
      text: copy.withdrawText,
      yes: copy.withdraw,
      danger: true,
    })
    if (yes) taken.mutate({ itemId })
  }
  return (
    <OfficePage id="office-training" title={copy.title} permission="training.read">
      {asked.data?.abilities.publish ? (
        <View className={styles.bar}>
          <Button id="publish-open" inline onPress={() => setPublishing(true)}>
            {copy.add}
          </Button>
        </View>
      ) : null}
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.items.length === 0,
          emptyText: copy.empty,
          emptyHint: copy.emptyHint,
        })}
      >
        <View className={styles.columns}>
          {asked.data?.items.map((item) => (
            <Item
              key={item.id}
              item={item}
              onWho={() => setShown(item)}
              onWithdraw={() => void askAndWithdraw(item.id)}
            />
          ))}
        </View>
      </Stateful>
      {isPublishing ? <PublishSheet onClose={() => setPublishing(false)} /> : null}
      {shown ? <WhoSheet item={shown} onClose={() => setShown(null)} /> : null}
    </OfficePage>
  )
}
