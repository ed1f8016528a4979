import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import prismaInternals from '@prisma/internals'
import {
  type Column,
  DEFAULT_COLLATION,
  type ForeignKey,
  type Index,
  isTextType,
  JSON_COLLATION,
  normalType,
  type Table,
} from './tables'

const { getDMMF } = prismaInternals

type DataModel = Awaited<ReturnType<typeof getDMMF>>['datamodel']
type Model = DataModel['models'][number]
type Field = Model['fields'][number]
type IndexDeclaration = DataModel['indexes'][number]

const LONGEST_NAME = 64

/** What Prisma makes of a field without a native type, on MySQL. */
const TYPE_WITHOUT_NATIVE: Record<string, string> = {
  String: 'varchar(191)',
  Boolean: 'tinyint(1)',
  Int: 'int',
  BigInt: 'bigint',
  Float: 'double',
  Decimal: 'decimal(65,30)',
  DateTime: 'datetime(3)',
  Json: 'longtext',
  Bytes: 'longblob',
}

export async function readDataModel(folder: string): Promise<Table[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.prisma'))
    .sort()
    .map((file): [string, string] => {
      const whole = path.join(folder, file)
      return [whole, readFileSync(whole, 'utf8')]
    })
  if (files.length === 0) throw new Error(`No *.prisma file in ${folder}.`)
  return tablesOf(files)
}

export async function tablesOf(files: [string, string][]): Promise<Table[]> {
  const { datamodel } = await getDMMF({ datamodel: files })
  return datamodel.models.map((model) => toTable(model, datamodel))
}

function toTable(model: Model, all: DataModel): Table {
  const declared = all.indexes.filter((index) => index.model === model.name)
  const primary = declared.find((index) => index.type === 'id')
  return {
    name: tableName(model),
    columns: model.fields
      .filter((field) => field.kind !== 'object')
      .map((field) => toColumn(field, all, model)),
    primaryKey: primary ? columnNames(model, primary.fields) : [],
    indexes: declared.filter((index) => index.type !== 'id').map((index) => toIndex(model, index)),
    foreignKeys: model.fields
      .filter((field) => field.kind === 'object')
      .flatMap((field) => toForeignKey(model, field, all)),
  }
}

function toColumn(field: Field, all: DataModel, model: Model): Column {
  if (field.kind === 'unsupported') {
    throw new Error(`${model.name}.${field.name}: Unsupported(...) cannot be compared.`)
  }
  const type = columnType(field, all)
  return {
    name: field.dbName ?? field.name,
    type,
    nullable: !field.isRequired,
    autoIncrement: defaultFunction(field) === 'autoincrement',
    default: columnDefault(field, all),
    collation: collationOf(field, type),
  }
}

function columnType(field: Field, all: DataModel): string {
  if (field.kind === 'enum') {
    const values = enumOf(field, all).values.map((value) => value.dbName ?? value.name)
    return `enum(${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(',')})`
  }
  if (!field.nativeType) {
    const type = TYPE_WITHOUT_NATIVE[field.type]
    if (!type) throw new Error(`${field.name}: no column type is known for ${field.type}.`)
    return type
  }
  const [native, parameters] = field.nativeType
  const unsigned = native.startsWith('Unsigned')
  const base = native.replace(/^Unsigned/, '').toLowerCase()
  const size = parameters.length > 0 ? `(${parameters.join(',')})` : sizeUnlessGiven(base)
  return normalType(`${base}${size}${unsigned ? ' unsigned' : ''}`)
}

function sizeUnlessGiven(base: string): string {
  return base === 'decimal' ? '(65,30)' : ''
}

function enumOf(field: Field, all: DataModel): DataModel['enums'][number] {
  const found = all.enums.find((candidate) => candidate.name === field.type)
  if (!found) throw new Error(`Enum ${field.type} is not declared.`)
  return found
}

function defaultFunction(field: Field): string | null {
  const value = field.default
  return value && typeof value === 'object' && 'name' in value ? value.name : null
}

