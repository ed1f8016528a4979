import { randomUUID } from 'node:crypto'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import type { MigrationFile } from './migration-files'

export interface LedgerRow {
  id: string
  checksum: string
  migrationName: string
  finished: boolean
  appliedSteps: number
  logs: string | null
}

/** Column for column what Prisma creates, so that `prisma migrate deploy` can go on from here. */
const CREATE_LEDGER = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at DATETIME(3),
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at DATETIME(3),
  started_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  applied_steps_count INTEGER UNSIGNED NOT NULL DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`

const CREATE_LOCK = `
CREATE TABLE IF NOT EXISTS _migration_lock (
  id TINYINT PRIMARY KEY NOT NULL,
  holder VARCHAR(36) NULL,
  heldUntil DATETIME(3) NULL
) ENGINE=InnoDB`

export async function createLedger(connection: Connection): Promise<void> {
  await connection.query(CREATE_LEDGER)
  await connection.query(CREATE_LOCK)
  await connection.query('INSERT IGNORE INTO _migration_lock (id) VALUES (1)')
}

export async function tableNames(connection: Connection): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
  )
  return rows.map((row) => String(row.name))
}

/** Rows that were rolled back by hand (`prisma migrate resolve --rolled-back`) do not count. */
export async function readLedger(connection: Connection): Promise<LedgerRow[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT id, checksum, migration_name, finished_at IS NOT NULL AS finished, applied_steps_count, logs
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  )
  return rows.map((row) => ({
    id: String(row.id),
    checksum: String(row.checksum),
    migrationName: String(row.migration_name),
    finished: Boolean(row.finished),
    appliedSteps: Number(row.applied_steps_count),
    logs: row.logs === null ? null : String(row.logs),
  }))
}

export async function beginMigration(connection: Connection, file: MigrationFile): Promise<string> {
  const id = randomUUID()
  await connection.query(
    'INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES (?, ?, ?)',
    [id, file.checksum, file.name],
  )
  return id
}

export async function recordSteps(
  connection: Connection,
  id: string,
  steps: number,
): Promise<void> {
  await connection.query('UPDATE _prisma_migrations SET applied_steps_count = ? WHERE id = ?', [
    steps,
    id,
  ])
}

export async function recordFailure(
  connection: Connection,
  id: string,
  reason: string,
): Promise<void> {
  await connection.query('UPDATE _prisma_migrations SET logs = ? WHERE id = ?', [reason, id])
}

export async function finishMigration(connection: Connection, id: string): Promise<void> {
  await connection.query(
    'UPDATE _prisma_migrations SET finished_at = CURRENT_TIMESTAMP(3), logs = NULL WHERE id = ?',
    [id],
  )
}
