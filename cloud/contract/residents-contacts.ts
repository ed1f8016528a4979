import * as z from 'zod/mini'
import { command, download, query } from './define'
import { done, id, instantMs, text } from './primitives'

export const contentVerdict = z.enum(['unchecked', 'notAsked', 'pass', 'review', 'risky'])
export type ContentVerdict = z.infer<typeof contentVerdict>
export const contentVerdictLabel: Record<ContentVerdict, string> = {
  unchecked: '等待内容检查',
  notAsked: '没有做内容检查（来自浏览器）',
  pass: '内容检查通过',
  review: '内容可疑，请看一看',
  risky: '内容违规，不对外公开',
}

/** What the office sees of the one who raised a matter: whether he can be reached, never how. */
export const contact = query({
  name: 'residents.contact',
  path: '/api/residents/contact/:matterId',
  summary: '反映人留下的联系方式（不显示全号）和内容检查结果',
  permission: 'residents.contact',
  input: z.object({ matterId: id }),
  output: z.object({
    phoneMasked: z.nullable(z.string()),
    phoneVerified: z.boolean(),
    wechatNotice: z.boolean(),
    erasedAtMs: z.nullable(instantMs),
    contentVerdict,
    /** Photos WeChat warned of. */
    doubtfulPhotoIds: z.array(id),
    mayReveal: z.boolean(),
    /** Other residents who said that they met with it too. */
    supporters: z.int(),
  }),
  errors: [],
})

export const revealContact = command({
  name: 'residents.revealContact',
  path: '/api/residents/reveal-contact',
  summary: '查看反映人的电话全号，写明用途，留下记录',
  permission: 'residents.contact',
  // a number in full is never stored again beside its seal
  replay: 'none',
  input: z.object({ matterId: id, purpose: text(200) }),
  output: z.object({ phone: z.string() }),
  errors: ['noContactLeft'],
})

const pushKey = z.string().check(z.regex(/^[\w-]{16,64}$/, '地址不对'))

/** WeChat asks once, when the address is entered in its console. */
export const pushCheck = download({
  name: 'residents.wechatPushCheck',
  path: '/api/wechat/push/:key',
  summary: '微信核对消息推送地址',
  permission: 'public',
  input: z.object({ key: pushKey, echostr: z.string().check(z.regex(/^[\w-]{1,128}$/)) }),
  errors: [],
})

/** What WeChat found of a photo, minutes after it was asked. Everything else it tells is passed over. */
export const push = command({
  name: 'residents.wechatPush',
  path: '/api/wechat/push/:key',
  summary: '微信推送图片检查结果',
  permission: 'public',
  // a verdict that comes again is the same verdict
  replay: 'none',
  input: z.object({
    key: pushKey,
    Event: z.optional(z.string()),
    trace_id: z.optional(z.string().check(z.maxLength(64))),
    result: z.optional(z.object({ suggest: z.optional(z.string()) })),
  }),
  output: done,
  errors: [],
})
