import {
  type ChangeListRow,
  type ChangeListState,
  changeListStateLabel,
} from '@contract/change-lists'
import { View } from '@tarojs/components'
import { Tag, type Tone } from '@/components/tag'
import { changeListCopy as copy } from '@/copy/office-discipline'
import styles from '../../office.module.scss'

const toneOf: Record<ChangeListState, Tone> = {
  draft: 'plain',
  sent: 'note',
  accepted: 'good',
  returned: 'warn',
}
/** Whether it was sent, and in time. */
export function ListTags({ list }: { list: ChangeListRow }) {
  return (
    <View className={styles.tags}>
      <Tag tone={toneOf[list.state]}>{changeListStateLabel[list.state]}</Tag>
      {list.overdue ? <Tag tone="bad">{copy.overdue}</Tag> : null}
      {list.onTime === false && !list.overdue ? <Tag tone="warn">{copy.late}</Tag> : null}
    </View>
  )
}
