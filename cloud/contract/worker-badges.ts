import * as z from 'zod/mini'
import { command, download, query, upload } from './define'
import { day, done, gridCode, id, instantMs, position, text } from './primitives'

/** Names a portrait to whoever was shown it: opens only while its worker is in service. */
export const portraitKey = z.string().check(z.regex(/^[\w.-]{20,80}$/, '照片编号不对'))

const ownBadge = z.object({
  serialText: z.string(),
  /** What the code says: an ordinary address, where anybody sees whether he is in service. */
  address: z.string(),
  /** The code as a picture: a data: address of a PNG. */
  qrImage: z.string(),
})

/** The worker's own badge, to be shown at a door. */
export const mine = query({
  name: 'badges.mine',
  path: '/api/badges/mine',
  summary: '我的工作牌：在手机上出示，谁都可以扫码核实',
  permission: 'badges.mine',
  input: z.object({}),
  output: z.object({
    name: z.string(),
    post: z.string(),
    gridNames: z.array(z.string()),
    villageName: z.string(),
    townshipName: z.string(),
    countyName: z.string(),
    workPhone: z.nullable(z.string()),
    portraitKey: z.nullable(portraitKey),
    /** Null: none was issued yet, or it was ended. */
    badge: z.nullable(ownBadge),
  }),
  errors: ['notInService'],
})

export const issueMine = command({
  name: 'badges.issueMine',
  path: '/api/badges/issue-mine',
  summary: '领取我的电子工作牌；印过工作牌的就是同一个码',
  permission: 'badges.mine',
  input: z.object({}),
  output: z.object({ serialText: z.string() }),
  errors: ['notInService'],
})

export const setPortrait = upload({
  name: 'badges.setPortrait',
  path: '/api/badges/portraits',
  summary: '存网格员的照片，印在工作牌和上岗公示上；再存一张就换掉',
  permission: 'codes.print',
  mostBytes: 10_000_000,
  input: z.object({ accountId: id, photoId: id }),
  output: z.object({ portraitKey }),
  errors: ['photoTooLarge', 'photoTooManyPixels', 'photoUnreadable', 'photoTypeNotAllowed'],
})

export const removePortrait = command({
  name: 'badges.removePortrait',
  path: '/api/badges/remove-portrait',
  summary: '撤下网格员的照片',
  permission: 'codes.print',
  input: z.object({ accountId: id }),
  output: done,
  errors: [],
})

export const portrait = download({
  name: 'badges.portrait',
  path: '/api/public/portraits/:key',
  summary: '网格员的照片，在岗时公开',
  permission: 'public',
  input: z.object({ key: portraitKey, size: z.optional(z.enum(['full', 'thumbnail'])) }),
  errors: [],
})

/** That the public notice hangs (LJ-4.2a), proven by a photo of it. */
export const postNotice = command({
  name: 'badges.postNotice',
  path: '/api/badges/notice-postings',
  summary: '登记上岗公示贴在了哪里，附照片',
  permission: 'codes.handOut',
  input: z.object({
    gridCode,
    place: text(64),
    postedOn: day,
    position: z.nullable(position),
    /** His own photos, sent before. */
    photoIds: z.array(id).check(z.minLength(1, '请拍一张贴好的公示'), z.maxLength(3)),
  }),
  output: done,
  errors: ['photoNotYours'],
})

export const noticePostings = query({
  name: 'badges.noticePostings',
  path: '/api/badges/notice-postings',
  summary: '一个网格的上岗公示贴在哪里、什么时候贴的',
  permission: 'codes.handOut',
  input: z.object({ gridCode }),
  output: z.object({
    gridName: z.string(),
    /** Newest first, at most 20. */
    postings: z.array(
      z.object({
        postingId: id,
        place: z.string(),
        postedOn: day,
        hasPosition: z.boolean(),
        recordedByName: z.string(),
        recordedAtMs: instantMs,
        photoIds: z.array(id),
      }),
    ),
  }),
  errors: [],
})

export const noticePhoto = download({
  name: 'badges.noticePhoto',
  path: '/api/badges/notice-photos/:photoId',
  summary: '贴好的公示的照片',
  permission: 'codes.handOut',
  input: z.object({ photoId: id, size: z.optional(z.enum(['full', 'thumbnail'])) }),
  errors: ['photoNotArrived'],
})
