import type { InputOf } from '@contract/define'
import type { MatterLevel } from '@contract/matter-taxonomy'
import type { raise } from '@contract/matters'

/** Classes that are no item of the reports; a worker raises them by themselves. */
export const raisableClasses = ['service', 'managementGap', 'correction'] as const
export type RaisableClass = (typeof raisableClasses)[number]

/** What somebody has written so far; photos stand beside it: they are files. */
export interface RaiseDraft {
  /** Of whom he stands in for today; null: his own grid. */
  gridCode: string | null
  classCode: RaisableClass | null
  level: MatterLevel
  text: string
  placeText: string
}

export const emptyRaise: RaiseDraft = {
  gridCode: null,
  classCode: null,
  level: 'ordinary',
  text: '',
  placeText: '',
}

export type RaisePayload = InputOf<typeof raise>

/** The form as it was when this was sent. */
export function raiseDraftOf(sent: RaisePayload): RaiseDraft {
  const { gridCode, classCode, level, text, placeText } = sent
  const known = raisableClasses.find((one) => one === classCode)
  return {
    gridCode: gridCode ?? null,
    classCode: known ?? null,
    level,
    text,
    placeText: placeText ?? '',
  }
}
