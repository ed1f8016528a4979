import { badge } from '@contract/codes'
import type { OutputOf } from '@contract/define'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Icon } from '@/components/icon'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { Portrait } from '@/components/portrait'
import { classes } from '@/components/primitives/classes'
import { badgeCopy as copy } from '@/copy/badge'
import { badgeCodeOf } from '@/lib/entry'
import { clockText, dayOf, dayText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { type PageState, stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from './badge.module.scss'

type Badge = OutputOf<typeof badge>

const dial = (phoneNumber: string) => void Taro.makePhoneCall({ phoneNumber })

/** Yes or no, before anything else, in words as well as in colour. */
function Verdict({ held }: { held: Badge }) {
  const { state, checkedAtMs, revokedOn } = held
  const at = `${dayText(dayOf(checkedAtMs))} ${clockText(checkedAtMs)}`
  const note = {
    inService: copy.inServiceNote(at),
    left: copy.leftNote,
    revoked: copy.revokedNote(revokedOn ? dayText(revokedOn) : ''),
  }[state]
  const isGood = state === 'inService'
  return (
    <View
      id={`badge-${state}`}
      className={classes(styles.verdict, isGood ? styles.good : styles.bad)}
    >
      <Icon name={isGood ? 'check' : 'alert'} className={styles.mark} />
      <View>
        <View className={styles.says}>{copy[state]}</View>
        <View className={styles.note}>{note}</View>
      </View>
    </View>
  )
}

function Worker({ worker, serial }: { worker: NonNullable<Badge['worker']>; serial: string }) {
  const { workPhone } = worker
  return (
    <Card id="badge-worker">
      <Portrait name={worker.name} photoKey={worker.portraitKey} size="large" />
      <View className={styles.name}>{worker.name}</View>
      <View className={styles.post}>
        {`${worker.countyName} ${worker.townshipName} ${worker.villageName} ${worker.post}`}
      </View>
      {workPhone ? (
        <Button icon="phone" onPress={() => dial(workPhone)}>
          {`${copy.call} ${workPhone}`}
        </Button>
      ) : (
        <View className={styles.small}>{copy.noPhone}</View>
      )}
      <View className={styles.small}>{copy.compare}</View>
      <View className={styles.small}>{copy.number(serial)}</View>
    </Card>
  )
}

function Ask({ held }: { held: Badge }) {
  const { officeName, officePhone, state } = held
  return (
    <Card id="badge-ask" title={copy.askTitle} flush>
      {officePhone ? (
        <Cell
          title={officeName}
          note={copy.office}
          value={officePhone}
          onPress={() => dial(officePhone)}
        />
      ) : (
        <Cell title={officeName} />
      )}
      {state === 'inService' ? null : (
        <Cell title={copy.police} value="110" onPress={() => dial('110')} />
      )}
    </Card>
  )
}

/** What a badge's code opens: is the wearer a worker here today. No account, no question. */
export default function BadgePage() {
  const code = badgeCodeOf(useRouter().params)
  const asked = useAsk(badge, { badgeCode: code ?? '' }, { enabled: code !== null })
  const held = asked.data
  const state: PageState = code === null ? { kind: 'empty', ...copy.noCode } : stateOf(asked)
  return (
    <Page id="badge" title={copy.title} open="anybody" place="root" state={state}>
      {held ? (
        <>
          {held.demo ? <Notice tone="note">{copy.demo}</Notice> : null}
          <Verdict held={held} />
          {held.worker ? (
            <>
              <Worker worker={held.worker} serial={held.serialText} />
              <Card title={copy.grids} flush>
                {held.worker.grids.map((grid) => (
                  <Cell
                    key={grid.gridCode}
                    title={grid.name}
                    value={copy.card}
                    onPress={() => openPage('card', { code: grid.gridCode })}
                  />
                ))}
              </Card>
              <Card title={copy.opinionTitle}>
                <Button
                  id="badge-opinion"
                  kind="secondary"
                  onPress={() => openPage('opinion', { b: code ?? undefined })}
                >
                  {copy.opinion}
                </Button>
                <View className={styles.small}>{copy.opinionNote}</View>
              </Card>
            </>
          ) : null}
          <Ask held={held} />
        </>
      ) : null}
    </Page>
  )
}
