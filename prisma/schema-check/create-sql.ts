import { type Column, DEFAULT_COLLATION, type Index, isNumericType, type Table } from './tables'

/** CREATE TABLE for each table, then the foreign keys, so that the order of tables does not matter. */
export function createSql(tables: Table[]): string {
  return [...tables.map(createTable), ...tables.flatMap(addForeignKeys)].join('\n\n')
}

function createTable(table: Table): string {
  const lines = table.columns.map((column) => `  ${columnSql(column)}`)
  if (table.primaryKey.length > 0) lines.push(`  PRIMARY KEY (${list(table.primaryKey)})`)
  lines.push(...table.indexes.map((index) => `  ${indexSql(index)}`))
  return `CREATE TABLE ${quoted(table.name)} (\n${lines.join(',\n')}\n) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${DEFAULT_COLLATION};`
}

function columnSql(column: Column): string {
  const json = column.type === 'longtext' && column.collation === 'utf8mb4_bin'
  const collation =
    column.collation && column.collation !== DEFAULT_COLLATION && !json
      ? `CHARACTER SET utf8mb4 COLLATE ${column.collation}`
      : ''
  return [
    quoted(column.name),
    json ? 'JSON' : typeSql(column.type),
    collation,
    column.nullable ? 'NULL' : 'NOT NULL',
    column.autoIncrement ? 'AUTO_INCREMENT' : '',
    column.default === null ? '' : `DEFAULT ${defaultSql(column)}`,
  ]
    .filter(Boolean)
    .join(' ')
}

function typeSql(type: string): string {
  return type.replace(/^[a-z]+/, (word) => word.toUpperCase()).replace(/unsigned$/, 'UNSIGNED')
}

function defaultSql(column: Column): string {
  const value = column.default ?? 'NULL'
  if (isNumericType(column.type) || /^[a-z_]+\(.*\)$/i.test(value)) return value.toUpperCase()
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

function indexSql(index: Index): string {
  const word = { unique: 'UNIQUE INDEX', plain: 'INDEX', fulltext: 'FULLTEXT INDEX' }[index.kind]
  const parts = index.parts.map(
    (part) =>
      `${quoted(part.column)}${part.length === null ? '' : `(${part.length})`}${part.descending ? ' DESC' : ''}`,
  )
  return `${word} ${quoted(index.name)} (${parts.join(', ')})`
}

function addForeignKeys(table: Table): string[] {
  return table.foreignKeys.map(
    (key) =>
      `ALTER TABLE ${quoted(table.name)} ADD CONSTRAINT ${quoted(key.name)}\n  FOREIGN KEY (${list(key.columns)}) REFERENCES ${quoted(key.referencedTable)} (${list(key.referencedColumns)})\n  ON DELETE ${key.onDelete} ON UPDATE ${key.onUpdate};`,
  )
}

function list(names: string[]): string {
  return names.map(quoted).join(', ')
}

function quoted(name: string): string {
  return `\`${name}\``
}
