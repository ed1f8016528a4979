import { mine, type OwnStudy, studied } from '@contract/training'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Page } from '@/components/page'
import { Sheet } from '@/components/sheet'
import { Tag } from '@/components/tag'
import { trainingCopy as copy } from '@/copy/training'
import { messageOf } from '@/lib/api-error'
import { dayOf, dayText, instantText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import styles from './training.module.scss'

function Due({ item }: { item: OwnStudy }) {
  if (item.dueOn === null || item.studiedAtMs !== null) return null
  const isLate = item.dueOn < dayOf(nowMs())
  const day = dayText(item.dueOn)
  return (
    <View className={isLate ? styles.late : styles.soft}>
      {isLate ? copy.late(day) : copy.due(day)}
    </View>
  )
}

function Reading({ item, onClose }: { item: OwnStudy; onClose: () => void }) {
  const finish = useCommand(studied, {
    refresh: [mine],
    onDone: () => {
      say(copy.finished, 'good')
      onClose()
    },
    onRefused: (error) => say(messageOf(error), 'bad'),
  })
  return (
    <Sheet
      id="study"
      open
      title={item.title}
      onClose={onClose}
      footer={
        item.studiedAtMs === null ? (
          <Button
            id="study-finish"
            busy={finish.isPending}
            onPress={() => finish.mutate({ itemId: item.id })}
          >
            {copy.finish}
          </Button>
        ) : null
      }
    >
      <View className={styles.soft}>{copy.about(item.minutes, item.areaName)}</View>
      <Due item={item} />
      <View className={styles.text}>{item.text}</View>
    </Sheet>
  )
}

/** What a worker is to study, what he has, and for how long this year. */
export default function Training() {
  const asked = useAsk(mine, {}, { keep: true })
  const [openId, setOpenId] = useState<string | null>(null)
  const items = asked.data?.items ?? []
  const open = items.find(({ id }) => id === openId)
  const state = stateOf(asked, {
    isEmpty: (data) => data.items.length === 0 && data.studiedMinutes === 0,
    emptyText: copy.empty,
    emptyHint: copy.emptyHint,
  })
  return (
    <Page id="training" title={copy.title} permission="training.mine" state={state}>
      <Card flush>
        <Cell
          id="study-hours"
          title={copy.year}
          value={copy.hours(asked.data?.studiedMinutes ?? 0)}
        />
      </Card>
      <Card id="study-items" flush>
        {items.map((item) => (
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
                <Due item={item} />
              </>
            }
            value={
              <Tag tone={item.studiedAtMs === null ? 'warn' : 'good'}>
                {item.studiedAtMs === null ? copy.todo : copy.done}
              </Tag>
            }
            onPress={() => setOpenId(item.id)}
          />
        ))}
      </Card>
      {open ? <Reading item={open} onClose={() => setOpenId(null)} /> : null}
    </Page>
  )
}
