import type { InputOf } from '@contract/define'
import {
  type confirm as confirmReceipt,
  type EquipmentRow,
  equipmentStateLabel,
  mine,
} from '@contract/equipment'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { KeptNotice, KeptTag } from '@/components/kept'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { StatusLine } from '@/components/status-line'
import { Tag } from '@/components/tag'
import { equipmentCopy as copy } from '@/copy/equipment'
import { confirm } from '@/lib/confirm'
import { newFieldStamp } from '@/lib/field-stamp'
import { dayText, instantText } from '@/lib/format'
import { keepReceived, type OutboxItem, useKept } from '@/lib/outbox'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useFreshAfterSending } from '@/lib/use-fresh-after-sending'
import { useKeep } from '@/lib/use-keep'
import styles from './equipment.module.scss'

const tone = { issued: 'warn', held: 'good', returned: 'plain' } as const

interface ThingProps {
  row: EquipmentRow
  /** That he has it, as long as it waits on this phone. */
  kept: OutboxItem | undefined
  isBusy: boolean
  onConfirm: () => void
}

function Thing({ row, kept, isBusy, onConfirm }: ThingProps) {
  const details = [copy.amount(row.quantity), row.number && copy.number(row.number), row.note]
  return (
    <Card
      id={`equipment-${row.id}`}
      title={row.name}
      extra={
        kept ? (
          <KeptTag item={kept} />
        ) : (
          <Tag tone={tone[row.state]}>{equipmentStateLabel[row.state]}</Tag>
        )
      }
    >
      <View className={styles.line}>{details.filter(Boolean).join('，')}</View>
      <View className={styles.line}>{copy.issued(dayText(row.issuedOn), row.issuedByName)}</View>
      {row.confirmedAtMs ? (
        <View className={styles.line}>{copy.confirmedAt(instantText(row.confirmedAtMs))}</View>
      ) : null}
      {row.returnedAtMs ? (
        <View className={styles.line}>
          {copy.returned(instantText(row.returnedAtMs), row.returnNote ?? '')}
        </View>
      ) : null}
      {kept ? (
        <View className={styles.action}>
          <KeptNotice item={kept} />
        </View>
      ) : null}
      {row.abilities.confirm && !kept ? (
        <View className={styles.action}>
          <Button id={`confirm-${row.id}`} busy={isBusy} onPress={onConfirm}>
            {copy.confirm}
          </Button>
        </View>
      ) : null}
    </Card>
  )
}

/** What was given out to a worker; he says that he has it. */
export default function Equipment() {
  const asked = useAsk(mine, {}, { keep: true })
  useFreshAfterSending(mine)
  const waiting = useKept<InputOf<typeof confirmReceipt>>('equipmentReceived')
  const { isBusy, keep } = useKeep(mine)
  const askAndConfirm = async ({ id, name }: EquipmentRow) => {
    const yes = await confirm({ title: copy.confirmAsk(name), yes: copy.confirm })
    if (yes)
      await keep(() => keepReceived({ issueId: id, stamp: newFieldStamp() }, copy.itemTitle(name)))
  }
  const state = stateOf(asked, {
    isEmpty: (data) => data.equipment.length === 0,
    emptyText: copy.empty,
    emptyHint: copy.emptyHint,
  })
  return (
    <Page
      id="equipment"
      title={copy.title}
      permission="equipment.mine"
      state={state}
      top={<StatusLine />}
    >
      <Notice tone="note">{copy.intro}</Notice>
      {asked.data?.equipment.map((row) => (
        <Thing
          key={row.id}
          row={row}
          // what has arrived meanwhile is told by the service
          kept={
            row.abilities.confirm
              ? waiting.find(({ payload }) => payload.issueId === row.id)?.item
              : undefined
          }
          isBusy={isBusy}
          onConfirm={() => void askAndConfirm(row)}
        />
      ))}
    </Page>
  )
}
