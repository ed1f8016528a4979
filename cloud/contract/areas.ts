import * as z from 'zod/mini'
import { download, query, upload } from './define'
import { areaCode, gridCode, position } from './primitives'

export const areaLevel = z.enum(['province', 'city', 'county', 'township', 'village'])

export const area = z.object({
  code: areaCode,
  name: z.string(),
  level: areaLevel,
  villageKind: z.nullable(z.enum(['village', 'community'])),
  gridCount: z.int(),
  workerCount: z.int(),
})

/** GeoJSON geometry of a grid's outline. */
export const outline = z.object({
  type: z.enum(['Polygon', 'MultiPolygon']),
  coordinates: z.array(z.any()),
})

export const checkInPoint = z.object({
  name: z.string(),
  longitude: z.number(),
  latitude: z.number(),
  datum: z.enum(['wgs84', 'gcj02']),
  radiusMeters: z.int(),
})

export const grid = z.object({
  code: gridCode,
  name: z.string(),
  villageCode: areaCode,
  villageName: z.string(),
  townshipName: z.string(),
  households: z.int(),
  persons: z.int(),
  outline,
  datum: z.enum(['wgs84', 'gcj02']),
  outlineSource: z.enum(['synthetic', 'surveyed']),
  points: z.array(checkInPoint),
})

export const children = query({
  name: 'areas.children',
  path: '/api/areas/children',
  summary: '一个区划的下级区划，以及村（社区）的网格',
  permission: 'areas.read',
  input: z.object({ code: areaCode }),
  output: z.object({
    /** From the province down to the asked area. */
    path: z.array(z.object({ code: areaCode, name: z.string() })),
    children: z.array(area),
    grids: z.array(
      z.object({ code: gridCode, name: z.string(), households: z.int(), persons: z.int() }),
    ),
  }),
  errors: [],
})

export const gridDetail = query({
  name: 'areas.gridDetail',
  path: '/api/areas/grids/:code',
  summary: '网格的边界和签到点',
  permission: 'areas.read',
  input: z.object({ code: gridCode }),
  output: grid,
  errors: [],
})

export const importKind = z.enum(['areas', 'grids', 'workers'])

/** One thing wrong with an uploaded table; `line` is the line the clerk sees in the sheet. */
export const tableProblem = z.object({
  line: z.int(),
  column: z.nullable(z.string()),
  message: z.string(),
})

export const importTable = upload({
  name: 'areas.importTable',
  path: '/api/areas/import',
  summary: '导入区划、网格或网格员（xlsx 或 csv），有一处错误就全部不导入',
  permission: 'areas.import',
  // one-time codes are told once; areas and grids are the same twice, a person cannot be made twice
  replay: 'none',
  mostBytes: 20_000_000,
  input: z.object({ kind: importKind, rehearse: z.enum(['yes', 'no']) }),
  output: z.object({
    imported: z.boolean(),
    rowCount: z.int(),
    problems: z.array(tableProblem),
    /** One-time sign-in codes of imported workers; told once, never stored in clear. */
    oneTimeCodes: z.array(
      z.object({ name: z.string(), phoneMasked: z.string(), code: z.string() }),
    ),
  }),
  errors: ['fileUnreadable'],
})

export const importTemplate = download({
  name: 'areas.importTemplate',
  path: '/api/areas/import-template',
  summary: '导入表格的空白模板',
  permission: 'areas.import',
  input: z.object({ kind: importKind }),
  errors: [],
})

export const gridsOfArea = query({
  name: 'areas.gridsOfArea',
  path: '/api/areas/grids',
  summary: '管理范围内的网格及边界（地图用）',
  permission: 'areas.read',
  input: z.object({ code: areaCode }),
  output: z.object({
    grids: z.array(
      z.object({ code: gridCode, name: z.string(), outline, datum: z.enum(['wgs84', 'gcj02']) }),
    ),
  }),
  errors: [],
})

export { position }
