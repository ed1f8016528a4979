import * as z from 'zod/mini'
import { checkInPoint, outline } from './areas'
import { download, query } from './define'
import { areaCode, gridCode } from './primitives'

/** What the printed QR opens: only what the public notice makes public (P7). */
export const gridCard = query({
  name: 'residents.gridCard',
  path: '/api/public/grids/:code',
  summary: '网格名片：谁负责这里，怎么找到他',
  permission: 'public',
  input: z.object({ code: gridCode }),
  output: z.object({
    code: gridCode,
    name: z.string(),
    countyName: z.string(),
    townshipName: z.string(),
    villageName: z.string(),
    households: z.int(),
    outline,
    datum: z.enum(['wgs84', 'gcj02']),
    outlineSource: z.enum(['synthetic', 'surveyed']),
    points: z.array(checkInPoint),
    people: z.array(
      z.object({ name: z.string(), post: z.string(), workPhone: z.nullable(z.string()) }),
    ),
    /** What they can help with. */
    duties: z.array(z.string()),
    officePhone: z.nullable(z.string()),
    emergency: z.array(z.object({ label: z.string(), phone: z.string() })),
    demo: z.boolean(),
  }),
  errors: [],
})

export const gridQr = download({
  name: 'residents.gridQr',
  path: '/api/residents/grids/:code/qr',
  summary: '网格二维码（PNG）',
  permission: 'residents.print',
  input: z.object({
    code: gridCode,
    size: z.optional(z.coerce.number().check(z.int(), z.gte(200), z.lte(2000))),
  }),
  errors: [],
})

export const cardSheet = download({
  name: 'residents.cardSheet',
  path: '/api/residents/card-sheet',
  summary: '可打印的网格名片（A4，每张 10 张）',
  permission: 'residents.print',
  input: z.object({ code: areaCode }),
  errors: [],
})
