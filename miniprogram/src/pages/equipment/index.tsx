import {
  confirm as confirmReceipt,
  type EquipmentRow,
  equipmentStateLabel,
  mine,
} from '@contract/equipment'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { Tag } from '@/components/tag'
import { equipmentCopy as copy } from '@/copy/equipment'
import { messageOf } from '@/lib/api-error'
import { confirm } from '@/lib/confirm'
import { dayText, instantText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import styles from './equipment.module.scss'

const tone = { issued: 'warn', held: 'good', returned: 'plain' } as const

function Thing({ row, onConfirm }: { row: EquipmentRow; onConfirm: () => void }) {
  const details = [copy.amount(row.quantity), row.number && copy.number(row.number), row.note]
  return (
    <Card
      id={`equipment-${row.id}`}
      title={row.name}
      extra={<Tag tone={tone[row.state]}>{equipmentStateLabel[row.state]}</Tag>}
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
      {row.abilities.confirm ? (
        <View className={styles.action}>
          <Button id={`confirm-${row.id}`} onPress={onConfirm}>
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
  const received = useCommand(confirmReceipt, {
    refresh: [mine],
    onDone: () => say(copy.confirmed, 'good'),
    onRefused: (error) => say(messageOf(error), 'bad'),
  })
  const askAndConfirm = async ({ id, name }: EquipmentRow) => {
    const yes = await confirm({ title: copy.confirmAsk(name), yes: copy.confirm })
    if (yes) received.mutate({ issueId: id })
  }
  const state = stateOf(asked, {
    isEmpty: (data) => data.equipment.length === 0,
    emptyText: copy.empty,
    emptyHint: copy.emptyHint,
  })
  return (
    <Page id="equipment" title={copy.title} permission="equipment.mine" state={state}>
      <Notice tone="note">{copy.intro}</Notice>
      {asked.data?.equipment.map((row) => (
        <Thing key={row.id} row={row} onConfirm={() => void askAndConfirm(row)} />
      ))}
    </Page>
  )
}
