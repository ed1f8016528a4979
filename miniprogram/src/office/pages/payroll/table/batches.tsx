import { View } from '@tarojs/components'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Stateful } from '@/components/stateful'
import { Tag } from '@/components/tag'
import { payTableCopy as copy } from '@/copy/office-payroll'
import { instantText, yuanText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { ready } from '@/lib/page-state'
import styles from '../../../office.module.scss'
import type { PayTable } from './shown'

/** The table's batches with how much of each has arrived. */
export function Batches({ shown }: { shown: PayTable }) {
  const { batches } = shown
  return (
    <Stateful state={batches.length > 0 ? ready : { kind: 'empty', text: copy.noBatches }}>
      <Card flush>
        {batches.map((one) => (
          <Cell
            key={one.batchId}
            id={`pay-batch-${one.number}`}
            title={copy.batchTitle(one.number)}
            note={`${copy.batchNote(one.transferCount, yuanText(one.totalFen))} · ${instantText(one.createdAtMs)}`}
            value={
              <View className={styles.tags}>
                {one.failedCount > 0 ? (
                  <Tag tone="bad">{copy.batchFailed(one.failedCount)}</Tag>
                ) : null}
                <Tag tone={one.paidCount === one.transferCount ? 'good' : 'note'}>
                  {copy.batchState(one.paidCount, one.transferCount)}
                </Tag>
              </View>
            }
            onPress={() => openPage('officePayBatch', { batchId: one.batchId })}
          />
        ))}
      </Card>
    </Stateful>
  )
}
