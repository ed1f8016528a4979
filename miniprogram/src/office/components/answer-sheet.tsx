import { type ReactNode, useState } from 'react'
import { Choice } from '@/components/choice'
import { TextArea } from '@/components/field'
import { Notice } from '@/components/notice'
import { FormSheet } from './forms/form-sheet'

export interface ObjectionAnswer {
  decision: 'upheld' | 'rejected'
  answer: string
}

export interface AnswerSheetProps {
  id: string
  title: string
  words: Record<
    'answerSend' | 'decision' | 'upheld' | 'rejected' | 'answerText' | 'answerHint',
    string
  >
  /** What upholding it brings about. */
  upheldNote: string
  /** The objection as it was raised. */
  about: ReactNode
  busy: boolean
  onSend: (given: ObjectionAnswer) => void
  onClose: () => void
}

/** How an objection is answered: whether it holds, and why. */
export function AnswerSheet(props: AnswerSheetProps) {
  const { id, words } = props
  const [decision, setDecision] = useState<ObjectionAnswer['decision'] | null>(null)
  const [answer, setAnswer] = useState('')
  return (
    <FormSheet
      id={id}
      title={props.title}
      send={words.answerSend}
      isReady={Boolean(decision && answer.trim())}
      busy={props.busy}
      onSend={() => {
        if (decision) props.onSend({ decision, answer: answer.trim() })
      }}
      onClose={props.onClose}
    >
      <Notice tone="note">{props.about}</Notice>
      <Choice
        id={`${id}-decision`}
        look="list"
        label={words.decision}
        options={[
          { value: 'upheld', label: words.upheld, note: props.upheldNote },
          { value: 'rejected', label: words.rejected },
        ]}
        value={decision}
        onChange={setDecision}
      />
      <TextArea
        id={`${id}-text`}
        label={words.answerText}
        hint={words.answerHint}
        value={answer}
        onChange={setAnswer}
        rows={3}
        maxLength={1000}
      />
    </FormSheet>
  )
}
