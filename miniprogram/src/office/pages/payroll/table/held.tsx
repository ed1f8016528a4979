import { decideHeld, table, tables } from '@contract/payroll'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Tag } from '@/components/tag'
import { payTableCopy as copy } from '@/copy/office-payroll'
import { monthText, yuanText } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { ReasonSheet } from '../../../components/reason-sheet'
import { sayRefused } from '../../../lib/say-refused'
import styles from '../../../office.module.scss'
import type { PayTable } from './shown'

type HeldAmount = PayTable['held'][number]
type Decision = 'released' | 'refused'

const tone = { waiting: 'warn', released: 'good', refused: 'plain' } as const

/** Amounts that the regulation leaves to a person: paid with the next batch, or not at all. */
export function Held({ shown }: { shown: PayTable }) {
  const [deciding, setDeciding] = useState<{ one: HeldAmount; decision: Decision } | null>(null)
  const command = useCommand(decideHeld, {
    refresh: [table, tables],
    onDone: () => {
      say(copy.decided, 'good')
      setDeciding(null)
    },
    onRefused: sayRefused,
  })
  const send = (reason: string) => {
    if (!deciding) return
    const { accountId, month, lineCode } = deciding.one
    const { tableId } = shown
    command.mutate({ tableId, accountId, month, lineCode, decision: deciding.decision, reason })
  }
  return (
    <View className={styles.columns}>
      {shown.held.map((one) => (
        <Card
          key={`${one.accountId} ${one.month} ${one.lineCode}`}
          tone={one.state === 'waiting' ? 'warn' : 'plain'}
          title={`${one.workerName}　${yuanText(one.amountFen)}`}
          extra={<Tag tone={tone[one.state]}>{copy.heldState[one.state]}</Tag>}
        >
          <View>
            {monthText(one.month)} {one.label}：{one.cause}
          </View>
          {one.reason ? <View className={styles.soft}>{one.reason}</View> : null}
          {one.abilities.decide ? (
            <View className={styles.bar}>
              <Button
                inline
                size="small"
                onPress={() => setDeciding({ one, decision: 'released' })}
              >
                {copy.release}
              </Button>
              <Button
                inline
                size="small"
                kind="danger"
                onPress={() => setDeciding({ one, decision: 'refused' })}
              >
                {copy.refuse}
              </Button>
            </View>
          ) : null}
        </Card>
      ))}
      <ReasonSheet
        id="pay-held"
        open={deciding !== null}
        title={
          deciding
            ? copy.decideTitle(deciding.one.workerName, yuanText(deciding.one.amountFen))
            : ''
        }
        hint={copy.decideHint}
        yes={deciding?.decision === 'refused' ? copy.refuse : copy.release}
        danger={deciding?.decision === 'refused'}
        busy={command.isPending}
        onSend={send}
        onClose={() => setDeciding(null)}
      />
    </View>
  )
}
