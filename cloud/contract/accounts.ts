import * as z from 'zod/mini'
import { command, query } from './define'
import { role } from './permissions'
import { areaCode, day, done, id, instantMs, text, workerKind } from './primitives'

export const post = z.object({
  id,
  role,
  scopeCode: z.string(),
  /** Name of the area or grid, e.g. '昕水镇' or '向阳社区第一网格'. */
  scopeName: z.string(),
  workerKind: z.nullable(workerKind),
  startsOn: day,
  endsOn: z.nullable(day),
})
export type Post = z.infer<typeof post>

export const me = z.object({
  accountId: id,
  name: z.string(),
  phoneMasked: z.string(),
  wechatBound: z.boolean(),
  mustChangePassword: z.boolean(),
  /** Posts held today. */
  posts: z.array(post),
  /** Permissions the posts give, so that the client shows only what can be used. */
  permissions: z.array(z.string()),
})
export type Me = z.infer<typeof me>

const signedIn = z.object({ token: z.string(), expiresAtMs: instantMs, me })
const signInName = z.string().check(z.trim(), z.minLength(4), z.maxLength(32))
const password = z.string().check(z.minLength(1), z.maxLength(128))
const deviceName = z.string().check(z.maxLength(128))

export const signIn = command({
  name: 'accounts.signIn',
  path: '/api/accounts/sign-in',
  summary: '用手机号或身份证号加密码登录',
  permission: 'public',
  replay: 'none',
  input: z.object({ signInName, password, deviceName }),
  output: signedIn,
  errors: [
    'signInFailed',
    'signInLocked',
    'oneTimeCodeExpired',
    'accountDeactivated',
    'tooManyRequests',
  ],
})

export const signInWithWechat = command({
  name: 'accounts.signInWithWechat',
  path: '/api/accounts/sign-in-with-wechat',
  summary: '用已绑定的微信登录',
  permission: 'public',
  replay: 'none',
  input: z.object({ code: z.string().check(z.minLength(1), z.maxLength(128)), deviceName }),
  output: signedIn,
  errors: [
    'wechatRefused',
    'wechatUnavailable',
    'wechatNotBound',
    'accountDeactivated',
    'tooManyRequests',
  ],
})

export const bindWechat = command({
  name: 'accounts.bindWechat',
  path: '/api/accounts/bind-wechat',
  summary: '把当前微信绑定到自己的账号',
  permission: 'signedIn',
  replay: 'none',
  input: z.object({ code: z.string().check(z.minLength(1), z.maxLength(128)) }),
  output: done,
  errors: ['wechatRefused', 'wechatUnavailable', 'wechatBoundElsewhere'],
})

export const unbindWechat = command({
  name: 'accounts.unbindWechat',
  path: '/api/accounts/unbind-wechat',
  summary: '解除微信绑定',
  permission: 'signedIn',
  input: z.object({}),
  output: done,
  errors: [],
})

export const changePassword = command({
  name: 'accounts.changePassword',
  path: '/api/accounts/change-password',
  summary: '修改密码；首次登录必须先改',
  permission: 'signedIn',
  replay: 'none',
  input: z.object({ current: password, next: password }),
  output: done,
  errors: ['signInFailed', 'signInLocked', 'oneTimeCodeExpired', 'passwordTooWeak'],
})

export const signOut = command({
  name: 'accounts.signOut',
  path: '/api/accounts/sign-out',
  summary: '退出登录',
  permission: 'signedIn',
  replay: 'none',
  input: z.object({}),
  output: done,
  errors: [],
})

export const whoAmI = query({
  name: 'accounts.whoAmI',
  path: '/api/accounts/me',
  summary: '我是谁，能做什么',
  permission: 'signedIn',
  input: z.object({}),
  output: me,
  errors: [],
})

/** A short-lived address part that lets a browser open downloads and pictures as oneself. */
export const downloadPass = query({
  name: 'accounts.downloadPass',
  path: '/api/accounts/download-pass',
  summary: '打开照片和下载文件用的短时凭证',
  permission: 'signedIn',
  input: z.object({}),
  output: z.object({ pass: z.string(), expiresAtMs: instantMs }),
  errors: [],
})

export const mySessions = query({
  name: 'accounts.mySessions',
  path: '/api/accounts/my-sessions',
  summary: '我登录着的设备',
  permission: 'signedIn',
  input: z.object({}),
  output: z.object({
    sessions: z.array(
      z.object({ deviceName: z.string(), createdAtMs: instantMs, current: z.boolean() }),
    ),
  }),
  errors: [],
})

export const demoAccounts = query({
  name: 'accounts.demoAccounts',
  path: '/api/accounts/demo',
  summary: '演示账号（只在演示数据中有）',
  permission: 'public',
  input: z.object({}),
  output: z.object({
    demo: z.boolean(),
    accounts: z.array(
      z.object({
        label: z.string(),
        name: z.string(),
        signInName: z.string(),
        password: z.string(),
      }),
    ),
  }),
  errors: [],
})

/** One person in a list: masked (least privilege). */
export const accountRow = z.object({
  accountId: id,
  name: z.string(),
  gender: z.string(),
  idNumberMasked: z.string(),
  phoneMasked: z.string(),
  workPhone: z.nullable(z.string()),
  state: z.enum(['active', 'deactivated']),
  awaitingFirstSignIn: z.boolean(),
  posts: z.array(post),
  abilities: z.object({
    deactivate: z.boolean(),
    resetPassword: z.boolean(),
    correct: z.boolean(),
    reactivate: z.boolean(),
    reveal: z.boolean(),
  }),
})
export type AccountRow = z.infer<typeof accountRow>

