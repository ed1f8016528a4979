import {
  askCorrection,
  type CorrectionField,
  correctionField,
  correctionFieldLabel,
  mine,
} from '@contract/personal-files'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Choice } from '@/components/choice'
import { TextArea } from '@/components/field'
import { Notice } from '@/components/notice'
import { Sheet } from '@/components/sheet'
import { personalFileCopy as copy } from '@/copy/personal-file'
import { messageOf } from '@/lib/api-error'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'

const options = correctionField.options.map((value) => ({
  value,
  label: correctionFieldLabel[value],
}))

/** What is wrong in his file, and what would be right. */
export function AskSheet({ onClose }: { onClose: () => void }) {
  const [field, setField] = useState<CorrectionField | null>(null)
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const ask = useCommand(askCorrection, {
    refresh: [mine],
    onDone: () => {
      say(copy.sent, 'good')
      onClose()
    },
    onRefused: (error) => say(messageOf(error), 'bad'),
  })
  const send = () => {
    setTried(true)
    if (field && text.trim()) ask.mutate({ field, text: text.trim() })
  }
  const isMissing = field === null || !text.trim()
  return (
    <Sheet
      id="ask-correction"
      open
      title={copy.askTitle}
      onClose={onClose}
      footer={
        <Button id="ask-send" busy={ask.isPending} onPress={send}>
          {copy.send}
        </Button>
      }
    >
      <Choice
        id="ask-field"
        label={copy.which}
        look="list"
        options={options}
        value={field}
        onChange={setField}
      />
      <TextArea
        id="ask-text"
        label={copy.what}
        hint={copy.whatHint}
        value={text}
        onChange={setText}
        maxLength={500}
      />
      {isTried && isMissing ? <Notice tone="bad">{copy.missing}</Notice> : null}
    </Sheet>
  )
}
