import type { OutputOf } from '@contract/define'
import {
  confirmPhone,
  sendCode,
  stopNotices,
  view,
  wantWechat,
  withdraw,
} from '@contract/residents-support'
import { openMatterStates } from '@contract/matter-taxonomy'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { NoticeCard } from '@/components/notice-card'
import { Page } from '@/components/page'
import { Standing } from '@/components/standing'
import { Timeline } from '@/components/timeline'
import { supportCopy as copy } from '@/copy/resident-follow'
import { confirm } from '@/lib/confirm'
import { tokenOf } from '@/lib/entry'
import { dayText, instantText } from '@/lib/format'
import { type PageState, stateOf } from '@/lib/page-state'
import { refresh, useAsk } from '@/lib/query'
import { useResidentCommand } from '@/lib/resident-command'
import { say } from '@/lib/toast'
import styles from './support.module.scss'

const refetchEveryMs = 60_000
const commands = { sendCode, confirmPhone, wantWechat, stopNotices }
type Supported = OutputOf<typeof view>

const isTold = ({ phoneVerified, wechatNotice }: Supported['own']) => phoneVerified || wechatNotice

function About({ matter }: { matter: Supported }) {
  const { classLabel, placeText, gridName, raisedOn, supporters } = matter
  return (
    <Card title={copy.about}>
      <View className={styles.text}>{classLabel}</View>
      <View className={styles.small}>{placeText ?? gridName}</View>
      <View id="supporters" className={styles.small}>
        {copy.raisedOn(dayText(raisedOn))} · {copy.supporters(supporters)}
      </View>
    </Card>
  )
}

/** What comes of it is told to who asks for it while there is something to be told, once for each outcome. */
function Outcome({ matter, token }: { matter: Supported; token: string }) {
  const { own, state, withdrawnAtMs } = matter
  return (
    <>
      {own.toldAtMs !== null ? (
        <Card id="told" title={copy.outcomeTitle}>
          <View className={styles.small}>{copy.told(instantText(own.toldAtMs))}</View>
        </Card>
      ) : null}
      {withdrawnAtMs === null && openMatterStates.includes(state) ? (
        <NoticeCard
          title={copy.outcomeTitle}
          hint={copy.outcomeHint}
          promise={copy.outcomePromise}
          own={own}
          token={token}
          commands={commands}
          onChange={() => refresh(view)}
        />
      ) : null}
    </>
  )
}

/** All that is kept of him, and how it goes. */
function OwnMark({ matter, token }: { matter: Supported; token: string }) {
  const { send, isBusy } = useResidentCommand(withdraw, null)
  const ask = async () => {
    const question = { title: copy.withdrawAsk, text: copy.withdrawText, yes: copy.withdraw }
    if (!(await confirm(question))) return
    if (await send({ token })) {
      refresh(view)
      say(copy.withdrawnNow, 'good')
    }
  }
  return (
    <Card id="own-mark" title={copy.own}>
      {matter.withdrawnAtMs !== null ? (
        <View className={styles.small}>{copy.withdrawn(instantText(matter.withdrawnAtMs))}</View>
      ) : (
        <>
          <View className={styles.small}>
            {isTold(matter.own) ? copy.ownContact : copy.ownHint}
          </View>
          <View className={styles.stack}>
            <Button id="support-withdraw" kind="secondary" busy={isBusy} onPress={() => void ask()}>
              {copy.withdraw}
            </Button>
          </View>
        </>
      )}
    </Card>
  )
}

/** How far a matter is that somebody else raised: to whom met with it too. */
export default function Support() {
  const token = tokenOf(useRouter().params)
  const asked = useAsk(
    view,
    { token: token ?? '' },
    { enabled: token !== null, keep: true, refetchEveryMs },
  )
  const state: PageState = token === null ? { kind: 'empty', ...copy.noToken } : stateOf(asked)
  const matter = asked.data
  return (
    <Page id="support" title={copy.title} open="anybody" state={state}>
      {matter && token !== null ? (
        <>
          <Standing matter={matter} />
          <About matter={matter} />
          <Card title={copy.timeline}>
            <Timeline
              id="timeline"
              steps={matter.timeline.map(({ number, atMs, by, sentence }, index, all) => ({
                key: `${number}-${atMs}`,
                title: sentence,
                time: instantText(atMs),
                note: by,
                state: index === all.length - 1 ? ('now' as const) : ('done' as const),
              }))}
            />
          </Card>
          <Outcome matter={matter} token={token} />
          <OwnMark matter={matter} token={token} />
        </>
      ) : null}
    </Page>
  )
}
