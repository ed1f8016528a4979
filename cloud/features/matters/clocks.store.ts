import type { MatterMove } from '../../contract/matter-taxonomy'
import { bulkTransaction, type Database, type RowDataPacket } from '../../platform/database'
import { idText } from '../../platform/ids'
import type { NoticeDraft } from '../notices/notices.service'
import type { Situation } from './find-move'
import {
  type MatterRowPacket,
  matterOfRow,
  type TaskRowPacket,
  taskOfRow,
  tasksByMatter,
} from './matter-rows'
import { idLiteral, stamp } from './matter-sql'

/** A move that only time makes, and that is due. */
export interface DueMove {
  matterId: string
  eventNumber: number
  move: MatterMove
}

const moveOfState: Record<string, MatterMove> = {
  returned: 'returnWindowEnds',
  verified: 'evaluationWindowEnds',
  closed: 'archiveWindowEnds',
}

/** Where somebody owes a move that he is reminded of. */
const owedStates = "'raised','accepted','escalated','dispatched','handled'"

interface DuePacket extends RowDataPacket {
  id: Buffer
  eventNumber: number
  state: string
}

export interface Reminding {
  nowMs: number
  /** What is due before these instants is due soon; emergencies have little time. */
  soonMs: number
  soonEmergencyMs: number
  limit: number
}

export type ClocksStore = ReturnType<typeof createClocksStore>

export function createClocksStore({ pool }: Pick<Database, 'pool'>) {
  return {
    async dueMoves(nowMs: number, limit: number): Promise<DueMove[]> {
      const now = stamp(nowMs)
      const [rows] = await pool.query<DuePacket[]>(
        `(SELECT id, eventNumber, state FROM matter
          WHERE isOpen = 1 AND dueAt < ${now} AND state IN ('returned','verified') ORDER BY dueAt LIMIT ${limit})
        UNION ALL (SELECT id, eventNumber, state FROM matter
          WHERE isOpen = 0 AND dueAt < ${now} AND state = 'closed' ORDER BY dueAt LIMIT ${limit})`,
      )
      return rows.flatMap(({ id, eventNumber, state }) => {
        const move = moveOfState[state]
        return move ? [{ matterId: idText(id), eventNumber, move }] : []
      })
    },

    /**
     * Marks what is due soon or over as told of and writes the notices with it; the rows are locked,
     * so that a move made meanwhile, which starts another clock, is told of by its own clock.
     */
    remind: (
      asked: Reminding,
      noticesOf: (found: Situation[]) => NoticeDraft[],
      noticeText: (drafts: readonly NoticeDraft[]) => string,
    ): Promise<number> =>
      bulkTransaction(pool, async (on) => {
        const [now, soon, soonEmergency] = [asked.nowMs, asked.soonMs, asked.soonEmergencyMs].map(
          stamp,
        )
        const [rows] = await on.query<MatterRowPacket[]>(
          `SELECT * FROM matter WHERE isOpen = 1 AND dueAt < ${soon} AND state IN (${owedStates})
            AND (reminded = 0 AND (level <> 'emergency' OR dueAt < ${soonEmergency})
              OR reminded < 2 AND dueAt < ${now})
            ORDER BY dueAt LIMIT ${asked.limit} FOR UPDATE`,
        )
        if (rows.length === 0) return 0
        const matters = rows.map(matterOfRow)
        const ids = matters.map((matter) => idLiteral(matter.id)).join()
        const [taskRows] = await on.query<TaskRowPacket[]>(
          `SELECT * FROM matter_task WHERE matterId IN (${ids}) ORDER BY matterId, number`,
        )
        const tasks = tasksByMatter(taskRows.map(taskOfRow))
        const text = noticeText(
          noticesOf(matters.map((matter) => ({ matter, tasks: tasks.get(matter.id) ?? [] }))),
        )
        if (text) await on.query(text)
        await on.query(`UPDATE matter SET reminded = IF(dueAt < ${now}, 2, 1) WHERE id IN (${ids})`)
        return matters.length
      }),
  }
}
