import { createHash } from 'node:crypto'
import { Refusal } from '../../http/refusal'
import type { RateLimitsStore } from './rate-limits.store'

export interface Limit {
  /** What is counted: `raise device …`. */
  key: string
  most: number
  windowMs: number
}

const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
const forgetEveryMs = hourMs

/** The neighbourhood an address belongs to: a /24, of an IPv6 address what one household shares. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  if (!plain.includes(':')) return plain.split('.').slice(0, 3).join('.')
  const [head = ''] = plain.split('::')
  return head.split(':').slice(0, 4).join(':')
}

function waitText(waitMs: number): string {
  const minutes = Math.max(1, Math.ceil(waitMs / minuteMs))
  return minutes < 90 ? `${minutes} 分钟` : `${Math.ceil(minutes / 60)} 小时`
}

export type RateLimits = ReturnType<typeof createRateLimits>

export function createRateLimits(store: RateLimitsStore) {
  let forgottenMs = Number.NEGATIVE_INFINITY

  const startOf = ({ windowMs }: Limit, nowMs: number) => nowMs - (nowMs % windowMs)

  return {
    /** Counts once against each limit; above one of them it is refused, and told until when. */
    async take(limits: readonly Limit[], nowMs: number): Promise<void> {
      const counters = limits.map((limit) => ({
        keyHash: createHash('sha256').update(limit.key).digest().subarray(0, 16),
        startsAt: new Date(startOf(limit, nowMs)),
      }))
      const counts = await store.count(counters)
      if (nowMs - forgottenMs > forgetEveryMs) {
        forgottenMs = nowMs
        await store.forget(new Date(nowMs - 2 * dayMs))
      }
      const waits = limits
        .filter((limit, index) => (counts[index] ?? 0) > limit.most)
        .map((limit) => startOf(limit, nowMs) + limit.windowMs - nowMs)
      if (waits.length === 0) return
      const waitMs = Math.max(...waits)
      throw new Refusal('tooManyForNow', {
        wait: waitText(waitMs),
        retryAfterSeconds: Math.ceil(waitMs / 1000),
      })
    },
  }
}

/** A phone sends little, a village's shared address more, a whole grid not endlessly. */
export const limitsOf = {
  raise: (ownerId: string, address: string): Limit[] => [
    { key: `raise device ${ownerId}`, most: 6, windowMs: hourMs },
    { key: `raise device day ${ownerId}`, most: 20, windowMs: dayMs },
    { key: `raise network ${networkOf(address)}`, most: 120, windowMs: hourMs },
  ],
  /** Counted once the others have passed, so that nobody shuts a grid by being refused. */
  raiseInGrid: (gridCode: string): Limit[] => [
    { key: `raise grid ${gridCode}`, most: 60, windowMs: hourMs },
  ],
  /** Looking whether others raised it already, once or twice before sending. */
  alike: (address: string): Limit[] => [
    { key: `alike network ${networkOf(address)}`, most: 300, windowMs: hourMs },
  ],
  support: (ownerId: string, address: string): Limit[] => [
    { key: `support device ${ownerId}`, most: 20, windowMs: dayMs },
    { key: `support network ${networkOf(address)}`, most: 120, windowMs: hourMs },
  ],
  photo: (ownerId: string, address: string): Limit[] => [
    { key: `photo device ${ownerId}`, most: 54, windowMs: hourMs },
    { key: `photo network ${networkOf(address)}`, most: 600, windowMs: hourMs },
  ],
  move: (matterId: string, address: string): Limit[] => [
    { key: `move matter ${matterId}`, most: 20, windowMs: hourMs },
    { key: `move network ${networkOf(address)}`, most: 300, windowMs: hourMs },
  ],
  code: (matterId: string, phoneKey: string, address: string): Limit[] => [
    { key: `code minute ${matterId}`, most: 1, windowMs: minuteMs },
    { key: `code matter ${matterId}`, most: 5, windowMs: dayMs },
    { key: `code phone ${phoneKey}`, most: 5, windowMs: dayMs },
    { key: `code network ${networkOf(address)}`, most: 60, windowMs: hourMs },
  ],
  opinion: (ownerId: string, address: string): Limit[] => [
    { key: `opinion device ${ownerId}`, most: 5, windowMs: dayMs },
    { key: `opinion network ${networkOf(address)}`, most: 60, windowMs: hourMs },
  ],
  survey: (address: string): Limit[] => [
    { key: `survey network ${networkOf(address)}`, most: 300, windowMs: hourMs },
  ],
}
