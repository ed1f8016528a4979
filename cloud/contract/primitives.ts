import * as z from 'zod/mini'

/** A UUID in text form; ids made by this product are version 7. */
export const id = z
  .string()
  .check(
    z.regex(
      /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      '编号格式不对',
    ),
  )

/** Shanghai month 'YYYY-MM'. */
export const month = z.string().check(z.regex(/^20\d{2}-(0[1-9]|1[0-2])$/, '月份应写成 2026-11'))

/** Shanghai day 'YYYY-MM-DD'. */
export const day = z.string().check(
  z.regex(/^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '日期应写成 2026-11-25'),
  z.refine((text) => {
    const at = new Date(`${text}T00:00:00Z`)
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
  }, '没有这一天'),
)

/** Epoch milliseconds. */
export const instantMs = z.int().check(z.gte(0), z.lte(4_102_444_800_000))

/** Division code: 2 (province), 4 (city), 6 (county), 9 (township) or 12 (village) digits. */
export const areaCode = z
  .string()
  .check(z.regex(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/, '行政区划代码应为 2、4、6、9 或 12 位数字'))

/** Village code, one capital letter, three digits (A-X-14). */
export const gridCode = z.string().check(z.regex(/^\d{12}[A-Z]\d{3}$/, '网格编码格式不对'))

/** A county, township, village or grid. */
export const placeCode = z.union([areaCode, gridCode])

/**
 * All of a printed code: its serial in six letters and digits, then twelve characters of signature.
 * It never looks like a grid's code.
 */
export const codeToken = z
  .string()
  .check(z.regex(/^[0-9a-z]{6}[\w-]{12}$/, '二维码不完整，请重新扫一次'))

export const datum = z.enum(['wgs84', 'gcj02'])

export const position = z.object({
  longitude: z.number().check(z.gte(-180), z.lte(180)),
  latitude: z.number().check(z.gte(-90), z.lte(90)),
  datum,
  /** Radius of the circle the device is sure of, meters; absent or 0 is noted, not refused. */
  accuracyMeters: z.optional(z.number().check(z.gte(0), z.lte(1_000_000))),
})
export type Position = z.infer<typeof position>

export const positionFailure = z.enum(['denied', 'timeout', 'unavailable'])

/** Text of 1 to `most` characters that is not only blanks; control characters are refused. */
export function text(most: number) {
  return z.string().check(
    z.trim(),
    z.minLength(1, '不能为空'),
    z.maxLength(most, `最多 ${most} 个字`),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    z.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, '含有不能识别的字符'),
  )
}

export const money = z.int().check(z.gte(-100_000_000), z.lte(100_000_000_000))

/** Shared part of every record taken in the field, where the network may be away. */
export const fieldStamp = z.object({
  deviceId: z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\w.:-]+$/)),
  deviceTakenAtMs: instantMs,
  /** The newest server time ticket the device held when it took the record. */
  ticket: z.nullable(z.string().check(z.maxLength(512))),
})

/** A page of a long list: `after` is the cursor the last page ended with. */
export const page = {
  after: z.optional(z.string().check(z.maxLength(128))),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(200))),
}

export const workerKind = z.enum(['rural', 'communityPartTime', 'communityFullTime'])
export type WorkerKind = z.infer<typeof workerKind>
export const workerKindLabel: Record<WorkerKind, string> = {
  rural: '农村网格员',
  communityPartTime: '社区兼职网格员',
  communityFullTime: '社区专职网格员',
}

/** Answer of a command that has nothing else to tell. */
export const done = z.object({ done: z.literal(true) })
