import {
  bulkTransaction,
  type Database,
  type PoolConnection,
  rawSql,
  type RowDataPacket,
} from '../platform/database'

export type Value = string | number | boolean | Date | Buffer | null
/** A row by its columns; all rows of one table have the same ones. */
export type Row = Record<string, Value>
export type Table = readonly [name: string, rows: readonly Row[]]

const rowsAStatement = 500
const writtenByClosing = ['township_month', 'closing_run', 'statement', 'audit_entry']
/** Of which triggers keep each row: such tables are emptied whole. */
const writtenByPaying = [
  'payment_transfer',
  'payment_batch',
  'ledger_entry',
  'pay_table_line',
  'pay_table_step',
  'pay_table_revision',
  'pay_table',
]
const writtenAsStories = ['matter_search', 'matter_photo', 'matter_event', 'matter_task', 'matter']

/** A value for the driver; bytes are written here, which costs it a fraction of its own way. */
const given = (value: Value | undefined) =>
  Buffer.isBuffer(value) ? rawSql(`x'${value.toString('hex')}'`) : (value ?? null)

async function insert(
  connection: PoolConnection,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const sql = `INSERT INTO \`${table}\` (${columns.map((name) => `\`${name}\``).join(', ')}) VALUES ?`
  for (let at = 0; at < rows.length; at += rowsAStatement) {
    const some = rows.slice(at, at + rowsAStatement)
    await connection.query(sql, [some.map((row) => columns.map((name) => given(row[name])))])
  }
}

export type SeedStore = ReturnType<typeof createSeedStore>

export function createSeedStore({ pool }: Pick<Database, 'pool'>) {
  return {
    async accountCount(): Promise<number> {
      const [rows] = await pool.query<RowDataPacket[]>('SELECT COUNT(*) AS count FROM account')
      return Number(rows[0]?.count)
    },

    async isDemo(): Promise<boolean> {
      const [rows] = await pool.query<RowDataPacket[]>("SELECT 1 FROM setting WHERE name = 'demo'")
      return rows.length > 0
    },

    /** All of it or nothing; `statements` are whole ones, run after the rows. */
    async write(tables: readonly Table[], statements: readonly string[] = []): Promise<void> {
      await bulkTransaction(pool, async (connection) => {
        for (const [table, rows] of tables) await insert(connection, table, rows)
        for (const statement of statements) await connection.query(statement)
      })
    },

    /** Takes back what was written into a database that was empty, and what closing months added. */
    async clear(tables: readonly string[]): Promise<void> {
      await bulkTransaction(pool, async (connection) => {
        for (const table of writtenByPaying) await connection.query(`TRUNCATE TABLE \`${table}\``)
        for (const table of [...tables, ...writtenByClosing, ...writtenAsStories]) {
          await connection.query(`DELETE FROM \`${table}\``)
        }
      })
    },
  }
}
