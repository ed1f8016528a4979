import type { OutputOf } from '@contract/define'
import { issueMine, mine } from '@contract/worker-badges'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { Portrait } from '@/components/portrait'
import { Picture } from '@/components/primitives/picture'
import { myBadgeCopy as copy } from '@/copy/my-badge'
import { messageOf } from '@/lib/api-error'
import { badgeCodeOf } from '@/lib/entry'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import styles from './my-badge.module.scss'

type Mine = OutputOf<typeof mine>

/** What is held out at a door: face, name, post, and the code that proves them. */
function Held({ held, badge }: { held: Mine; badge: NonNullable<Mine['badge']> }) {
  const code = badgeCodeOf({ q: badge.address })
  return (
    <View id="my-badge-card" className={styles.badge}>
      <View className={styles.band}>
        <View>{`${held.countyName}${held.townshipName}`}</View>
        <View className={styles.head}>{copy.head}</View>
      </View>
      <View className={styles.person}>
        <Portrait name={held.name} photoKey={held.portraitKey} size="large" />
        <View>
          <View className={styles.name}>{held.name}</View>
          <View className={styles.small}>{held.post}</View>
          <View className={styles.small}>{`${held.villageName} ${held.gridNames.join('、')}`}</View>
        </View>
      </View>
      <Picture className={styles.qr} src={badge.qrImage} alt={copy.qr} fit="contain" />
      <View className={styles.small}>{copy.number(badge.serialText)}</View>
      {code ? (
        <Button id="my-badge-check" kind="plain" onPress={() => openPage('badge', { b: code })}>
          {copy.check}
        </Button>
      ) : null}
    </View>
  )
}

/** A worker's own badge on his phone; kept, so that it is there without a network. */
export default function MyBadge() {
  const asked = useAsk(mine, {}, { keep: true })
  const issuing = useCommand(issueMine, {
    refresh: [mine],
    onRefused: (error) => say(messageOf(error), 'bad'),
  })
  const held = asked.data
  return (
    <Page id="my-badge" title={copy.title} permission="badges.mine" state={stateOf(asked)}>
      {held ? (
        <>
          {held.badge ? (
            <Held held={held} badge={held.badge} />
          ) : (
            <Card title={copy.none}>
              <View className={styles.hint}>{copy.noneHint}</View>
              <Button
                id="my-badge-issue"
                size="large"
                busy={issuing.isPending}
                onPress={() => issuing.mutate({})}
              >
                {copy.issue}
              </Button>
            </Card>
          )}
          <Notice tone="note">{copy.offlineNote}</Notice>
          {held.portraitKey === null ? <Notice tone="warn">{copy.noPhoto}</Notice> : null}
        </>
      ) : null}
    </Page>
  )
}
