import type { HeldMonth } from '../../rules/held-month'
import { type Decision, type QilingFacts, regulationId } from './facts'
import type { WorkerKind } from './labels'

/** The text knows one kind of community workers, full time or part time. */
const kindOf = (kind: string): WorkerKind => (kind === 'rural' ? 'rural' : 'community')

function decisionsOf(held: HeldMonth): Decision[] {
  return (held.decisions ?? []).flatMap((one): Decision[] =>
    one.kind === 'proration' || one.kind === 'manualAdjustment' ? [one] : [],
  )
}

/** The month in this pack's words; what did not happen is left out. */
export function factsOf(held: HeldMonth): QilingFacts {
  const { worker, officeScores, wholeMonthLeave, ranking, householdFile, fraud } = held
  const { adjustments, countyValues, earlierRanks, householdExceptions } = held
  const decisions = decisionsOf(held)
  return {
    regulation: regulationId,
    month: held.month,
    worker: {
      reference: worker.reference,
      kind: kindOf(worker.kind),
      ...(held.dispatched ? { dispatched: true } : {}),
      ...(held.inProbation ? { inProbation: true } : {}),
      ...(worker.serviceFrom ? { serviceFrom: worker.serviceFrom } : {}),
      ...(worker.serviceTo ? { serviceTo: worker.serviceTo } : {}),
    },
    ...(householdFile ? { householdFiles: [householdFile] } : {}),
    ...(householdExceptions?.length ? { householdExceptions } : {}),
    ...(officeScores && !wholeMonthLeave ? { officeScores } : {}),
    ...(wholeMonthLeave ? { wholeMonthLeave: true } : {}),
    ...(held.leave ? { leave: held.leave } : {}),
    ...(ranking ? { ranking } : {}),
    ...(earlierRanks?.length ? { history: earlierRanks } : {}),
    ...(fraud?.length ? { fraud } : {}),
    ...(decisions.length > 0 ? { decisions } : {}),
    ...(adjustments?.length
      ? {
          adjustments: adjustments.map(({ id, correctedMonth, payDeltaFen, reason }) => ({
            id,
            correctedMonth,
            payDeltaFen,
            reason,
          })),
        }
      : {}),
    ...(countyValues?.length ? { countyValues } : {}),
  }
}
