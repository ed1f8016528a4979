import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { KeptTag } from '@/components/kept'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { outboxCopy as copy } from '@/copy/outbox'
import { confirm } from '@/lib/confirm'
import { clockText, instantText } from '@/lib/format'
import { mendWayOf } from '@/lib/mending'
import { type OutboxItem, outbox, useOutboxStatus } from '@/lib/outbox'
import { type PageState, ready } from '@/lib/page-state'
import styles from './outbox.module.scss'

async function askAndDiscard(item: OutboxItem) {
  const yes = await confirm({
    title: copy.discardAsk,
    text: copy.discardText,
    yes: copy.discard,
    danger: true,
  })
  if (yes) await outbox.discard(item.id)
}

function Entry({ item }: { item: OutboxItem }) {
  const mend = mendWayOf(item)
  return (
    <Card
      title={item.title || copy.kind[item.kind]}
      extra={<KeptTag item={item} />}
      tone={item.state === 'refused' ? 'bad' : 'plain'}
    >
      <View className={styles.line}>{instantText(item.createdAtMs)}</View>
      {item.lastError && item.state !== 'sending' ? (
        <View className={styles.line}>{copy.reason(item.lastError.message)}</View>
      ) : null}
      {item.state === 'waiting' && item.tries > 0 ? (
        <View className={styles.line}>{copy.tried(item.tries, clockText(item.nextAtMs))}</View>
      ) : null}
      {item.state === 'refused' ? (
        <>
          {item.unsure ? <View className={styles.line}>{copy.unsure}</View> : null}
          <View className={styles.actions}>
            {mend ? (
              <Button id={`mend-${item.id}`} size="small" onPress={() => mend.open(item)}>
                {copy[mend.way]}
              </Button>
            ) : null}
            <Button kind="secondary" size="small" onPress={() => outbox.resend(item.id)}>
              {copy.again}
            </Button>
            <Button kind="danger" size="small" onPress={() => void askAndDiscard(item)}>
              {copy.discard}
            </Button>
          </View>
        </>
      ) : null}
    </Card>
  )
}

/** Everything that still waits on this phone, each with why and what can be done. */
export default function OutboxPage() {
  const status = useOutboxStatus()
  const { items, broken, ofOthers, needsSignIn } = status
  const state: PageState =
    items.length === 0 ? { kind: 'empty', text: copy.empty, hint: copy.emptyHint } : ready
  return (
    <Page
      title={copy.title}
      state={state}
      top={
        <>
          {broken > 0 ? <Notice tone="bad">{copy.broken(broken)}</Notice> : null}
          {ofOthers > 0 ? <Notice tone="note">{copy.others(ofOthers)}</Notice> : null}
          {needsSignIn ? <Notice tone="warn">{copy.signIn}</Notice> : null}
        </>
      }
    >
      <Notice tone="note">{copy.intro}</Notice>
      {status.waiting > 0 && !needsSignIn ? (
        <View className={styles.now}>
          <Button id="send-now" kind="secondary" onPress={() => outbox.wake()}>
            {copy.now}
          </Button>
        </View>
      ) : null}
      {items.map((item) => (
        <Entry key={item.id} item={item} />
      ))}
    </Page>
  )
}
