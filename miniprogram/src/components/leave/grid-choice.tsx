import { Choice } from '@/components/choice'
import { leaveCopy as copy } from '@/copy/leave'
import { useMe } from '@/lib/session'
import { useMyLeave } from './leave-today'

export interface GridChoiceProps {
  id: string
  /** Null: his own. */
  value: string | null
  onChange: (gridCode: string | null) => void
}

const own = 'own'

/** Which grid it happened in, asked of who stands in for somebody today; else nothing. */
export function GridChoice({ id, value, onChange }: GridChoiceProps) {
  const me = useMe()
  const standsInFor = useMyLeave().data?.today.standsInFor ?? []
  const isKnown = value === null || standsInFor.some((one) => one.gridCode === value)
  if (standsInFor.length === 0 && isKnown) return null
  const ownName = me?.posts.find(({ role }) => role === 'worker')?.scopeName ?? ''
  return (
    <Choice
      id={id}
      label={copy.grid.label}
      look="list"
      options={[
        { value: own, label: copy.grid.own(ownName) },
        ...standsInFor.map((one) => ({
          value: one.gridCode,
          label: `${one.villageName} ${one.gridName}`,
          note: copy.grid.of(one.workerName),
        })),
        ...(isKnown ? [] : [{ value: value ?? own, label: copy.grid.over }]),
      ]}
      value={value ?? own}
      onChange={(next) => onChange(next === own ? null : next)}
    />
  )
}
