import * as z from 'zod/mini'
import { query } from './define'
import { level, state } from './matters'
import { datum, gridCode, id, instantMs, placeCode } from './primitives'

/** Everything on one answer is in the datum that was asked for. */
const place = { longitude: z.number(), latitude: z.number() }

/** [longitude, latitude] of each corner. */
const ring = z.array(z.array(z.number()))

const days = (most: number) =>
  z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(most, `最多 ${most} 天`)))

/** A square of the ground: its edge in hundredths of a degree, its column and its row. */
const squareName = z
  .string()
  .check(z.regex(/^(1|2|4|8|16|32|64|128|256|512)-\d{1,5}-\d{1,5}$/, '没有这样一块地方'))

export const outlines = query({
  name: 'maps.outlines',
  path: '/api/maps/outlines',
  summary: '地图：一个区域里各网格的边界',
  permission: 'maps.read',
  input: z.object({ code: placeCode, datum }),
  output: z.object({
    areaName: z.string(),
    datum,
    grids: z.array(
      z.object({
        code: gridCode,
        name: z.string(),
        /** Each polygon by its outer ring, then its holes. */
        polygons: z.array(z.array(ring)),
      }),
    ),
    /** Whose data the outlines are made from; must be shown with them. */
    attribution: z.nullable(z.string()),
  }),
  errors: [],
})

export const mapMatter = z.object({
  id,
  receiptNumber: z.string(),
  classLabel: z.string(),
  level,
  state,
  restricted: z.boolean(),
  gridCode,
  gridName: z.string(),
  /** First words of its text; of a restricted one only that it is one. */
  brief: z.string(),
  overdue: z.boolean(),
  dueAtMs: z.nullable(instantMs),
  receivedAtMs: instantMs,
  ...place,
})

export const situation = query({
  name: 'maps.situation',
  path: '/api/maps/situation',
  summary: '地图：没有办结的事项、多发地点和没有动静的网格',
  permission: 'maps.read',
  input: z.object({
    code: placeCode,
    datum,
    /** Only the open matters in this one of the squares that an answer had. */
    square: z.optional(squareName),
    /** Days that count for a hot spot (default 30). */
    hotDays: days(90),
    /** Days without a sign of life that make a grid silent (default 14). */
    silentDays: days(90),
  }),
  output: z.object({
    datum,
    /** The most pressing first; all of them, unless there are squares. */
    matters: z.array(mapMatter),
    /** How many are open and have a place. */
    openCount: z.int(),
    /**
     * Where there are more than can be shown one by one: how many are open in each square. Together
     * they are all of them. None where all are shown, or where what is left lies in one square.
     */
    squares: z.array(
      z.object({
        square: squareName,
        /** In the middle of what is in it. */
        ...place,
        matterCount: z.int(),
        overdueCount: z.int(),
      }),
    ),
    /** Places where much came up, the most first. */
    hotSpots: z.array(
      z.object({
        ...place,
        radiusMeters: z.int(),
        matterCount: z.int(),
        /** What most of them are about. */
        classLabel: z.string(),
      }),
    ),
    /** Grids with residents from which nothing came: no matter, no report, no check-in. */
    silentGrids: z.array(
      z.object({
        code: gridCode,
        name: z.string(),
        villageName: z.string(),
        persons: z.int(),
        /** The last sign of life; null: none is known. */
        lastSignAtMs: z.nullable(instantMs),
        ...place,
      }),
    ),
    hotDays: z.int(),
    silentDays: z.int(),
  }),
  errors: [],
})

/** Where a browser takes the ground of its maps from; null: none, the outlines stand on plain ground. */
export const settings = query({
  name: 'maps.settings',
  path: '/api/public/map-settings',
  summary: '浏览器地图的底图',
  permission: 'public',
  input: z.object({}),
  output: z.object({
    tiles: z.nullable(
      z.object({
        /** With {z}, {x} and {y}. */
        url: z.string(),
        datum,
        attribution: z.string(),
        mostZoom: z.int(),
      }),
    ),
  }),
  errors: [],
})
