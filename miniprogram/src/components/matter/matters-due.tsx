import { mine, queue } from '@contract/matters'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Stat, StatRow } from '@/components/stat'
import { MatterLine } from '@/components/matter/matter-line'
import { matterDueCopy as copy } from '@/copy/matters'
import { waitsForRaiser } from '@/lib/matter-words'
import { openPage } from '@/lib/navigation'
import { useAsk } from '@/lib/query'

function noteOf(waiting: number, overdue: number): string {
  if (overdue > 0) return copy.overdue(overdue)
  return waiting > 0 ? copy.some : copy.none
}

/** The most pressing ones; all of them are one tap away. */
const fewTasks = 3

/** The day's matters: how many wait for this worker, how many are late, and what is due first. */
export function MattersDue() {
  const due = useAsk(queue, { list: 'mine', limit: 50 }, { keep: true }).data
  const found = useAsk(mine, { open: 'yes', limit: 50 }, { keep: true }).data
  if (!due) {
    return (
      <Card flush>
        <Cell id="open-matters" title={copy.open} onPress={() => openPage('matters')} />
      </Card>
    )
  }
  const { waitingCount, overdueCount } = due
  const yours = (found?.matters ?? []).filter(({ state }) => waitsForRaiser(state)).length
  return (
    <>
      <StatRow>
        <Stat
          id="open-matters"
          label={copy.label}
          value={waitingCount}
          unit={copy.unit}
          tone={overdueCount > 0 ? 'bad' : waitingCount > 0 ? 'warn' : 'good'}
          note={noteOf(waitingCount, overdueCount)}
          onPress={() => openPage('matters')}
        />
      </StatRow>
      {due.matters.length > 0 ? (
        <Card id="tasks-due" title={copy.tasks} flush>
          {due.matters.slice(0, fewTasks).map((matter) => (
            <MatterLine
              key={matter.id}
              matter={matter}
              onPress={() => openPage('matter', { id: matter.id })}
            />
          ))}
        </Card>
      ) : null}
      {yours > 0 ? (
        <Card flush>
          <Cell
            id="matters-yours"
            title={copy.raiser(yours)}
            onPress={() => openPage('matters', { tab: 'found' })}
          />
        </Card>
      ) : null}
    </>
  )
}
