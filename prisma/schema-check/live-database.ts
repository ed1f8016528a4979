import type { Connection, RowDataPacket } from 'mysql2/promise'
import {
  type Column,
  type ForeignKey,
  type Index,
  isTextType,
  LEDGER_TABLES,
  normalType,
  type Table,
} from './tables'

type Row = RowDataPacket & Record<string, unknown>

/** The tables of the connection's database, brought to the form of the data model. */
export async function readLiveDatabase(connection: Connection): Promise<Table[]> {
  const tables = await select(
    connection,
    `SELECT TABLE_NAME AS tableName FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME`,
  )
  const columns = await readColumns(connection)
  const indexes = await readIndexes(connection)
  const foreignKeys = await readForeignKeys(connection)
  return tables
    .map((row) => String(row.tableName))
    .filter((name) => !LEDGER_TABLES.includes(name))
    .map((name) => toTable(name, columns, indexes, foreignKeys))
}

function toTable(name: string, columns: Row[], indexes: Row[], foreignKeys: Row[]): Table {
  const own = (row: Row): boolean => row.tableName === name
  const keys = groupBy(indexes.filter(own), 'indexName')
  const references = groupBy(foreignKeys.filter(own), 'constraintName').map(toForeignKey)
  return {
    name,
    columns: columns.filter(own).map(toColumn),
    primaryKey: (keys.find(([key]) => key === 'PRIMARY')?.[1] ?? []).map((row) =>
      String(row.columnName),
    ),
    indexes: keys.filter(([key]) => key !== 'PRIMARY').map(toIndex),
    foreignKeys: references,
  }
}

async function readColumns(connection: Connection): Promise<Row[]> {
  return select(
    connection,
    `SELECT TABLE_NAME AS tableName, COLUMN_NAME AS columnName, COLUMN_TYPE AS columnType,
            IS_NULLABLE AS nullable, COLUMN_DEFAULT AS columnDefault, EXTRA AS extra,
            COLLATION_NAME AS collation, VERSION() AS version
     FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY ORDINAL_POSITION`,
  )
}

async function readIndexes(connection: Connection): Promise<Row[]> {
  return select(
    connection,
    `SELECT TABLE_NAME AS tableName, INDEX_NAME AS indexName, NON_UNIQUE AS nonUnique,
            INDEX_TYPE AS indexType, COLUMN_NAME AS columnName, SUB_PART AS subPart, COLLATION AS sortOrder
     FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()
     ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX`,
  )
}

async function readForeignKeys(connection: Connection): Promise<Row[]> {
  return select(
    connection,
    `SELECT k.TABLE_NAME AS tableName, k.CONSTRAINT_NAME AS constraintName, k.COLUMN_NAME AS columnName,
            k.REFERENCED_TABLE_NAME AS referencedTable, k.REFERENCED_COLUMN_NAME AS referencedColumn,
            r.DELETE_RULE AS onDelete, r.UPDATE_RULE AS onUpdate
     FROM information_schema.KEY_COLUMN_USAGE k
     JOIN information_schema.REFERENTIAL_CONSTRAINTS r
       ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
      AND r.TABLE_NAME = k.TABLE_NAME
     WHERE k.TABLE_SCHEMA = DATABASE() ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION`,
  )
}

function toColumn(row: Row): Column {
  const type = normalType(String(row.columnType))
  return {
    name: String(row.columnName),
    type,
    nullable: row.nullable === 'YES',
    autoIncrement: String(row.extra).includes('auto_increment'),
    default: defaultOf(row),
    collation: isTextType(type) ? String(row.collation) : null,
  }
}

/** MariaDB prints a default as SQL (quoted texts, the word NULL), MySQL as the bare value. */
function defaultOf(row: Row): string | null {
  if (row.columnDefault === null) return null
  const printed = String(row.columnDefault)
  if (/^current_timestamp/i.test(printed)) return printed.toLowerCase()
  if (!String(row.version).includes('MariaDB')) return printed
  if (printed === 'NULL') return null
  return printed.startsWith("'") ? printed.slice(1, -1).replaceAll("''", "'") : printed
}

function toIndex([name, rows]: [string, Row[]]): Index {
  const first = rows[0]
  return {
    name,
    kind:
      first?.indexType === 'FULLTEXT' ? 'fulltext' : Number(first?.nonUnique) ? 'plain' : 'unique',
    parts: rows.map((row) => ({
      column: String(row.columnName),
      length: row.subPart === null ? null : Number(row.subPart),
      descending: row.sortOrder === 'D',
    })),
  }
}

function toForeignKey([name, rows]: [string, Row[]]): ForeignKey {
  return {
    name,
    columns: rows.map((row) => String(row.columnName)),
    referencedTable: String(rows[0]?.referencedTable),
    referencedColumns: rows.map((row) => String(row.referencedColumn)),
    onDelete: String(rows[0]?.onDelete),
    onUpdate: String(rows[0]?.onUpdate),
  }
}

function groupBy(rows: Row[], key: string): [string, Row[]][] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const name = String(row[key])
    groups.set(name, [...(groups.get(name) ?? []), row])
  }
  return [...groups]
}

async function select(connection: Connection, sql: string): Promise<Row[]> {
  const [rows] = await connection.query<Row[]>(sql)
  return rows
}
