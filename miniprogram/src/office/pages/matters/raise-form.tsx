import {
  type MatterClassCode,
  type MatterLevel,
  matterClasses,
  matterLevelLabel,
  matterLevels,
} from '@contract/matter-taxonomy'
import { queue, raise } from '@contract/matters'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Choice } from '@/components/choice'
import { Field, Labelled, TextArea } from '@/components/field'
import { EmergencyCalls } from '@/components/emergency-calls'
import { SelectInput } from '@/components/primitives/select-input'
import { Sheet } from '@/components/sheet'
import { Uploader } from '@/components/uploader'
import { raiseCopy } from '@/copy/matters'
import { raiseFormCopy as copy } from '@/copy/office-matters'
import { messageOf } from '@/lib/api-error'
import { keepPhotos } from '@/lib/outbox'
import type { PickedPhoto } from '@/lib/photo'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { AreaPicker } from '../../components/area-picker'
import { sayRefused } from '../../lib/say-refused'
import { levelOf, useOfficeArea } from '../../lib/scope'
import { type DraftOf, useDraft } from '../../lib/use-draft'

interface Draft {
  areaCode: string
  classCode: MatterClassCode | ''
  level: MatterLevel
  text: string
  placeText: string
}

function Words({ form }: { form: DraftOf<Draft> }) {
  const { draft, change } = form
  return (
    <>
      <TextArea
        id="raise-text"
        label={raiseCopy.text}
        hint={raiseCopy.textHint}
        value={draft.text}
        maxLength={2000}
        onChange={change('text')}
      />
      <Field
        id="raise-place"
        label={raiseCopy.place}
        hint={raiseCopy.placeHint}
        value={draft.placeText}
        maxLength={120}
        onChange={change('placeText')}
        optional
      />
    </>
  )
}

function What({ form, root }: { form: DraftOf<Draft>; root: string }) {
  const { draft, change } = form
  return (
    <>
      <AreaPicker
        id="raise-grid"
        label={copy.grid}
        root={root}
        depth="grid"
        needed
        value={draft.areaCode}
        onChange={change('areaCode')}
      />
      <Labelled label={raiseCopy.what}>
        <SelectInput
          id="raise-class"
          label={raiseCopy.what}
          value={draft.classCode}
          options={matterClasses.map(({ code, label }) => ({ value: code, label }))}
          onChange={(value) =>
            change('classCode')(matterClasses.find(({ code }) => code === value)?.code ?? '')
          }
        />
      </Labelled>
      <Choice<MatterLevel>
        id="raise-level"
        label={raiseCopy.level}
        options={matterLevels.map((value) => ({ value, label: matterLevelLabel[value] }))}
        value={draft.level}
        onChange={change('level')}
      />
      {draft.level === 'emergency' ? <EmergencyCalls /> : null}
    </>
  )
}

export interface RaiseFormProps {
  onRaised: (matterId: string) => void
  onClose: () => void
}

/** What came to the office by telephone, by letter or by its own eyes. */
export function RaiseForm({ onRaised, onClose }: RaiseFormProps) {
  const root = useOfficeArea().split('-')[0] ?? ''
  const form = useDraft<Draft>({
    areaCode: root,
    classCode: '',
    level: 'ordinary',
    text: '',
    placeText: '',
  })
  const [photos, setPhotos] = useState<PickedPhoto[]>([])
  const send = useCommand(raise, {
    refresh: [queue],
    onDone: ({ matterId, receiptNumber }) => {
      say(copy.done(receiptNumber), 'good')
      onRaised(matterId)
      onClose()
    },
    onRefused: sayRefused,
  })
  const { areaCode, classCode, level, text, placeText } = form.draft
  const isReady = levelOf(areaCode) === 'grid' && classCode !== '' && text.trim() !== ''
  const submit = async () => {
    if (classCode === '') return
    try {
      await keepPhotos(photos, copy.title)
      const place = placeText.trim()
      send.mutate({
        gridCode: areaCode,
        classCode,
        level,
        text: text.trim(),
        ...(place ? { placeText: place } : {}),
        position: null,
        photoIds: photos.map(({ id }) => id),
      })
    } catch (error) {
      say(messageOf(error), 'bad')
    }
  }
  return (
    <Sheet
      id="raise"
      open
      look="side"
      title={copy.title}
      onClose={onClose}
      footer={
        <Button
          id="raise-send"
          busy={send.isPending}
          disabled={!isReady}
          onPress={() => void submit()}
        >
          {raiseCopy.send}
        </Button>
      }
    >
      <What form={form} root={root} />
      <Words form={form} />
      <Uploader id="raise-photos" photos={photos} onChange={setPhotos} optional />
    </Sheet>
  )
}
