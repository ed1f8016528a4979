import {
  type EquipmentRow,
  type EquipmentState,
  equipmentState,
  equipmentStateLabel,
  list,
  takeBack,
} from '@contract/equipment'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { OfficePage } from '@/components/office-page'
import { Stateful } from '@/components/stateful'
import { Tabs } from '@/components/tabs'
import { Tag } from '@/components/tag'
import { equipmentCopy, officeEquipmentCopy as copy } from '@/copy/equipment'
import { dayText, instantText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { ReasonSheet } from '../../components/reason-sheet'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import { IssueSheet } from './issue-sheet'

const tone = { issued: 'warn', held: 'good', returned: 'plain' } as const

function Thing({ row, onTakeBack }: { row: EquipmentRow; onTakeBack: () => void }) {
  const details = [
    equipmentCopy.amount(row.quantity),
    row.number && equipmentCopy.number(row.number),
    row.note,
  ]
  const issued = equipmentCopy.issued(dayText(row.issuedOn), row.issuedByName)
  return (
    <Card
      id={`equipment-${row.id}`}
      title={copy.who(row.workerName, row.name)}
      extra={<Tag tone={tone[row.state]}>{equipmentStateLabel[row.state]}</Tag>}
    >
      <View>{details.filter(Boolean).join('，')}</View>
      <View className={styles.soft}>{copy.place(row.gridName, issued)}</View>
      {row.confirmedAtMs ? (
        <View className={styles.soft}>{copy.confirmedAt(instantText(row.confirmedAtMs))}</View>
      ) : null}
      {row.returnedAtMs ? (
        <View className={styles.soft}>
          {copy.returned(
            row.returnedByName ?? '',
            instantText(row.returnedAtMs),
            row.returnNote ?? '',
          )}
        </View>
      ) : null}
      {row.abilities.takeBack ? (
        <View className={styles.block}>
          <Button id={`take-back-${row.id}`} inline kind="secondary" onPress={onTakeBack}>
            {copy.takeBack}
          </Button>
        </View>
      ) : null}
    </Card>
  )
}

/** What was given out to the area's workers. */
export default function OfficeEquipment() {
  const [state, setState] = useState<EquipmentState>('issued')
  const [isIssuing, setIssuing] = useState(false)
  const [taking, setTaking] = useState<EquipmentRow | null>(null)
  const asked = useAsk(list, { state })
  const back = useCommand(takeBack, {
    refresh: [list],
    onDone: () => {
      say(copy.takenBack, 'good')
      setTaking(null)
    },
    onRefused: sayRefused,
  })
  return (
    <OfficePage
      id="office-equipment"
      title={copy.title}
      permission="equipment.read"
      top={
        <Tabs
          id="equipment-tabs"
          tabs={equipmentState.options.map((value) => ({
            value,
            label: copy.tabs[value],
            count: value === state ? asked.data?.equipment.length : undefined,
          }))}
          value={state}
          onChange={setState}
        />
      }
    >
      {asked.data?.abilities.issue ? (
        <View className={styles.bar}>
          <Button id="issue-open" inline onPress={() => setIssuing(true)}>
            {copy.add}
          </Button>
        </View>
      ) : null}
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.equipment.length === 0,
          emptyText: copy.empty[state],
          emptyHint: copy.emptyHint,
        })}
      >
        <View className={styles.columns}>
          {asked.data?.equipment.map((row) => (
            <Thing key={row.id} row={row} onTakeBack={() => setTaking(row)} />
          ))}
        </View>
      </Stateful>
      {isIssuing ? <IssueSheet onClose={() => setIssuing(false)} /> : null}
      <ReasonSheet
        id="take-back"
        open={taking !== null}
        title={copy.takeBackTitle(taking?.workerName ?? '', taking?.name ?? '')}
        label={copy.takeBackLabel}
        hint={copy.takeBackHint}
        phrases={copy.phrases}
        yes={copy.takeBack}
        most={200}
        busy={back.isPending}
        onSend={(note) => taking && back.mutate({ issueId: taking.id, note })}
        onClose={() => setTaking(null)}
      />
    </OfficePage>
  )
}
