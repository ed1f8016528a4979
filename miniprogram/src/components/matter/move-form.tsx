import { satisfactionLabel, satisfactions } from '@contract/matter-taxonomy'
import type { MatterDetail, OpenMove } from '@contract/matters'
import { View } from '@tarojs/components'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '@/components/button'
import { Choice } from '@/components/choice'
import { DateField } from '../date-field'
import { TextArea } from '@/components/field'
import { DraftTrouble, MendNotice } from '@/components/mend-notice'
import { Notice } from '@/components/notice'
import { OwnPhotos } from '@/components/own-photos'
import { Sheet } from '@/components/sheet'
import { WhereCell } from '@/components/where-cell'
import { matterCopy, moveCopy as copy } from '@/copy/matters'
import { useFormDraft } from '@/lib/drafts/use-form-draft'
import { addDays, dayOf } from '@/lib/format'
import type { Located } from '@/lib/location'
import {
  type MoveDraft,
  type MoveInput,
  emptyMove,
  isRefusedDispute,
  missingOf,
  moveDraftOf,
  wantedOf,
} from '@/lib/matter-move'
import type { Mending } from '@/lib/mending'
import { nowMs } from '@/lib/server-time'
import { type MoveWay, useMatterMove } from '@/lib/use-matter-move'
import { useMendedPlace } from '@/lib/use-mended-place'
import { DisputeAnswers } from './dispute-answers'
import styles from './matter.module.scss'

type Change = (part: Partial<MoveDraft>) => void

/** Where the person stands now: for moves that are made on the spot. */
function Where(props: {
  mended: MoveFormProps['mended']
  onLocated: (at: Located | null) => void
}) {
  const { mended, onLocated } = props
  const { located, again } = useMendedPlace(mended?.itemId ?? '', mended?.payload ?? null)
  useEffect(() => onLocated(located), [located, onLocated])
  return <WhereCell located={located} again={again} />
}

function DueAndSatisfaction(props: { offered: OpenMove; draft: MoveDraft; change: Change }) {
  const { offered, draft, change } = props
  const wanted = wantedOf(offered)
  return (
    <>
      {wanted.dueAt === 'none' ? null : (
        <DateField
          id="move-due"
          label={copy.dueAt}
          value={draft.dueOn}
          first={addDays(dayOf(nowMs()), 1)}
          onChange={(dueOn) => change({ dueOn })}
        />
      )}
      {wanted.satisfaction === 'none' ? null : (
        <Choice
          id="satisfaction"
          label={copy.satisfaction}
          options={satisfactions.map((value) => ({ value, label: satisfactionLabel[value] }))}
          value={draft.satisfaction}
          onChange={(satisfaction) => change({ satisfaction })}
        />
      )}
    </>
  )
}

/** Fields that only an office fills in: who is to do it, what it follows. */
export type OfficeFields = (props: {
  offered: OpenMove
  draft: MoveDraft
  change: Change
  problem: string | null
}) => ReactNode

export interface MoveFormProps {
  shown: MatterDetail
  offered: OpenMove
  way: MoveWay
  officeFields?: OfficeFields
  /** The refused move that this one mends. */
  mended?: Mending<MoveInput> | null
  onClose: () => void
}

const grave: readonly OpenMove['move'][] = ['markSpam', 'rejectResult', 'withdraw', 'noteOnly']

/** One move, with exactly what it asks for. */
export function MoveForm(props: MoveFormProps) {
  const { shown, offered, way, officeFields, mended = null, onClose } = props
  const { draft, photos, trouble, change, setPhotos, loadedPhotos, finish } = useFormDraft({
    kind: 'matterMove',
    empty: emptyMove,
    mending: mended,
    draftOf: moveDraftOf,
    keepsOwn: false,
  })
  const [located, setLocated] = useState<Located | null>(null)
  const [isTried, setTried] = useState(false)
  const onMade = () => {
    finish()
    onClose()
  }
  const { isBusy, send } = useMatterMove(shown, way, onMade, mended)
  const wanted = wantedOf(offered)
  const missing = missingOf(offered, draft, {
    photoCount: photos.length,
    hasPosition: located?.found ?? false,
  })
  const problem = isTried ? missing : null
  const submit = () => {
    setTried(true)
    if (!missing) void send(offered, draft, loadedPhotos, located)
  }
  const hint = copy.hint[offered.move]
  const isRefused = wanted.answers !== 'none' && isRefusedDispute(draft)
  return (
    <Sheet
      id="move"
      open
      look="side"
      title={offered.label}
      onClose={onClose}
      footer={
        <Button
          id="move-send"
          kind={grave.includes(offered.move) ? 'danger' : 'primary'}
          busy={isBusy}
          disabled={isRefused}
          onPress={submit}
        >
          {offered.label}
        </Button>
      }
    >
      <View className={styles.about}>
        <View className={styles.brief}>{shown.matter.brief}</View>
        <View className={styles.soft}>{matterCopy.receipt(shown.matter.receiptNumber)}</View>
      </View>
      {mended ? <MendNotice id="move-mends" message={mended.message} /> : null}
      <DraftTrouble {...trouble} />
      {wanted.text === 'none' && hint ? <Notice tone="note">{hint}</Notice> : null}
      {wanted.answers === 'none' ? null : <DisputeAnswers answers={draft} change={change} />}
      {officeFields?.({ offered, draft, change, problem })}
      <DueAndSatisfaction offered={offered} draft={draft} change={change} />
      {wanted.text === 'none' ? null : (
        <TextArea
          id="move-text"
          label={copy.text}
          hint={hint}
          value={draft.text}
          maxLength={2000}
          optional={wanted.text === 'optional'}
          onChange={(text) => change({ text })}
        />
      )}
      {wanted.photos === 'none' ? null : (
        <OwnPhotos
          id="move-photos"
          label={copy.photos}
          photos={photos}
          onChange={setPhotos}
          optional={wanted.photos === 'optional'}
        />
      )}
      {wanted.position === 'none' ? null : <Where mended={mended} onLocated={setLocated} />}
      {problem && !isRefused ? (
        <Notice id="move-problem" tone="bad">
          {problem}
        </Notice>
      ) : null}
    </Sheet>
  )
}
