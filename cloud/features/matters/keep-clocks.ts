import { matterClass, matterLevelLabel } from '../../contract/matter-taxonomy'
import { Refusal } from '../../http/refusal'
import { idOfText } from '../../platform/ids'
import type { Job } from '../../platform/jobs'
import type { NoticeDraft } from '../notices/notices.service'
import { addWorkingMs } from './clocks'
import type { ClocksStore, DueMove } from './clocks.store'
import type { Situation } from './find-move'
import { briefOf } from './matter-notices'
import type { MoveLane } from './move-lane'
import { type Matter, nothingGiven, openTasks } from './standing'

export interface KeepClocksParts {
  store: ClocksStore
  lane: Pick<MoveLane, 'submit'>
  noticeText(drafts: readonly NoticeDraft[]): string
}

const hourMs = 3_600_000
/** How long before its end a clock is told of, in working time; of an emergency, a quarter of an hour. */
const soonWorkingMs = 4 * hourMs
const soonEmergencyMs = hourMs / 4
const mostAtOnce = 500

/** One id for one end of one clock, on whatever node and however often it is found. */
const commandIdOf = ({ matterId, eventNumber, move }: DueMove): string =>
  idOfText(`clock ${matterId} ${eventNumber} ${move}`)

/** Whoever stands above the one who is late: the township, above it the county. */
function superiorOf({ holderCode, townshipCode, circle }: Matter): string | null {
  if (circle === 'judicial' || holderCode.length <= 6) return null
  return holderCode === townshipCode || holderCode.startsWith(`${townshipCode.slice(0, 6)}-`)
    ? townshipCode.slice(0, 6)
    : townshipCode
}

/** Reminders to whoever owes the move, and once it is late to whoever stands above him. */
export function remindersOf({ matter, tasks }: Situation, nowMs: number): NoticeDraft[] {
  const isOver = matter.dueAtMs !== null && matter.dueAtMs < nowMs
  const helpers =
    matter.state === 'dispatched' ? openTasks(tasks).map((task) => task.holderCode) : []
  const superior = isOver ? superiorOf(matter) : null
  const codes = new Set([matter.holderCode, ...helpers, ...(superior ? [superior] : [])])
  const isOpen = matter.circle === 'open'
  return [...codes].map((code) => ({
    audience: { kind: 'holder', code },
    template: isOver ? 'matterOverdue' : 'matterDueSoon',
    matterId: matter.id,
    params: {
      receiptNumber: matter.receiptNumber,
      classLabel: isOpen ? matterClass(matter.classCode).label : '限制类事项',
      brief: isOpen ? briefOf(matter.text, 40) : '请登录查看',
      level: matterLevelLabel[matter.level],
      dueAtMs: String(matter.dueAtMs ?? ''),
      state: matter.state,
      move: '',
      gridCode: matter.gridCode,
    },
    urgent: matter.level === 'emergency',
    createdAtMs: nowMs,
  }))
}

/** Makes the moves that only time makes, and reminds of what is due. */
export function createKeepClocks({ store, lane, noticeText }: KeepClocksParts): Job {
  async function makeMove(due: DueMove, nowMs: number): Promise<void> {
    try {
      await lane.submit({
        kind: 'move',
        matterId: due.matterId,
        maySee: () => true,
        call: {
          commandId: commandIdOf(due),
          move: due.move,
          input: nothingGiven,
          mover: { kind: 'clock' },
          contentHash: new Uint8Array(32),
          atMs: nowMs,
        },
      })
    } catch (error) {
      // somebody moved it in the meantime
      if (!(error instanceof Refusal)) throw error
    }
  }

  return {
    name: 'matterClocks',
    everyMs: 60_000,
    async run(run) {
      const { stopping } = run
      const nowMs = run.nowMs()
      for (let found = mostAtOnce; found >= mostAtOnce && !stopping(); ) {
        const due = await store.dueMoves(nowMs, mostAtOnce)
        await Promise.all(due.map((one) => makeMove(one, nowMs)))
        found = due.length
      }
      const asked = {
        nowMs,
        soonMs: addWorkingMs(nowMs, soonWorkingMs),
        soonEmergencyMs: nowMs + soonEmergencyMs,
        limit: mostAtOnce,
      }
      const drafts = (found: Situation[]) => found.flatMap((one) => remindersOf(one, nowMs))
      for (let told = mostAtOnce; told >= mostAtOnce && !stopping(); ) {
        told = await store.remind(asked, drafts, noticeText)
      }
    },
  }
}
