import { type Change, type ChangeState, changeStateLabel, changes } from '@contract/regulations'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Stateful } from '@/components/stateful'
import { type Tone, Tag } from '@/components/tag'
import { regulationCopy as copy } from '@/copy/office-regulation'
import { monthText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from '../../office.module.scss'

export const toneOf: Record<ChangeState, Tone> = {
  draft: 'plain',
  submitted: 'warn',
  returned: 'bad',
  published: 'good',
  dropped: 'plain',
}

/** What a change is about, in a line. */
export function changeTitle({ content, lines, areaName, regulationTitle }: Change): string {
  if (content.kind === 'binding') return copy.bindingOf(areaName, content.title ?? regulationTitle)
  const [first] = lines
  return copy.changeOf(
    lines.length,
    first ? `${first.label}：${first.before} → ${first.after}` : '',
  )
}

/** Drafts, what waits for publication, and what was published. */
export function Changes() {
  const asked = useAsk(changes, {})
  const data = asked.data
  return (
    <>
      <View className={styles.soft}>{copy.changesNote}</View>
      {data?.abilities.draft ? (
        <View className={styles.block}>
          <Button
            id="new-change"
            inline
            size="small"
            onPress={() => openPage('officeRegulationChange', { kind: 'values' })}
          >
            {copy.newChange}
          </Button>
        </View>
      ) : null}
      <View className={styles.block}>
        <Stateful
          state={stateOf(asked, {
            isEmpty: (list) => list.changes.length === 0,
            emptyText: copy.noChanges,
          })}
        >
          <Card flush>
            {data?.changes.map((one) => (
              <Cell
                key={one.id}
                id={`change-${one.id}`}
                title={changeTitle(one)}
                note={`${copy.fromMonth(monthText(one.firstMonth))}，${copy.documentNumber(one.documentNumber)}，${one.authorName}`}
                value={<Tag tone={toneOf[one.state]}>{changeStateLabel[one.state]}</Tag>}
                onPress={() => openPage('officeRegulationChange', { id: one.id })}
              />
            ))}
          </Card>
        </Stateful>
      </View>
    </>
  )
}
