import * as z from 'zod/mini'
import { command, query } from './define'
import { matterClassCodes, matterStates } from './matter-taxonomy'
import { clock } from './matters'
import { day, done, gridCode, instantMs, position } from './primitives'
import { subscribeResults } from './notices'
import { deviceId, pass, phoneNumber, token } from './residents-raising'

/** An open matter as anybody may know of it: never what somebody wrote of it, nor who. */
const alikeMatter = z.object({
  /** Names it for `support.give`, without telling its id. */
  key: z.string(),
  classCode: z.enum(matterClassCodes),
  classLabel: z.string(),
  gridName: z.string(),
  /** Where, as it was said; numbers that reach a person are blanked. */
  placeText: z.nullable(z.string()),
  /** Within two hundred meters of where the asker stands. */
  isNear: z.boolean(),
  stateWords: z.string(),
  raisedOn: day,
  /** Residents who said that they met it too. */
  supporters: z.int(),
  /** This phone raised it, or said so already. */
  isOwn: z.boolean(),
})
export type AlikeMatter = z.infer<typeof alikeMatter>

/** A question that is too long for an address. */
export const alike = command({
  name: 'support.alike',
  path: '/api/public/alike',
  summary: '提交之前看看附近有没有同一件事在办',
  permission: 'public',
  replay: 'none',
  input: z.object({
    gridCode,
    classCode: z.enum(matterClassCodes),
    text: z.string().check(z.maxLength(2000)),
    position: z.nullable(position),
    deviceId,
  }),
  output: z.object({ alike: z.array(alikeMatter) }),
  errors: ['tooManyForNow'],
})

export const give = command({
  name: 'support.give',
  path: '/api/public/support',
  summary: '这件事已经有人反映，我也遇到了：跟着看进度，不再另立一件',
  permission: 'public',
  input: z.object({
    key: z.string().check(z.minLength(1, '不能为空'), z.maxLength(200, '太长')),
    deviceId,
    pass,
  }),
  output: z.object({
    receiptNumber: z.string(),
    /** Opens the page with how far it is, for whoever holds it. */
    token: z.string(),
    atMs: instantMs,
  }),
  errors: ['tooManyForNow', 'proofNeeded', 'linkInvalid', 'supportNotOpen', 'supportOwn'],
})

export const view = query({
  name: 'support.view',
  path: '/api/public/support',
  summary: '“我也遇到了”的人看办到哪一步，不用账号',
  permission: 'public',
  input: z.object({ token }),
  output: z.object({
    receiptNumber: z.string(),
    classLabel: z.string(),
    gridName: z.string(),
    placeText: z.nullable(z.string()),
    state: z.enum(matterStates),
    stateWords: z.string(),
    holderName: z.nullable(z.string()),
    clock: z.nullable(clock),
    raisedOn: day,
    supporters: z.int(),
    givenAtMs: instantMs,
    withdrawnAtMs: z.nullable(instantMs),
    /** What was done, by which post or unit; nothing that anybody wrote. */
    timeline: z.array(
      z.object({ number: z.int(), atMs: instantMs, by: z.string(), sentence: z.string() }),
    ),
    officePhone: z.nullable(z.string()),
    /** How he is told what comes of it: once for each outcome, if he asked for it. */
    own: z.object({
      phoneMasked: z.nullable(z.string()),
      phoneVerified: z.boolean(),
      wechatNotice: z.boolean(),
      wechatLeft: z.int(),
      toldAtMs: z.nullable(instantMs),
    }),
  }),
  errors: ['linkInvalid'],
})

export const sendCode = command({
  name: 'support.sendCode',
  path: '/api/public/support/send-code',
  summary: '“我也遇到了”的人想在办结时收短信：先发 6 位验证码',
  permission: 'public',
  replay: 'none',
  input: z.object({ token, phone: phoneNumber, pass }),
  output: z.object({ phoneMasked: z.string(), expiresAtMs: instantMs, mayRepeatAtMs: instantMs }),
  errors: ['linkInvalid', 'tooManyForNow', 'proofNeeded', 'messagesUnavailable', 'supportOver'],
})

export const confirmPhone = command({
  name: 'support.confirmPhone',
  path: '/api/public/support/confirm-phone',
  summary: '填验证码，办结时发一条短信',
  permission: 'public',
  replay: 'none',
  input: z.object({ token, code: z.string().check(z.regex(/^\d{6}$/, '请填写 6 位数字')) }),
  output: z.object({ phoneMasked: z.string() }),
  errors: ['linkInvalid', 'codeWrong', 'codeExpired', 'supportOver'],
})

export const wantWechat = command({
  name: 'support.wantWechat',
  path: '/api/public/support/want-wechat',
  summary: '“我也遇到了”的人想在办结时收一条微信通知',
  permission: 'public',
  // the code is good once: what he allowed cannot count twice
  replay: 'none',
  input: z.object({
    token,
    code: z.string().check(z.minLength(1), z.maxLength(256)),
    results: subscribeResults,
  }),
  output: z.object({ wechatLeft: z.int() }),
  errors: [
    'linkInvalid',
    'tooManyForNow',
    'wechatRefused',
    'wechatUnavailable',
    'wechatNotAllowed',
    'supportOver',
  ],
})

export const stopNotices = command({
  name: 'support.stopNotices',
  path: '/api/public/support/stop-notices',
  summary: '不再接收办结通知，手机号和微信不再保留',
  permission: 'public',
  replay: 'none',
  input: z.object({ token }),
  output: done,
  errors: ['linkInvalid'],
})

export const withdraw = command({
  name: 'support.withdraw',
  path: '/api/public/support/withdraw',
  summary: '收回“我也遇到了”，不再留这部手机的记号和联系方式',
  permission: 'public',
  replay: 'none',
  input: z.object({ token }),
  output: done,
  errors: ['linkInvalid'],
})
