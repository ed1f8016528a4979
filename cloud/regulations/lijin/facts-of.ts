import type { HeldMatters, HeldMonth } from '../../rules/held-month'
import { RuleError } from '../../rules/rule-error'
import { type LijinFacts, regulationId } from './facts'

const kinds: Readonly<Record<string, LijinFacts['worker']['kind']>> = {
  rural: 'rural',
  communityFullTime: 'community',
  community: 'community',
}

function kindOf(kind: string): LijinFacts['worker']['kind'] {
  const known = kinds[kind]
  if (known) return known
  throw new RuleError('factsRefused', '办法里只有专职网格员，没有兼职，请先改类别', 'worker.kind')
}

const matterCounts = ({ known, found, due, closed }: HeldMatters) => ({
  problemsFound: found,
  problemsKnown: known,
  eventsDue: due,
  eventsClosed: closed,
})

/** What frozen facts counted of the loop's matters, and the facts with what is counted now. */
export const counted = {
  mattersIn: ({ counts }: LijinFacts): HeldMatters => ({
    known: counts.problemsKnown,
    found: counts.problemsFound,
    due: counts.eventsDue,
    closed: counts.eventsClosed,
  }),
  withMatters: (facts: LijinFacts, matters: HeldMatters): LijinFacts => ({
    ...facts,
    counts: { ...facts.counts, ...matterCounts(matters) },
  }),
}

/** The month in this pack's words: patrols as recorded, problems and events from the loop. */
export function factsOf(held: HeldMonth): LijinFacts {
  const { worker, month, matters, earlierScores, countyStartsOn, countyValues, adjustments } = held
  const { patrolsDue, patrolsDone } = held.recorded ?? {}
  const decisions = (held.decisions ?? []).flatMap((one) =>
    one.kind === 'verdict' || one.kind === 'manualAdjustment' ? [one] : [],
  )
  const corrected = correctionsOf(held)
  return {
    regulation: regulationId,
    month,
    worker: {
      reference: worker.reference,
      kind: kindOf(worker.kind),
      ...(worker.serviceFrom ? { serviceFrom: worker.serviceFrom } : {}),
      ...(worker.serviceTo ? { serviceTo: worker.serviceTo } : {}),
    },
    counts: {
      ...(patrolsDue ? { patrolsDue: patrolsDue.value } : {}),
      ...(patrolsDone ? { patrolsDone: patrolsDone.value } : {}),
      ...matterCounts(matters ?? { known: 0, found: 0, due: 0, closed: 0 }),
    },
    ...(held.leave ? { leave: held.leave } : {}),
    ...(earlierScores?.length ? { history: earlierScores } : {}),
    ...(corrected.length > 0 ? { scoreAdjustments: corrected } : {}),
    ...(decisions.length > 0 ? { decisions } : {}),
    // the article of the pack that was in force then is not this one's
    ...(adjustments?.length
      ? { adjustments: adjustments.map(({ article: _other, ...one }) => one) }
      : {}),
    ...(countyStartsOn ? { countyStartsOn } : {}),
    ...(countyValues?.length ? { countyValues } : {}),
  }
}

/** What people added to or took off the roll-ups that end with this month; zero takes it back. */
function correctionsOf({ recorded }: HeldMonth): NonNullable<LijinFacts['scoreAdjustments']> {
  const of = [
    ['quarter', recorded?.quarterCorrection],
    ['year', recorded?.yearCorrection],
  ] as const
  return of.flatMap(([period, one]) =>
    one && one.value !== 0
      ? [{ of: period, pointsHundredths: one.value, reason: one.evidence }]
      : [],
  )
}
