import type { Connection, RowDataPacket } from 'mysql2/promise'

/** The statements that make a database without its rows. */
interface Form {
  /** by table name; each with the next automatic number, where one was given out */
  tables: Map<string, string>
  triggers: string[]
}

/**
 * Makes `to` a copy of `from`, whatever it was before: tables, rows, next automatic numbers and
 * triggers. The connection takes several statements at once.
 */
export async function copyDatabase(
  connection: Connection,
  from: string,
  to: string,
): Promise<void> {
  const form = await formOf(connection, from)
  await connection.query(
    `DROP DATABASE IF EXISTS ${quoted(to)}; CREATE DATABASE ${quoted(to)} CHARACTER SET utf8mb4`,
  )
  await connection.query(`USE ${quoted(to)}; SET FOREIGN_KEY_CHECKS = 0`)
  const rows = [...form.tables.keys()].map((table) => rowsInto(table, from))
  if (rows.length > 0) await connection.query([...form.tables.values(), ...rows].join(';\n'))
  for (const trigger of form.triggers) await connection.query(trigger)
}

/**
 * Makes a used copy equal to `from` again by way of the tables that differ alone. False, with
 * nothing done, when its form differs: then only copying anew helps.
 */
export async function makeEqual(
  connection: Connection,
  from: string,
  to: string,
): Promise<boolean> {
  const wanted = await formOf(connection, from)
  const found = await formOf(connection, to)
  if (!haveOneShape(wanted, found)) return false
  const names = [...wanted.tables.keys()]
  const [wantedRows, foundRows] = [
    await checksumsOf(connection, from, names),
    await checksumsOf(connection, to, names),
  ]
  const differing = names.filter(
    (name, index) =>
      wantedRows[index] !== foundRows[index] || wanted.tables.get(name) !== found.tables.get(name),
  )
  if (differing.length === 0) return true
  await connection.query(`USE ${quoted(to)}; SET FOREIGN_KEY_CHECKS = 0`)
  // TRUNCATE asks no trigger, and begins the automatic numbers anew
  const statements = differing.flatMap((name) => [
    `TRUNCATE TABLE ${quoted(name)}`,
    rowsInto(name, from),
    ...nextNumberInto(name, wanted.tables.get(name) ?? ''),
  ])
  await connection.query(statements.join(';\n'))
  return true
}

function rowsInto(table: string, from: string): string {
  return `INSERT INTO ${quoted(table)} SELECT * FROM ${quoted(from)}.${quoted(table)}`
}

const NEXT_NUMBER = / AUTO_INCREMENT=(\d+)/

function nextNumberInto(table: string, definition: string): string[] {
  const next = NEXT_NUMBER.exec(definition)?.[1]
  return next ? [`ALTER TABLE ${quoted(table)} AUTO_INCREMENT = ${next}`] : []
}

function haveOneShape(wanted: Form, found: Form): boolean {
  const shape = ({ tables, triggers }: Form) =>
    JSON.stringify([
      [...tables].map(([name, definition]) => [name, definition.replace(NEXT_NUMBER, '')]),
      triggers,
    ])
  return shape(wanted) === shape(found)
}

async function formOf(connection: Connection, database: string): Promise<Form> {
  const [found] = await connection.query<RowDataPacket[]>(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME",
    [database],
  )
  const names = found.map(({ name }) => String(name))
  const definitions = await eachOf(
    connection,
    names,
    (name) => `SHOW CREATE TABLE ${quoted(database)}.${quoted(name)}`,
  )
  // `SHOW CREATE TABLE` leaves them out
  const [triggers] = await connection.query<RowDataPacket[]>(
    'SELECT TRIGGER_NAME AS name FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ? ORDER BY TRIGGER_NAME',
    [database],
  )
  const triggerTexts = await eachOf(
    connection,
    triggers.map(({ name }) => String(name)),
    (name) => `SHOW CREATE TRIGGER ${quoted(database)}.${quoted(name)}`,
  )
  return {
    tables: new Map(
      names.map((name, index) => [name, String(definitions[index]?.['Create Table'])]),
    ),
    triggers: triggerTexts.map((row) => String(row?.['SQL Original Statement'])),
  }
}

/** The first row of a statement for each name, all in one round trip. */
async function eachOf(
  connection: Connection,
  names: readonly string[],
  statement: (name: string) => string,
): Promise<(RowDataPacket | undefined)[]> {
  if (names.length === 0) return []
  const [results] = await connection.query<RowDataPacket[][]>(names.map(statement).join(';'))
  // one statement alone answers with its rows themselves
  return names.length === 1 ? [results[0] as unknown as RowDataPacket] : results.map(([row]) => row)
}

/** A sum over all rows of each table; 0 of one without rows. */
async function checksumsOf(
  connection: Connection,
  database: string,
  tables: readonly string[],
): Promise<unknown[]> {
  if (tables.length === 0) return []
  const list = tables.map((name) => `${quoted(database)}.${quoted(name)}`).join(', ')
  const [rows] = await connection.query<RowDataPacket[]>(`CHECKSUM TABLE ${list}`)
  return rows.map((row) => row.Checksum)
}

export function quoted(name: string): string {
  return `\`${name}\``
}
