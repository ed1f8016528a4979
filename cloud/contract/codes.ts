import * as z from 'zod/mini'
import { command, download, query } from './define'
import { codeToken, day, done, gridCode, id, instantMs, text } from './primitives'

export const codeSerial = z.coerce.number().check(z.int(), z.gte(1), z.lte(4_294_967_295))

/** An area's code or a grid's. */
const placeCode = z
  .string()
  .check(z.regex(/^(\d{6}|\d{9}|\d{12}|\d{12}[A-Z]\d{3})$/, '地区或网格编码格式不对'))

export const codeKind = z.enum(['grid', 'badge'])
export type CodeKind = z.infer<typeof codeKind>
export const codeKindLabel: Record<CodeKind, string> = { grid: '网格码', badge: '工作牌' }

/** What is printed; `picture` is the bare code, to be set into something of the office's own. */
export const printKind = z.enum(['cards', 'posters', 'notices', 'badges', 'picture'])
export type PrintKind = z.infer<typeof printKind>
export const printKindLabel: Record<PrintKind, string> = {
  cards: '民情联系卡',
  posters: '楼道海报',
  notices: '上岗公示',
  badges: '工作牌',
  picture: '单独的二维码',
}

const issued = z.object({
  serial: z.int(),
  serialText: z.string(),
  /** What the code says: an ordinary address. */
  address: z.string(),
  issuedAtMs: instantMs,
  issuedByName: z.string(),
  prints: z.int(),
  lastPrintedAtMs: z.nullable(instantMs),
  lastPrintedByName: z.nullable(z.string()),
})
export type IssuedCode = z.infer<typeof issued>

export const overview = query({
  name: 'codes.overview',
  path: '/api/codes/overview',
  summary: '一个村（社区）的网格码和工作牌',
  permission: 'codes.print',
  input: z.object({ placeCode }),
  output: z.object({
    grids: z.array(
      z.object({
        gridCode,
        gridName: z.string(),
        households: z.int(),
        /** Numbers given to contact cards so far, and how many are noted as handed out. */
        cardsNumbered: z.int(),
        cardsHandedOut: z.int(),
        /** When its public notice was last hung, with a photo to show for it. */
        noticePostedOn: z.nullable(day),
        code: z.nullable(issued),
      }),
    ),
    workers: z.array(
      z.object({
        accountId: id,
        name: z.string(),
        post: z.string(),
        gridNames: z.array(z.string()),
        portraitKey: z.nullable(z.string()),
        code: z.nullable(issued),
      }),
    ),
    /** Newest first, at most 50. */
    revoked: z.array(
      z.object({
        serial: z.int(),
        serialText: z.string(),
        kind: codeKind,
        /** The grid's or the worker's name. */
        name: z.string(),
        revokedAtMs: instantMs,
        revokedByName: z.string(),
        reason: z.string(),
      }),
    ),
    abilities: z.object({ revoke: z.boolean() }),
  }),
  errors: [],
})

export const print = command({
  name: 'codes.print',
  path: '/api/codes/print',
  summary: '印二维码：没有码的先发码，并记下谁在什么时候印的',
  permission: 'codes.print',
  input: z.object({
    what: printKind,
    placeCode,
    /** One worker's badge; else all of the place. */
    accountId: z.optional(id),
    /** Contact cards for each grid: a number, or one for each household. */
    cardsEach: z.optional(z.union([z.int().check(z.gte(1), z.lte(1000)), z.literal('households')])),
  }),
  output: z.object({
    printId: id,
    codes: z.int(),
    cards: z.int(),
    /** The first code's serial, for its picture. */
    serial: z.int(),
  }),
  errors: ['nothingToPrint', 'printTooMuch'],
})

export const sheet = download({
  name: 'codes.sheet',
  path: '/api/codes/prints/:printId/sheet',
  summary: '印制好的 PDF；可以再取一次，不会多发编号',
  permission: 'codes.print',
  input: z.object({ printId: id }),
  errors: ['codeRevoked'],
})

export const picture = download({
  name: 'codes.picture',
  path: '/api/codes/:serial/picture',
  summary: '二维码图片：普通二维码，或微信小程序码',
  permission: 'codes.print',
  input: z.object({
    serial: codeSerial,
    look: z.enum(['qr', 'wechat']),
    size: z.optional(z.coerce.number().check(z.int(), z.gte(280), z.lte(1280))),
  }),
  errors: ['codeRevoked', 'wechatCodeNotMade'],
})

export const revoke = command({
  name: 'codes.revoke',
  path: '/api/codes/revoke',
  summary: '停用一个二维码',
  permission: 'codes.revoke',
  input: z.object({ serial: codeSerial, reason: text(200) }),
  output: done,
  errors: ['alreadyDecided'],
})

export const badgeState = z.enum(['inService', 'left', 'revoked'])
export type BadgeState = z.infer<typeof badgeState>

/** What anybody sees who scans a worker's badge (LJ-4.2c): only what the public notice makes public (P7). */
export const badge = query({
  name: 'codes.badge',
  path: '/api/public/badges/:badgeCode',
  summary: '核实网格员工作牌',
  permission: 'public',
  input: z.object({ badgeCode: codeToken }),
  output: z.object({
    state: badgeState,
    serialText: z.string(),
    checkedAtMs: instantMs,
    /** Null unless he serves today. */
    worker: z.nullable(
      z.object({
        name: z.string(),
        post: z.string(),
        workPhone: z.nullable(z.string()),
        /** Opens his photo (`badges.portrait`). */
        portraitKey: z.nullable(z.string()),
        grids: z.array(z.object({ gridCode, name: z.string() })),
        villageName: z.string(),
        townshipName: z.string(),
        countyName: z.string(),
      }),
    ),
    revokedOn: z.nullable(day),
    /** Where to ask when in doubt. */
    officeName: z.string(),
    officePhone: z.nullable(z.string()),
    demo: z.boolean(),
  }),
  errors: ['codeUnknown'],
})

export const handOuts = query({
  name: 'codes.handOuts',
  path: '/api/codes/hand-outs',
  summary: '民情联系卡发放登记',
  permission: 'codes.handOut',
  input: z.object({ gridCode, after: z.optional(z.coerce.number().check(z.int(), z.gte(0))) }),
  output: z.object({
    gridName: z.string(),
    households: z.int(),
    numbered: z.int(),
    handedOut: z.int(),
    /** In the order of numbers, at most 100. */
    cards: z.array(
      z.object({
        number: z.int(),
        numberText: z.string(),
        household: z.string(),
        handedOn: day,
        recordedByName: z.string(),
      }),
    ),
    next: z.nullable(z.int()),
  }),
  errors: [],
})

export const handOut = command({
  name: 'codes.handOut',
  path: '/api/codes/hand-out',
  summary: '登记一张民情联系卡发到了哪一户',
  permission: 'codes.handOut',
  input: z.object({
    gridCode,
    number: z.int().check(z.gte(1), z.lte(1_000_000)),
    /** The door, not a person: 3 号楼 2 单元 501. */
    household: text(64),
    handedOn: day,
  }),
  output: done,
  errors: ['cardNotNumbered', 'cardHandedOut'],
})
