import { type ReadImport, readTable, type TableProblem } from '../../platform/spreadsheets'
import type { ImportedArea, ImportStore } from './import.store'

export const areaColumns = [
  { key: 'code', titles: ['区划代码', '代码', '统计用区划代码'], required: true },
  { key: 'name', titles: ['名称', '区划名称'], required: true },
  { key: 'officePhone', titles: ['办公电话', '电话'] },
] as const

const levelByLength: Record<number, ImportedArea['level']> = {
  2: 'province',
  4: 'city',
  6: 'county',
  9: 'township',
  12: 'village',
}
const lengths = Object.keys(levelByLength).map(Number)

/** '141030100001' → '141030100'; a province has none. */
export function parentCodeOf(code: string): string | null {
  const at = lengths.indexOf(code.length)
  return at <= 0 ? null : code.slice(0, lengths[at - 1])
}

const isCommunity = (name: string) => /社区|居委会|居民委员会/.test(name)

/**
 * Reads divisions for one county. `scopes` are the code prefixes the importer answers for: he may
 * add inside them, never beside.
 */
export async function readAreas(
  bytes: Buffer,
  scopes: readonly string[],
  store: ImportStore,
): Promise<ReadImport<ImportedArea>> {
  const table = await readTable(bytes, areaColumns)
  const problems: TableProblem[] = [...table.problems]
  const rows: ImportedArea[] = []
  const lineByCode = new Map<string, number>()
  const inTable = new Set(table.rows.map((row) => row.values.code))
  const known = await store.knownAreas(table.rows.map((row) => parentCodeOf(row.values.code) ?? ''))

  for (const { line, values } of table.rows) {
    const { code, name, officePhone } = values
    const problem = (column: string, message: string) => problems.push({ line, column, message })
    const level = /^\d+$/.test(code) ? levelByLength[code.length] : undefined
    const parentCode = parentCodeOf(code)
    if (!level) problem('区划代码', '应为 2、4、6、9 或 12 位数字')
    else if (!scopes.some((scope) => code.startsWith(scope)))
      problem('区划代码', '不在您的管理范围内')
    else if (lineByCode.has(code)) problem('区划代码', `与第 ${lineByCode.get(code)} 行重复`)
    else if (parentCode && !known.has(parentCode) && !inTable.has(parentCode)) {
      problem('区划代码', `没有上级区划 ${parentCode}`)
    }
    if (name.length > 64) problem('名称', '最多 64 个字')
    if (officePhone.length > 32) problem('办公电话', '最多 32 个字')
    if (!level) continue
    lineByCode.set(code, line)
    const villageKind = level === 'village' ? (isCommunity(name) ? 'community' : 'village') : null
    rows.push({ code, name, level, parentCode, villageKind, officePhone: officePhone || null })
  }
  return { rowCount: table.rows.length, rows, problems: inOrder(problems) }
}

export function inOrder(problems: TableProblem[]): TableProblem[] {
  return problems.sort((a, b) => a.line - b.line)
}
