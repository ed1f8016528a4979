import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loginOf } from './address'
import { createTestDatabase, type TestDatabase } from './test-database'

/** A copy that was filled to be copied, as the demo county is: nobody else takes copies of it. */
let template: TestDatabase

async function onDatabase<T>(url: string, use: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ ...loginOf(url), multipleStatements: true })
  try {
    return await use(connection)
  } finally {
    await connection.end()
  }
}

/** All there is in a database: what made each table, with its next number, every row, every trigger. */
function everythingOf({ url }: TestDatabase) {
  return onDatabase(url, async (connection) => {
    const rowsOf = async (sql: string) => (await connection.query<RowDataPacket[]>(sql))[0]
    const tables = (await rowsOf('SHOW TABLES')).map((row) => String(Object.values(row)[0]))
    const found = new Map<string, unknown>()
    for (const { Trigger, Event, Table, Timing, Statement } of await rowsOf('SHOW TRIGGERS'))
      found.set(Trigger, { Event, Table, Timing, Statement })
    for (const table of tables.sort()) {
      const [made] = await rowsOf(`SHOW CREATE TABLE \`${table}\``)
      const rows = (await rowsOf(`SELECT * FROM \`${table}\``)).map((row) => JSON.stringify(row))
      found.set(table, { made: made?.['Create Table'], rows: rows.sort() })
    }
    return found
  })
}

const audit = (event: string) =>
  `INSERT INTO audit_entry (at, event, subjectId) VALUES ('2026-06-15 02:00:00', '${event}', 'x')`
const ledger =
  "INSERT INTO ledger_entry (tableId, accountId, month, kind, amountFen, owedFen, heldFen, cause, article, recordedBy, recordedAt) VALUES (UNHEX(REPEAT('1', 32)), UNHEX(REPEAT('2', 32)), '2026-05', 'due', 5, 5, 0, 'x', 'x', UNHEX(REPEAT('3', 32)), '2026-06-15 02:00:00')"

beforeAll(async () => {
  template = await createTestDatabase()
  await onDatabase(template.url, async (connection) => {
    await connection.query(
      "INSERT INTO area (code, name, level) VALUES ('14', '试验省', 'province')",
    )
    for (const event of ['one', 'two', 'three']) await connection.query(audit(event))
    // the next number is then not the one after the last row
    await connection.query("DELETE FROM audit_entry WHERE event = 'three'")
    await connection.query(ledger)
  })
})

afterAll(() => template.drop())

describe('a test database', () => {
  it('is its template in every row, next number and trigger, new or used', async () => {
    const wanted = await everythingOf(template)
    expect(JSON.stringify(wanted.get('audit_entry'))).toContain('AUTO_INCREMENT=4')
    expect(wanted.has('ledger_entry_no_delete')).toBe(true)

    const fresh = await createTestDatabase(template)
    expect(await everythingOf(fresh)).toEqual(wanted)
    await onDatabase(fresh.url, async (connection) => {
      await connection.query("UPDATE area SET name = '别的省'")
      await connection.query(
        "INSERT INTO area (code, name, level) VALUES ('15', '又一省', 'province')",
      )
      await connection.query('DELETE FROM identity_revision')
      await connection.query(ledger)
      await connection.query('DELETE FROM audit_entry')
      await connection.query(audit('four'))
      // a number that was given out and no row has
      await connection.query('BEGIN')
      await connection.query(
        "INSERT INTO clock_value (countyCode, clock, classCode, level, minutes, startsOn, basis, setBy, setAt) VALUES ('141030', 'x', 'x', 'urgent', 5, '2026-06-01', 'x', UNHEX(REPEAT('1', 32)), '2026-06-15')",
      )
      await connection.query('ROLLBACK')
    })
    expect(await everythingOf(fresh)).not.toEqual(wanted)
    await fresh.drop()

    const used = await createTestDatabase(template)
    expect(used.url).toBe(fresh.url)
    expect(await everythingOf(used)).toEqual(wanted)
    await used.drop()
  })

  it.each([
    ['a table more', 'CREATE TABLE more (id INT PRIMARY KEY)'],
    ['a table less', 'DROP TABLE notice'],
    ['another column', 'ALTER TABLE area ADD COLUMN more INT'],
    ['another index', 'CREATE INDEX more ON audit_entry (subjectId)'],
    ['a trigger less', 'DROP TRIGGER ledger_entry_no_delete'],
  ])('is made anew after a test that left %s', async (_what, statement) => {
    const before = await createTestDatabase(template)
    await onDatabase(before.url, (connection) => connection.query(statement))
    await before.drop()
    const after = await createTestDatabase(template)
    expect(after.url).toBe(before.url)
    expect(await everythingOf(after)).toEqual(await everythingOf(template))
    await after.drop()
  })

  it('is never the one that another test holds', async () => {
    const two = [await createTestDatabase(template), await createTestDatabase(template)]
    expect(two[0]?.url).not.toBe(two[1]?.url)
    for (const database of two) await database.drop()
  })

  it('is not written to by what the test before left open', async () => {
    const before = await createTestDatabase(template)
    const left = await createConnection(loginOf(before.url))
    const ended = new Promise((resolve) => left.once('error', resolve))
    await left.query('BEGIN')
    await left.query(audit('late'))
    await before.drop()
    const after = await createTestDatabase(template)
    await ended
    expect(await everythingOf(after)).toEqual(await everythingOf(template))
    await after.drop()
  })
})
