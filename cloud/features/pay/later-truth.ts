import type { Actor } from '../../http/actor'
import type { Audit } from '../../http/serve'
import { addMonths } from '../../platform/clock'
import type { Prisma, Transaction } from '../../platform/database'
import { idBytes, newId } from '../../platform/ids'
import type { MonthFacts, Regulation } from '../../rules'
import type { CheckInsService } from '../check-ins/check-ins.service'
import type { ClosingStore } from './closing.store'
import { countBits } from './month-facts'
import type { MonthsService } from './months.service'
import type { PayStore } from './pay.store'

export interface LaterTruth {
  accountId: string
  /** The frozen month it is about. */
  month: string
  cause: 'reportJudged' | 'statisticsImported' | 'checkInArrived'
  reason: string
  actor: Actor
  nowMs: number
  tx: Transaction
  audit: Audit
}

export interface LaterTruthParts {
  store: PayStore
  closing: ClosingStore
  months: MonthsService
  checkIns: Pick<CheckInsService, 'countDays'>
  packs: ReadonlyMap<string, Regulation>
}

/**
 * A truth that comes after a month was frozen never edits it: what it changes of the pay becomes a
 * correction line in the first month that is still open (A-DN-24, A-DN-36). Facts are the frozen
 * ones with the counts as they are now, read inside the transaction that brings the truth; of what
 * they change, earlier corrections of the same month are taken off, so nothing is corrected twice.
 */
export function createLaterTruth({ store, closing, months, checkIns, packs }: LaterTruthParts) {
  async function countsNow({ tx, accountId, month }: LaterTruth, frozen: MonthFacts): Promise<MonthFacts> {
    const days = await checkIns.countDays({ accountIds: [accountId] }, month)
    const validReports = await store.validReportsIn(tx, accountId, month)
    const provincial = await store.newestProvincial(tx, accountId, month)
    const own = days.get(accountId) ?? { countedDays: 0, checkIns: 0 }
    const counts = {
      local: { checkInDays: countBits(own.countedDays), rawCheckIns: own.checkIns, validReports },
      provincial: provincial ? { checkIns: provincial.checkIns, validReports: provincial.validReports } : null,
    }
    return { ...frozen, counts }
  }

  async function firstOpen(tx: Transaction, townshipCode: string, after: string): Promise<string> {
    let month = await months.firstOpenMonth(townshipCode, addMonths(after, 1))
    while ((await closing.stateHeld(tx, townshipCode, month)) === 'frozen') month = addMonths(month, 1)
    return month
  }

  /** Whether a correction line was made. */
  return async function laterTruth(truth: LaterTruth): Promise<boolean> {
    const { tx, accountId, month, actor, nowMs } = truth
    const frozen = await store.lockFrozen(tx, accountId, month)
    const pack = frozen ? packs.get(frozen.facts.regulation) : undefined
    if (!frozen || !pack) return false
    const before = pack.evaluateMonth(frozen.facts)
    const after = pack.evaluateMonth(await countsNow(truth, frozen.facts))
    const correction = pack.correct(before, after)
    const earlier = await store.adjustmentsOf(tx, accountId, month)
    const payDeltaFen = correction.payDeltaFen - earlier.reduce((sum, one) => sum + one.payDeltaFen, 0)
    const accrualDeltaFen = correction.accrualDeltaFen - earlier.reduce((sum, one) => sum + one.accrualDeltaFen, 0)
    if (payDeltaFen === 0 && accrualDeltaFen === 0) return false
    const id = newId()
    const into = await firstOpen(tx, frozen.townshipCode, month)
    await store.createAdjustment(tx, {
      id: idBytes(id),
      accountId: idBytes(accountId),
      correctedMonth: month,
      month: into,
      payDeltaFen,
      accrualDeltaFen,
      cause: truth.cause,
      reason: truth.reason.slice(0, 500),
      article: pack.correctionArticle,
      detail: correction as unknown as Prisma.InputJsonValue,
      recordedBy: idBytes(actor.accountId),
      recordedAt: new Date(nowMs),
    })
    truth.audit('adjustment.recorded', id, frozen.gridCode, { correctedMonth: month, month: into, payDeltaFen, accrualDeltaFen })
    return true
  }
}
