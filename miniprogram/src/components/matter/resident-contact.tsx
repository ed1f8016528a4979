import type { OutputOf } from '@contract/define'
import { contact, contentVerdictLabel, revealContact } from '@contract/residents-contacts'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { TextArea } from '@/components/field'
import { Notice } from '@/components/notice'
import { Sheet } from '@/components/sheet'
import { residentContactCopy as copy } from '@/copy/resident-contact'
import { messageOf } from '@/lib/api-error'
import { instantText } from '@/lib/format'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'

type Left = OutputOf<typeof contact>

/** Nobody sees a number in full without saying what for. */
function Purpose(props: { busy: boolean; onSend: (purpose: string) => void; onClose: () => void }) {
  const [purpose, setPurpose] = useState('')
  return (
    <Sheet
      id="contact-purpose"
      open
      title={copy.revealTitle}
      onClose={props.onClose}
      footer={
        <Button
          id="contact-purpose-send"
          busy={props.busy}
          disabled={!purpose.trim()}
          onPress={() => props.onSend(purpose.trim())}
        >
          {copy.revealSend}
        </Button>
      }
    >
      <TextArea
        id="contact-purpose-text"
        label={copy.purpose}
        hint={copy.purposeHint}
        placeholder={copy.purposePlaceholder}
        value={purpose}
        onChange={setPurpose}
        maxLength={200}
      />
    </Sheet>
  )
}

function phoneNote({ phoneMasked, phoneVerified, wechatNotice, erasedAtMs }: Left): string {
  if (erasedAtMs !== null) return copy.erased(instantText(erasedAtMs))
  const words = [
    phoneMasked ? (phoneVerified ? copy.verified : copy.notVerified) : null,
    wechatNotice ? copy.wechat : null,
  ]
  return words.filter(Boolean).join('，')
}

function Warnings({ contentVerdict, doubtfulPhotoIds }: Left) {
  const isDoubtful = contentVerdict === 'review' || contentVerdict === 'risky'
  return (
    <>
      {isDoubtful ? <Notice tone="bad">{contentVerdictLabel[contentVerdict]}</Notice> : null}
      {doubtfulPhotoIds.length > 0 ? (
        <Notice tone="bad">{copy.doubtfulPhotos(doubtfulPhotoIds.length)}</Notice>
      ) : null}
    </>
  )
}

/** How the one who raised it can be asked back; to whoever has it in hand, and to nobody else. */
export function ResidentContact({ matterId }: { matterId: string }) {
  const { data } = useAsk(contact, { matterId })
  const [isAsking, setAsking] = useState(false)
  const [phone, setPhone] = useState<string | null>(null)
  const revealing = useCommand(revealContact, {
    onDone: (answer) => {
      setPhone(answer.phone)
      setAsking(false)
    },
    onRefused: (error) => say(messageOf(error), 'bad'),
  })
  if (!data) return null
  return (
    <Card id="resident-contact" title={copy.title}>
      <Warnings {...data} />
      <Cell
        inset
        title={copy.phone}
        note={phoneNote(data)}
        value={data.phoneMasked ?? (data.erasedAtMs === null ? copy.none : '')}
      />
      {data.supporters > 0 ? <View>{copy.supporters(data.supporters)}</View> : null}
      {phone ? (
        <Button
          id="contact-call"
          icon="phone"
          onPress={() => void Taro.makePhoneCall({ phoneNumber: phone })}
        >
          {copy.call(phone)}
        </Button>
      ) : data.mayReveal ? (
        <Button id="contact-reveal" kind="secondary" onPress={() => setAsking(true)}>
          {copy.reveal}
        </Button>
      ) : null}
      {isAsking ? (
        <Purpose
          busy={revealing.isPending}
          onSend={(purpose) => revealing.mutate({ matterId, purpose })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Card>
  )
}
