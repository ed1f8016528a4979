import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { shanghaiMonth } from '../../platform/clock'
import { idText, newId } from '../../platform/ids'
import type { RegulationsService } from '../regulations/regulations.service'
import type { NewRun } from './closing.store'
import { type BeforeComputing, type ComputeParts, createComputeMonths } from './compute-months'

export type CloseParts = ComputeParts & BeforeComputing & { regulations: RegulationsService }

/** Longer than any computation takes: one that still runs then was cut off. */
const mostRunningMs = 15 * 60_000
const cutOff = '计算中断了，已重新开始'

export type MonthClosing = ReturnType<typeof createMonthClosing>

/** Computing months: begun by a command, carried on in the background, told by its runs. */
export function createMonthClosing(parts: CloseParts) {
  const { closing, regulations, clock } = parts
  const lost = new Set<string>()
  const computeMonths = createComputeMonths({ ...parts, lost: (runId) => lost.add(runId) })
  let working: Promise<void> = Promise.resolve()

  /** One computation after another; `idle` waits for the last. */
  function start(runs: readonly NewRun[]): void {
    working = working.then(() => computeMonths(runs))
  }

  /** Runs that were cut off give way to new ones; one that is at work does not. */
  async function giveWay(
    townshipCodes: readonly string[],
    month: string,
    { tx, nowMs }: CommandContext,
  ): Promise<void> {
    if (townshipCodes.length === 0) return
    for (const row of await closing.runningOf(tx, townshipCodes, month)) {
      const isLost = lost.has(idText(row.id)) || nowMs - row.startedAt.getTime() > mostRunningMs
      if (!isLost) throw new Refusal('closingUnderWay')
      await closing.giveUp(tx, row.id, cutOff, nowMs)
    }
  }

  return {
    /** Checks and marks the townships; the computing itself begins when that is durable. */
    async close(
      month: string,
      townshipCodes: readonly string[],
      context: CommandContext,
    ): Promise<string[]> {
      const { tx, actor, nowMs } = context
      if (month >= shanghaiMonth(nowMs)) throw new Refusal('monthNotOver')
      // always in the same order, so that two closings never wait for each other
      const codes = [...new Set(townshipCodes)].sort()
      await Promise.all(codes.map((code) => regulations.ofMonth(code, month)))
      const states = await closing.lock(tx, codes, month)
      if ([...states.values()].includes('frozen')) throw new Refusal('monthFrozen')
      const computing = codes.filter((code) => states.get(code) === 'computing')
      await giveWay(computing, month, context)
      const runs = codes.map((townshipCode) => ({
        id: newId(),
        townshipCode,
        month,
        startedBy: actor.accountId,
        startedAtMs: nowMs,
      }))
      await closing.begin(tx, runs)
      for (const code of codes) context.audit('month.closed', `${code} ${month}`, code)
      context.afterCommit(() => start(runs))
      return runs.map((run) => run.id)
    },

    /** A stop of the service cuts computations off: they are marked, and may be begun again. */
    async recover(): Promise<void> {
      for (const { id, townshipCode, month } of await closing.running()) {
        const run = { id: idText(id), townshipCode, month }
        await closing.fail(run, '服务重启，计算中断，请再算一次', clock.nowMs())
      }
    },

    idle: () => working,
  }
}
