import type { Connection, Database, Transaction } from '../../platform/database'
import type { Situation } from './find-move'
import {
  type EventRowPacket,
  eventOfRow,
  type MatterRowPacket,
  matterOfRow,
  type TaskRowPacket,
  taskOfRow,
  tasksByMatter,
} from './matter-rows'
import { idLiteral, type Written, writeStatements } from './matter-sql'
import type { MatterEvent } from './standing'

/** What a batch needs to know before it can be worked out. */
export interface Loaded {
  /** Commands that were done before, by their ids. */
  done: Map<string, MatterEvent>
  situations: Map<string, Situation & { isFollowed: boolean }>
}

const ids = (given: readonly string[]) => given.map(idLiteral).join()

interface FollowedRow extends MatterRowPacket {
  isFollowed: number
}

export type MoveStore = ReturnType<typeof createMoveStore>

/**
 * The moves' own connection. A batch is two exchanges: one that locks and reads the matters, one
 * that writes and commits. After a failure nobody can tell what became of it, so the connection is
 * thrown away; the commands' ids make it safe to do the whole again.
 */
export function createMoveStore(database: Pick<Database, 'connect'>) {
  let held: Connection | null = null

  function drop(): void {
    held?.destroy()
    held = null
  }

  async function guarded<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    try {
      if (!held) {
        const fresh = await database.connect()
        fresh.on('error', drop)
        held = fresh
      }
      return await work(held)
    } catch (error) {
      drop()
      throw error
    }
  }

  return {
    /** Opens the transaction and locks the matters, in the order of their ids, so that nobody deadlocks. */
    load: (commandIds: readonly string[], matterIds: readonly string[]): Promise<Loaded> =>
      guarded(async (on) => {
        const done = `SELECT * FROM matter_event WHERE id IN (${ids(commandIds)})`
        if (matterIds.length === 0) {
          // nothing is locked: what is raised is new, and its id refuses to be there twice
          const [[, events]] = await on.query<[never, EventRowPacket[]]>(
            `START TRANSACTION;${done}`,
          )
          return { done: byId(events.map(eventOfRow)), situations: new Map() }
        }
        const asked = ids([...new Set(matterIds)].sort())
        // the locks come first: what is read after them is what those before left
        const [[, matters, events, tasks]] = await on.query<
          [never, FollowedRow[], EventRowPacket[], TaskRowPacket[]]
        >(
          `START TRANSACTION;
          SELECT m.*, EXISTS (SELECT 1 FROM matter f WHERE f.mergedInto = m.id) AS isFollowed
            FROM matter m WHERE m.id IN (${asked}) ORDER BY m.id FOR UPDATE;
          ${done};
          SELECT * FROM matter_task WHERE matterId IN (${asked}) ORDER BY matterId, number`,
        )
        const tasksOf = tasksByMatter(tasks.map(taskOfRow))
        const situations = matters.map((row) => {
          const matter = matterOfRow(row)
          const isFollowed = Boolean(row.isFollowed)
          return [matter.id, { matter, tasks: tasksOf.get(matter.id) ?? [], isFollowed }] as const
        })
        return { done: byId(events.map(eventOfRow)), situations: new Map(situations) }
      }),

    /** Durable when it resolves; without anything to write the locks are let go. */
    save: (written: readonly Written[], noticeText: string): Promise<void> =>
      guarded(async (on) => {
        const statements = written.length > 0 ? writeStatements(written, noticeText) : []
        await on.query([...statements, 'COMMIT'].join(';'))
      }),

    /** Gives up what was begun, with its connection. */
    drop,
  }
}

const byId = (events: readonly MatterEvent[]) => new Map(events.map((event) => [event.id, event]))

/** Inside somebody else's transaction: a report brings its matter with it. */
export async function writeInside(
  tx: Pick<Transaction, '$executeRawUnsafe'>,
  written: readonly Written[],
  noticeText: string,
): Promise<void> {
  for (const statement of writeStatements(written, noticeText))
    await tx.$executeRawUnsafe(statement)
}
