import { type MatterDetail, type MatterRow, search } from '@contract/matters'
import { similar } from '@contract/matters-likeness'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Cell } from '@/components/cell'
import { Labelled } from '@/components/field'
import { TextInput } from '@/components/primitives/text-input'
import { Stateful } from '@/components/stateful'
import { Tag } from '@/components/tag'
import { matterCopy } from '@/copy/matters'
import { mergeCopy as copy } from '@/copy/office-matters'
import { instantText } from '@/lib/format'
import { isOpenMatter } from '@/lib/matter-words'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useSettled } from '../../lib/use-settled'
import styles from '../../office.module.scss'

export interface MergeFieldsProps {
  shown: MatterDetail
  targetId: string | null
  onPick: (targetId: string) => void
  problem: string | null
}

function Found({
  rows,
  targetId,
  onPick,
}: {
  rows: readonly MatterRow[]
  targetId: string | null
  onPick: (targetId: string) => void
}) {
  return (
    <>
      {rows.map((row) => (
        <Cell
          key={row.id}
          id={`target-${row.id}`}
          title={row.brief}
          note={`${matterCopy.receipt(row.receiptNumber)}　${row.gridName}　${instantText(row.raisedAtMs)}`}
          value={row.id === targetId ? <Tag tone="good">{copy.chosen}</Tag> : null}
          onPress={() => onPick(row.id)}
        />
      ))}
    </>
  )
}

/** What looks like the same thing, each with why. */
function Suggestions({ shown, targetId, onPick }: Omit<MergeFieldsProps, 'problem'>) {
  const asked = useAsk(similar, { matterId: shown.matter.id })
  const found = (asked.data?.likenesses ?? []).filter(
    ({ matter, merged }) => !merged && isOpenMatter(matter.state),
  )
  if (found.length === 0) return null
  return (
    <View id="suggestions" className={styles.block}>
      <View className={styles.soft}>{copy.suggestions}</View>
      {found.map(({ matter, reasons }) => (
        <Cell
          key={matter.id}
          id={`target-${matter.id}`}
          title={matter.brief}
          note={`${reasons.join('，')}　${matter.gridName}　${instantText(matter.raisedAtMs)}`}
          value={matter.id === targetId ? <Tag tone="good">{copy.chosen}</Tag> : null}
          onPress={() => onPick(matter.id)}
        />
      ))}
    </View>
  )
}

/** The matter that this one is to follow: one that is like it, or by its number or words. */
export function MergeFields({ shown, targetId, onPick, problem }: MergeFieldsProps) {
  const [typed, setTyped] = useState('')
  const words = useSettled(typed.trim())
  const asked = useAsk(search, { words, limit: 10 }, { enabled: words.length > 0 })
  const rows = (asked.data?.matters ?? []).filter(
    (row) => row.id !== shown.matter.id && isOpenMatter(row.state),
  )
  return (
    <Labelled label={copy.target} hint={copy.hint} problem={targetId ? null : problem}>
      <TextInput id="target-words" label={copy.target} value={typed} onChange={setTyped} />
      {words ? (
        <View className={styles.block}>
          <Stateful
            state={stateOf(asked, { isEmpty: () => rows.length === 0, emptyText: copy.none })}
          >
            <Found rows={rows} targetId={targetId} onPick={onPick} />
          </Stateful>
        </View>
      ) : (
        <Suggestions shown={shown} targetId={targetId} onPick={onPick} />
      )}
    </Labelled>
  )
}
