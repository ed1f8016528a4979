import { DecisionForm } from './decision-form'
import { FindingForm } from './finding-form'
import { CommendationForm, NominationForm } from './praise-forms'
import { SpotCheckForm } from './spot-check-form'
import type { RecordFormProps } from './use-record'

export type RecordKind = 'finding' | 'commendation' | 'majorReport' | 'spotCheck' | 'decision'

/** The form that records this kind. */
export function RecordForm({ kind, ...props }: RecordFormProps & { kind: RecordKind }) {
  switch (kind) {
    case 'finding':
      return <FindingForm {...props} />
    case 'commendation':
      return <CommendationForm {...props} />
    case 'majorReport':
      return <NominationForm {...props} />
    case 'spotCheck':
      return <SpotCheckForm {...props} />
    case 'decision':
      return <DecisionForm {...props} />
  }
}
