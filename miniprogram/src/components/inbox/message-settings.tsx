import { messageKinds, preferences, setPreferences } from '@contract/notices'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Switch } from '@/components/choice'
import { messageSettingsCopy as copy } from '@/copy/inbox'
import { messageOf } from '@/lib/api-error'
import { askForMessages } from '@/lib/messages'
import { hasWechat } from '@/lib/platform/wechat'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import styles from './inbox.module.scss'

/** One tap allows one message of each kind; this asks again when they are used up. */
function WechatMessages({ held, bound }: { held: readonly string[]; bound: boolean }) {
  const [busy, setBusy] = useState(false)
  const ask = async () => {
    setBusy(true)
    const results = await askForMessages(messageKinds)
    setBusy(false)
    const allowed = results.some(({ result }) => result === 'accept')
    say(allowed ? copy.kept : copy.refused, allowed ? 'good' : 'note')
  }
  return (
    <>
      <Cell
        title={copy.wechat}
        note={bound ? (held.length > 0 ? copy.wechatHeld(held.join('，')) : copy.wechatNone) : null}
      />
      {bound ? (
        <Button id="allow-wechat" kind="secondary" busy={busy} onPress={() => void ask()}>
          {held.length > 0 ? copy.wechatAgain : copy.wechatAsk}
        </Button>
      ) : (
        <View className={styles.note}>{copy.wechatUnbound}</View>
      )}
    </>
  )
}

/** How a person wants to be told beside his inbox; nothing where there is no choice. */
export function MessageSettings() {
  const { data } = useAsk(preferences, {})
  const set = useCommand(setPreferences, {
    refresh: [preferences],
    onDone: (_output, { sms }) => say(sms ? copy.smsOn : copy.smsOff, 'good'),
    onRefused: (error) => say(messageOf(error), 'bad'),
  })
  if (!data || !(data.smsAvailable || hasWechat)) return null
  const held = data.held.filter(({ count }) => count > 0)
  return (
    <Card id="message-settings" title={copy.title}>
      {data.smsAvailable ? (
        <Switch
          id="sms"
          label={copy.sms}
          note={copy.smsNote(data.phoneMasked)}
          value={data.sms}
          onChange={(sms) => set.mutate({ sms })}
        />
      ) : null}
      {hasWechat ? (
        <WechatMessages
          bound={data.wechatBound}
          held={held.map(({ label, count }) => `${label} ${count} 条`)}
        />
      ) : null}
    </Card>
  )
}
