import type { ValidityPoint } from '../../cloud/contract/report-taxonomy'
import type { Random } from './random'

export interface Judged {
  verdict: 'unjudged' | 'valid' | 'invalid' | 'pending'
  reason: string | null
  judgedAtMs: number | null
  /** Each of the five points: met, not met, or not looked at. */
  points: Record<ValidityPoint, boolean | null> | null
}

const failings: readonly { point: ValidityPoint; reason: string }[] = [
  { point: 'inClass', reason: '只写了日常巡查，没有具体情况' },
  { point: 'real', reason: '到现场看过，没有发现所说的情况' },
  { point: 'inOwnGrid', reason: '不在本人负责的网格内' },
  { point: 'handled', reason: '没有写明怎么处理，请补充后再报' },
]
const questions = ['请补一张现场照片，说明具体位置', '等派出所核实后再定', '请写清楚涉及几户']

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const zoneMs = 8 * hourMs

/** Half are judged within some hours, one in ten after three days: as long as matters really take. */
function hoursTaken(random: Random): number {
  return Math.min(160, 4 * Math.exp(random.near() * 6))
}

/** An office works from half past eight to six. */
function inOfficeHours(atMs: number, random: Random): number {
  const sinceMidnight = (atMs + zoneMs) % dayMs
  if (sinceMidnight >= 8.5 * hourMs && sinceMidnight < 18 * hourMs) return atMs
  const midnight = atMs - sinceMidnight + (sinceMidnight < 8.5 * hourMs ? 0 : dayMs)
  return midnight + Math.round((8.5 + random.next() * 3) * hourMs)
}

const allMet: Record<ValidityPoint, true> = {
  inClass: true,
  real: true,
  inOwnGrid: true,
  notDuplicate: true,
  handled: true,
}

/** What the office made of a report by now; what is older than a fortnight is never left lying. */
export function judged(
  random: Random,
  atMs: number,
  nowMs: number,
): Judged & { duplicateOf: null } {
  const taken = Math.round(hoursTaken(random) * hourMs)
  const judgedAtMs = inOfficeHours(atMs + taken, random)
  if (judgedAtMs >= nowMs) {
    return { verdict: 'unjudged', reason: null, judgedAtMs: null, points: null, duplicateOf: null }
  }
  const draw = random.next()
  const isOld = nowMs - atMs > 14 * dayMs
  const made = { judgedAtMs, duplicateOf: null }
  if (draw < 0.905)
    return { ...made, verdict: 'valid', reason: '五项要点都符合，判为有效', points: allMet }
  if (draw < 0.97 || isOld) {
    const { point, reason } = random.pick(failings)
    return { ...made, verdict: 'invalid', reason, points: { ...allMet, [point]: false } }
  }
  return {
    ...made,
    verdict: 'pending',
    reason: random.pick(questions),
    points: { ...allMet, real: null },
  }
}
