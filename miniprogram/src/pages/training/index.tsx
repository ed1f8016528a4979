import type { InputOf } from '@contract/define'
import { mine, type OwnStudy, type studied } from '@contract/training'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { KeptNotice, KeptTag } from '@/components/kept'
import { Page } from '@/components/page'
import { Sheet } from '@/components/sheet'
import { StatusLine } from '@/components/status-line'
import { Tag } from '@/components/tag'
import { trainingCopy as copy } from '@/copy/training'
import { newFieldStamp } from '@/lib/field-stamp'
import { dayOf, dayText, instantText } from '@/lib/format'
import { keepStudied, type OutboxItem, useKept } from '@/lib/outbox'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { useFreshAfterSending } from '@/lib/use-fresh-after-sending'
import { useKeep } from '@/lib/use-keep'
import styles from './training.module.scss'

type Studied = InputOf<typeof studied>

interface Study {
  item: OwnStudy
  /** That he has studied it, as long as it waits on this phone. */
  kept: OutboxItem | undefined
}

function Due({ item, kept }: Study) {
  if (item.dueOn === null || item.studiedAtMs !== null || kept) return null
  const isLate = item.dueOn < dayOf(nowMs())
  const day = dayText(item.dueOn)
  return (
    <View className={isLate ? styles.late : styles.soft}>
      {isLate ? copy.late(day) : copy.due(day)}
    </View>
  )
}

function Reading({ item, kept, onClose }: Study & { onClose: () => void }) {
  const { isBusy, keep } = useKeep(mine)
  const finish = () =>
    void keep(
      () => keepStudied({ itemId: item.id, stamp: newFieldStamp() }, copy.itemTitle(item.title)),
      onClose,
    )
  return (
    <Sheet
      id="study"
      open
      title={item.title}
      onClose={onClose}
      footer={
        item.studiedAtMs === null && !kept ? (
          <Button id="study-finish" busy={isBusy} onPress={finish}>
            {copy.finish}
          </Button>
        ) : null
      }
    >
      <View className={styles.soft}>{copy.about(item.minutes, item.areaName)}</View>
      <Due item={item} kept={kept} />
      {kept ? <KeptNotice item={kept} /> : null}
      <View className={styles.text}>{item.text}</View>
    </Sheet>
  )
}

/** What a worker is to study, what he has, and for how long this year. */
export default function Training() {
  useFreshAfterSending(mine)
  const asked = useAsk(mine, {}, { keep: true })
  const waiting = useKept<Studied>('studied')
  const [openId, setOpenId] = useState<string | null>(null)
  const items = asked.data?.items ?? []
  // what has arrived meanwhile is told by the service
  const studies = items.map((item): Study => {
    const found = waiting.find(({ payload }) => payload.itemId === item.id)
    return { item, kept: item.studiedAtMs === null ? found?.item : undefined }
  })
  const open = studies.find(({ item }) => item.id === openId)
  const unsent = studies.filter(({ kept }) => kept && kept.state !== 'refused')
  const unsentMinutes = unsent.reduce((sum, { item }) => sum + item.minutes, 0)
  const state = stateOf(asked, {
    isEmpty: (data) => data.items.length === 0 && data.studiedMinutes === 0,
    emptyText: copy.empty,
    emptyHint: copy.emptyHint,
  })
  return (
    <Page
      id="training"
      title={copy.title}
      permission="training.mine"
      state={state}
      top={<StatusLine />}
    >
      <Card flush>
        <Cell
          id="study-hours"
          title={copy.year}
          note={unsentMinutes > 0 ? copy.unsent(copy.hours(unsentMinutes)) : undefined}
          value={copy.hours(asked.data?.studiedMinutes ?? 0)}
        />
      </Card>
      <Card id="study-items" flush>
        {studies.map(({ item, kept }) => (
          <Cell
            key={item.id}
            id={`study-${item.id}`}
            title={<Text>{item.title}</Text>}
            note={
              <>
                <View>
                  {item.studiedAtMs === null
                    ? copy.about(item.minutes, item.areaName)
                    : copy.doneAt(instantText(item.studiedAtMs))}
                </View>
                <Due item={item} kept={kept} />
              </>
            }
            value={
              kept ? (
                <KeptTag item={kept} />
              ) : (
                <Tag tone={item.studiedAtMs === null ? 'warn' : 'good'}>
                  {item.studiedAtMs === null ? copy.todo : copy.done}
                </Tag>
              )
            }
            onPress={() => setOpenId(item.id)}
          />
        ))}
      </Card>
      {open ? <Reading {...open} onClose={() => setOpenId(null)} /> : null}
    </Page>
  )
}
