import { isWholeMonth, RuleError } from '../../rules'
import type { NewStatement } from './closing.store'
import { factsHash, type WorkerFacts } from './collect-facts'
import { isFullMonth } from './month-facts'
import { monthNeedsOf, needsSentence } from './month-needs'

/** Why a township's month cannot be computed, in words for the office: whose facts, and what about them. */
export class ClosingFault extends Error {}

function evaluated({ worker, regulation, facts }: WorkerFacts) {
  try {
    return regulation.evaluateMonth(facts)
  } catch (error) {
    if (error instanceof RuleError) throw new ClosingFault(`${worker.name}：${error.message}`)
    throw error
  }
}

/** Of people who could not all be computed everything that keeps them from it. */
export function refuseLacking(error: unknown, collected: readonly WorkerFacts[]): never {
  if (!(error instanceof ClosingFault)) throw error
  throw new ClosingFault(needsSentence(monthNeedsOf(collected)) || error.message)
}

/** The proposed statement of one worker: the facts as they are stored, and what they come to. */
export function proposedOf(collected: WorkerFacts): NewStatement {
  const { worker, regulation, held, facts } = collected
  const statement = evaluated(collected)
  const { packVersion } = regulation
  const { local, provincial } = held.counts
  const factsJson = JSON.stringify(facts)
  return {
    accountId: worker.accountId,
    townshipCode: worker.townshipCode,
    gridCode: worker.gridCode,
    workerKind: worker.workerKind,
    packVersion,
    factsJson,
    payFen: statement.totals.payFen,
    accrualFen: statement.accrualFen,
    uncollectedFen: statement.uncollectedFen,
    verdict: statement.verdict.final,
    checkInDays: provincial?.checkIns ?? local.checkInDays,
    validReports: provincial?.validReports ?? local.validReports,
    fullMonth: isFullMonth(worker, facts.month),
    exempt:
      isWholeMonth(held.leave) ||
      (held.decisions?.some((decision) => decision.kind === 'quotaWaiver') ?? false),
    factsHash: factsHash(factsJson, packVersion),
  }
}
