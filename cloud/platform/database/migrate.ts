import { type Connection, createConnection } from 'mysql2/promise'
import { loginOf } from './address'
import { type MigrationFile, readMigrationFiles } from './migration-files'
import {
  beginMigration,
  createLedger,
  finishMigration,
  type LedgerRow,
  readLedger,
  recordFailure,
  recordSteps,
  tableNames,
} from './migration-ledger'
import { withMigrationLock } from './migration-lock'
import { splitStatements } from './split-statements'

export interface MigrationReport {
  /** names of the migrations applied now, in order */
  applied: string[]
  /** how many had been applied before */
  alreadyApplied: number
}

export interface MigrationOptions {
  say?: (line: string) => void
  /** how long to wait for another process that migrates */
  waitMs?: number
}

/** Said to the operator as it is; the message is one complete sentence or two. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

/** What a schema statement answers when it was carried out just before the process was killed. */
const ALREADY_DONE_CODES = new Set([
  'ER_TABLE_EXISTS_ERROR',
  'ER_BAD_TABLE_ERROR',
  'ER_DUP_FIELDNAME',
  'ER_DUP_KEYNAME',
  'ER_CANT_DROP_FIELD_OR_KEY',
  'ER_FK_DUP_NAME',
  'ER_MULTIPLE_PRI_KEY',
  'ER_TRG_ALREADY_EXISTS',
])

/** What a server answers that has no triggers, or does not let this user make them. */
const NO_TRIGGER_CODES = new Set([
  'ER_BINLOG_CREATE_ROUTINE_NEED_SUPER',
  'ER_TABLEACCESS_DENIED_ERROR',
  'ER_SPECIFIC_ACCESS_DENIED_ERROR',
  'ER_NOT_SUPPORTED_YET',
])

/** Brings a database to the state that the folder of migrations describes. Safe to run twice, or at once. */
export async function migrate(
  url: string,
  folder: string,
  options: MigrationOptions = {},
): Promise<MigrationReport> {
  const files = readMigrationFiles(folder)
  const work = await connect(url)
  try {
    const tables = await tableNames(work)
    refuseForeignDatabase(tables, url)
    if (tables.includes('_prisma_migrations') && tables.includes('_migration_lock')) {
      const pending = pendingFiles(files, await readLedger(work))
      if (pending.length === 0) return { applied: [], alreadyApplied: files.length }
    }
    await createLedger(work)
    const lock = await connect(url)
    try {
      return await withMigrationLock(
        lock,
        options.waitMs ?? 120_000,
        () =>
          options.say?.('等待另一个进程完成数据库迁移 · waiting for another process to migrate'),
        () => applyPending(work, files, options),
      )
    } finally {
      await lock.end()
    }
  } finally {
    await work.end()
  }
}

async function connect(url: string): Promise<Connection> {
  try {
    return await createConnection({ ...loginOf(url), charset: 'utf8mb4', timezone: 'Z' })
  } catch (error) {
    throw new MigrationError(connectionProblem(url, error), { cause: error })
  }
}

function connectionProblem(url: string, error: unknown): string {
  const { host, pathname } = new URL(url)
  const database = decodeURIComponent(pathname.slice(1))
  const code = errorCode(error)
  if (code === 'ER_BAD_DB_ERROR') {
    return `数据库 ${database} 不存在，请先建立：CREATE DATABASE ${database} CHARACTER SET utf8mb4。 The database ${database} does not exist on ${host}; create it first.`
  }
  if (code === 'ER_ACCESS_DENIED_ERROR' || code === 'ER_DBACCESS_DENIED_ERROR') {
    return `数据库 ${host} 拒绝了 DATABASE_URL 里的用户名或密码。 The server ${host} refused the user or password of DATABASE_URL.`
  }
  return `连不上数据库 ${host}（${code}）。 The database server ${host} cannot be reached (${code}).`
}

/** A database with tables and no ledger belongs to somebody else. */
function refuseForeignDatabase(tables: string[], url: string): void {
  if (tables.length === 0 || tables.includes('_prisma_migrations')) return
  const database = decodeURIComponent(new URL(url).pathname.slice(1))
  throw new MigrationError(
    `数据库 ${database} 里已有 ${tables.length} 张不是明格建的表，没有动它；请在 DATABASE_URL 里给一个空数据库。 ` +
      `The database ${database} holds ${tables.length} tables that are not ours, so nothing was touched; give an empty one in DATABASE_URL.`,
  )
}

