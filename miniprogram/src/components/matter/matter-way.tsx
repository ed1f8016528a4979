import { type MatterMove, matterMoveLabel } from '@contract/matter-taxonomy'
import type { MatterDetail, MatterTask, TimelineEntry } from '@contract/matters'
import { Text, View } from '@tarojs/components'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { PhotoStrip } from '@/components/photo-strip'
import { Tag, type Tone } from '@/components/tag'
import { Timeline } from '@/components/timeline'
import { matterCopy as copy } from '@/copy/matters'
import { instantText } from '@/lib/format'
import styles from './matter.module.scss'
import { positionWords } from './matter-facts'

const taskTone: Record<MatterTask['state'], Tone> = {
  open: 'note',
  done: 'good',
  handedBack: 'warn',
  transferred: 'plain',
  released: 'plain',
}

function Task({ task }: { task: MatterTask }) {
  const when = task.doneAtMs
    ? copy.taskDone(instantText(task.doneAtMs))
    : copy.taskDue(instantText(task.dueAtMs))
  return (
    <View id={`task-${task.number}`} className={styles.task}>
      <View className={styles.taskHead}>
        <Text>
          {copy.part[task.part]}：{task.holderName}
        </Text>
        <Tag tone={taskTone[task.state]}>{copy.taskState[task.state]}</Tag>
      </View>
      <View className={styles.soft}>{when}</View>
      {task.late ? (
        <View className={styles.tags}>
          <Tag tone="bad" icon="clock">
            {copy.taskLate}
          </Tag>
        </View>
      ) : null}
      {task.result ? <View className={styles.said}>{task.result}</View> : null}
      {task.extensionAskedToMs ? (
        <View className={styles.tags}>
          <Tag tone="warn">{copy.extensionAsked(instantText(task.extensionAskedToMs))}</Tag>
        </View>
      ) : null}
    </View>
  )
}

/** Who owes it what, each with a clock of his own. */
export function MatterTasks({ shown }: { shown: MatterDetail }) {
  if (shown.tasks.length === 0) return null
  return (
    <Card id="matter-tasks" title={copy.tasks}>
      {shown.tasks.map((task) => (
        <Task key={task.number} task={task} />
      ))}
    </Card>
  )
}

const backward: readonly MatterMove[] = [
  'return',
  'handBack',
  'rejectResult',
  'refuseExtension',
  'notSolved',
  'markSpam',
]

/** What was said and shown with it; place and photos of the beginning stand with the matter. */
function Said({ entry }: { entry: TimelineEntry }) {
  return (
    <>
      <View>{[entry.byName, entry.sentence].filter(Boolean).join('：')}</View>
      {entry.text ? <View className={styles.said}>{entry.text}</View> : null}
      {entry.move !== 'raise' && entry.position ? (
        <View>{copy.at(positionWords(entry.position))}</View>
      ) : null}
      {entry.move !== 'raise' && entry.photos.length > 0 ? (
        <View className={styles.block}>
          <PhotoStrip of="matter" photos={entry.photos} />
        </View>
      ) : null}
    </>
  )
}

/** Everything that happened, oldest first; what was only said stands in the thread. */
export function MatterWay({ shown }: { shown: MatterDetail }) {
  const entries = shown.timeline.filter((entry) => entry.move !== 'message')
  return (
    <Card id="matter-way" title={copy.way}>
      <Timeline
        steps={entries.map((entry) => ({
          key: String(entry.number),
          title: entry.label || matterMoveLabel[entry.move],
          time: instantText(entry.atMs),
          note: <Said entry={entry} />,
          state: backward.includes(entry.move) ? 'bad' : 'done',
        }))}
      />
    </Card>
  )
}

export function Followers({
  shown,
  onOpen,
}: {
  shown: MatterDetail
  onOpen: (matterId: string) => void
}) {
  if (shown.followers.length === 0) return null
  return (
    <Card id="matter-followers" title={copy.followers} flush>
      {shown.followers.map(({ id, receiptNumber }) => (
        <Cell key={id} title={copy.receipt(receiptNumber)} onPress={() => onOpen(id)} />
      ))}
    </Card>
  )
}
