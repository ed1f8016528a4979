import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/areas'
import { scopesOf } from '../../http/actor'
import type { FileAnswer, PrepareContext, UploadContext } from '../../http/serve'
import { type ReadImport, writeWorkbook } from '../../platform/spreadsheets'
import { areaColumns, readAreas } from './import-areas'
import { gridColumns, readGrids } from './import-grids'
import type { ImportedArea, ImportedGrid, ImportStore } from './import.store'

type Answer = OutputOf<typeof contract.importTable>
type Input = InputOf<typeof contract.importTable>
type Kind = Input['kind']

interface Prepared {
  table: ReadImport<unknown>
  isWritten: boolean
  codes: readonly IssuedCode[]
}

export interface IssuedCode {
  code: string
  codeHash: string
}

/** The accounts feature reads and creates workers; it is handed over by the wiring. */
export interface WorkerImport {
  columns: readonly { titles: readonly string[]; required?: boolean }[]
  read(bytes: Buffer, scopes: readonly string[], nowMs: number): Promise<ReadImport<unknown>>
  /** Long work that needs no database: a one-time code for each, hashed. */
  prepare(rows: readonly unknown[]): Promise<IssuedCode[]>
  save(
    rows: readonly unknown[],
    codes: readonly IssuedCode[],
    context: UploadContext,
  ): Promise<Answer['oneTimeCodes']>
}

export interface TableImportParts {
  store: ImportStore
  workers: WorkerImport
  /** Called after areas or grids changed, so that nobody is judged by an old outline. */
  changed(): void
}

const examples: Record<Kind, string[]> = {
  areas: ['141030100', '示例镇', '0357-1234567'],
  grids: [
    '141030100001A001',
    '示例社区第一网格',
    '320',
    '960',
    '110.1 36.2; 110.2 36.2; 110.2 36.3',
    'WGS84',
    '居委会 110.15 36.22 150',
  ],
  workers: [
    '张三',
    '（18 位身份证号）',
    '（11 位手机号）',
    '141030100001A001',
    '农村',
    '2026-01-01',
    '',
    '',
  ],
}
const titles: Record<Kind, string> = { areas: '区划', grids: '网格', workers: '网格员' }

export type TableImport = ReturnType<typeof createTableImport>

export function createTableImport({ store, workers, changed }: TableImportParts) {
  function read(kind: Kind, bytes: Buffer, scopes: readonly string[], nowMs: number) {
    if (kind === 'areas') return readAreas(bytes, scopes, store)
    if (kind === 'grids') return readGrids(bytes, scopes, store)
    return workers.read(bytes, scopes, nowMs)
  }

  return {
    /** Reads and checks the whole table before any transaction begins. */
    async prepare({ kind, rehearse }: Input, context: PrepareContext): Promise<Prepared> {
      const scopes = scopesOf(context.actor, ['countyCentre'])
      const table = await read(kind, context.file.bytes, scopes, context.nowMs)
      const isWritten = table.problems.length === 0 && table.rows.length > 0 && rehearse === 'no'
      const codes = isWritten && kind === 'workers' ? await workers.prepare(table.rows) : []
      return { table, isWritten, codes }
    },

    /** All or nothing: one problem and no row is written. */
    async importTable(
      { kind }: Input,
      context: UploadContext & { prepared: Prepared },
    ): Promise<Answer> {
      const { table, isWritten, codes } = context.prepared
      const { rowCount, problems } = table
      if (!isWritten) return { imported: false, rowCount, problems, oneTimeCodes: [] }
      let oneTimeCodes: Answer['oneTimeCodes'] = []
      if (kind === 'areas') await store.saveAreas(context.tx, table.rows as ImportedArea[])
      else if (kind === 'grids') await store.saveGrids(context.tx, table.rows as ImportedGrid[])
      else oneTimeCodes = await workers.save(table.rows, codes, context)
      const [scope] = scopesOf(context.actor, ['countyCentre'])
      context.audit('table.imported', context.file.name.slice(0, 64), scope ?? null, {
        kind,
        rowCount,
      })
      context.afterCommit(changed)
      return { imported: true, rowCount, problems: [], oneTimeCodes }
    },

    async template({ kind }: InputOf<typeof contract.importTemplate>): Promise<FileAnswer> {
      const columns = { areas: areaColumns, grids: gridColumns, workers: workers.columns }[kind]
      const isRequired = (column: (typeof columns)[number]) =>
        'required' in column && column.required === true
      const bytes = await writeWorkbook([
        {
          name: titles[kind],
          columns: columns.map((column) => ({
            title: `${column.titles[0]}${isRequired(column) ? '*' : ''}`,
            width: 18,
          })),
          rows: [],
        },
        // whatever stood under the titles would be read as data: only the first sheet is read
        {
          name: '填写说明',
          columns: [
            { title: '列', width: 18 },
            { title: '要不要填', width: 12 },
            { title: '示例', width: 48 },
          ],
          rows: columns.map((column, index) => [
            column.titles[0] ?? '',
            isRequired(column) ? '必须填' : '可以空着',
            examples[kind][index] ?? '',
          ]),
          notes: [`在“${titles[kind]}”表里从第二行起填，一行一条；这张说明不会导入，不用删。`],
        },
      ])
      return {
        bytes,
        contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        fileName: `${titles[kind]}导入模板.xlsx`,
      }
    },
  }
}
