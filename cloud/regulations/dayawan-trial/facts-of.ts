import type { HeldMonth } from '../../rules/held-month'
import { RuleError } from '../../rules/rule-error'
import { type DayawanFacts, regulationId } from './facts'

const posts: Readonly<Record<string, DayawanFacts['worker']['kind']>> = {
  communityFullTime: 'fullTime',
  communityPartTime: 'partTime',
}

function postOf(kind: string): DayawanFacts['worker']['kind'] {
  const post = posts[kind]
  if (post) return post
  throw new RuleError('factsRefused', '办法里没有农村网格员，请先改类别', 'worker.kind')
}

/**
 * The month in this pack's words. Where the street scored no items, its own verdict is what the
 * scheme came to.
 */
export function factsOf(held: HeldMonth): DayawanFacts {
  const { worker, month, officeScores, countyStartsOn, countyValues, history } = held
  const absent = held.recorded?.absentHalfDays
  const decided = held.decisions?.findLast((one) => one.kind === 'verdict')
  const decision = decided ? { verdict: decided.verdict, reason: decided.reason } : undefined
  return {
    regulation: regulationId,
    month,
    worker: { reference: worker.reference, kind: postOf(worker.kind) },
    ...(officeScores ? { itemScores: officeScores } : {}),
    ...(decision && !officeScores ? { met: decision.verdict === 'pass' } : {}),
    ...(decision ? { decision } : {}),
    // the article of the pack that was in force then is not this one's
    ...(held.adjustments?.length
      ? { adjustments: held.adjustments.map(({ article: _other, ...one }) => one) }
      : {}),
    ...(held.leave ? { leave: held.leave } : {}),
    ...(absent ? { absentHalfDays: absent.value } : {}),
    ...(history?.length
      ? {
          history: history.map((one) => ({
            month: one.month,
            met: one.verdict === 'pass',
            ...(one.exempt ? { onLeave: true } : {}),
          })),
        }
      : {}),
    ...(countyStartsOn ? { countyStartsOn } : {}),
    ...(countyValues?.length ? { countyValues } : {}),
  }
}
