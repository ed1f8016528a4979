import type { HeldMonth } from '../../rules/held-month'
import { regulationId, type RuralFacts } from './facts'

/** The month in this pack's words: every grid worker holds the fourth level's post (A-XC-10). */
export function factsOf(held: HeldMonth): RuralFacts {
  const { worker, month, countyStartsOn, countyValues, adjustments } = held
  const decisions = (held.decisions ?? []).flatMap((one) =>
    one.kind === 'verdict' || one.kind === 'manualAdjustment' ? [one] : [],
  )
  return {
    regulation: regulationId,
    month,
    worker: {
      reference: worker.reference,
      kind: 'worker',
      ...(worker.serviceFrom ? { serviceFrom: worker.serviceFrom } : {}),
      ...(worker.serviceTo ? { serviceTo: worker.serviceTo } : {}),
    },
    ...(held.leave ? { leave: held.leave } : {}),
    ...(decisions.length > 0 ? { decisions } : {}),
    // the article of the pack that was in force then is not this one's
    ...(adjustments?.length
      ? { adjustments: adjustments.map(({ article: _other, ...one }) => one) }
      : {}),
    ...(countyStartsOn ? { countyStartsOn } : {}),
    ...(countyValues?.length ? { countyValues } : {}),
  }
}
