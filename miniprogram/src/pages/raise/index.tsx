import { emergencyNumbersFor } from '@contract/emergency-words'
import type { SubscribeResult } from '@contract/notices'
import type { AlikeMatter } from '@contract/residents-support'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Switch } from '@/components/choice'
import { EmergencyCalls } from '@/components/emergency-calls'
import { Field, Labelled } from '@/components/field'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { SpeakArea } from '@/components/speak-area'
import { Uploader } from '@/components/uploader'
import { raiseCopy as copy } from '@/copy/resident-raise'
import { gridCodeOf } from '@/lib/entry'
import type { Located } from '@/lib/location'
import { startOutbox } from '@/lib/outbox'
import { askResident } from '@/lib/messages'
import type { PickedPhoto } from '@/lib/photo'
import { residentClasses } from '@/lib/resident-class'
import { usePosition } from '@/lib/use-position'
import { AlikeSheet } from './alike-sheet'
import { MyReceipts } from './my-receipts'
import styles from './raise.module.scss'
import { Receipt, type Sent } from './receipt'
import { useAlike } from './use-alike'
import { useGrid } from './use-grid'
import { useRaiseDraft } from './use-raise-draft'
import { useSendRaised } from './use-send-raised'

/** What is shown before it is sent, and what it is then sent with. */
interface Suggested {
  alike: readonly AlikeMatter[]
  messages: readonly SubscribeResult[]
  gridCode: string
}

function Kinds(props: {
  value: string | null
  onChange: (code: (typeof residentClasses)[number]['code']) => void
}) {
  return (
    <Labelled label={copy.kind} hint={copy.kindHint}>
      <View id="raise-kind" className={styles.kinds}>
        {residentClasses.map(({ code, words }) => (
          <Press
            key={code}
            id={`raise-kind-${code}`}
            role="radio"
            selected={code === props.value}
            className={classes(styles.kind, code === props.value && styles.chosen)}
            onPress={() => props.onChange(code)}
          >
            {words}
          </Press>
        ))}
      </View>
    </Labelled>
  )
}

function Place({ located, again }: { located: Located | null; again: () => void }) {
  const words = located ? (located.found ? copy.located : copy.notLocated) : copy.locating
  return (
    <View id="raise-place" className={styles.place}>
      <View>{words}</View>
      <Button size="small" kind="secondary" inline onPress={again}>
        {copy.relocate}
      </Button>
    </View>
  )
}

/** One page, top to bottom: what, a photo, where; everything else may be left out. */
export default function Raise() {
  const scanned = gridCodeOf(useRouter().params)
  const grid = useGrid(scanned)
  const { draft, classCode, shownClass, change, clear } = useRaiseDraft()
  const [photos, setPhotos] = useState<PickedPhoto[]>([])
  const [isTried, setTried] = useState(false)
  const [sent, setSent] = useState<Sent | null>(null)
  const { located, again } = usePosition()
  const { isBusy, send } = useSendRaised(setSent)
  const { look, support, isBusy: isLooking } = useAlike()
  const [suggested, setSuggested] = useState<Suggested | null>(null)
  useEffect(startOutbox, [])

  const isPhoneWrong = draft.phone !== '' && !/^1[3-9]\d{9}$/.test(draft.phone)
  const isTextMissing = draft.text.trim() === ''
  const urgent = emergencyNumbersFor(draft.text)
  const position = located?.found ? located.position : null
  const reset = () => {
    clear()
    setPhotos([])
    setTried(false)
    setSuggested(null)
  }
  const sendIt = async (gridCode: string, messages: readonly SubscribeResult[]) => {
    if (await send({ draft, classCode, position, gridCode, photos, messages })) reset()
  }
  const submit = async () => {
    setTried(true)
    const { code } = grid
    if (isTextMissing || isPhoneWrong || code === null) return
    // WeChat asks straight from the tap alone
    const messages = await askResident()
    const { text } = draft
    const alike = draft.isDanger ? [] : await look({ gridCode: code, classCode, text, position })
    if (alike.length > 0) setSuggested({ alike, messages, gridCode: code })
    else await sendIt(code, messages)
  }
  const metToo = async (matter: AlikeMatter) => {
    const given = await support(matter)
    if (!given) return
    reset()
    setSent(given)
  }
  if (sent) {
    return (
      <Page id="raise" title={copy.title} open="anybody">
        <Receipt sent={sent} onAnother={() => setSent(null)} />
      </Page>
    )
  }
  return (
    <Page
      id="raise"
      title={copy.title}
      open="anybody"
      footer={
        <Button
          id="raise-send"
          size="large"
          busy={isBusy || isLooking}
          onPress={() => void submit()}
        >
          {copy.send}
        </Button>
      }
    >
      {grid.card ? (
        <View id="raise-grid" className={styles.where}>
          {copy.where([grid.card.townshipName, grid.card.villageName, grid.card.name])}
        </View>
      ) : null}
      {grid.code === null ? (
        <Notice
          id="raise-no-grid"
          tone="warn"
          action={
            <Button id="find-grid" inline busy={grid.isFinding} onPress={() => void grid.find()}>
              {copy.findGrid}
            </Button>
          }
        >
          {copy.noGrid}。{copy.noGridHint}
        </Notice>
      ) : null}
      <Card>
        <SpeakArea
          id="raise-text"
          label={copy.what}
          placeholder={copy.whatPlaceholder}
          value={draft.text}
          onChange={(text) => change({ text })}
          rows={3}
          problem={isTried && isTextMissing ? copy.whatMissing : null}
        />
        {urgent.length > 0 || draft.isDanger ? (
          <EmergencyCalls numbers={urgent} text={copy.emergency} />
        ) : null}
        <Uploader
          id="raise-photos"
          label={copy.photos}
          photos={photos}
          onChange={setPhotos}
          optional
        />
      </Card>
      <Card title={copy.place}>
        <Place located={located} again={again} />
        <Field
          id="raise-place-text"
          label={copy.placeText}
          placeholder={copy.placePlaceholder}
          value={draft.placeText}
          onChange={(placeText) => change({ placeText })}
          maxLength={120}
          optional
        />
      </Card>
      <Card>
        <Kinds value={shownClass} onChange={(chosen) => change({ chosen })} />
        <Switch
          id="raise-danger"
          label={copy.danger}
          note={copy.dangerNote}
          value={draft.isDanger}
          onChange={(isDanger) => change({ isDanger })}
        />
        <Field
          id="raise-phone"
          kind="phone"
          label={copy.phone}
          hint={copy.phoneHint}
          value={draft.phone}
          onChange={(phone) => change({ phone: phone.replace(/\D/g, '').slice(0, 11) })}
          maxLength={11}
          problem={isTried && isPhoneWrong ? copy.phoneWrong : null}
          optional
        />
      </Card>
      <Notice tone="note">{copy.privacy}</Notice>
      <MyReceipts />
      {suggested ? (
        <AlikeSheet
          alike={suggested.alike}
          isBusy={isBusy || isLooking}
          onMetToo={(matter) => void metToo(matter)}
          onSend={() => void sendIt(suggested.gridCode, suggested.messages)}
          onClose={() => setSuggested(null)}
        />
      ) : null}
    </Page>
  )
}
