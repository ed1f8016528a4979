import { type Delivery, deliveries } from '@contract/notices'
import { View } from '@tarojs/components'
import { Card } from '@/components/card'
import { Stat, StatRow } from '@/components/stat'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { Tag, type Tone } from '@/components/tag'
import { deliveriesCopy as copy } from '@/copy/inbox'
import { instantText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from '../../office.module.scss'

const toneOf: Record<Delivery['state'], Tone> = {
  waiting: 'note',
  sending: 'note',
  sent: 'good',
  unknown: 'warn',
  givenUp: 'bad',
}

function Outcome({ row }: { row: Delivery }) {
  const tried = row.attempts > 1 ? copy.attempts(row.attempts) : null
  const again = row.nextAtMs === null ? null : copy.again(instantText(row.nextAtMs))
  return (
    <>
      <Tag tone={toneOf[row.state]}>{row.stateLabel}</Tag>
      <View>{[row.reason, tried, again].filter((one) => one !== null).join('，')}</View>
    </>
  )
}

/** Which SMS and WeChat messages did not arrive, so that somebody can take the phone instead. */
export function Deliveries() {
  const asked = useAsk(deliveries, {})
  return (
    <Card id="deliveries" title={copy.title}>
      <View className={styles.lead}>{copy.about}</View>
      <Stateful state={stateOf(asked)}>
        <StatRow>
          {(asked.data?.states ?? []).map(({ state, label, count }) => (
            <Stat
              key={state}
              label={label}
              value={count}
              unit={copy.unit}
              tone={count > 0 && toneOf[state] !== 'note' ? toneOf[state] : 'plain'}
            />
          ))}
        </StatRow>
        {asked.data?.troubled.length === 0 ? (
          <View className={styles.lead}>{copy.none}</View>
        ) : (
          <Table
            id="deliveries-table"
            caption={copy.caption}
            rows={asked.data?.troubled ?? []}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'time',
                title: copy.columns.time,
                width: 124,
                cell: (row) => instantText(row.atMs),
              },
              {
                key: 'what',
                title: copy.columns.what,
                cell: (row) => [row.title, row.receiptNumber].filter(Boolean).join(' '),
              },
              {
                key: 'whom',
                title: copy.columns.whom,
                width: 160,
                cell: (row) => `${row.recipientLabel}（${row.channelLabel}）`,
              },
              { key: 'state', title: copy.columns.state, cell: (row) => <Outcome row={row} /> },
            ]}
          />
        )}
      </Stateful>
    </Card>
  )
}
