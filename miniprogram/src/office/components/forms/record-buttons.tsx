import { Button } from '@/components/button'
import { assessmentCopy as copy } from '@/copy/office-assessment'
import type { RecordKind } from './index'

/** What may be recorded here: each opens its form. */
export function RecordButtons(props: {
  kinds: readonly RecordKind[]
  onPick: (kind: RecordKind) => void
}) {
  return props.kinds.map((kind) => (
    <Button
      key={kind}
      id={`new-${kind}`}
      inline
      size="small"
      kind="secondary"
      onPress={() => props.onPick(kind)}
    >
      {copy.actions[kind]}
    </Button>
  ))
}
