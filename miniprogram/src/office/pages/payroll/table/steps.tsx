import type { PayTableState } from '@contract/payroll'
import { Card } from '@/components/card'
import { Timeline } from '@/components/timeline'
import { payTableCopy as copy } from '@/copy/office-payroll'
import { instantText } from '@/lib/format'
import type { PayTable } from './shown'

const titleOf: Record<PayTableState, string> = {
  prepared: copy.steps[0],
  signed: copy.steps[1],
  sealed: copy.scan,
  returned: copy.giveBack,
  approved: copy.approve,
}

/** Who did what and when, over all revisions. */
export function Steps({ shown }: { shown: PayTable }) {
  return (
    <Card>
      <Timeline
        id="pay-steps"
        steps={shown.steps.map((step) => ({
          key: `${step.revision} ${step.kind}`,
          title: `${titleOf[step.kind]}　${step.byName}`,
          time: instantText(step.atMs),
          note: [shown.currentRevision > 1 ? copy.revision(step.revision) : '', step.reason ?? '']
            .filter(Boolean)
            .join('　'),
          state: step.kind === 'returned' ? ('bad' as const) : ('done' as const),
        }))}
      />
    </Card>
  )
}
