import { confirmPhone, sendCode, stopNotices, view, wantWechat } from '@contract/residents-follow'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { NoticeCard } from '@/components/notice-card'
import { Page } from '@/components/page'
import { PhotoLinks } from '@/components/photo-links'
import { Standing } from '@/components/standing'
import { Timeline, type TimelineStep } from '@/components/timeline'
import { followCopy as copy } from '@/copy/resident-follow'
import { confirm } from '@/lib/confirm'
import { tokenOf } from '@/lib/entry'
import { followPhoto } from '@/lib/follow-photo'
import { instantText } from '@/lib/format'
import { startOutbox } from '@/lib/outbox'
import { type PageState, stateOf } from '@/lib/page-state'
import { refresh, useAsk } from '@/lib/query'
import { type Deed, DeedSheet, type Followed, useDeed } from './deed-sheet'
import { Evaluation } from './evaluation'
import styles from './follow.module.scss'
import { OwnData } from './own-data'

const newsMs = 60_000
/** His photos come a moment after his words: he is watching for them. */
const photosMs = 3_000
const refetchEveryMs = (matter: Followed | undefined) =>
  matter?.photos.some((photo) => !photo.arrived) ? photosMs : newsMs

const commands = { sendCode, confirmPhone, wantWechat, stopNotices }

function stepsOf({ timeline }: Followed): TimelineStep[] {
  return timeline.map((entry, index) => ({
    key: `${entry.number}-${entry.atMs}`,
    title: entry.sentence,
    time: instantText(entry.atMs),
    note: [entry.by, entry.text ?? ''].filter(Boolean).join('：'),
    state: index === timeline.length - 1 ? ('now' as const) : ('done' as const),
  }))
}

function Way({ matter, token }: { matter: Followed; token: string }) {
  const later = matter.timeline.slice(1).flatMap((entry) => entry.photos)
  return (
    <Card title={copy.timeline}>
      <Timeline id="timeline" steps={stepsOf(matter)} />
      {later.length > 0 ? (
        <View className={styles.photos}>
          <PhotoLinks photos={later} addressOf={followPhoto(token)} />
        </View>
      ) : null}
    </Card>
  )
}

/** Whatever else he may do: write, tell of news, take it back. */
function Deeds(props: { matter: Followed; token: string; onDeed: (deed: Deed) => void }) {
  const { matter, token, onDeed } = props
  const { make, isBusy } = useDeed(token)
  const withdraw = async () => {
    const question = {
      title: copy.withdrawAsk,
      text: copy.withdrawText,
      yes: copy.withdraw,
      danger: true,
    }
    if (await confirm(question)) await make({ move: 'withdraw' }, copy.withdrawn)
  }
  const deeds = (['followUp', 'message'] as const).filter((one) => matter.moves.includes(one))
  const mayWithdraw = matter.moves.includes('withdraw')
  if (deeds.length === 0 && !mayWithdraw) return null
  return (
    <View className={styles.row}>
      {deeds.map((one) => (
        <Button key={one} id={`deed-${one}`} kind="secondary" inline onPress={() => onDeed(one)}>
          {copy[one]}
        </Button>
      ))}
      {mayWithdraw ? (
        <Button id="withdraw" kind="plain" inline busy={isBusy} onPress={() => void withdraw()}>
          {copy.withdraw}
        </Button>
      ) : null}
    </View>
  )
}

/** What the link opens: no account, whoever holds it. */
export default function Follow() {
  const token = tokenOf(useRouter().params)
  const [deed, setDeed] = useState<Deed | null>(null)
  const asked = useAsk(
    view,
    { token: token ?? '' },
    { enabled: token !== null, keep: true, refetchEveryMs },
  )
  useEffect(() => {
    startOutbox()
    // what was kept of the last look is shown meanwhile, but he came to see what is new
    refresh(view)
  }, [])
  const state: PageState = token === null ? { kind: 'empty', ...copy.noToken } : stateOf(asked)
  const matter = asked.data
  return (
    <Page id="follow" title={copy.title} open="anybody" state={state}>
      {matter && token !== null ? (
        <>
          <Standing matter={matter} />
          {matter.moves.includes('supplement') ? (
            <Notice
              tone="warn"
              action={
                <Button id="supplement" inline onPress={() => setDeed('supplement')}>
                  {copy.supplement}
                </Button>
              }
            >
              {copy.supplementHint}
            </Notice>
          ) : null}
          <Evaluation matter={matter} token={token} onDeed={setDeed} />
          <Card title={copy.text}>
            <View className={styles.text}>{matter.text}</View>
            {matter.placeText ? <View className={styles.small}>{matter.placeText}</View> : null}
            {matter.photos.length > 0 ? (
              <View id="own-photos" className={styles.photos}>
                <PhotoLinks photos={matter.photos} addressOf={followPhoto(token)} />
              </View>
            ) : null}
            <Deeds matter={matter} token={token} onDeed={setDeed} />
          </Card>
          <Way matter={matter} token={token} />
          {matter.own.erasedAtMs === null ? (
            <NoticeCard
              own={matter.own}
              token={token}
              commands={commands}
              onChange={() => refresh(view)}
            />
          ) : null}
          <OwnData matter={matter} token={token} />
          {deed ? <DeedSheet token={token} deed={deed} onClose={() => setDeed(null)} /> : null}
        </>
      ) : null}
    </Page>
  )
}
