import { list, publish } from '@contract/training'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Switch } from '@/components/choice'
import { DateField } from '@/components/date-field'
import { Field, TextArea } from '@/components/field'
import { Notice } from '@/components/notice'
import { Sheet } from '@/components/sheet'
import { officeTrainingCopy as copy } from '@/copy/training'
import { addDays, dayOf } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import { AreaPicker } from '../../components/area-picker'
import { sayRefused } from '../../lib/say-refused'
import { useOfficeArea } from '../../lib/scope'

const monthDays = 30
const mostMinutes = 600

function minutesOf(text: string): number | null {
  const minutes = Number(text)
  return /^\d{1,3}$/.test(text) && minutes >= 1 && minutes <= mostMinutes ? minutes : null
}

/** Something to study, for the workers of a place. */
export function PublishSheet({ onClose }: { onClose: () => void }) {
  const root = useOfficeArea()
  const [areaCode, setAreaCode] = useState(root)
  const [words, setWords] = useState({ title: '', text: '', minutes: '30' })
  const [dueOn, setDueOn] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<typeof words>) => setWords((before) => ({ ...before, ...part }))
  const sending = useCommand(publish, {
    refresh: [list],
    onDone: () => {
      say(copy.sent, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  const minutes = minutesOf(words.minutes)
  const title = words.title.trim()
  const text = words.text.trim()
  const send = () => {
    setTried(true)
    if (!title || !text || minutes === null) return
    sending.mutate({ areaCode, title, text, minutes, ...(dueOn ? { dueOn } : {}) })
  }
  const inMonth = () => addDays(dayOf(nowMs()), monthDays)
  return (
    <Sheet
      id="publish"
      open
      look="side"
      title={copy.add}
      onClose={onClose}
      footer={
        <Button id="publish-send" busy={sending.isPending} onPress={send}>
          {copy.send}
        </Button>
      }
    >
      <AreaPicker
        id="publish-area"
        label={copy.area}
        root={root}
        value={areaCode}
        onChange={setAreaCode}
        depth="village"
      />
      <Field
        id="publish-title"
        label={copy.name}
        value={words.title}
        maxLength={80}
        onChange={(value) => change({ title: value })}
      />
      <TextArea
        id="publish-text"
        label={copy.text}
        hint={copy.textHint}
        value={words.text}
        maxLength={5000}
        onChange={(value) => change({ text: value })}
      />
      <Field
        id="publish-minutes"
        label={copy.minutes}
        value={words.minutes}
        maxLength={3}
        onChange={(value) => change({ minutes: value })}
        problem={isTried && minutes === null ? copy.minutesWrong : null}
      />
      <Switch
        id="publish-has-due"
        label={copy.dueToggle}
        value={dueOn !== null}
        onChange={(on) => setDueOn(on ? inMonth() : null)}
      />
      {dueOn === null ? null : (
        <DateField
          id="publish-due"
          label={copy.dueLabel}
          value={dueOn}
          first={dayOf(nowMs())}
          onChange={setDueOn}
        />
      )}
      {isTried && (!title || !text) ? <Notice tone="bad">{copy.missing}</Notice> : null}
    </Sheet>
  )
}
