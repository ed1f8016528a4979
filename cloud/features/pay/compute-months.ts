import { Refusal } from '../../http/refusal'
import type { Clock } from '../../platform/clock'
import type { Logger } from '../../platform/log'
import type { StaffService, WorkerInMonth } from '../staff/staff.service'
import type { ClosingStore, ComputedRun, NewRun, NewStatement } from './closing.store'
import {
  type CollectFacts,
  inChunks,
  type MonthRecords,
  type WorkerFacts,
  workersAtOnce,
} from './collect-facts'
import { ClosingFault, proposedOf, refuseLacking } from './propose-statement'
import { repairTallies } from './repair-tallies'
import type { TalliesStore } from './tallies.store'

export interface ComputeParts {
  closing: ClosingStore
  tallies: TalliesStore
  collectFacts: CollectFacts
  staff: StaffService
  clock: Clock
  log: Logger
}

/** Townships computed together. */
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

function countBy(workers: readonly WorkerInMonth[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { townshipCode } of workers)
    counts.set(townshipCode, (counts.get(townshipCode) ?? 0) + 1)
  return counts
}

export interface BeforeComputing {
  /** Lines that the run's month has to carry are made first. */
  correctEarlier(run: NewRun): Promise<void>
}

export interface Lost {
  /** A run whose end could not be written down. */
  lost(runId: string): void
}

/** Computes township by township; one that fails is told and does not hold up the others. */
export function createComputeMonths(parts: ComputeParts & BeforeComputing & Lost) {
  const { closing, tallies, collectFacts, staff, clock, log } = parts

  async function statementsOf(
    workers: readonly WorkerInMonth[],
    month: string,
    records: MonthRecords,
    told: (doneCount: number) => Promise<void>,
  ): Promise<NewStatement[]> {
    const statements: NewStatement[] = []
    for (const chunk of inChunks(workers, workersAtOnce)) {
      const accountIds = chunk.map((worker) => worker.accountId)
      const before = await tallies.talliesOf(accountIds, month)
      const collected = await collectFacts.ofChunk(chunk, month, records)
      await repairTallies({ store: tallies, log }, month, collected, before)
      const proposed = await proposeAll(collected).catch((error: unknown) =>
        refuseLacking(error, collected),
      )
      statements.push(...proposed)
      await told(statements.length)
    }
    return statements
  }

  /** Townships of one month together: few questions to the database, one transaction. */
  async function computeGroup(runs: readonly NewRun[], records: MonthRecords): Promise<void> {
    const codes = runs.map((run) => run.townshipCode)
    const month = runs[0]?.month ?? ''
    const workers = await staff.workersOf(codes, month)
    const counts = countBy(workers)
    const totals = runs.map((run) => ({ id: run.id, total: counts.get(run.townshipCode) ?? 0 }))
    const told = (doneCount: number) => closing.progress(totals, doneCount)
    await told(0)
    const statements = await statementsOf(workers, month, records, told)
    const computed: ComputedRun[] = []
    for (const run of runs) {
      const { id: regulation, packVersion } = await records.regulationOf(run.townshipCode)
      const own = statements.filter((one) => one.townshipCode === run.townshipCode)
      const totalFen = own.reduce((sum, one) => sum + one.payFen, 0)
      computed.push({ run, statements: own, totalFen, regulation, packVersion })
    }
    const written = await closing.propose(month, computed, clock.nowMs())
    if (written < runs.length) log.warn({ codes, month }, 'closing was given up meanwhile')
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

  /** One township that fails does not hold up the others of its group. */
  async function computeOrFail(runs: readonly NewRun[], records: MonthRecords): Promise<void> {
    const [first, second] = runs
    try {
      await computeGroup(runs, records)
    } catch (error) {
      if (first && !second) await fail(first, error)
      else for (const run of runs) await computeOrFail([run], records)
    }
  }

  /** Runs of one month. */
  return async function computeMonths(runs: readonly NewRun[]): Promise<void> {
    const ready: NewRun[] = []
    for (const run of runs)
      await parts.correctEarlier(run).then(
        () => ready.push(run),
        (error: unknown) => fail(run, error),
      )
    const [first] = ready
    if (!first) return
    const waiting = inChunks(ready, townshipsAtOnce)
    const records = await collectFacts.recordsOf(first.month).catch(async (error: unknown) => {
      for (const run of ready) await fail(run, error)
      return null
    })
    if (!records) return
    const lane = async () => {
      for (let group = waiting.shift(); group; group = waiting.shift()) {
        await computeOrFail(group, records)
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
  }
}
