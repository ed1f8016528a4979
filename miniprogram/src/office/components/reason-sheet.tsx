import { type ReactNode, useState } from 'react'
import { Button } from '@/components/button'
import { TextArea } from '@/components/field'
import { Sheet } from '@/components/sheet'
import { Chips } from './chips'

export interface ReasonSheetProps {
  id: string
  open: boolean
  title: string
  label?: string
  hint?: string
  /** Ready sentences. */
  phrases?: readonly string[]
  yes: string
  danger?: boolean
  busy?: boolean
  most?: number
  onSend: (reason: string) => void
  onClose: () => void
  children?: ReactNode
}

function Inside(props: ReasonSheetProps) {
  const { id, label = '理由', phrases = [], most = 500 } = props
  const [reason, setReason] = useState('')
  return (
    <Sheet
      id={id}
      open
      title={props.title}
      onClose={props.onClose}
      footer={
        <Button
          id={`${id}-send`}
          kind={props.danger ? 'danger' : 'primary'}
          busy={props.busy}
          disabled={!reason.trim()}
          onPress={() => props.onSend(reason.trim())}
        >
          {props.yes}
        </Button>
      }
    >
      {props.children}
      {phrases.length > 0 ? (
        <Chips id={`${id}-phrase`} texts={phrases} chosen={reason} onPick={setReason} />
      ) : null}
      <TextArea
        id={`${id}-reason`}
        label={label}
        hint={props.hint}
        value={reason}
        onChange={setReason}
        maxLength={most}
      />
    </Sheet>
  )
}

/** Asks for a reason before something is done; opened again, it starts empty. */
export function ReasonSheet(props: ReasonSheetProps) {
  return props.open ? <Inside {...props} /> : null
}
