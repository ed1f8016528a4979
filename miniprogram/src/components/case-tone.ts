import type { CaseKind, CaseOutcome, CaseState } from '@contract/discipline'
import type { Tone } from './tag'

/** How a case's state looks: waiting on somebody, standing against the worker, or settled well. */
export function caseTone({
  kind,
  state,
  outcome,
}: {
  kind: CaseKind
  state: CaseState
  outcome: CaseOutcome | null
}): Tone {
  if (state === 'proposed' || state === 'windowOver' || state === 'replied') return 'warn'
  if (state === 'noticed' || state === 'decided' || state === 'appealed') return 'note'
  if (state === 'final' || state === 'inForce') return 'bad'
  if (state === 'expired' || outcome === 'withdrawn' || outcome === 'dropped') return 'plain'
  if (outcome === 'imposed') return 'bad'
  return kind === 'talk' ? 'plain' : 'good'
}
