import {
  type MatterLevel,
  matterClass,
  matterLevelLabel,
  matterLevels,
} from '@contract/matter-taxonomy'
import { mine } from '@contract/matters'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice } from '@/components/choice'
import { Field, TextArea } from '@/components/field'
import { EmergencyCalls } from '@/components/emergency-calls'
import { GridChoice } from '@/components/leave/grid-choice'
import { DraftTrouble, MendNotice } from '@/components/mend-notice'
import { Notice } from '@/components/notice'
import { OwnPhotos } from '@/components/own-photos'
import { Page } from '@/components/page'
import { StatusLine } from '@/components/status-line'
import { WhereCell } from '@/components/where-cell'
import { raiseCopy as copy } from '@/copy/matters'
import { mendCopy } from '@/copy/outbox'
import { useFormDraft } from '@/lib/drafts/use-form-draft'
import { newFieldStamp } from '@/lib/field-stamp'
import { askForMessages, raiserKinds } from '@/lib/messages'
import { keepMended, type Mending, useMending } from '@/lib/mending'
import { restartAt } from '@/lib/navigation'
import { keepMatterRaise } from '@/lib/outbox'
import { pagePath } from '@/lib/pages'
import type { PickedPhoto } from '@/lib/photo'
import {
  type RaiseDraft,
  type RaisePayload,
  emptyRaise,
  raisableClasses,
  raiseDraftOf,
} from '@/lib/raise-draft'
import { useKeep } from '@/lib/use-keep'
import { useMendedPlace } from '@/lib/use-mended-place'

const classOptions = raisableClasses.map((value) => ({
  value,
  label: matterClass(value).label,
  note: copy.classes[value],
}))

/** Keeps what was written with its photos on the phone, then sends. */
function useSendRaise(mending: Mending<RaisePayload> | null, onKept: () => void) {
  const { isBusy, keep } = useKeep(mine)
  const { located, again } = useMendedPlace(mending?.itemId ?? '', mending?.payload ?? null)
  const send = (draft: RaiseDraft, loadedPhotos: () => Promise<readonly PickedPhoto[]>) => {
    const { classCode } = draft
    if (classCode === null) return
    // WeChat lets a question follow only upon the tap itself
    void askForMessages(raiserKinds)
    const placeText = draft.placeText.trim()
    const payload = {
      classCode,
      level: draft.level,
      text: draft.text.trim(),
      ...(draft.gridCode ? { gridCode: draft.gridCode } : {}),
      ...(placeText ? { placeText } : {}),
      position: located?.found ? located.position : null,
      stamp: mending?.payload.stamp ?? newFieldStamp(),
    }
    const record = async () => {
      const photos = await loadedPhotos()
      return keepMended(mending?.itemId ?? null, (refusedId) =>
        keepMatterRaise(payload, photos, matterClass(classCode).label, refusedId),
      )
    }
    void keep(record, () => {
      onKept()
      restartAt(`${pagePath.matters}?tab=found`)
    })
  }
  return { isBusy, located, again, send }
}

function Words(props: {
  draft: RaiseDraft
  change: (part: Partial<RaiseDraft>) => void
  problem: string | null
}) {
  const { draft, change, problem } = props
  return (
    <>
      <TextArea
        id="raise-text"
        label={copy.text}
        hint={copy.textHint}
        value={draft.text}
        maxLength={2000}
        onChange={(text) => change({ text })}
        problem={problem}
      />
      <Field
        id="raise-place"
        label={copy.place}
        hint={copy.placeHint}
        value={draft.placeText}
        maxLength={120}
        onChange={(placeText) => change({ placeText })}
        optional
      />
    </>
  )
}

/** What is no item of the reports but has to be dealt with all the same. */
export default function MatterRaise() {
  const { mending, done } = useMending<RaisePayload>('matterRaise')
  const { draft, photos, trouble, change, setPhotos, loadedPhotos, finish } = useFormDraft({
    kind: 'matterRaise',
    empty: emptyRaise,
    mending,
    draftOf: raiseDraftOf,
    keepsOwn: true,
  })
  const [isTried, setTried] = useState(false)
  const reset = () => {
    finish()
    done()
    setTried(false)
  }
  const { isBusy, located, again, send } = useSendRaise(mending, reset)
  const problems = {
    classCode: draft.classCode ? null : copy.missing.classCode,
    text: draft.text.trim() ? null : copy.missing.text,
  }
  const shown = (problem: string | null) => (isTried ? problem : null)
  const submit = () => {
    setTried(true)
    if (!problems.classCode && !problems.text) send(draft, loadedPhotos)
  }
  return (
    <Page
      id="matter-raise"
      title={copy.title}
      permission="matters.raise"
      top={<StatusLine />}
      footer={
        <Button id="raise-send" busy={isBusy} onPress={submit}>
          {copy.send}
        </Button>
      }
    >
      {mending ? (
        <MendNotice id="raise-mends" message={mending.message} hint={mendCopy.hintTime} />
      ) : (
        <Notice tone="note">{copy.intro}</Notice>
      )}
      <DraftTrouble {...trouble} />
      <Card>
        <Choice
          id="raise-class"
          label={copy.what}
          look="list"
          options={classOptions}
          value={draft.classCode}
          onChange={(classCode) => change({ classCode })}
          problem={shown(problems.classCode)}
        />
        {draft.classCode === 'correction' ? (
          <Notice id="raise-judicial" tone="warn">
            {copy.correction}
          </Notice>
        ) : null}
        <GridChoice
          id="raise-grid"
          value={draft.gridCode}
          onChange={(gridCode) => change({ gridCode })}
        />
        <Choice<MatterLevel>
          id="raise-level"
          label={copy.level}
          options={matterLevels.map((value) => ({ value, label: matterLevelLabel[value] }))}
          value={draft.level}
          onChange={(level) => change({ level })}
        />
        {draft.level === 'ordinary' ? null : <EmergencyCalls />}
        <Words draft={draft} change={change} problem={shown(problems.text)} />
        <OwnPhotos id="raise-photos" photos={photos} onChange={setPhotos} optional />
      </Card>
      <Card flush>
        <WhereCell located={located} again={again} />
      </Card>
    </Page>
  )
}
