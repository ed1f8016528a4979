import { randomUUID } from 'node:crypto'
import type { Connection, ResultSetHeader } from 'mysql2/promise'

const LEASE_SECONDS = 20
const RENEW_EVERY_MS = 5_000
const ASK_EVERY_MS = 250

/**
 * One process migrates at a time. A row with an end instead of GET_LOCK: it means the same on every
 * node of a cluster, and the lease of a process that died runs out by itself.
 */
export async function withMigrationLock<Result>(
  connection: Connection,
  waitMs: number,
  onWaiting: () => void,
  action: () => Promise<Result>,
): Promise<Result> {
  const holder = randomUUID()
  await acquire(connection, holder, waitMs, onWaiting)
  const renewal = setInterval(() => {
    extend(connection, holder).catch(() => undefined)
  }, RENEW_EVERY_MS)
  try {
    return await action()
  } finally {
    clearInterval(renewal)
    await connection.query(
      'UPDATE _migration_lock SET holder = NULL, heldUntil = NULL WHERE id = 1 AND holder = ?',
      [holder],
    )
  }
}

async function acquire(
  connection: Connection,
  holder: string,
  waitMs: number,
  onWaiting: () => void,
): Promise<void> {
  for (let waitedMs = 0; !(await take(connection, holder)); waitedMs += ASK_EVERY_MS) {
    if (waitedMs === 0) onWaiting()
    if (waitedMs >= waitMs) {
      throw new Error(
        `Another process has been migrating this database for ${Math.round(waitMs / 1000)} s. Try again when it has finished.`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
}

async function take(connection: Connection, holder: string): Promise<boolean> {
  const [result] = await connection.query<ResultSetHeader>(
    `UPDATE _migration_lock SET holder = ?, heldUntil = CURRENT_TIMESTAMP(3) + INTERVAL ${LEASE_SECONDS} SECOND
     WHERE id = 1 AND (holder IS NULL OR heldUntil < CURRENT_TIMESTAMP(3))`,
    [holder],
  )
  return result.affectedRows === 1
}

async function extend(connection: Connection, holder: string): Promise<void> {
  await connection.query(
    `UPDATE _migration_lock SET heldUntil = CURRENT_TIMESTAMP(3) + INTERVAL ${LEASE_SECONDS} SECOND
     WHERE id = 1 AND holder = ?`,
    [holder],
  )
}
