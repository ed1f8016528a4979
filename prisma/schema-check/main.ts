import { type Connection, createConnection } from 'mysql2/promise'
import { loginOf } from '../../cloud/platform/database/address'
import { migrate } from '../../cloud/platform/database/migrate'
import { compareTables } from './compare'
import { createSql } from './create-sql'
import { readDataModel } from './data-model'
import { readLiveDatabase } from './live-database'

const MODEL_FOLDER = 'prisma/model'
const MIGRATION_FOLDER = 'prisma/migrations'

/** `--print-sql`: what a fresh database would be created with, as a start for a migration by hand. */
export async function printSql(folder = MODEL_FOLDER): Promise<string> {
  return `${createSql(await readDataModel(folder))}\n`
}

export interface SchemaReport {
  tables: number
  differences: string[]
}

/**
 * Three that must agree: the data model, a database made by the migrations, and a database made
 * from the data model at once. `serverUrl` names a test server on which databases may be made.
 */
export async function checkSchema(serverUrl: string): Promise<SchemaReport> {
  const wanted = await readDataModel(MODEL_FOLDER)
  const migrated = await withScratchDatabase(serverUrl, 'migrated', async (url, connection) => {
    await migrate(url, MIGRATION_FOLDER)
    return readLiveDatabase(connection)
  })
  const differences = compareTables(wanted, migrated)
  if (differences.length > 0) return { tables: wanted.length, differences }
  const fresh = await withScratchDatabase(serverUrl, 'fresh', async (_url, connection) => {
    await connection.query(createSql(wanted))
    return readLiveDatabase(connection)
  })
  return { tables: wanted.length, differences: compareTables(fresh, migrated) }
}

async function withScratchDatabase<Result>(
  serverUrl: string,
  purpose: string,
  use: (url: string, connection: Connection) => Promise<Result>,
): Promise<Result> {
  const name = `mingge_test_schema_${purpose}_${process.pid}`
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const connection = await createConnection({ ...loginOf(serverUrl), multipleStatements: true })
  try {
    await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
    await connection.query(`USE ${name}`)
    return await use(url.href, connection)
  } finally {
    await connection.query(`DROP DATABASE IF EXISTS ${name}`)
    await connection.end()
  }
}
