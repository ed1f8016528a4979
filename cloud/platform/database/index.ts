import { PrismaMariaDb } from '@prisma/adapter-mariadb'
import { format } from 'mysql2'
import {
  type Connection,
  createConnection,
  createPool,
  type Pool,
  type PoolConnection,
} from 'mysql2/promise'
import { Prisma, PrismaClient } from './generated/client'
import { createTurns } from './turns'

export { rawSql, sqlText } from './sql-text'

export { Prisma, type PrismaClient } from './generated/client'
export { createLane, type Lane, type LaneOptions } from './lane'
export type {
  Connection,
  Pool,
  PoolConnection,
  ResultSetHeader,
  RowDataPacket,
} from 'mysql2/promise'

/** The Prisma client inside a transaction. */
export type Transaction = Prisma.TransactionClient

export interface Database {
  /** For everything that is not hot. */
  prisma: PrismaClient
  /** For hot paths and bulk: dates come and go as UTC. */
  pool: Pool
  /** A connection of the caller's own that takes several statements at once; he ends it himself. */
  connect(): Promise<Connection>
  /** Runs the work in one transaction; a deadlock or certification conflict is tried again. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const retryCount = 4
/** Connections that transactions leave to others: one that also reads beside itself must find one. */
const keptForReads = 2

/** MariaDB's own number of a failure, also where Prisma wrapped it: in a raw query it does nothing else. */
function errorNumber(error: unknown): number {
  const { errno, meta } = (error ?? {}) as {
    errno?: number
    meta?: { driverAdapterError?: { cause?: { originalCode?: string } } }
  }
  return errno ?? Number(meta?.driverAdapterError?.cause?.originalCode ?? 0)
}

/** Deadlock, lock wait or write conflict: the work was rolled back and may be run again. */
export function isConflict(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') return true
  const number = errorNumber(error)
  const text = error instanceof Error ? error.message : ''
  return number === 1213 || number === 1205 || /Deadlock found|write conflict/i.test(text)
}

/** A unique key refused the row. */
export function isDuplicate(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return true
  return errorNumber(error) === 1062
}

/** The database cannot be reached or went away in the middle. */
export function isDatabaseAway(error: unknown): boolean {
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  const text = error instanceof Error ? `${error.name} ${error.message}` : ''
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|PROTOCOL_CONNECTION_LOST|ER_SERVER_SHUTDOWN|P1001|P1017|P2024|P2028)$/.test(
      code,
    ) ||
    /pool timeout|Can't reach database|closed state|socket has unexpectedly been closed|pool is closed/i.test(
      text,
    )
  )
}

/**
 * The MariaDB driver tells of a connection that died while it was being set up twice: to who asked
 * for it, and once more as a rejection that nobody can catch. Only the second is meant here.
 */
export function isLeakedConnectionFailure(error: unknown): boolean {
  const { name, fatal } = (error ?? {}) as { name?: unknown; fatal?: unknown }
  return name === 'SqlError' && fatal === true
}

export interface DatabaseOptions {
  url: string
  connections: number
}

/** Values into the places of a statement; a whole statement is not searched for places. */
function filledIn(this: unknown, sql: string, values: unknown, timezone?: string): string {
  const given = Array.isArray(values) ? values.length > 0 : values !== undefined
  return given ? format(sql, values as Parameters<typeof format>[1], false, timezone) : sql
}

export function openDatabase({ url, connections }: DatabaseOptions): Database {
  const address = new URL(url)
  const socketPath = address.searchParams.get('socket') ?? undefined
  const login = {
    user: decodeURIComponent(address.username),
    password: decodeURIComponent(address.password),
    database: decodeURIComponent(address.pathname.slice(1)),
    ...(socketPath
      ? { socketPath }
      : { host: address.hostname, port: Number(address.port || 3306) }),
  }
  const prisma = new PrismaClient({
    // its words about a failure must not repeat what was asked
    errorFormat: 'minimal',
    adapter: new PrismaMariaDb(
      { ...login, connectionLimit: connections, timezone: 'Z', acquireTimeout: 8_000 },
      // one exchange a statement, where the binary protocol prepares, executes and closes each;
      // only a single-precision FLOAT, of which there is none, would lose digits by it
      { useTextProtocol: true },
    ),
  })
  const driver = {
    ...login,
    timezone: 'Z',
    charset: 'utf8mb4',
    supportBigNumbers: true,
    dateStrings: false,
    // a stack for each question costs more than the question; an error's own stack remains
    trace: false,
  }
  const pool = createPool({ ...driver, connectionLimit: connections })
  const inTurn = createTurns(Math.max(1, connections - keptForReads))
  return {
    prisma,
    pool,
    connect: () => createConnection({ ...driver, multipleStatements: true, queryFormat: filledIn }),
    transaction: (work) =>
      inTurn(async () => {
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await prisma.$transaction(work, { timeout: 30_000, maxWait: 8_000 })
          } catch (error) {
            if (attempt >= retryCount || !isConflict(error)) throw error
          }
        }
      }),
    async close() {
      await Promise.allSettled([prisma.$disconnect(), pool.end()])
    },
  }
}

/** One mysql2 transaction, for bulk work; rolled back when the work throws. */
export async function bulkTransaction<T>(
  pool: Pool,
  work: (connection: PoolConnection) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const connection = await pool.getConnection()
    try {
      await connection.beginTransaction()
      const result = await work(connection)
      await connection.commit()
      connection.release()
      return result
    } catch (error) {
      // a connection in an unknown state never goes back to the pool
      connection.destroy()
      if (attempt >= retryCount || !isConflict(error)) throw error
    }
  }
}
