import { randomBytes } from 'node:crypto'
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { loginOf } from './address'
import { migrate } from './migrate'

export interface TestDatabase {
  url: string
  drop: () => Promise<void>
}

/** The migrated database that every test's own one is copied from; made once a run. */
export async function prepareTemplate(serverUrl: string, migrationFolder: string): Promise<void> {
  const name = templateName(serverUrl)
  const connection = await createConnection(loginOf(serverUrl))
  try {
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${quoted(name)} CHARACTER SET utf8mb4`)
  } finally {
    await connection.end()
  }
  await migrate(withDatabase(serverUrl, name), migrationFolder)
}

/**
 * A database for one test file, on the server that the test run started: a copy of `template`, by
 * default of the migrated, empty one. Copying takes a fraction of what the migrations take.
 */
export async function createTestDatabase(template?: { url: string }): Promise<TestDatabase> {
  const serverUrl = process.env.TEST_DATABASE_URL
  if (!serverUrl) {
    throw new Error('No test server: name the file *.http.test.ts or *.database.test.ts.')
  }
  const name = `${databaseOf(serverUrl)}_${randomBytes(6).toString('hex')}`
  const connection = await createConnection({ ...loginOf(serverUrl), multipleStatements: true })
  try {
    const from = template ? databaseOf(template.url) : templateName(serverUrl)
    await copyDatabase(connection, from, name)
  } finally {
    await connection.end()
  }
  return { url: withDatabase(serverUrl, name), drop: () => dropDatabase(serverUrl, name) }
}

async function copyDatabase(connection: Connection, from: string, to: string): Promise<void> {
  const [tables] = await connection.query<RowDataPacket[]>(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE'",
    [from],
  )
  await connection.query(
    `CREATE DATABASE ${quoted(to)} CHARACTER SET utf8mb4; USE ${quoted(to)}; SET FOREIGN_KEY_CHECKS = 0`,
  )
  const definitions = await Promise.all(
    tables.map(async ({ name }) => {
      const [rows] = await connection.query<RowDataPacket[]>(
        `SHOW CREATE TABLE ${quoted(from)}.${quoted(String(name))}`,
      )
      return String(rows[0]?.['Create Table'])
    }),
  )
  const rows = tables.map(
    ({ name }) =>
      `INSERT INTO ${quoted(String(name))} SELECT * FROM ${quoted(from)}.${quoted(String(name))}`,
  )
  if (tables.length > 0) await connection.query([...definitions, ...rows].join(';\n'))
  for (const trigger of await triggersOf(connection, from)) await connection.query(trigger)
}

/** `SHOW CREATE TABLE` leaves them out. */
async function triggersOf(connection: Connection, database: string): Promise<string[]> {
  const [triggers] = await connection.query<RowDataPacket[]>(
    'SELECT TRIGGER_NAME AS name FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ?',
    [database],
  )
  return Promise.all(
    triggers.map(async ({ name }) => {
      const [rows] = await connection.query<RowDataPacket[]>(
        `SHOW CREATE TRIGGER ${quoted(database)}.${quoted(String(name))}`,
      )
      return String(rows[0]?.['SQL Original Statement'])
    }),
  )
}

async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const connection = await createConnection(loginOf(serverUrl))
  try {
    await connection.query(`DROP DATABASE IF EXISTS ${quoted(name)}`)
  } finally {
    await connection.end()
  }
}

function templateName(serverUrl: string): string {
  return `${databaseOf(serverUrl)}_template`
}

function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1))
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

function quoted(name: string): string {
  return `\`${name}\``
}