export const list = query({
  name: 'accounts.list',
  path: '/api/accounts/list',
  summary: '管理范围内的人员',
  permission: 'accounts.read',
  input: z.object({
    areaCode: z.optional(areaCode),
    role: z.optional(role),
    search: z.optional(z.string().check(z.maxLength(32))),
    after: z.optional(z.string().check(z.maxLength(128))),
    limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(200))),
  }),
  output: z.object({ accounts: z.array(accountRow), next: z.nullable(z.string()) }),
  errors: [],
})

const newPost = z.object({
  role,
  /** Area, grid or, of a department's people, unit. */
  scopeCode: z
    .string()
    .check(z.regex(/^(\d{6}|\d{9}|\d{12}|\d{12}[A-Z]\d{3}|(\d{6}|\d{9})-\d{2})$/)),
  workerKind: z.optional(workerKind),
  startsOn: day,
})

/** Needed for a worker over 60 (DN-5.1 is soft above). */
const ageReason = z.optional(text(200))

const phone = z.string().check(z.regex(/^1\d{10}$/, '手机号应为 11 位'))
const bankCard = z.string().check(z.regex(/^\d{12,19}$/, '银行卡号应为 12 到 19 位数字'))

export const create = command({
  name: 'accounts.create',
  path: '/api/accounts/create',
  summary: '建立账号（一人一号）并发一次性登录码',
  permission: 'accounts.manage',
  replay: 'none',
  input: z.object({
    name: text(32),
    idNumber: z.string().check(z.regex(/^\d{17}[\dXx]$/, '身份证号应为 18 位')),
    phone,
    workPhone: z.optional(z.string().check(z.maxLength(32))),
    bankCard: z.optional(bankCard),
    post: newPost,
    ageReason,
  }),
  output: z.object({ accountId: id, oneTimeCode: z.string(), expiresAtMs: instantMs }),
  errors: ['personHasAccount', 'phoneInUse', 'reasonNeeded', 'monthFrozen'],
})

export const addPost = command({
  name: 'accounts.addPost',
  path: '/api/accounts/add-post',
  summary: '给已有账号增加一个岗位',
  permission: 'accounts.manage',
  input: z.object({ accountId: id, post: newPost, ageReason }),
  output: z.object({ postId: id }),
  errors: ['ownCase', 'reasonNeeded', 'monthFrozen'],
})

export const endPost = command({
  name: 'accounts.endPost',
  path: '/api/accounts/end-post',
  summary: '结束一个岗位',
  permission: 'accounts.manage',
  input: z.object({ postId: id, endsOn: day, reason: text(500) }),
  output: done,
  errors: ['ownCase', 'alreadyDecided', 'monthFrozen'],
})

export const resetPassword = command({
  name: 'accounts.resetPassword',
  path: '/api/accounts/reset-password',
  summary: '重发一次性登录码，原有登录全部失效',
  permission: 'accounts.manage',
  replay: 'none',
  input: z.object({ accountId: id }),
  output: z.object({ oneTimeCode: z.string(), expiresAtMs: instantMs }),
  errors: ['ownCase'],
})

export const deactivate = command({
  name: 'accounts.deactivate',
  path: '/api/accounts/deactivate',
  summary: '停用账号，立即结束它的所有登录',
  permission: 'accounts.manage',
  input: z.object({ accountId: id, reason: text(500) }),
  output: done,
  errors: ['ownCase', 'alreadyDecided'],
})

/** The same person takes up a post again: the old account is opened, never a second one made (DYW-17). */
export const reactivate = command({
  name: 'accounts.reactivate',
  path: '/api/accounts/reactivate',
  summary: '恢复停用的账号：重新上岗，发一次性登录码',
  permission: 'accounts.reactivate',
  replay: 'none',
  input: z.object({ accountId: id, reason: text(500), post: newPost, ageReason }),
  output: z.object({ oneTimeCode: z.string(), expiresAtMs: instantMs }),
  errors: ['ownCase', 'alreadyDecided', 'reasonNeeded', 'monthFrozen'],
})

/** What is left out stays as it is; an empty work phone is taken off the grid's card. */
export const correct = command({
  name: 'accounts.correct',
  path: '/api/accounts/correct',
  summary: '更正姓名、手机号、工作电话或银行卡号',
  permission: 'accounts.manage',
  input: z.object({
    accountId: id,
    name: z.optional(text(32)),
    phone: z.optional(phone),
    workPhone: z.optional(z.string().check(z.maxLength(32))),
    bankCard: z.optional(bankCard),
    reason: text(500),
  }),
  output: done,
  errors: ['ownCase', 'phoneInUse'],
})

export const reveal = command({
  name: 'accounts.reveal',
  path: '/api/accounts/reveal',
  summary: '查看一项完整的个人信息（每次都留记录）',
  permission: 'accounts.reveal',
  replay: 'none',
  input: z.object({
    accountId: id,
    item: z.enum(['idNumber', 'phone', 'bankCard']),
    purpose: text(200),
  }),
  output: z.object({ value: z.nullable(z.string()) }),
  errors: [],
})
