import type { WorkerKind } from '../../contract/primitives'
import type { Clock } from '../../platform/clock'
import { checkInParameters } from './check-in-parameters'

/** Counted days that a month asks of a worker of this kind in this grid. */
export type QuotaDays = (
  gridCode: string,
  month: string,
  kind: WorkerKind | null,
) => Promise<number>

/** What the regulation in force says; rejects where none or several bind. */
export type RegulationQuota = (gridCode: string, month: string, kind: WorkerKind) => Promise<number>

const keptMs = 60_000
const mostKept = 2_000

/**
 * The regulation's quota, asked at most once a minute for a township, month and kind. Where no one
 * regulation binds, the check-in is still taken and the usual quota shown: the closing is where
 * that must be settled.
 */
export function createQuotaDays(regulationQuota: RegulationQuota, clock: Clock): QuotaDays {
  const kept = new Map<string, { quota: Promise<number>; loadedMs: number }>()
  return (gridCode, month, kind) => {
    const key = `${gridCode.slice(0, 9)} ${month} ${kind}`
    const known = kept.get(key)
    const nowMs = clock.nowMs()
    if (known && Math.abs(nowMs - known.loadedMs) < keptMs) return known.quota
    const quota = regulationQuota(gridCode, month, kind ?? 'rural').catch(
      () => checkInParameters.quotaDays.value,
    )
    if (kept.size >= mostKept) kept.clear()
    kept.set(key, { quota, loadedMs: nowMs })
    return quota
  }
}
