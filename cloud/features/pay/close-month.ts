import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { type Clock, shanghaiMonth } from '../../platform/clock'
import { idText, newId } from '../../platform/ids'
import type { Logger } from '../../platform/log'
import type { RegulationsService } from '../regulations/regulations.service'
import type { ClosingStore, NewRun } from './closing.store'
import { type CollectFacts, factsHash, type WorkerFacts } from './collect-facts'
import { isFullMonth } from './month-facts'
import type { NewStatement, PayStore } from './pay.store'

export interface CloseParts {
  store: PayStore
  closing: ClosingStore
  collectFacts: CollectFacts
  regulations: RegulationsService
  clock: Clock
  log: Logger
}

/** Townships computed together: few questions to the database, and not too many rows at once. */
const townshipsAtOnce = 25

/** The proposed statement of one worker: the facts and what they come to. */
export function proposedOf({ worker, regulation, facts }: WorkerFacts): NewStatement {
  const statement = regulation.evaluateMonth(facts)
  const { packVersion } = regulation
  return {
    accountId: worker.accountId,
    townshipCode: worker.townshipCode,
    gridCode: worker.gridCode,
    workerKind: worker.workerKind,
    packVersion,
    facts,
    payFen: statement.totals.payFen,
    accrualFen: statement.accrualFen,
    uncollectedFen: statement.uncollectedFen,
    verdict: statement.verdict.final,
    checkInDays: facts.counts.provincial?.checkIns ?? facts.counts.local.checkInDays,
    validReports: facts.counts.provincial?.validReports ?? facts.counts.local.validReports,
    fullMonth: isFullMonth(worker, facts.month),
    exempt: facts.decisions?.some((decision) => decision.kind === 'quotaWaiver') ?? false,
    factsHash: factsHash(facts, packVersion),
  }
}

/** Gives way to requests that wait between two slices of computing. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))
const sliceSize = 200

async function proposeAll(workers: readonly WorkerFacts[]): Promise<NewStatement[]> {
  const statements: NewStatement[] = []
  for (const [index, worker] of workers.entries()) {
    statements.push(proposedOf(worker))
    if (index % sliceSize === sliceSize - 1) await breathe()
  }
  return statements
}

export type MonthClosing = ReturnType<typeof createMonthClosing>

/** Computing months: begun by a command, carried on in the background, told by its runs. */
export function createMonthClosing(parts: CloseParts) {
  const { store, closing, collectFacts, regulations, clock, log } = parts
  let working: Promise<void> = Promise.resolve()

  async function computeBatch(runs: readonly NewRun[]): Promise<void> {
    const [first] = runs
    if (!first) return
    const { month } = first
    const codes = runs.map((run) => run.townshipCode)
    const workers = await collectFacts(codes, month)
    const statements = await proposeAll(workers)
    for (const run of runs) {
      const total = statements.filter((one) => one.townshipCode === run.townshipCode).length
      await closing.progress(run.id, Math.floor(total / 2), total)
    }
    await store.replaceProposed(codes, month, statements)
    for (const run of runs) {
      const own = statements.filter((one) => one.townshipCode === run.townshipCode)
      const { id: regulation, packVersion } = await regulations.ofMonth(run.townshipCode, month)
      const totalFen = own.reduce((sum, one) => sum + one.payFen, 0)
      const atMs = clock.nowMs()
      await closing.finish(run, { regulation, packVersion, workerCount: own.length, totalFen, atMs })
    }
  }

  async function work(runs: readonly NewRun[]): Promise<void> {
    for (let at = 0; at < runs.length; at += townshipsAtOnce) {
      const batch = runs.slice(at, at + townshipsAtOnce)
      try {
        await computeBatch(batch)
      } catch (error) {
        log.error({ err: error, month: batch[0]?.month }, 'closing failed')
        const message = error instanceof Refusal ? error.message : '计算没有完成，请再算一次'
        for (const run of batch) await closing.fail(run, message, clock.nowMs()).catch(() => undefined)
      }
    }
  }

  /** One computation after another; `idle` waits for the last. */
  function start(runs: readonly NewRun[]): void {
    working = working.then(() => work(runs))
  }

  return {
    /** Checks and marks the townships; the computing itself begins when that is durable. */
    async close(month: string, townshipCodes: readonly string[], context: CommandContext): Promise<string[]> {
      const { tx, actor, nowMs } = context
      if (month >= shanghaiMonth(nowMs)) throw new Refusal('monthNotOver')
      const runs: NewRun[] = []
      for (const townshipCode of [...new Set(townshipCodes)].sort()) {
        await regulations.ofMonth(townshipCode, month)
        const state = await closing.lock(tx, townshipCode, month)
        if (state === 'frozen') throw new Refusal('monthFrozen')
        if (state === 'computing') throw new Refusal('closingUnderWay')
        const run = { id: newId(), townshipCode, month, startedBy: actor.accountId, startedAtMs: nowMs }
        await closing.begin(tx, run)
        context.audit('month.closed', `${townshipCode} ${month}`, townshipCode)
        runs.push(run)
      }
      context.afterCommit(() => start(runs))
      return runs.map((run) => run.id)
    },

    /** A stop of the service cuts computations off: they are marked, and may be begun again. */
    async recover(): Promise<void> {
      for (const { id, townshipCode, month } of await closing.running()) {
        const runId = idText(id)
        await closing.fail({ id: runId, townshipCode, month }, '服务重启，计算中断，请再算一次', clock.nowMs())
      }
    },

    idle: () => working,
  }
}
