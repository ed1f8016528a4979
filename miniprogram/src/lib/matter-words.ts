import {
  matterClass,
  type MatterState,
  matterStages,
  openMatterStates,
} from '@contract/matter-taxonomy'
import type { MatterDetail, MatterRow } from '@contract/matters'
import type { Tone } from '@/components/tag'

/** What a matter's clock and standing are in words that need no explanation. */
const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Clocks run in working time: eight hours of it are a working day. */
const workingDayMs = 8 * hourMs

export type MatterClock = NonNullable<MatterRow['clock']>
type Timed = Pick<MatterRow, 'level'> & { clock: MatterClock }

/** '不到 1 分钟', '40 分钟', '3 小时', '1 天 2 小时', '4 天'. */
export function workingTimeWords(ms: number, dayMs = workingDayMs): string {
  const whole = Math.abs(ms)
  if (whole < minuteMs) return '不到 1 分钟'
  if (whole < hourMs) return `${Math.floor(whole / minuteMs)} 分钟`
  if (whole < dayMs) return `${Math.floor(whole / hourMs)} 小时`
  const days = Math.floor(whole / dayMs)
  const hours = Math.floor((whole % dayMs) / hourMs)
  return days < 3 && hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`
}

/** '还剩 3 小时（工作时间）', '已超 1 天'; an emergency's clock does not stop at night. */
export function clockWords({ clock, level }: Timed): string {
  const isRound = level === 'emergency'
  const time = workingTimeWords(clock.leftWorkingMs, isRound ? 24 * hourMs : workingDayMs)
  if (clock.overdue) return `已超 ${time}`
  return `还剩 ${time}（${isRound ? '不分昼夜' : '工作时间'}）`
}

const nearHours = 4

export function clockTone({ leftWorkingMs, overdue }: MatterClock): Tone {
  if (overdue) return 'bad'
  return leftWorkingMs < nearHours * hourMs ? 'warn' : 'plain'
}

export function isOpenMatter(state: MatterState): boolean {
  return openMatterStates.includes(state)
}

const toneOfState: Partial<Record<MatterState, Tone>> = {
  returned: 'warn',
  paused: 'warn',
  verified: 'good',
  closed: 'good',
  archived: 'good',
  merged: 'plain',
  ended: 'plain',
}

export function matterTone(state: MatterState): Tone {
  return toneOfState[state] ?? 'note'
}

/** States in which the one who raised it owes the next word. */
export function waitsForRaiser(state: MatterState): boolean {
  return state === 'returned' || state === 'verified'
}

export interface StageShown {
  code: string
  label: string
  standing: 'done' | 'now' | 'ahead'
}

function stageIndex(state: MatterState): number {
  return matterStages.findIndex((stage) => (stage.states as readonly MatterState[]).includes(state))
}

/** The six stages with where it stands; what was merged or ended stays where it had come to. */
export function stagesOf(state: MatterState, way: MatterDetail['timeline']): StageShown[] {
  const isStopped = stageIndex(state) < 0
  const isOver = state === 'closed' || state === 'archived'
  const reached = isStopped
    ? Math.max(0, ...way.map((entry) => stageIndex(entry.toState)))
    : stageIndex(state)
  return matterStages.map(({ code, label }, index) => ({
    code,
    label,
    standing:
      index < reached || (index === reached && (isOver || isStopped))
        ? 'done'
        : index === reached
          ? 'now'
          : 'ahead',
  }))
}

export function isDispute(row: Pick<MatterRow, 'classCode'>): boolean {
  return row.classCode === 'dispute'
}

/** Only the judicial office knows of it. */
export function isJudicial(row: Pick<MatterRow, 'classCode'>): boolean {
  return matterClass(row.classCode).circle === 'judicial'
}