function columnDefault(field: Field, all: DataModel): string | null {
  if (!field.hasDefaultValue || field.default === undefined || field.default === null) return null
  const value = field.default
  if (typeof value === 'object' && 'name' in value) {
    if (value.name === 'now') return `current_timestamp(${timePrecision(field)})`
    if (value.name === 'dbgenerated') return value.args[0] === undefined ? null : `${value.args[0]}`
    // uuid(), cuid(), nanoid(), autoincrement(): made by the client or by the column itself
    return null
  }
  if (field.kind === 'enum') {
    const chosen = enumOf(field, all).values.find((candidate) => candidate.name === value)
    return chosen?.dbName ?? `${value}`
  }
  if (typeof value === 'boolean') return value ? '1' : '0'
  return `${value}`
}

function timePrecision(field: Field): string {
  if (!field.nativeType) return '3'
  return field.nativeType[1][0] ?? '0'
}

function collationOf(field: Field, type: string): string | null {
  if (!isTextType(type)) return null
  if (field.type === 'Json') return JSON_COLLATION
  return field.documentation?.match(/@collate\s+(\w+)/)?.[1] ?? DEFAULT_COLLATION
}

function tableName(model: Model): string {
  return model.dbName ?? model.name
}

function columnName(model: Model, fieldName: string): string {
  const field = model.fields.find((candidate) => candidate.name === fieldName)
  return field?.dbName ?? fieldName
}

function columnNames(model: Model, fields: readonly { name: string }[]): string[] {
  return fields.map((field) => columnName(model, field.name))
}

function toIndex(model: Model, declared: IndexDeclaration): Index {
  const suffix = declared.type === 'unique' ? 'key' : 'idx'
  const columns = columnNames(model, declared.fields)
  return {
    name: declared.dbName ?? generatedName(tableName(model), columns, suffix),
    kind:
      declared.type === 'unique' ? 'unique' : declared.type === 'fulltext' ? 'fulltext' : 'plain',
    parts: declared.fields.map((field) => ({
      column: columnName(model, field.name),
      length: field.length ?? null,
      descending: field.sortOrder === 'desc',
    })),
  }
}

function toForeignKey(model: Model, field: Field, all: DataModel): ForeignKey[] {
  const from = field.relationFromFields ?? []
  const target = all.models.find((candidate) => candidate.name === field.type)
  if (!target) throw new Error(`${model.name}.${field.name}: ${field.type} is not declared.`)
  if (from.length === 0) {
    refuseImplicitManyToMany(model, field, target)
    return []
  }
  const columns = from.map((name) => columnName(model, name))
  return [
    {
      name: generatedName(tableName(model), columns, 'fkey'),
      columns,
      referencedTable: tableName(target),
      referencedColumns: (field.relationToFields ?? []).map((name) => columnName(target, name)),
      onDelete: action(field.relationOnDelete, field.isRequired ? 'RESTRICT' : 'SET NULL'),
      onUpdate: action(field.relationOnUpdate, 'CASCADE'),
    },
  ]
}

function refuseImplicitManyToMany(model: Model, field: Field, target: Model): void {
  if (!field.isList) return
  const opposite = target.fields.find(
    (candidate) =>
      candidate.relationName === field.relationName &&
      candidate.type === model.name &&
      !(target === model && candidate.name === field.name),
  )
  if (opposite?.isList) {
    throw new Error(
      `${model.name}.${field.name}: declare the table between ${model.name} and ${target.name} as a model of its own.`,
    )
  }
}

/** Prisma's enum word (`SetNull`) in SQL. */
function action(declared: string | undefined, otherwise: string): string {
  return (declared?.replace(/(?<=[a-z])(?=[A-Z])/, ' ') ?? otherwise).toUpperCase()
}

/** Prisma's own names: table, columns, suffix; cut so that the suffix still fits. */
export function generatedName(table: string, columns: string[], suffix: string): string {
  const start = [table, ...columns].join('_')
  return `${start.slice(0, LONGEST_NAME - suffix.length - 1)}_${suffix}`
}
