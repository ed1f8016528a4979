import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/areas'
import { scopesOf } from '../../http/actor'
import type { FileAnswer, UploadContext } from '../../http/serve'
import { writeWorkbook } from '../../platform/spreadsheets'
import { areaColumns, type ReadImport, readAreas } from './import-areas'
import { gridColumns, readGrids } from './import-grids'
import type { ImportStore } from './import.store'

type Answer = OutputOf<typeof contract.importTable>
type Kind = InputOf<typeof contract.importTable>['kind']

/** The staff feature reads and creates workers; it is handed over by the wiring. */
export interface WorkerImport {
  columns: readonly { titles: readonly string[]; required?: boolean }[]
  read(bytes: Buffer, scopes: readonly string[], nowMs: number): Promise<ReadImport<unknown>>
  save(rows: readonly unknown[], context: UploadContext): Promise<Answer['oneTimeCodes']>
}

export interface TableImportParts {
  store: ImportStore
  workers: WorkerImport
  /** Called after areas or grids changed, so that nobody is judged by an old outline. */
  changed(): void
}

const examples: Record<Kind, string[]> = {
  areas: ['141030100', '示例镇', '0357-1234567'],
  grids: ['141030100001A001', '示例社区第一网格', '320', '960', '110.1 36.2; 110.2 36.2; 110.2 36.3', 'WGS84', '居委会 110.15 36.22 150'],
  workers: ['张三', '（18 位身份证号）', '（11 位手机号）', '141030100001A001', '农村', '2026-01-01', '', ''],
}
const titles: Record<Kind, string> = { areas: '区划', grids: '网格', workers: '网格员' }

export type TableImport = ReturnType<typeof createTableImport>

export function createTableImport({ store, workers, changed }: TableImportParts) {
  function save(kind: Kind, rows: readonly unknown[], context: UploadContext): Promise<Answer['oneTimeCodes']> {
    const { tx } = context
    if (kind === 'workers') return workers.save(rows, context)
    const saved =
      kind === 'areas' ? store.saveAreas(tx, rows as never) : store.saveGrids(tx, rows as never)
    return saved.then(() => [])
  }

  return {
    /** All or nothing: one problem and no row is written. */
    async importTable({ kind, rehearse }: InputOf<typeof contract.importTable>, context: UploadContext): Promise<Answer> {
      const scopes = scopesOf(context.actor, ['countyCentre'])
      const { bytes, name } = context.file
      const read =
        kind === 'areas'
          ? await readAreas(bytes, scopes, store)
          : kind === 'grids'
            ? await readGrids(bytes, scopes, store)
            : await workers.read(bytes, scopes, context.nowMs)
      const { rowCount, rows, problems } = read
      if (problems.length > 0 || rehearse === 'yes' || rows.length === 0) {
        return { imported: false, rowCount, problems, oneTimeCodes: [] }
      }
      const oneTimeCodes = await save(kind, rows, context)
      context.audit('table.imported', name.slice(0, 64), scopes[0] ?? null, { kind, rowCount })
      changed()
      return { imported: true, rowCount, problems: [], oneTimeCodes }
    },

    async template({ kind }: InputOf<typeof contract.importTemplate>): Promise<FileAnswer> {
      const columns = { areas: areaColumns, grids: gridColumns, workers: workers.columns }[kind]
      const bytes = await writeWorkbook([
        {
          name: titles[kind],
          columns: columns.map((column) => ({
            title: `${column.titles[0]}${'required' in column && column.required ? '*' : ''}`,
            width: 18,
          })),
          rows: [examples[kind]],
          notes: ['带 * 的列必须填。第一行是示例，导入前请删除。'],
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
