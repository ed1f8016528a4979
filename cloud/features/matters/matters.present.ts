import {
  type MatterMove,
  type MatterState,
  matterClass,
  matterMoveLabel,
  matterStateWords,
} from '../../contract/matter-taxonomy'
import type { MatterDetail, MatterRow, MatterTask, TimelineEntry } from '../../contract/matters'
import type { Position } from '../../contract/primitives'
import type { Directory } from '../areas/areas.service'
import {
  type ClockName,
  type CountyClocks,
  clockLabel,
  clockSentence,
  workingMsBetween,
} from './clocks'
import type { Found } from './find-move'
import { briefOf } from './matter-notices'
import type { Whole } from './matters.store'
import type { MoveNeed } from './moves'
import type { Matter, MatterEvent, Task } from './standing'
import { type LabelOf, sentenceOf } from './timeline-sentence'

/** What matters are shown with: names of places and holders, and the time. */
export interface Around {
  directory: Directory
  labelOf: LabelOf
  nowMs: number
}

/** With how long clocks run, which a matter itself tells. */
export interface AroundOne extends Around {
  countyClocks: CountyClocks
}

const maskedBrief = '限制类事项，打开后可看，查看会留下记录'

const clockOfState: Partial<Record<MatterState, ClockName>> = {
  raised: 'accept',
  returned: 'supplement',
  accepted: 'dispatch',
  escalated: 'dispatch',
  dispatched: 'handle',
  handled: 'verify',
  verified: 'evaluate',
}

function presentClock(matter: Matter, nowMs: number): MatterRow['clock'] {
  const name = clockOfState[matter.state]
  if (!name || matter.dueAtMs === null) return null
  return {
    label: clockLabel[name],
    dueAtMs: matter.dueAtMs,
    leftWorkingMs: Math.round(workingMsBetween(nowMs, matter.dueAtMs, matter.level)),
    overdue: nowMs > matter.dueAtMs,
    pausedMs: matter.pausedMs,
  }
}

/** By what the running clock is as long as it is. */
function presentClockText({ matter, events }: Whole, county: CountyClocks): string | null {
  const name = clockOfState[matter.state]
  if (!name || matter.dueAtMs === null) return null
  const begun = events.findLast(
    ({ fromState, toState }) => toState === matter.state && fromState !== toState,
  )
  return clockSentence(name, matter, begun?.atMs ?? matter.receivedAtMs, county)
}

export function presentPosition(position: Matter['position']): Position | null {
  if (!position) return null
  const { longitude, latitude, datum, accuracyMeters } = position
  return { longitude, latitude, datum, ...(accuracyMeters == null ? {} : { accuracyMeters }) }
}

/** What of a matter's text a list shows: of a restricted one nothing, so that each reading is a look at itself. */
export const shownBrief = ({ circle, text }: Pick<Matter, 'circle' | 'text'>): string =>
  circle === 'open' ? briefOf(text) : maskedBrief

export function presentMatter(matter: Matter, around: Around): MatterRow {
  const { directory, labelOf, nowMs } = around
  const grid = directory.grid(matter.gridCode)
  return {
    id: matter.id,
    receiptNumber: matter.receiptNumber,
    source: matter.source,
    classCode: matter.classCode,
    classLabel: matterClass(matter.classCode).label,
    level: matter.level,
    restricted: matter.circle !== 'open',
    brief: shownBrief(matter),
    gridCode: matter.gridCode,
    gridName: grid?.name ?? matter.gridCode,
    villageName: grid?.villageName ?? directory.areaName(matter.gridCode.slice(0, 12)),
    state: matter.state,
    outcome: matter.outcome,
    holderName: matter.holderCode ? labelOf(matter.holderCode) : null,
    clock: presentClock(matter, nowMs),
    raisedAtMs: matter.raisedAtMs,
    urgedCount: matter.urgedCount,
    reopenedCount: matter.reopenedCount,
    selfHandled: matter.selfHandled,
    satisfaction: matter.satisfaction,
  }
}

function presentTask(task: Task, labelOf: LabelOf): MatterTask {
  return {
    number: task.number,
    holderCode: task.holderCode,
    holderName: labelOf(task.holderCode),
    part: task.part,
    state: task.state,
    dispatchedAtMs: task.dispatchedAtMs,
    dueAtMs: task.dueAtMs,
    doneAtMs: task.doneAtMs,
    late: task.late,
    result: task.result,
    extensionAskedToMs: task.extensionAskedToMs,
  }
}

const photosOf = (whole: Whole, eventNumber: number) =>
  whole.photos
    .filter((photo) => photo.eventNumber === eventNumber)
    .map(({ photoId, arrived }) => ({ photoId, arrived }))

