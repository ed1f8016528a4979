import { type Column, type ForeignKey, type Index, isNumericType, type Table } from './tables'

/**
 * What differs between the tables that the data model wants and those that a database has: one
 * readable line a difference, in both directions; none when they are the same.
 */
export function compareTables(wanted: Table[], actual: Table[]): string[] {
  return compareByName(wanted, actual, {
    missing: (table) => `table ${table.name}: in the data model, not in the database`,
    extra: (table) => `table ${table.name}: in the database, not in the data model`,
    both: compareTable,
  })
}

interface Named {
  name: string
}

function compareByName<Item extends Named>(
  wanted: Item[],
  actual: Item[],
  say: {
    missing: (item: Item) => string
    extra: (item: Item) => string
    both: (wanted: Item, actual: Item) => string[]
  },
): string[] {
  const found = new Map(actual.map((item) => [item.name, item]))
  const known = new Set(wanted.map((item) => item.name))
  const lines = wanted.flatMap((item) => {
    const other = found.get(item.name)
    return other ? say.both(item, other) : [say.missing(item)]
  })
  const extras = actual.filter((item) => !known.has(item.name)).map((item) => say.extra(item))
  return [...lines, ...extras]
}

function compareTable(wanted: Table, actual: Table): string[] {
  return [
    ...compareByName(wanted.columns, actual.columns, {
      missing: (column) =>
        `column ${wanted.name}.${column.name}: in the data model (${column.type}), not in the database`,
      extra: (column) =>
        `column ${wanted.name}.${column.name}: in the database (${column.type}), not in the data model`,
      both: (column, other) => compareColumn(`${wanted.name}.${column.name}`, column, other),
    }),
    ...compareText(`primary key of ${wanted.name}`, wanted.primaryKey, actual.primaryKey),
    ...compareIndexes(wanted, actual),
    ...compareForeignKeys(wanted, actual),
  ]
}

function compareColumn(place: string, wanted: Column, actual: Column): string[] {
  return [
    ...compareText(`type of ${place}`, wanted.type, actual.type),
    ...compareText(`whether ${place} may be NULL`, wanted.nullable, actual.nullable),
    ...compareText(
      `default of ${place}`,
      comparableDefault(wanted, wanted),
      comparableDefault(actual, wanted),
    ),
    ...compareText(`auto increment of ${place}`, wanted.autoIncrement, actual.autoIncrement),
    ...compareText(`collation of ${place}`, wanted.collation, actual.collation),
  ]
}

/** 0, 0.00 and 0.000000 are one default of a number. */
function comparableDefault(column: Column, wanted: Column): string | null {
  const value = column.default
  if (value === null || !isNumericType(wanted.type) || value.trim() === '') return value
  return Number.isNaN(Number(value)) ? value : String(Number(value))
}

function compareIndexes(wanted: Table, actual: Table): string[] {
  // a foreign key brings an index of its own name where none fits; the data model does not list it
  const implied = new Set(wanted.foreignKeys.map((key) => key.name))
  const declared = new Set(wanted.indexes.map((index) => index.name))
  const compared = actual.indexes.filter(
    (index) => declared.has(index.name) || !implied.has(index.name),
  )
  return compareByName(wanted.indexes, compared, {
    missing: (index) =>
      `index ${wanted.name}.${index.name} (${describe(index)}): in the data model, not in the database`,
    extra: (index) =>
      `index ${wanted.name}.${index.name} (${describe(index)}): in the database, not in the data model`,
    both: (index, other) =>
      compareText(`index ${wanted.name}.${index.name}`, describe(index), describe(other)),
  })
}

function compareForeignKeys(wanted: Table, actual: Table): string[] {
  return compareByName(wanted.foreignKeys, actual.foreignKeys, {
    missing: (key) => `foreign key ${key.name}: in the data model, not in the database`,
    extra: (key) => `foreign key ${key.name}: in the database, not in the data model`,
    both: (key, other) =>
      compareText(`foreign key ${key.name}`, describeForeignKey(key), describeForeignKey(other)),
  })
}

function describe(index: Index): string {
  const parts = index.parts.map(
    (part) =>
      `${part.column}${part.length === null ? '' : `(${part.length})`}${part.descending ? ' desc' : ''}`,
  )
  return `${index.kind}: ${parts.join(', ')}`
}

function describeForeignKey(key: ForeignKey): string {
  return `${key.columns.join(', ')} -> ${key.referencedTable} (${key.referencedColumns.join(', ')}), on delete ${sameAction(key.onDelete)}, on update ${sameAction(key.onUpdate)}`
}

/** InnoDB does the same for both. */
function sameAction(action: string): string {
  return action === 'NO ACTION' ? 'RESTRICT' : action
}

function compareText(what: string, wanted: unknown, actual: unknown): string[] {
  const [want, have] = [shown(wanted), shown(actual)]
  return want === have ? [] : [`${what}: the data model says ${want}, the database ${have}`]
}

function shown(value: unknown): string {
  if (value === null) return 'none'
  return Array.isArray(value) ? `(${value.join(', ')})` : String(value)
}
