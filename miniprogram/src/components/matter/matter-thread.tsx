import type { MatterDetail } from '@contract/matters'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { TextArea } from '@/components/field'
import { matterCopy as copy } from '@/copy/matters'
import { instantText } from '@/lib/format'
import { emptyMove } from '@/lib/matter-move'
import { type MoveWay, useMatterMove } from '@/lib/use-matter-move'
import styles from './matter.module.scss'

/** What those who work on it and the one who raised it said to each other. */
export function MatterThread({ shown, way }: { shown: MatterDetail; way: MoveWay }) {
  const [text, setText] = useState('')
  const offered = shown.moves.find(({ move }) => move === 'message')
  const { isBusy, send } = useMatterMove(shown, way, () => setText(''))
  const messages = shown.timeline.filter((entry) => entry.move === 'message')
  if (!offered && messages.length === 0) return null
  return (
    <Card id="matter-thread" title={copy.thread}>
      {messages.length === 0 ? <View className={styles.soft}>{copy.noMessages}</View> : null}
      {messages.map((entry) => (
        <View key={entry.number} className={styles.said}>
          <View className={styles.soft}>
            {entry.byName}　{instantText(entry.atMs)}
          </View>
          <View>{entry.text}</View>
        </View>
      ))}
      {offered ? (
        <View className={styles.block}>
          <TextArea
            id="message-text"
            label={copy.thread}
            hint={copy.threadHint}
            value={text}
            rows={2}
            maxLength={2000}
            onChange={setText}
          />
          <Button
            id="message-send"
            kind="secondary"
            busy={isBusy}
            disabled={!text.trim()}
            onPress={() => void send(offered, { ...emptyMove, text }, async () => [], null)}
          >
            {copy.send}
          </Button>
        </View>
      ) : null}
    </Card>
  )
}
