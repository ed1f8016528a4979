import * as z from 'zod/mini'
import { checkInPoint, outline } from './areas'
import { query } from './define'
import { codeToken, gridCode } from './primitives'

/** What a grid worker can be asked for, in a villager's words (DN-6). */
export const gridDuties: readonly string[] = [
  '反映意见和困难，帮忙转到有关部门',
  '发现安全隐患：用火用电、道路、食品药品',
  '邻里、家庭等矛盾纠纷的调解',
  '社保、残疾服务等事项代办',
  '政策、防诈骗等知识宣传',
]

/** What the printed QR opens: only what the public notice makes public (P7). */
export const gridCard = query({
  name: 'residents.gridCard',
  path: '/api/public/grids/:code',
  summary: '网格名片：谁负责这里，怎么找到他',
  permission: 'public',
  /** The grid's own code, or the printed one (`codes`). */
  input: z.object({ code: z.union([gridCode, codeToken]) }),
  output: z.object({
    code: gridCode,
    /** Opened by a printed code that was issued here and is in force; an address that anybody can type is not. */
    signed: z.boolean(),
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
      z.object({
        name: z.string(),
        post: z.string(),
        workPhone: z.nullable(z.string()),
        /** Opens his photo (`badges.portrait`). */
        portraitKey: z.nullable(z.string()),
        /** Whose work he does today besides his own; null: he is here by his post. */
        standsInFor: z.nullable(z.string()),
      }),
    ),
    /** What they can help with. */
    duties: z.array(z.string()),
    officePhone: z.nullable(z.string()),
    emergency: z.array(z.object({ label: z.string(), phone: z.string() })),
    demo: z.boolean(),
  }),
  errors: ['codeUnknown', 'codeRevoked'],
})
