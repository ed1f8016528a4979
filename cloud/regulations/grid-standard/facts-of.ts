import type { HeldMonth } from '../../rules/held-month'
import { regulationId, scores, type StandardFacts } from './facts'

/** The month in the standard's words, which knows one kind of workers. */
export function factsOf(held: HeldMonth): StandardFacts {
  const { worker, month, recorded, survey, countyStartsOn, countyValues, adjustments } = held
  const decisions = (held.decisions ?? []).flatMap((one) =>
    one.kind === 'verdict' && one.verdict
      ? [{ kind: one.kind, verdict: one.verdict, reason: one.reason }]
      : [],
  )
  const given = Object.keys(scores.shape).flatMap((name) => {
    const one = recorded?.[name]
    return one ? [[name, one.value] as const] : []
  })
  return {
    regulation: regulationId,
    month,
    worker: {
      reference: worker.reference,
      kind: 'worker',
      ...(worker.serviceFrom ? { serviceFrom: worker.serviceFrom } : {}),
      ...(worker.serviceTo ? { serviceTo: worker.serviceTo } : {}),
    },
    scores: Object.fromEntries(given),
    ...(held.leave ? { leave: held.leave } : {}),
    ...(survey ? { survey } : {}),
    ...(decisions.length > 0 ? { decisions } : {}),
    // the article of the pack that was in force then is not this one's
    ...(adjustments?.length
      ? { adjustments: adjustments.map(({ article: _other, ...one }) => one) }
      : {}),
    ...(countyStartsOn ? { countyStartsOn } : {}),
    ...(countyValues?.length ? { countyValues } : {}),
  }
}
