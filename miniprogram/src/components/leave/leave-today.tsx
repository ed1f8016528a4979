import { mine } from '@contract/leave'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Notice } from '@/components/notice'
import { leaveCopy as copy } from '@/copy/leave'
import { leaveSpanText } from '@/lib/leave-span'
import { openPage } from '@/lib/navigation'
import { useAsk } from '@/lib/query'
import { useMay } from '@/lib/session'

export function useMyLeave() {
  const may = useMay('leave.ask')
  return useAsk(mine, {}, { keep: true, enabled: may })
}

/** Whether the worker is away today, and whose work he does meanwhile. */
export function LeaveToday() {
  const { data } = useMyLeave()
  if (!data) return null
  const { away, standsInFor } = data.today
  return (
    <>
      {away ? (
        <Notice id="leave-away" tone="note">
          {copy.today.away(leaveSpanText(away))}，
          {away.substituteName
            ? copy.today.substitute(away.substituteName)
            : copy.today.noSubstitute}
        </Notice>
      ) : null}
      {standsInFor.map((one) => (
        <Notice key={`${one.gridName} ${one.workerName}`} id="stands-in" tone="warn">
          {copy.today.standsInFor(
            one.workerName,
            `${one.villageName} ${one.gridName}`,
            leaveSpanText(one),
          )}
        </Notice>
      ))}
    </>
  )
}

/** The way to one's leaves, with how many are still to be decided. */
export function LeaveCell() {
  const waiting = useMyLeave().data?.leaves.filter((one) => one.state === 'waiting').length ?? 0
  return (
    <Cell
      id="open-leave"
      title={copy.title}
      note={waiting > 0 ? copy.waiting(waiting) : undefined}
      onPress={() => openPage('leave')}
    />
  )
}

/** The same on a card of its own, for who may ask for leave. */
export function LeaveCard() {
  if (!useMay('leave.ask')) return null
  return (
    <Card flush>
      <LeaveCell />
    </Card>
  )
}