function presentEvent(
  event: MatterEvent,
  whole: Whole,
  byName: string,
  labelOf: LabelOf,
): TimelineEntry {
  return {
    number: event.number,
    move: event.move,
    label: matterMoveLabel[event.move],
    toState: event.toState,
    atMs: event.atMs,
    byName,
    text: event.text,
    sentence: sentenceOf(event, labelOf),
    position: presentPosition(event.position),
    photos: photosOf(whole, event.number),
  }
}

function postName({ actorKind, actingCode }: MatterEvent, labelOf: LabelOf): string {
  if (actorKind === 'clock') return '系统'
  if (actorKind === 'resident') return '反映人'
  return actingCode ? labelOf(actingCode) : '网格员'
}

export interface StaffView {
  nameOf(accountId: string): string
  moves: readonly (Found & { needs: MoveNeed[] })[]
}

/** For staff: who did what by name and post, every entry. */
export function presentDetail(whole: Whole, around: AroundOne, view: StaffView): MatterDetail {
  const { matter, tasks, events } = whole
  const { labelOf } = around
  const nameOf = (event: MatterEvent) => {
    const post = postName(event, labelOf)
    const name = event.accountId ? view.nameOf(event.accountId) : ''
    return name ? `${name}（${post}）` : post
  }
  return {
    matter: { ...presentMatter(matter, around), brief: briefOf(matter.text) },
    clockText: presentClockText(whole, around.countyClocks),
    text: matter.text,
    placeText: matter.placeText,
    position: presentPosition(matter.position),
    objectType: matter.objectType,
    raisedByName: matter.raisedBy ? view.nameOf(matter.raisedBy) : '居民',
    timeline: events.map((event) => presentEvent(event, whole, nameOf(event), labelOf)),
    tasks: tasks.map((task) => presentTask(task, labelOf)),
    photos: photosOf(whole, 1),
    mergedInto: whole.mergedInto,
    followers: whole.followers,
    moves: view.moves.map(({ move, needs }) => ({
      move: move.name,
      label: matterMoveLabel[move.name],
      needs,
    })),
  }
}

/** What the one who raised it reads: public entries, posts and units but no names of people. */
export interface RaiserView {
  matterId: string
  receiptNumber: string
  classCode: Matter['classCode']
  classLabel: string
  level: Matter['level']
  source: Matter['source']
  gridCode: string
  text: string
  placeText: string | null
  position: Position | null
  state: MatterState
  stateWords: string
  outcome: Matter['outcome']
  satisfaction: Matter['satisfaction']
  /** Who has it, where somebody does. */
  holderName: string | null
  clock: MatterRow['clock']
  raisedAtMs: number
  updatedAtMs: number
  timeline: TimelineEntry[]
  photos: { photoId: string; arrived: boolean }[]
  /** What he can do now. */
  moves: MatterMove[]
}

export function presentForRaiser(
  whole: Whole,
  followed: Whole | null,
  around: Around,
  moves: readonly Found[],
): RaiserView {
  const { labelOf } = around
  // one that follows another shows that other's way, which is now its own
  const leading = followed?.matter ?? whole.matter
  const entries = [
    ...whole.events,
    ...(followed?.events.filter(({ atMs }) => atMs >= (whole.events.at(-1)?.atMs ?? 0)) ?? []),
  ]
  const row = presentMatter(leading, around)
  return {
    matterId: whole.matter.id,
    receiptNumber: whole.matter.receiptNumber,
    classCode: whole.matter.classCode,
    classLabel: matterClass(whole.matter.classCode).label,
    level: whole.matter.level,
    source: whole.matter.source,
    gridCode: whole.matter.gridCode,
    text: whole.matter.text,
    placeText: whole.matter.placeText,
    position: presentPosition(whole.matter.position),
    state: leading.state,
    stateWords: matterStateWords[leading.state],
    outcome: leading.outcome,
    satisfaction: leading.satisfaction,
    holderName: row.holderName,
    clock: row.clock,
    raisedAtMs: whole.matter.raisedAtMs,
    updatedAtMs: entries.at(-1)?.atMs ?? whole.matter.receivedAtMs,
    timeline: entries
      .filter((event) => event.isPublic)
      .map((event) => ({
        ...presentEvent(
          event,
          event.matterId === whole.matter.id ? whole : (followed ?? whole),
          postName(event, labelOf),
          labelOf,
        ),
        // a follower reads what was done, not what other people wrote or sent
        ...(event.matterId === whole.matter.id ? {} : { text: null, photos: [], position: null }),
      })),
    photos: photosOf(whole, 1),
    moves: moves.map(({ move }) => move.name),
  }
}
