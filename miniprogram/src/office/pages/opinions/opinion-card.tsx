import {
  list,
  look,
  opinionDecisionLabel,
  opinionKindLabel,
  type OpinionRow,
  opinionStateLabel,
  revealContact,
} from '@contract/residents-opinions'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { Tag } from '@/components/tag'
import { officeOpinionsCopy as copy } from '@/copy/office-opinions'
import { instantText } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { ReasonSheet } from '../../components/reason-sheet'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import { DecideSheet } from './decide-sheet'

const tone = { received: 'warn', looked: 'note', decided: 'good' } as const
type Doing = 'look' | 'decide' | 'reveal' | null

/** What the village found, and what the township made of it. */
function Outcome({ opinion }: { opinion: OpinionRow }) {
  const { finding, lookedByName, lookedAtMs, decision, reason, decidedByName } = opinion
  return (
    <>
      {finding ? (
        <View className={styles.block}>
          <View className={styles.soft}>
            {copy.finding(lookedByName ?? '', lookedAtMs === null ? '' : instantText(lookedAtMs))}
          </View>
          <View>{finding}</View>
        </View>
      ) : null}
      {decision ? (
        <View className={styles.block}>
          <Notice tone="note">
            {copy.decided(opinionDecisionLabel[decision], decidedByName ?? '')}。{reason}
          </Notice>
          <View className={styles.soft}>{copy.payNote}</View>
        </View>
      ) : null}
    </>
  )
}

function Contact({ opinion, onReveal }: { opinion: OpinionRow; onReveal: () => void }) {
  const { phoneMasked, abilities } = opinion
  return (
    <View className={styles.bar}>
      <View className={styles.soft}>{phoneMasked ? copy.phone(phoneMasked) : copy.noPhone}</View>
      {abilities.reveal ? (
        <Button id={`reveal-${opinion.id}`} inline size="small" kind="secondary" onPress={onReveal}>
          {copy.reveal}
        </Button>
      ) : null}
    </View>
  )
}

/** One complaint or praise with what may be done about it. */
export function OpinionCard({ opinion }: { opinion: OpinionRow }) {
  const [doing, setDoing] = useState<Doing>(null)
  const [phone, setPhone] = useState<string | null>(null)
  const close = () => setDoing(null)
  const looking = useCommand(look, { refresh: [list], onDone: close, onRefused: sayRefused })
  const revealing = useCommand(revealContact, {
    onDone: (answer) => {
      setPhone(answer.phone)
      close()
    },
    onRefused: sayRefused,
  })
  const { id: opinionId, abilities } = opinion
  const waits = opinion.state === 'received' && !abilities.look && !abilities.decide
  return (
    <Card
      id={`opinion-${opinionId}`}
      title={`${opinionKindLabel[opinion.kind]}：${copy.about(opinion.subjectName, opinion.gridName)}`}
      extra={<Tag tone={tone[opinion.state]}>{opinionStateLabel[opinion.state]}</Tag>}
    >
      <View className={styles.lead}>{opinion.text}</View>
      <View className={styles.soft}>
        {copy.given(instantText(opinion.givenAtMs), opinion.receiptNumber)}
      </View>
      {phone ? (
        <Notice tone="note">{copy.revealed(phone)}</Notice>
      ) : (
        <Contact opinion={opinion} onReveal={() => setDoing('reveal')} />
      )}
      <Outcome opinion={opinion} />
      <View className={styles.bar}>
        {abilities.look ? (
          <Button id={`look-${opinionId}`} inline onPress={() => setDoing('look')}>
            {copy.look}
          </Button>
        ) : null}
        {abilities.decide ? (
          <Button id={`decide-${opinionId}`} inline onPress={() => setDoing('decide')}>
            {copy.decide}
          </Button>
        ) : null}
        {waits ? <View className={styles.soft}>{copy.waitVillage}</View> : null}
      </View>
      <ReasonSheet
        id="look-sheet"
        open={doing === 'look'}
        title={copy.lookTitle}
        label={copy.lookTitle}
        hint={copy.lookHint}
        yes={copy.lookSend}
        busy={looking.isPending}
        most={1000}
        onSend={(finding) => looking.mutate({ opinionId, finding })}
        onClose={close}
      />
      <ReasonSheet
        id="reveal-sheet"
        open={doing === 'reveal'}
        title={copy.revealTitle}
        hint={copy.revealHint}
        yes={copy.revealSend}
        busy={revealing.isPending}
        most={200}
        onSend={(purpose) => revealing.mutate({ opinionId, purpose })}
        onClose={close}
      />
      {doing === 'decide' ? <DecideSheet opinionId={opinionId} onClose={close} /> : null}
    </Card>
  )
}
