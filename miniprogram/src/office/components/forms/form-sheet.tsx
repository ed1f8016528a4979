import type { ReactNode } from 'react'
import { Button } from '@/components/button'
import { Sheet } from '@/components/sheet'
import { assessmentCopy as copy } from '@/copy/office-assessment'

export interface FormSheetProps {
  id: string
  title: string
  onClose: () => void
  /** Everything needed is there and right. */
  isReady: boolean
  busy: boolean
  send?: string
  onSend: () => void
  children: ReactNode
}

/** A form over the page with its one button. */
export function FormSheet(props: FormSheetProps) {
  return (
    <Sheet
      id={props.id}
      open
      title={props.title}
      onClose={props.onClose}
      footer={
        <Button
          id={`${props.id}-send`}
          busy={props.busy}
          disabled={!props.isReady}
          onPress={props.onSend}
        >
          {props.send ?? copy.save}
        </Button>
      }
    >
      {props.children}
    </Sheet>
  )
}

interface InputSheetProps<Input> extends Omit<FormSheetProps, 'isReady' | 'busy' | 'onSend'> {
  /** What is sent; null while something of it is missing or wrong. */
  input: Input | null
  command: { isPending: boolean; mutate: (input: Input) => void }
}

/** A form that sends one input with one command. */
export function InputSheet<Input>({ input, command, ...sheet }: InputSheetProps<Input>) {
  return (
    <FormSheet
      {...sheet}
      isReady={input !== null}
      busy={command.isPending}
      onSend={() => input !== null && command.mutate(input)}
    />
  )
}
