import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { raiseCopy as copy } from '@/copy/resident-raise'
import { dayText, dayOf } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { outbox } from '@/lib/outbox'
import { useResidentItems } from '@/lib/outbox/resident'
import { readReceipts } from '@/lib/receipts'

/** What was raised from this phone: sent, waiting for the network, refused. */
export function MyReceipts() {
  const waiting = useResidentItems().filter((item) => item.kind === 'residentRaise')
  const receipts = readReceipts()
  if (waiting.length === 0 && receipts.length === 0) return null
  return (
    <Card id="my-receipts" title={copy.mine} flush>
      {waiting.map((item) => (
        <Cell
          key={item.id}
          title={item.title}
          note={
            item.state === 'refused'
              ? `${copy.refused}：${item.lastError?.message ?? ''}`
              : copy.waiting
          }
          value={
            item.state === 'refused' ? (
              <View>
                <Button size="small" inline onPress={() => outbox.resend(item.id)}>
                  {copy.again}
                </Button>
                <Button
                  size="small"
                  kind="plain"
                  inline
                  onPress={() => void outbox.discard(item.id)}
                >
                  {copy.drop}
                </Button>
              </View>
            ) : null
          }
        />
      ))}
      {receipts.map((one) => (
        <Cell
          key={one.token}
          title={one.text}
          note={`${one.isSupport ? `${copy.metToo} · ` : ''}${dayText(dayOf(one.atMs))} · ${one.receiptNumber}`}
          onPress={() => openPage(one.isSupport ? 'support' : 'follow', { t: one.token })}
        />
      ))}
    </Card>
  )
}
