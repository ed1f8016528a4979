import * as z from 'zod/mini'
import { command, query } from './define'
import { done, id, instantMs, text } from './primitives'

export const countyCode = z.string().check(z.regex(/^\d{6}$/, '县级区划代码应为 6 位数字'))

/** A key of another system; the key itself is shown once, when it is made. */
export const apiKeyRow = z.object({
  id,
  name: z.string(),
  contact: z.string(),
  /** Its first signs. */
  hint: z.string(),
  createdByName: z.string(),
  createdAtMs: instantMs,
  revokedAtMs: z.nullable(instantMs),
  /** To the minute; null: never. */
  usedAtMs: z.nullable(instantMs),
})
export type ApiKeyRow = z.infer<typeof apiKeyRow>

export const keys = query({
  name: 'open311.keys',
  path: '/api/open311/keys',
  summary: '本县发给其他系统的接口密钥',
  permission: 'integration.manage',
  input: z.object({ countyCode }),
  output: z.object({ keys: z.array(apiKeyRow) }),
  errors: [],
})

/** The key is in the answer and nowhere else, so a repeat cannot be answered with it. */
export const createKey = command({
  name: 'open311.createKey',
  path: '/api/open311/keys/create',
  summary: '给其他系统发一个接口密钥，只显示这一次',
  permission: 'integration.manage',
  input: z.object({ countyCode, name: text(60), contact: text(120) }),
  output: z.object({ keyId: id, key: z.string() }),
  errors: ['secretShownOnce'],
  replay: 'none',
})

export const revokeKey = command({
  name: 'open311.revokeKey',
  path: '/api/open311/keys/revoke',
  summary: '吊销一个接口密钥，立即生效',
  permission: 'integration.manage',
  input: z.object({ keyId: id }),
  output: done,
  errors: ['alreadyDecided'],
})

/** Each look is noted in the audit. */
export const revealContact = command({
  name: 'open311.revealContact',
  path: '/api/open311/contact',
  summary: '查看经开放接口反映的人留下的联系方式（留下记录）',
  permission: 'integration.manage',
  input: z.object({
    receiptNumber: z.string().check(z.regex(/^\d{6}-[0-9A-Z]{8}$/, '受理编号格式不对')),
  }),
  output: z.object({
    keyName: z.string(),
    name: z.nullable(z.string()),
    phone: z.nullable(z.string()),
    email: z.nullable(z.string()),
    mediaUrl: z.nullable(z.string()),
  }),
  errors: [],
  replay: 'none',
})
