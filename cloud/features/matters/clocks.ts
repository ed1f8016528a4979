import type { MatterClassCode, MatterLevel } from '../../contract/matter-taxonomy'

export type ClockName =
  | 'supplement'
  | 'accept'
  | 'dispatch'
  | 'handle'
  | 'verify'
  | 'evaluate'
  | 'archive'

const hour = 3_600_000

/** When a clock that starts at `fromMs` runs out. */
export function dueAtOf(
  clock: ClockName,
  { level }: { classCode: MatterClassCode; level: MatterLevel },
  fromMs: number,
): number {
  const hours = clock === 'handle' ? 5 * 24 : 24
  return fromMs + (level === 'emergency' ? 1 : hours) * hour
}

/** Working time from one instant to another; negative when `toMs` lies before `fromMs`. */
export function workingMsBetween(fromMs: number, toMs: number): number {
  return toMs - fromMs
}

/** The instant that lies so much working time after `fromMs`. */
export function addWorkingMs(fromMs: number, workingMs: number): number {
  return fromMs + workingMs
}
