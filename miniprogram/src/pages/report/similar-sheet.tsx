import type { similar } from '@contract/reports'
import type { OutputOf } from '@contract/define'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Sheet } from '@/components/sheet'
import { reportCopy as copy } from '@/copy/report'
import { sinceText } from '@/lib/format'
import { nowMs } from '@/lib/server-time'

export type Likenesses = OutputOf<typeof similar>['likenesses']

/** What nearby may be the same matter, before it is sent a second time. */
export function SimilarSheet(props: {
  likenesses: Likenesses | null
  onSend: () => void
  onClose: () => void
}) {
  const { likenesses, onSend, onClose } = props
  return (
    <Sheet
      id="similar-sheet"
      open={likenesses !== null}
      title={copy.similarTitle}
      onClose={onClose}
      footer={
        <>
          <Button id="send-anyway" onPress={onSend}>
            {copy.sendAnyway}
          </Button>
          <Button kind="secondary" onPress={onClose}>
            {copy.back}
          </Button>
        </>
      }
    >
      <View>{copy.similarHint}</View>
      {(likenesses ?? []).map((one) => (
        <Card key={one.reportId} title={one.reasons.join('，')}>
          <View>{one.text}</View>
          <View>
            {one.authorName} {sinceText(one.receivedAtMs, nowMs())}
          </View>
        </Card>
      ))}
    </Sheet>
  )
}
