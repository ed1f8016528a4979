import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { receiptCopy as copy, supportedCopy } from '@/copy/resident-raise'
import { copyLink } from '@/lib/copy-link'
import { openPage } from '@/lib/navigation'
import { pagePath } from '@/lib/pages'
import styles from './raise.module.scss'

export type Sent =
  | { receiptNumber: string; token: string; isSupport?: boolean }
  | 'waiting'
  | 'sending'

/** What became of it: a number and the way back, or that it waits for the network. */
export function Receipt({ sent, onAnother }: { sent: Sent; onAnother: () => void }) {
  const another = (
    <Button id="raise-another" kind="plain" onPress={onAnother}>
      {copy.another}
    </Button>
  )
  if (sent === 'waiting' || sent === 'sending') {
    return (
      <Card id="kept" title={copy.keptTitle}>
        <Notice tone="note">{sent === 'sending' ? copy.sending : copy.kept}</Notice>
        <View className={styles.buttons}>{another}</View>
      </Card>
    )
  }
  const page = sent.isSupport ? 'support' : 'follow'
  const path = `${pagePath[page]}?t=${encodeURIComponent(sent.token)}`
  return (
    <Card
      id="receipt"
      title={sent.isSupport ? supportedCopy.doneTitle : copy.doneTitle}
      tone="good"
    >
      <View className={styles.small}>{copy.number}</View>
      <View id="receipt-number" className={styles.number}>
        {sent.receiptNumber}
      </View>
      <View className={styles.small}>{sent.isSupport ? supportedCopy.hint : copy.hint}</View>
      <View className={styles.buttons}>
        <Button id="receipt-follow" onPress={() => openPage(page, { t: sent.token })}>
          {copy.follow}
        </Button>
        <Button id="receipt-copy" kind="secondary" onPress={() => copyLink(path, copy.copied)}>
          {copy.copy}
        </Button>
        {another}
      </View>
    </Card>
  )
}
