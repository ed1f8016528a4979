import { Refusal } from '../../http/refusal'
import type { Clock } from '../../platform/clock'
import type { Logger } from '../../platform/log'
import type { StaffService, WorkerInMonth } from '../staff/staff.service'
import type { ClosingStore, NewRun, NewStatement } from './closing.store'
import {
  type CollectFacts,
  inChunks,
  type MonthRecords,
  type WorkerFacts,
  workersAtOnce,
} from './collect-facts'
import { ClosingFault, proposedOf } from './propose-statement'
import { repairTallies } from './repair-tallies'
import type { RegulationsService } from '../regulations/regulations.service'
import type { TalliesStore } from './tallies.store'

export interface ComputeParts {
  closing: ClosingStore
  tallies: TalliesStore
  collectFacts: CollectFacts
  staff: StaffService
  regulations: RegulationsService
  clock: Clock
  log: Logger
}

/** Townships whose workers are asked for together. */
const townshipsAtOnce = 5
/** Groups under way at once: one is evaluated while the database counts or writes for the other. */
const lanes = 2
/** Statements between two looks at what else waits. */
const sliceSize = 100

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))

async function proposeAll(collected: readonly WorkerFacts[]): Promise<NewStatement[]> {
  const statements: NewStatement[] = []
  for (const slice of inChunks(collected, sliceSize)) {
    for (const one of slice) statements.push(proposedOf(one))
    await breathe()
  }
  return statements
}

export interface Lost {
  /** A run whose end could not be written down. */
  lost(runId: string): void
}

/** Computes township by township; one that fails is told and does not hold up the others. */
export function createComputeMonths(parts: ComputeParts & Lost) {
  const { closing, tallies, collectFacts, staff, regulations, clock, log } = parts

  async function statementsOf(
    workers: readonly WorkerInMonth[],
    run: NewRun,
    records: MonthRecords,
  ): Promise<NewStatement[]> {
    const { month } = run
    const statements: NewStatement[] = []
    await closing.progress(run.id, 0, workers.length)
    for (const chunk of inChunks(workers, workersAtOnce)) {
      const accountIds = chunk.map((worker) => worker.accountId)
      const before = await tallies.talliesOf(accountIds, month)
      const collected = await collectFacts.ofChunk(chunk, month, records)
      await repairTallies({ store: tallies, log }, month, collected, before)
      statements.push(...(await proposeAll(collected)))
      if (statements.length < workers.length) {
        await closing.progress(run.id, statements.length, workers.length)
      }
    }
    return statements
  }

  async function computeTownship(
    run: NewRun,
    workers: readonly WorkerInMonth[],
    records: MonthRecords,
  ): Promise<void> {
    const { townshipCode, month } = run
    const { id: regulation, packVersion } = await regulations.ofMonth(townshipCode, month)
    const statements = await statementsOf(workers, run, records)
    const totalFen = statements.reduce((sum, one) => sum + one.payFen, 0)
    const workerCount = statements.length
    const result = { regulation, packVersion, workerCount, totalFen, atMs: clock.nowMs() }
    const written = await closing.propose(run, statements, result)
    if (!written) log.warn({ townshipCode, month }, 'closing was given up meanwhile')
  }

  async function fail(run: NewRun, error: unknown): Promise<void> {
    const { townshipCode, month } = run
    const known = error instanceof Refusal || error instanceof ClosingFault
    if (!known) log.error({ err: error, townshipCode, month }, 'closing failed')
    const message = known ? error.message : '计算没有完成，请再算一次'
    await closing.fail(run, message, clock.nowMs()).catch((failure: unknown) => {
      log.error({ err: failure, townshipCode, month }, 'closing could not be marked as failed')
      parts.lost(run.id)
    })
  }

  async function computeGroup(runs: readonly NewRun[], records: MonthRecords): Promise<void> {
    const [first] = runs
    if (!first) return
    const workers = await staff.workersOf(
      runs.map((run) => run.townshipCode),
      first.month,
    )
    for (const run of runs) {
      const own = workers.filter((worker) => worker.townshipCode === run.townshipCode)
      await computeTownship(run, own, records).catch((error: unknown) => fail(run, error))
    }
  }

  /** Runs of one month. */
  return async function computeMonths(runs: readonly NewRun[]): Promise<void> {
    const [first] = runs
    if (!first) return
    const waiting = inChunks(runs, townshipsAtOnce)
    const records = await collectFacts.recordsOf(first.month).catch(async (error: unknown) => {
      for (const run of runs) await fail(run, error)
      return null
    })
    if (!records) return
    const lane = async () => {
      for (let group = waiting.shift(); group; group = waiting.shift()) {
        const own = group
        await computeGroup(own, records).catch(async (error: unknown) => {
          for (const run of own) await fail(run, error)
        })
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
  }
}
