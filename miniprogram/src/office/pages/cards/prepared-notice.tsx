import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Notice } from '@/components/notice'
import { cardsCopy as copy } from '@/copy/office-cards'
import styles from './cards.module.scss'
import type { usePrint } from './use-print'

/** What was prepared, and the button that opens it. */
export function PreparedNotice({
  id,
  printing,
}: {
  id: string
  printing: ReturnType<typeof usePrint>
}) {
  const { prepared, isReady, openPdf } = printing
  if (!prepared) return null
  return (
    <View className={styles.prepared}>
      <Notice
        id={id}
        tone="good"
        action={
          <Button id={`${id}-open`} inline disabled={!isReady} onPress={() => void openPdf()}>
            {isReady ? copy.openSheet : copy.wait}
          </Button>
        }
      >
        {copy.prepared(prepared.codes, prepared.cards)}
      </Notice>
    </View>
  )
}
