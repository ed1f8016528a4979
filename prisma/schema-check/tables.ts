/** What both sides of the schema check are brought to: the data model and the live database. */

export interface Column {
  name: string
  /** lower case, as information_schema prints it, without the display width of integers */
  type: string
  nullable: boolean
  /** text of the literal or expression; null where there is none */
  default: string | null
  autoIncrement: boolean
  /** only for text columns */
  collation: string | null
}

export interface IndexPart {
  column: string
  /** prefix length; null for the whole column */
  length: number | null
  descending: boolean
}

export interface Index {
  name: string
  kind: 'unique' | 'plain' | 'fulltext'
  parts: IndexPart[]
}

export interface ForeignKey {
  name: string
  columns: string[]
  referencedTable: string
  referencedColumns: string[]
  onDelete: string
  onUpdate: string
}

export interface Table {
  name: string
  columns: Column[]
  primaryKey: string[]
  indexes: Index[]
  foreignKeys: ForeignKey[]
}

/** A byte-order collation is chosen per column by the words `@collate utf8mb4_bin` in its `///` comment. */
export const DEFAULT_COLLATION = 'utf8mb4_general_ci'
/** What MariaDB gives a JSON column, whatever the table says. */
export const JSON_COLLATION = 'utf8mb4_bin'

/** The runner's own tables: part of every database, of no data model. */
export const LEDGER_TABLES = ['_prisma_migrations', '_migration_lock']

const INTEGER_WIDTH = /^(smallint|mediumint|int|bigint)\(\d+\)/
const TINYINT_WIDTH = /^tinyint\((?!1\))\d+\)/

/** Servers differ in how they print one type (`int(11)` and `int`, `datetime(0)` and `datetime`). */
export function normalType(printed: string): string {
  return withoutSpacesOutsideQuotes(printed)
    .replace(INTEGER_WIDTH, '$1')
    .replace(TINYINT_WIDTH, 'tinyint')
    .replace(/^(datetime|timestamp|time)\(0\)$/, '$1')
    .replace(/^json$/, 'longtext')
}

/** Lower case and single spaces, but never inside the values of an enum. */
function withoutSpacesOutsideQuotes(printed: string): string {
  return printed
    .split(/('(?:[^']|'')*')/)
    .map((piece, index) =>
      index % 2 === 1 ? piece : piece.toLowerCase().replace(/\s+/g, ' ').replace(/,\s+/g, ','),
    )
    .join('')
    .trim()
}

export function isTextType(type: string): boolean {
  return /^(char|varchar|tinytext|text|mediumtext|longtext|enum)\b/.test(type)
}

export function isNumericType(type: string): boolean {
  return /^(tinyint|smallint|mediumint|int|bigint|decimal|float|double)\b/.test(type)
}
