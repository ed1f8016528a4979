import {
  type ElectionRow,
  type ElectionStep,
  electionStepLabel,
  list,
  step as stepCommand,
} from '@contract/elections'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { TextArea } from '@/components/field'
import { electionsCopy as copy } from '@/copy/office-elections'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { FormSheet } from '../../components/forms/form-sheet'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'

interface StepProps {
  election: ElectionRow
  step: ElectionStep
  onClose: () => void
}

/** One step of an election with its words; what comes after a notice waits until it has hung. */
export function ElectionStepForm({ election, step, onClose }: StepProps) {
  const [text, setText] = useState('')
  const command = useCommand(stepCommand, {
    refresh: [list],
    onDone: () => {
      say(copy.stepDone, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  return (
    <FormSheet
      id="step-form"
      title={electionStepLabel[step]}
      isReady={text.trim() !== ''}
      busy={command.isPending}
      send={electionStepLabel[step]}
      onSend={() => command.mutate({ electionId: election.id, step, text: text.trim() })}
      onClose={onClose}
    >
      <View className={styles.lead}>{copy.proposed(election.proposed.join('、'))}</View>
      <TextArea
        id="step-text"
        label={copy.stepText}
        hint={copy.stepHint[step]}
        value={text}
        onChange={setText}
        maxLength={500}
      />
    </FormSheet>
  )
}
