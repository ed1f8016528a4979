import type * as contract from '../../contract/check-ins'
import type { InputOf, OutputOf } from '../../contract/define'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext, CommandContext } from '../../http/serve'
import { type Clock, daysInMonth, monthEnd, shanghaiDay } from '../../platform/clock'
import type { StaffService, WorkerInMonth } from '../staff/staff.service'
import { checkInsPolicy } from './check-ins.policy'
import { type CorrectionRow, presentCalendar, presentCheckIn } from './check-ins.present'
import { type CorrectParts, createCorrectDay } from './correct-day'
import { monthProgress } from './month-progress'
import { createQuotaDays, type RegulationQuota } from './quota-days'
import { createTakeCheckIn, type TakeParts } from './take-check-in'

export type { CountScope, DayCount } from './check-ins.store'
export type { LateCheckIn } from './take-check-in'

export interface CheckInsParts extends Omit<TakeParts, 'quotaDays'>, CorrectParts {
  areas: TakeParts['areas']
  staff: StaffService
  clock: Clock
  regulationQuota: RegulationQuota
}

type Answer<E> = Promise<OutputOf<E>>

export type CheckInsService = ReturnType<typeof createCheckInsService>

export function createCheckInsService(parts: CheckInsParts) {
  const { store, areas, staff, months, clock } = parts
  const quotaDays = createQuotaDays(parts.regulationQuota, clock)
  const taking = createTakeCheckIn({ ...parts, quotaDays })
  const correcting = createCorrectDay(parts)

  /** The asked worker's month; somebody out of reach is as good as not there. */
  async function visibleWorker(
    accountId: string,
    month: string,
    actor: Actor,
  ): Promise<WorkerInMonth | null> {
    const worker = await staff.worker(accountId, month)
    if (accountId === actor.accountId) return worker
    if (!worker || !checkInsPolicy.mayRead(actor, worker.gridCode)) throw new Refusal('notFound')
    return worker
  }

  async function calendarRows(accountId: string, month: string) {
    const [records, directory] = await Promise.all([
      store.ofDays(accountId, `${month}-01`, monthEnd(month)),
      areas.directory(),
    ])
    const grids = [...new Set(records.map((record) => record.gridCode))]
    const frozen = new Map<string, boolean>()
    for (const grid of grids) frozen.set(grid, await months.isFrozen(grid, month))
    return records.map((record) =>
      presentCheckIn(record, {
        gridName: directory.areaName(record.gridCode),
        frozen: frozen.get(record.gridCode) === true && wasLate(record.receivedAtMs, month),
      }),
    )
  }

  return {
    take: taking.take,
    repeatOfTake: taking.repeat,
    requestCorrection: correcting.request,
    async decideCorrection(
      input: InputOf<typeof contract.decideCorrection>,
      context: CommandContext,
    ) {
      const record = await correcting.decide(input, context)
      context.afterCommit(() => taking.forget(record.accountId))
      return record
    },

    corrections(
      input: InputOf<typeof contract.corrections>,
      actor: Actor,
    ): Answer<typeof contract.corrections> {
      const scopes = visibleScopes(actor, checkInsPolicy.deciders, input.areaCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      return correcting.list(input.state, scopes, actor)
    },

    async monthCalendar(
      input: InputOf<typeof contract.monthCalendar>,
      { actor, nowMs }: CallContext,
    ): Answer<typeof contract.monthCalendar> {
      const { month } = input
      const accountId = input.accountId ?? actor.accountId
      const worker = await visibleWorker(accountId, month, actor)
      const code = worker?.gridCode ?? actor.posts[0]?.scopeCode ?? ''
      const [checkIns, records, tally, quota] = await Promise.all([
        calendarRows(accountId, month),
        store.correctionsOf(accountId, { from: `${month}-01`, to: monthEnd(month) }),
        store.tally(accountId, month),
        quotaDays(code, month, worker?.workerKind ?? null),
      ])
      const corrections = await correcting.present(records, actor)
      return presentCalendar({
        days: Array.from(
          { length: daysInMonth(month) },
          (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`,
        ),
        progress: monthProgress(tally, { month, today: shanghaiDay(nowMs), quotaDays: quota }),
        checkIns,
        corrections: new Map(corrections.map((one): [string, CorrectionRow] => [one.day, one])),
      })
    },

    /**
     * Counted days and raw check-ins of a month, from the facts themselves: distinct counted days
     * and approved corrections. Scopes mean everybody who held a worker's post in them.
     */
    countDays: store.countDays,

    /** Waits for what is on its way to the database and lets go of it. */
    async close(): Promise<void> {
      await taking.idle()
      parts.takeStore.close()
    },
  }
}

/** Received after its month was over: only then can the month have been frozen before it. */
function wasLate(receivedAtMs: number, month: string): boolean {
  return shanghaiDay(receivedAtMs).slice(0, 7) > month
}
