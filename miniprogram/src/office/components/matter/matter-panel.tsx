import { detail, type OpenMove } from '@contract/matters'
import { MatterView } from '@/components/matter/matter-view'
import type { OfficeFields } from '@/components/matter/move-form'
import { Stateful } from '@/components/stateful'
import { wantedOf } from '@/lib/matter-move'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { HolderFields } from './holder-fields'
import { MergeFields } from './merge-fields'

export interface MatterPanelProps {
  matterId: string
  onOpen: (matterId: string) => void
  chosen: OpenMove | null
  onChoose: (offered: OpenMove | null) => void
  columnsClass?: string
}

/** One matter at the office's desk, with what only an office fills in. */
export function MatterPanel({ matterId, ...rest }: MatterPanelProps) {
  const asked = useAsk(detail, { matterId })
  const shown = asked.data
  const officeFields: OfficeFields = ({ offered, draft, change, problem }) => {
    const wanted = wantedOf(offered)
    if (!shown) return null
    return (
      <>
        {wanted.lead === 'none' ? null : (
          <HolderFields shown={shown} draft={draft} change={change} problem={problem} />
        )}
        {wanted.target === 'none' ? null : (
          <MergeFields
            shown={shown}
            targetId={draft.targetId}
            onPick={(targetId) => change({ targetId })}
            problem={problem}
          />
        )}
      </>
    )
  }
  return (
    <Stateful state={stateOf(asked)}>
      {shown ? <MatterView shown={shown} way="desk" officeFields={officeFields} {...rest} /> : null}
    </Stateful>
  )
}
