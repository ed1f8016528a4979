import { decide, list, type OpinionDecision, opinionDecision } from '@contract/residents-opinions'
import { useState } from 'react'
import { Choice } from '@/components/choice'
import { TextArea } from '@/components/field'
import { officeOpinionsCopy as copy } from '@/copy/office-opinions'
import { useCommand } from '@/lib/query'
import { FormSheet } from '../../components/forms/form-sheet'
import { sayRefused } from '../../lib/say-refused'

const decisions = opinionDecision.options.map((value) => ({ value, label: copy.decisions[value] }))

/** The township's word, with its reason; both are read by the one who gave it and by the worker. */
export function DecideSheet({ opinionId, onClose }: { opinionId: string; onClose: () => void }) {
  const [decision, setDecision] = useState<OpinionDecision | null>(null)
  const [reason, setReason] = useState('')
  const command = useCommand(decide, { refresh: [list], onDone: onClose, onRefused: sayRefused })
  return (
    <FormSheet
      id="decide-sheet"
      title={copy.decideTitle}
      send={copy.decideSend}
      isReady={decision !== null && reason.trim() !== ''}
      busy={command.isPending}
      onSend={() => {
        if (decision) command.mutate({ opinionId, decision, reason: reason.trim() })
      }}
      onClose={onClose}
    >
      <Choice
        id="decision"
        look="list"
        label={copy.decideTitle}
        options={decisions}
        value={decision}
        onChange={setDecision}
      />
      <TextArea
        id="decide-reason"
        label={copy.reason}
        hint={copy.reasonHint}
        value={reason}
        onChange={setReason}
        maxLength={1000}
      />
    </FormSheet>
  )
}
