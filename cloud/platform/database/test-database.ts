import type { Socket } from 'node:net'
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { loginOf } from './address'
import { copyDatabase, makeEqual, quoted } from './copy-database'
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
 * default of the migrated, empty one. It may be one that a test before has dropped, made equal to
 * the template again: that takes a fraction of what a hundred new tables take.
 */
export async function createTestDatabase(template?: { url: string }): Promise<TestDatabase> {
  const serverUrl = process.env.TEST_DATABASE_URL
  if (!serverUrl) {
    throw new Error('No test server: name the file *.http.test.ts or *.database.test.ts.')
  }
  const from = template ? databaseOf(template.url) : templateName(serverUrl)
  const holder = await createConnection({ ...loginOf(serverUrl), multipleStatements: true })
  try {
    const name = await takeCopy(holder, from)
    // whoever does not drop it is not kept from ending
    socketOf(holder).unref()
    return { url: withDatabase(serverUrl, name), drop: () => holder.end() }
  } catch (error) {
    await holder.end()
    throw error
  }
}

/** After a run on a server that outlives it: drops the copies that nobody holds any more. */
export async function dropCopies(serverUrl: string): Promise<void> {
  const connection = await createConnection(loginOf(serverUrl))
  try {
    const [databases] = await connection.query<RowDataPacket[]>('SHOW DATABASES')
    for (const { Database: name } of databases) {
      if (!isCopy(String(name), templateName(serverUrl))) continue
      if (!(await hold(connection, String(name)))) continue
      await connection.query(`DROP DATABASE ${quoted(String(name))}`)
    }
  } finally {
    await connection.end()
  }
}

/** A copy of the template, or of a copy of it that was filled to be copied. */
function isCopy(name: string, template: string): boolean {
  return name.startsWith(template) && /^(_\d+)+$/.test(name.slice(template.length))
}

/** The first copy that no other test holds. The connection holds it, also against other processes, until it ends. */
async function takeCopy(connection: Connection, from: string): Promise<string> {
  for (let number = 0; ; number += 1) {
    const name = `${from}_${number}`
    if (!(await hold(connection, name))) continue
    await endOthers(connection, name)
    if (!(await makeEqual(connection, from, name))) await copyDatabase(connection, from, name)
    return name
  }
}

/** The driver's types know nothing of what its promises are built on. */
function socketOf(connection: Connection): Socket {
  return (connection as unknown as { connection: { stream: Socket } }).connection.stream
}

async function hold(connection: Connection, name: string): Promise<boolean> {
  const [rows] = await connection.query<RowDataPacket[]>('SELECT GET_LOCK(?, 0) AS held', [name])
  return rows[0]?.held === 1
}

/** What a test left open would go on writing into the database of the next. */
async function endOthers(connection: Connection, name: string): Promise<void> {
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB = ? AND ID <> CONNECTION_ID()',
    [name],
  )
  // one that has ended meanwhile cannot be ended
  for (const { id } of rows) await connection.query(`KILL ${Number(id)}`).catch(() => undefined)
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
