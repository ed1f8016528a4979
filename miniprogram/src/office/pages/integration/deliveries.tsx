import { deliveries, type DeliveryRow, list, resend } from '@contract/webhooks'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice } from '@/components/choice'
import { Sheet } from '@/components/sheet'
import { Stateful } from '@/components/stateful'
import { Tag } from '@/components/tag'
import { integrationCopy } from '@/copy/office-integration'
import { instantText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import { Pager } from '../../components/pager'
import { sayRefused } from '../../lib/say-refused'
import { usePages } from '../../lib/use-pages'
import styles from '../../office.module.scss'

const copy = integrationCopy.deliveries
const pageSize = 30
const dayMs = 86_400_000

const toneOf = { waiting: 'note', delivered: 'good', failed: 'bad' } as const

function Delivery({ row, onAgain }: { row: DeliveryRow; onAgain: () => void }) {
  const told = [
    row.attempts > 0 ? copy.tries(row.attempts) : '',
    row.lastError ?? '',
    row.nextAttemptAtMs === null ? '' : copy.next(instantText(row.nextAttemptAtMs)),
  ].filter(Boolean)
  return (
    <Card
      title={`${row.eventLabel} ${row.receiptNumber}`}
      extra={<Tag tone={toneOf[row.state]}>{row.stateLabel}</Tag>}
    >
      <View className={styles.soft}>{[instantText(row.eventAtMs), ...told].join('；')}</View>
      {row.state === 'waiting' ? null : (
        <View className={styles.block}>
          <Button inline size="small" kind="secondary" onPress={onAgain}>
            {copy.again}
          </Button>
        </View>
      )}
    </Card>
  )
}

/** What was sent to one address, and to send it again. */
export function Deliveries({ webhookId, onClose }: { webhookId: string; onClose: () => void }) {
  const [which, setWhich] = useState<'all' | 'failed'>('all')
  const pages = usePages(which)
  const asked = useAsk(deliveries, {
    webhookId,
    limit: pageSize,
    after: pages.after,
    ...(which === 'failed' ? { state: 'failed' as const } : {}),
  })
  const again = useCommand(resend, {
    refresh: [deliveries, list],
    onDone: ({ count }) =>
      say(count > 0 ? copy.againDone(count) : copy.nothing, count > 0 ? 'good' : 'note'),
    onRefused: sayRefused,
  })
  const lastDay = () => {
    const toMs = Math.round(nowMs())
    again.mutate({ webhookId, fromMs: toMs - dayMs, toMs, undeliveredOnly: true })
  }
  const next = asked.data?.next
  return (
    <Sheet
      id="deliveries"
      open
      look="side"
      title={copy.title}
      onClose={onClose}
      footer={
        <Button id="resend-day" kind="secondary" busy={again.isPending} onPress={lastDay}>
          {copy.lastDay}
        </Button>
      }
    >
      <Choice
        id="deliveries-which"
        label=""
        options={[
          { value: 'all', label: copy.all },
          { value: 'failed', label: copy.failed },
        ]}
        value={which}
        onChange={setWhich}
      />
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.deliveries.length === 0,
          emptyText: copy.empty,
        })}
      >
        <View className={styles.rows}>
          {asked.data?.deliveries.map((row) => (
            <Delivery
              key={row.id}
              row={row}
              onAgain={() => again.mutate({ webhookId, deliveryId: row.id })}
            />
          ))}
        </View>
        <Pager
          text={copy.page(pages.number)}
          onEarlier={pages.number > 1 && pages.earlier}
          onLater={next ? () => pages.later(next) : false}
        />
      </Stateful>
    </Sheet>
  )
}
