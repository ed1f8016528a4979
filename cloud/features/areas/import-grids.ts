import { type Datum, isOutline, type Outline, positionFault } from '../../platform/geometry'
import { type ReadImport, readTable, type TableProblem } from '../../platform/spreadsheets'
import { inOrder } from './import-areas'
import type { ImportedGrid, ImportStore, NamedPoint } from './import.store'

export const gridColumns = [
  { key: 'code', titles: ['网格编码', '编码'], required: true },
  { key: 'name', titles: ['网格名称', '名称'], required: true },
  { key: 'households', titles: ['户数'], required: true },
  { key: 'persons', titles: ['人口', '人数'], required: true },
  { key: 'outline', titles: ['边界', '网格边界'], required: true },
  { key: 'datum', titles: ['坐标系'] },
  { key: 'points', titles: ['签到点'] },
] as const

const datumByName: Record<string, Datum> = {
  '': 'wgs84',
  WGS84: 'wgs84',
  GCJ02: 'gcj02',
  火星坐标: 'gcj02',
}

/** '110.1 36.2; 110.3 36.2; 110.2 36.4' or GeoJSON; null when it is neither. */
export function readOutline(text: string): Outline | null {
  if (text.startsWith('{')) {
    try {
      const value: unknown = JSON.parse(text)
      return isOutline(value) ? value : null
    } catch {
      return null
    }
  }
  const corners = text
    .split(/[;；\n]/)
    .map((corner) => corner.trim())
    .filter(Boolean)
    .map((corner) => corner.split(/[\s,，]+/).map(Number))
  if (corners.length < 3) return null
  const [first] = corners
  const last = corners.at(-1)
  const closed = first?.[0] === last?.[0] && first?.[1] === last?.[1]
  const outline = { type: 'Polygon', coordinates: [closed ? corners : [...corners, first]] }
  return isOutline(outline) ? outline : null
}

/** '村委会 110.1 36.2 150; 广场 110.2 36.3 100'; null when a part cannot be read. */
export function readPoints(text: string, datum: Datum): NamedPoint[] | null {
  const points: NamedPoint[] = []
  for (const part of text
    .split(/[;；\n]/)
    .map((one) => one.trim())
    .filter(Boolean)) {
    const fields = part.split(/[\s,，]+/)
    const [name, longitudeText, latitudeText, radiusText] = fields
    const [longitude, latitude, radiusMeters] = [longitudeText, latitudeText, radiusText].map(
      Number,
    )
    if (fields.length !== 4 || !name || name.length > 64) return null
    if (longitude === undefined || latitude === undefined || radiusMeters === undefined) return null
    if (positionFault({ longitude, latitude, datum }) !== null) return null
    if (!Number.isInteger(radiusMeters) || radiusMeters < 10 || radiusMeters > 1_000) return null
    points.push({ name, longitude, latitude, datum, radiusMeters })
  }
  return points
}

const wholeNumber = (text: string, most: number): number | null =>
  /^\d{1,7}$/.test(text) && Number(text) <= most ? Number(text) : null

/** Reads grids of the importer's villages; a grid's code is its village's, a letter and a serial (A-X-14). */
export async function readGrids(
  bytes: Buffer,
  scopes: readonly string[],
  store: ImportStore,
): Promise<ReadImport<ImportedGrid>> {
  const table = await readTable(bytes, gridColumns)
  const problems: TableProblem[] = [...table.problems]
  const rows: ImportedGrid[] = []
  const lineByCode = new Map<string, number>()
  const villages = await store.knownAreas(table.rows.map((row) => row.values.code.slice(0, 12)))
  const retired = await store.retiredGrids(table.rows.map((row) => row.values.code))

  for (const { line, values } of table.rows) {
    const { code, name } = values
    const before = problems.length
    const problem = (column: string, message: string) => problems.push({ line, column, message })
    if (!/^\d{12}[A-Z]\d{3}$/.test(code))
      problem('网格编码', '应为 12 位村（社区）代码加一个大写字母和三位序号')
    else if (!scopes.some((scope) => code.startsWith(scope)))
      problem('网格编码', '不在您的管理范围内')
    else if (!villages.has(code.slice(0, 12)))
      problem('网格编码', `没有村（社区）${code.slice(0, 12)}`)
    else if (retired.has(code)) problem('网格编码', '这个编码已停用，不能再用')
    else if (lineByCode.has(code)) problem('网格编码', `与第 ${lineByCode.get(code)} 行重复`)
    if (name.length > 64) problem('网格名称', '最多 64 个字')
    const households = wholeNumber(values.households, 1_000_000)
    if (households === null) problem('户数', '应为整数')
    const persons = wholeNumber(values.persons, 5_000_000)
    if (persons === null) problem('人口', '应为整数')
    const datum = datumByName[values.datum.toUpperCase().replace('-', '')]
    if (!datum) problem('坐标系', '应为 WGS84 或 GCJ02')
    const outline = readOutline(values.outline)
    if (!outline) problem('边界', '应为“经度 纬度; 经度 纬度; …”至少三个点，或 GeoJSON')
    const points = datum ? readPoints(values.points, datum) : []
    if (!points) problem('签到点', '应为“名称 经度 纬度 半径（米）; …”')
    lineByCode.set(code, line)
    if (
      problems.length > before ||
      households === null ||
      persons === null ||
      !datum ||
      !outline ||
      !points
    )
      continue
    rows.push({
      code,
      villageCode: code.slice(0, 12),
      name,
      households,
      persons,
      datum,
      outline,
      points,
    })
  }
  return { rowCount: table.rows.length, rows, problems: inOrder(problems) }
}
