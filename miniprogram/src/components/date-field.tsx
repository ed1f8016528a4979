import { Labelled, type LabelledProps } from './field'
import { DateInput } from './primitives/date-input'
import type { DateInputProps } from './primitives/types'

/** A day or a month, with its label. */
export function DateField({ hint, problem, optional, ...input }: LabelledProps & DateInputProps) {
  return (
    <Labelled label={input.label} hint={hint} problem={problem} optional={optional}>
      <DateInput {...input} />
    </Labelled>
  )
}
