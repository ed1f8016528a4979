import type { Actor } from '../../http/actor'
import type { Audit } from '../../http/serve'
import { addMonths, bitCount } from '../../platform/clock'
import type { Prisma, Transaction } from '../../platform/database'
import { idBytes, newId } from '../../platform/ids'
import type { CorrectionCause, HeldMatters, HeldMonth, PackFacts, PayRegulation } from '../../rules'
import type { CheckInsService } from '../check-ins/check-ins.service'
import type { StaffService } from '../staff/staff.service'
import { evaluatedOf } from './evaluated'
import type { LaterTruthStore } from './later-truth.store'
import type { MonthsService } from './months.service'
import type { StoredStatement } from './statement-rows.store'

export type LaterCause =
  | 'reportJudged'
  | 'reportFabricated'
  | 'statisticsImported'
  | 'checkInArrived'
  | 'mattersDecided'

const causeOf: Record<LaterCause, CorrectionCause> = {
  reportJudged: 'judgement',
  reportFabricated: 'fabrication',
  statisticsImported: 'statistics',
  checkInArrived: 'checkIns',
  mattersDecided: 'matters',
}

export interface LaterTruth {
  accountId: string
  /** The frozen month it is about. */
  month: string
  cause: LaterCause
  reason: string
  actor: Pick<Actor, 'accountId'>
  /** What the loop counts of his grid now; only where matters were decided. */
  matters?: HeldMatters
  nowMs: number
  tx: Transaction
  audit: Audit
}

export interface LaterTruthParts {
  laterTruths: LaterTruthStore
  months: MonthsService
  staff: Pick<StaffService, 'worker'>
  checkIns: Pick<CheckInsService, 'countDays'>
  packs: ReadonlyMap<string, PayRegulation>
}

/**
 * A truth that comes after a month was frozen never edits it: what it changes of the pay becomes a
 * correction line in the first month that is still open (A-DN-24, A-DN-36). Facts are the frozen
 * ones with the counts as they are now; of what they change of the frozen tree, earlier corrections
 * of the same month are taken off, so nothing is corrected twice.
 */
export function createLaterTruth(parts: LaterTruthParts) {
  const { laterTruths, months, staff, checkIns, packs } = parts

  /** The frozen facts with what is known now; null: the month is not made of what came later. */
  async function factsNow(
    truth: LaterTruth,
    pack: PayRegulation,
    frozen: PackFacts,
  ): Promise<PackFacts | null> {
    const { tx, accountId, month, matters } = truth
    if (matters) return pack.counted?.withMatters(frozen, matters) ?? null
    if (!pack.reads.includes('checkIns')) return null
    const days = await checkIns.countDays({ accountIds: [accountId] }, month)
    const validReports = await laterTruths.validReports(tx, accountId, month)
    const provincial = await laterTruths.provincial(tx, accountId, month)
    const own = days.get(accountId) ?? { countedDays: 0, checkIns: 0 }
    const local = {
      checkInDays: bitCount(own.countedDays),
      rawCheckIns: own.checkIns,
      validReports,
    }
    const counted: PackFacts & Pick<HeldMonth, 'counts'> = {
      ...frozen,
      counts: { local, provincial },
    }
    return counted
  }

  /** The first month after it that is not frozen where the worker then works. */
  async function firstOpen(tx: Transaction, frozen: StoredStatement): Promise<string> {
    for (let month = addMonths(frozen.month, 1); ; month = addMonths(month, 1)) {
      const worker = await staff.worker(frozen.accountId, month)
      const township = worker?.townshipCode ?? frozen.townshipCode
      if (!(await months.isFrozen(township, month, tx))) return month
    }
  }

  /** Whether a correction line was made. */
  return async function laterTruth(truth: LaterTruth): Promise<boolean> {
    const { tx, accountId, month, actor, nowMs } = truth
    const frozen = await laterTruths.lockFrozen(tx, accountId, month)
    if (!frozen) return false
    const pack = packs.get(frozen.facts.regulation)
    if (!pack) throw new Error(`no pack ${frozen.facts.regulation}`)
    const facts = await factsNow(truth, pack, frozen.facts)
    if (!facts) return false
    const correction = pack.correct(evaluatedOf(frozen, packs), pack.evaluateMonth(facts))
    const earlier = await laterTruths.correctedSoFar(tx, accountId, month)
    const payDeltaFen = correction.payDeltaFen - earlier.payDeltaFen
    const accrualDeltaFen = correction.accrualDeltaFen - earlier.accrualDeltaFen
    if (payDeltaFen === 0 && accrualDeltaFen === 0) return false
    const id = newId()
    const into = await firstOpen(tx, frozen)
    await laterTruths.createAdjustment(tx, {
      id: idBytes(id),
      accountId: idBytes(accountId),
      correctedMonth: month,
      month: into,
      payDeltaFen,
      accrualDeltaFen,
      cause: truth.cause,
      reason: truth.reason.slice(0, 500),
      article: pack.correctionArticles[causeOf[truth.cause]],
      detail: correction as unknown as Prisma.InputJsonValue,
      recordedBy: idBytes(actor.accountId),
      recordedAt: new Date(nowMs),
    })
    const detail = { correctedMonth: month, month: into, payDeltaFen, accrualDeltaFen }
    truth.audit('adjustment.recorded', id, frozen.gridCode, detail)
    return true
  }
}
