import * as z from 'zod/mini'
import { areaCode } from './primitives'

/** County or township code, a dash, two digits. */
export const unitCode = z.string().check(z.regex(/^(\d{6}|\d{9})-\d{2}$/, '单位编码格式不对'))

/** Whoever can owe a matter a move: a grid, an area (village, township, county) or a unit. */
export const holderCode = z
  .string()
  .check(
    z.regex(/^(\d{12}[A-Z]\d{3}|\d{6}|\d{9}|\d{12}|(\d{6}|\d{9})-\d{2})$/, '承办方编码格式不对'),
  )

export const unitKind = z.enum(['department', 'judicial', 'service'])
export type UnitKind = z.infer<typeof unitKind>
export const unitKindLabel: Record<UnitKind, string> = {
  department: '职能部门',
  judicial: '司法所、司法局',
  service: '服务单位',
}

export const unitRow = z.object({
  code: unitCode,
  areaCode,
  name: z.string(),
  kind: unitKind,
  phone: z.nullable(z.string()),
  joinsTeam: z.boolean(),
})
export type UnitRow = z.infer<typeof unitRow>
