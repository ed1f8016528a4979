import * as z from 'zod/mini'
import { command, query, upload } from './define'
import { matterClassCodes, matterLevels, matterStates } from './matter-taxonomy'
import { subscribeResults } from './notices'
import { proofPurposes } from './proof-of-work'
import { gridCode, id, instantMs, position, text } from './primitives'

/** Made once by the phone that sends; a hundred and twenty-two random bits are his key to what he sent. */
export const deviceId = z.string().check(z.regex(/^[\w-]{20,64}$/, '设备编号格式不对'))
/** What shows that a person's phone sent it: see proof-of-work.ts. */
export const pass = z.string().check(z.minLength(1, '不能为空'), z.maxLength(1200, '太长'))
export const phoneNumber = z.string().check(z.regex(/^1[3-9]\d{9}$/, '请填写 11 位手机号'))
export const token = z.string().check(z.minLength(1, '不能为空'), z.maxLength(200, '链接不对'))

export const challenge = query({
  name: 'raising.challenge',
  path: '/api/public/challenge',
  summary: '取一道由手机自己算的小题，用来代替验证码',
  permission: 'public',
  input: z.object({ purpose: z.enum(proofPurposes) }),
  output: z.object({
    challenge: z.string(),
    parts: z.int(),
    bits: z.int(),
    expiresAtMs: instantMs,
  }),
  errors: [],
})

/** For a page opened without a code: the grid in which somebody stands. */
export const gridAt = query({
  name: 'raising.gridAt',
  path: '/api/public/grid-at',
  summary: '按位置找到所在的网格',
  permission: 'public',
  input: z.object({
    longitude: z.coerce.number().check(z.gte(-180), z.lte(180)),
    latitude: z.coerce.number().check(z.gte(-90), z.lte(90)),
    datum: z.enum(['wgs84', 'gcj02']),
  }),
  output: z.object({
    grid: z.nullable(
      z.object({
        code: gridCode,
        name: z.string(),
        villageName: z.string(),
        townshipName: z.string(),
      }),
    ),
  }),
  errors: [],
})

export const raise = command({
  name: 'raising.raise',
  path: '/api/public/raise',
  summary: '居民反映一件事，不用登录（编号由手机生成，重复送达只算一件）',
  permission: 'public',
  input: z.object({
    gridCode,
    classCode: z.enum(matterClassCodes),
    level: z.enum(matterLevels),
    text: text(2000),
    placeText: z.optional(text(120)),
    position: z.nullable(position),
    photoIds: z.array(id).check(z.maxLength(9, '最多 9 张照片')),
    /** Only if he wants to be reached. */
    phone: z.optional(phoneNumber),
    /** What he answered when WeChat asked him at this tap; counts only with WeChat's own pass. */
    messages: z.optional(subscribeResults),
    raisedAtMs: instantMs,
    deviceId,
    pass,
  }),
  output: z.object({
    receiptNumber: z.string(),
    state: z.enum(matterStates),
    atMs: instantMs,
    /** Opens the follow page, for whoever holds it. */
    token: z.string(),
  }),
  errors: ['tooManyForNow', 'proofNeeded', 'classNotForResidents', 'photoNotYours'],
})

export const uploadPhoto = upload({
  name: 'raising.uploadPhoto',
  path: '/api/public/photos',
  summary: '居民上传一张照片（编号由手机生成，重复上传只存一次）',
  permission: 'public',
  mostBytes: 10_000_000,
  // the photo's own id and content say whether it is the same one
  replay: 'none',
  input: z.object({ photoId: id, deviceId, pass }),
  output: z.object({ photoId: id, width: z.int(), height: z.int() }),
  errors: [
    'tooManyForNow',
    'proofNeeded',
    'photoTooLarge',
    'photoTooManyPixels',
    'photoUnreadable',
    'photoTypeNotAllowed',
  ],
})
