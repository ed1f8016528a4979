import type { OutputOf } from '@contract/define'
import { type batch, transferStateLabel } from '@contract/payroll'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Sheet } from '@/components/sheet'
import { payBatchCopy as copy } from '@/copy/office-payroll'
import { instantText, monthText, yuanText } from '@/lib/format'
import { ReasonSheet } from '../../../components/reason-sheet'
import styles from '../../../office.module.scss'

type Transfer = OutputOf<typeof batch>['transfers'][number]

export interface Recording {
  transferIds: string[]
  state: 'paid' | 'failed' | 'repaid'
  reason?: string
}

interface TransferSheetProps {
  transfer: Transfer
  onRecord: (one: Recording) => void
  onClose: () => void
}

/** What the bank said of one transfer; a failed one says why. */
export function TransferSheet({ transfer, onRecord, onClose }: TransferSheetProps) {
  const [isFailing, setFailing] = useState(false)
  const { state, transferId } = transfer
  const transferIds = [transferId]
  if (isFailing) {
    return (
      <ReasonSheet
        id="transfer-failed"
        open
        title={copy.failTitle}
        phrases={copy.phrases}
        yes={copy.failed}
        danger
        onSend={(reason) => onRecord({ transferIds, state: 'failed', reason })}
        onClose={onClose}
      />
    )
  }
  const isOut = state === 'paid' || state === 'repaid'
  return (
    <Sheet
      id="transfer"
      open
      title={`${transfer.workerName}　${yuanText(transfer.amountFen)}`}
      onClose={onClose}
      footer={
        <View className={styles.bar}>
          {state === 'waiting' ? (
            <Button inline onPress={() => onRecord({ transferIds, state: 'paid' })}>
              {copy.paid}
            </Button>
          ) : null}
          {state === 'failed' ? (
            <Button
              id="transfer-repaid"
              inline
              onPress={() => onRecord({ transferIds, state: 'repaid' })}
            >
              {copy.repaid}
            </Button>
          ) : (
            <Button id="transfer-fail" inline kind="danger" onPress={() => setFailing(true)}>
              {isOut ? copy.returned : copy.failed}
            </Button>
          )}
        </View>
      }
    >
      <View className={styles.lead}>
        {transferStateLabel[state]}　{instantText(transfer.changedAtMs)}
      </View>
      {transfer.reason ? <View className={styles.lead}>{transfer.reason}</View> : null}
      {transfer.parts.map((part) => (
        <View key={part.month} className={styles.soft}>
          {monthText(part.month)}：{yuanText(part.amountFen)}
        </View>
      ))}
    </Sheet>
  )
}
