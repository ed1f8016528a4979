import * as z from 'zod/mini'
import { command, download, query } from './define'
import { matterClassCodes, matterMoves, matterStates, satisfactions } from './matter-taxonomy'
import { clock, photoRef } from './matters'
import { subscribeResults } from './notices'
import { done, id, instantMs, position, text } from './primitives'
import { deviceId, pass, phoneNumber, token } from './residents-raising'

const step = z.object({
  number: z.int(),
  move: z.enum(matterMoves),
  label: z.string(),
  atMs: instantMs,
  /** Post or unit, never a name. */
  by: z.string(),
  sentence: z.string(),
  text: z.nullable(z.string()),
  photos: z.array(photoRef),
})

/** Everything that is kept of the one who raised it, for himself. */
const ownData = z.object({
  phoneMasked: z.nullable(z.string()),
  phoneVerified: z.boolean(),
  wechatNotice: z.boolean(),
  /** Messages that WeChat may still bring him: one for each time he tapped 允许. */
  wechatLeft: z.int(),
  position: z.nullable(position),
  photoCount: z.int(),
  erasedAtMs: z.nullable(instantMs),
  mayErase: z.boolean(),
})

export const view = query({
  name: 'follow.view',
  path: '/api/public/follow',
  summary: '凭链接查看一件事办到哪一步，不用账号',
  permission: 'public',
  input: z.object({ token }),
  output: z.object({
    matterId: id,
    receiptNumber: z.string(),
    classCode: z.enum(matterClassCodes),
    classLabel: z.string(),
    text: z.string(),
    placeText: z.nullable(z.string()),
    gridName: z.string(),
    state: z.enum(matterStates),
    stateWords: z.string(),
    holderName: z.nullable(z.string()),
    clock: z.nullable(clock),
    raisedAtMs: instantMs,
    satisfaction: z.nullable(z.enum(satisfactions)),
    timeline: z.array(step),
    photos: z.array(photoRef),
    /** What he can do now. */
    moves: z.array(z.enum(matterMoves)),
    own: ownData,
    officePhone: z.nullable(z.string()),
  }),
  errors: ['linkInvalid'],
})

export const makeMove = command({
  name: 'follow.move',
  path: '/api/public/follow/move',
  summary: '居民评价、说明没解决、补充、留言或撤回',
  permission: 'public',
  input: z.object({
    token,
    move: z.enum(['evaluate', 'notSolved', 'followUp', 'message', 'withdraw', 'supplement']),
    text: z.optional(text(2000)),
    photoIds: z.optional(z.array(id).check(z.maxLength(9, '最多 9 张照片'))),
    satisfaction: z.optional(z.enum(satisfactions)),
    deviceId,
  }),
  output: z.object({ state: z.enum(matterStates), atMs: instantMs }),
  errors: ['linkInvalid', 'tooManyForNow', 'moveNotOpen', 'moveNeeds', 'photoNotYours'],
})

export const photo = download({
  name: 'follow.photo',
  path: '/api/public/follow/photo/:photoId',
  summary: '查看这件事的照片',
  permission: 'public',
  input: z.object({ photoId: id, token, size: z.optional(z.enum(['full', 'thumbnail'])) }),
  errors: ['linkInvalid', 'photoNotArrived'],
})

export const sendCode = command({
  name: 'follow.sendCode',
  path: '/api/public/follow/send-code',
  summary: '给要接收通知的手机发 6 位验证码',
  permission: 'public',
  replay: 'none',
  input: z.object({ token, phone: phoneNumber, pass }),
  output: z.object({ phoneMasked: z.string(), expiresAtMs: instantMs, mayRepeatAtMs: instantMs }),
  errors: ['linkInvalid', 'tooManyForNow', 'proofNeeded', 'messagesUnavailable', 'alreadyErased'],
})

export const confirmPhone = command({
  name: 'follow.confirmPhone',
  path: '/api/public/follow/confirm-phone',
  summary: '填验证码，以后有进展就发短信',
  permission: 'public',
  replay: 'none',
  input: z.object({ token, code: z.string().check(z.regex(/^\d{6}$/, '请填写 6 位数字')) }),
  output: z.object({ phoneMasked: z.string() }),
  errors: ['linkInvalid', 'codeWrong', 'codeExpired', 'alreadyErased'],
})

export const wantWechat = command({
  name: 'follow.wantWechat',
  path: '/api/public/follow/want-wechat',
  summary: '以后有进展就在微信里通知（一次允许只能发一条）',
  permission: 'public',
  // the code is good once: what he allowed cannot count twice
  replay: 'none',
  input: z.object({
    token,
    code: z.string().check(z.minLength(1), z.maxLength(256)),
    /** What he answered when WeChat asked him at this tap. */
    results: subscribeResults,
  }),
  output: z.object({ wechatLeft: z.int() }),
  errors: [
    'linkInvalid',
    'tooManyForNow',
    'wechatRefused',
    'wechatUnavailable',
    'wechatNotAllowed',
    'alreadyErased',
  ],
})

export const stopNotices = command({
  name: 'follow.stopNotices',
  path: '/api/public/follow/stop-notices',
  summary: '不再接收通知',
  permission: 'public',
  replay: 'none',
  input: z.object({ token }),
  output: done,
  errors: ['linkInvalid'],
})

export const erase = command({
  name: 'follow.erase',
  path: '/api/public/follow/erase',
  summary: '办结以后，清除居民留下的个人信息',
  permission: 'public',
  replay: 'none',
  input: z.object({ token }),
  output: z.object({ erasedAtMs: instantMs }),
  errors: ['linkInvalid', 'notClosedYet'],
})
