import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../clock'
import { newId } from '../ids'
import type { Logger } from '../log'
import type { LeaseStore } from './lease.store'

/** What a run is given: it looks at `stopping` between its steps and ends early when it is set. */
export interface JobRun {
  nowMs(): number
  stopping(): boolean
}

/**
 * Work that is done every so often in the background, on one node at a time. A run must be harmless
 * to repeat: a node that loses its lease in the middle (a long pause) may still be at it when the
 * next one begins.
 */
export interface Job {
  /** The lease's name, one for each kind of work. */
  name: string
  everyMs: number
  run(run: JobRun): Promise<void>
}

/** Waits so long, or until the signal; tests bring their own. */
export type Schedule = (ms: number, signal: AbortSignal) => Promise<void>

export interface Jobs {
  /** Runs each job from now on, again and again. */
  start(): void
  /** Runs a job once, now; false when another node is at it. */
  runOnce(name: string): Promise<boolean>
  /** Begins nothing more, waits for what is under way and frees the leases. */
  stop(): Promise<void>
}

export interface JobsParts {
  jobs: readonly Job[]
  leases: LeaseStore
  clock: Clock
  log: Pick<Logger, 'warn'>
  schedule?: Schedule
}

const shortestLeaseMs = 60_000

const realSchedule: Schedule = async (ms, signal) => {
  // a stop is not a failure
  await wait(ms, undefined, { signal, ref: false }).catch(() => undefined)
}

export function createJobs({ jobs, leases, clock, log, schedule = realSchedule }: JobsParts): Jobs {
  const holder = newId()
  const ended = new AbortController()
  const stopping = () => ended.signal.aborted
  const underWay = new Set<Promise<unknown>>()

  /** The lease is prolonged as long as the run goes on; a node that dies lets it run out. */
  async function keepLease(job: Job, leaseMs: number, over: AbortSignal): Promise<void> {
    for (;;) {
      await schedule(leaseMs / 3, over)
      if (over.aborted) return
      const nowMs = clock.nowMs()
      await leases.take(job.name, holder, nowMs, nowMs + leaseMs).catch((error: unknown) => {
        log.warn({ err: error, job: job.name }, 'a lease could not be prolonged')
      })
    }
  }

  async function runLeased(job: Job): Promise<boolean> {
    const leaseMs = Math.max(shortestLeaseMs, job.everyMs * 3)
    const nowMs = clock.nowMs()
    if (!(await leases.take(job.name, holder, nowMs, nowMs + leaseMs))) return false
    const over = new AbortController()
    const kept = keepLease(job, leaseMs, over.signal)
    try {
      await job.run({ nowMs: () => clock.nowMs(), stopping })
    } finally {
      over.abort()
      await kept
    }
    return true
  }

  function tracked<T>(work: Promise<T>): Promise<T> {
    underWay.add(work)
    const forget = () => underWay.delete(work)
    work.then(forget, forget)
    return work
  }

  /** A run that fails is told of and tried again at the next turn. */
  async function runAgainAndAgain(job: Job): Promise<void> {
    while (!stopping()) {
      await runLeased(job).catch((error: unknown) => {
        log.warn({ err: error, job: job.name }, 'background work failed')
      })
      if (!stopping()) await schedule(job.everyMs, ended.signal)
    }
  }

  return {
    start() {
      for (const job of jobs) void tracked(runAgainAndAgain(job))
    },
    async runOnce(name) {
      const job = jobs.find((one) => one.name === name)
      if (!job) throw new Error(`no job ${name}`)
      return tracked(runLeased(job))
    },
    async stop() {
      ended.abort()
      await Promise.allSettled([...underWay])
      await Promise.allSettled(jobs.map((job) => leases.release(job.name, holder)))
    },
  }
}
