import type * as follow from '@contract/residents-follow'
import type * as support from '@contract/residents-support'
import type { OutputOf } from '@contract/define'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Field } from '@/components/field'
import { followCopy as copy } from '@/copy/resident-follow'
import { askResident } from '@/lib/messages'
import { hasWechat, wechatCode } from '@/lib/platform/wechat'
import { useResidentCommand } from '@/lib/resident-command'
import { say } from '@/lib/toast'
import styles from './notice-card.module.scss'

/** What is asked of the service: by who raised a matter, or by who met with it too. */
export type NoticeCommands = Pick<
  typeof follow | typeof support,
  'sendCode' | 'confirmPhone' | 'wantWechat' | 'stopNotices'
>

interface Asking {
  token: string
  commands: NoticeCommands
  onChange: () => void
}

/** A number is believed once the code that was sent there comes back. */
function BySms({ token, commands, onChange }: Asking) {
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const sending = useResidentCommand(commands.sendCode, 'code')
  const confirming = useResidentCommand(commands.confirmPhone, null)
  const ask = async () => {
    if (!/^1[3-9]\d{9}$/.test(phone)) return say(copy.phoneWrong, 'bad')
    const answer = await sending.send({ token, phone })
    if (answer) setSentTo(answer.phoneMasked)
  }
  const confirm = async () => {
    if (await confirming.send({ token, code })) onChange()
  }
  return (
    <View className={styles.stack}>
      <Field
        id="notice-phone"
        kind="phone"
        label={copy.phone}
        value={phone}
        onChange={(text) => setPhone(text.replace(/\D/g, '').slice(0, 11))}
        maxLength={11}
      />
      <Button
        id="notice-send-code"
        kind="secondary"
        busy={sending.isBusy}
        onPress={() => void ask()}
      >
        {copy.sendCode}
      </Button>
      {sentTo ? (
        <>
          <Field
            id="notice-code"
            kind="number"
            label={copy.code}
            hint={copy.codeSent(sentTo)}
            value={code}
            onChange={(text) => setCode(text.replace(/\D/g, '').slice(0, 6))}
            maxLength={6}
          />
          <Button
            id="notice-confirm"
            busy={confirming.isBusy}
            disabled={code.length !== 6}
            onPress={() => void confirm()}
          >
            {copy.confirm}
          </Button>
        </>
      ) : null}
    </View>
  )
}

/** Only who wants to be told leaves a number or his WeChat, and he stops it with one tap. */
export function NoticeCard(
  props: Asking & {
    own: Pick<
      OutputOf<typeof follow.view>['own'],
      'phoneMasked' | 'phoneVerified' | 'wechatNotice' | 'wechatLeft'
    >
    title?: string
    hint?: string
    /** What is promised once it is wanted. */
    promise?: (ways: readonly string[]) => string
  },
) {
  const { own, token, commands, onChange } = props
  const [isBySms, setBySms] = useState(false)
  const wanting = useResidentCommand(commands.wantWechat, null)
  const stopping = useResidentCommand(commands.stopNotices, null)
  const ways = [
    ...(own.wechatNotice ? [copy.wechat] : []),
    ...(own.phoneVerified && own.phoneMasked ? [copy.sms(own.phoneMasked)] : []),
  ]
  const want = async () => {
    // WeChat asks straight from the tap alone
    const results = await askResident()
    if (results.length === 0) return say(copy.wechatNotAsked, 'bad')
    const code = await wechatCode()
    if (code && (await wanting.send({ token, code, results }))) onChange()
  }
  const stop = async () => {
    if (await stopping.send({ token })) {
      onChange()
      say(copy.stopped, 'good')
    }
  }
  return (
    <Card id="notice" title={props.title ?? copy.noticeTitle}>
      {ways.length > 0 ? (
        <>
          <View className={styles.text}>{(props.promise ?? copy.noticeOn)(ways)}</View>
          {hasWechat && own.wechatNotice ? (
            <>
              <View className={styles.small}>{copy.wechatLeft(own.wechatLeft)}</View>
              <View className={styles.stack}>
                <Button
                  id="notice-wechat-again"
                  kind="secondary"
                  busy={wanting.isBusy}
                  onPress={() => void want()}
                >
                  {copy.wechatAgain}
                </Button>
              </View>
            </>
          ) : null}
          <View className={styles.stack}>
            <Button kind="plain" busy={stopping.isBusy} onPress={() => void stop()}>
              {copy.stop}
            </Button>
          </View>
        </>
      ) : (
        <>
          <View className={styles.small}>{props.hint ?? copy.noticeHint}</View>
          <View className={styles.row}>
            {hasWechat ? (
              <Button id="notice-wechat" inline busy={wanting.isBusy} onPress={() => void want()}>
                {copy.byWechat}
              </Button>
            ) : null}
            {isBySms ? null : (
              <Button id="notice-by-sms" kind="secondary" inline onPress={() => setBySms(true)}>
                {copy.bySms}
              </Button>
            )}
          </View>
          {isBySms ? <BySms token={token} commands={commands} onChange={onChange} /> : null}
        </>
      )}
    </Card>
  )
}