/** Checks what was applied against the files; answers what is still to do. */
function pendingFiles(files: MigrationFile[], ledger: LedgerRow[]): MigrationFile[] {
  const known = new Map(files.map((file) => [file.name, file]))
  for (const row of ledger) {
    const file = known.get(row.migrationName)
    if (!file) {
      throw new MigrationError(
        `数据库里有本版本不认识的迁移 ${row.migrationName}：它由更新的版本或别的产品所建，没有动它。 ` +
          `The database has the migration ${row.migrationName}, unknown to this version: a newer version or another product made it, so nothing was touched.`,
      )
    }
    if (!file.checksums.includes(row.checksum)) {
      throw new MigrationError(
        `迁移 ${file.name} 在执行之后被改过；请恢复原文件，用新的迁移来改。 ` +
          `The migration ${file.name} was changed after it had been applied; restore it, and write a new one for the change.`,
      )
    }
  }
  const finished = new Set(ledger.filter((row) => row.finished).map((row) => row.migrationName))
  return files.filter((file) => !finished.has(file.name))
}

async function applyPending(
  connection: Connection,
  files: MigrationFile[],
  options: MigrationOptions,
): Promise<MigrationReport> {
  const ledger = await readLedger(connection)
  const pending = pendingFiles(files, ledger)
  for (const file of pending) {
    options.say?.(`数据库迁移 ${file.name}`)
    const begun = ledger.find((row) => row.migrationName === file.name)
    await applyFile(connection, file, begun, options)
  }
  return {
    applied: pending.map((file) => file.name),
    alreadyApplied: files.length - pending.length,
  }
}

/** Statement by statement, each counted with it, so that a killed migration goes on where it was. */
async function applyFile(
  connection: Connection,
  file: MigrationFile,
  begun: LedgerRow | undefined,
  options: MigrationOptions,
): Promise<void> {
  const statements = statementsOf(file)
  const id = begun?.id ?? (await beginMigration(connection, file))
  const firstStep = begun?.appliedSteps ?? 0
  for (let step = firstStep; step < statements.length; step += 1) {
    const resumed = begun !== undefined && step === firstStep
    const context = { file, resumed, say: options.say }
    await applyStatement(connection, id, statements[step] ?? '', step + 1, context)
  }
  await finishMigration(connection, id)
}

function statementsOf(file: MigrationFile): string[] {
  try {
    return splitStatements(file.script)
  } catch (error) {
    throw new MigrationError(`The migration ${file.name} cannot be read: ${messageOf(error)}.`)
  }
}

async function applyStatement(
  connection: Connection,
  id: string,
  statement: string,
  step: number,
  context: { file: MigrationFile; resumed: boolean; say: MigrationOptions['say'] },
): Promise<void> {
  await connection.beginTransaction()
  try {
    await connection.query(statement)
  } catch (error) {
    const done = context.resumed && ALREADY_DONE_CODES.has(errorCode(error))
    if (!done && lacksTriggers(statement, error)) {
      context.say?.(
        `这台数据库不能建触发器，账目的防改保护只由程序保证 · no triggers here, what is only ever added to is guarded by the program alone (${statement.slice(0, 60)}…)`,
      )
    } else if (!done) {
      await connection.rollback()
      await recordFailure(connection, id, `statement ${step}: ${messageOf(error)}`)
      throw new MigrationError(
        `迁移 ${context.file.name} 的第 ${step} 句失败。 Statement ${step} of the migration ${context.file.name} failed: ${messageOf(error)} (${statement.slice(0, 120)}…)`,
        { cause: error },
      )
    }
  }
  await recordSteps(connection, id, step)
  await connection.commit()
}

/** Triggers guard what the program never does anyway, so a server without them may still be used. */
export function lacksTriggers(statement: string, error: unknown): boolean {
  if (!/^CREATE TRIGGER\b/.test(statement)) return false
  return NO_TRIGGER_CODES.has(errorCode(error)) || /your TiDB version/.test(messageOf(error))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no code'
}
