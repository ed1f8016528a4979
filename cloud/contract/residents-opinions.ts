import * as z from 'zod/mini'
import { command, query } from './define'
import { areaCode, gridCode, id, instantMs, page, text } from './primitives'
import { deviceId, pass, phoneNumber, token } from './residents-raising'

export const opinionKind = z.enum(['complaint', 'praise'])
export type OpinionKind = z.infer<typeof opinionKind>
export const opinionKindLabel: Record<OpinionKind, string> = { complaint: '投诉', praise: '表扬' }

export const opinionState = z.enum(['received', 'looked', 'decided'])
export type OpinionState = z.infer<typeof opinionState>
export const opinionStateLabel: Record<OpinionState, string> = {
  received: '待村（社区）了解',
  looked: '待乡镇认定',
  decided: '已认定',
}
/** For the one who gave it. */
export const opinionStateWords: Record<OpinionState, string> = {
  received: '已收到，村（社区）正在了解',
  looked: '村（社区）已了解，乡镇平安办正在认定',
  decided: '已有结果',
}

export const opinionDecision = z.enum(['upheld', 'notUpheld', 'cannotTell', 'spam'])
export type OpinionDecision = z.infer<typeof opinionDecision>
export const opinionDecisionLabel: Record<OpinionDecision, string> = {
  upheld: '属实',
  notUpheld: '不属实',
  cannotTell: '无法查实',
  spam: '无效信息',
}

const subject = z.object({
  /** Names the worker without telling his account. */
  key: z.string(),
  name: z.string(),
  post: z.string(),
  gridCode,
  gridName: z.string(),
})

/** Of whom one can speak: the holder of a badge, or the workers of a grid. */
export const subjects = query({
  name: 'opinions.subjects',
  path: '/api/public/opinion-subjects',
  summary: '可以评议的网格员',
  permission: 'public',
  input: z.object({
    badge: z.optional(z.string().check(z.maxLength(200))),
    gridCode: z.optional(gridCode),
  }),
  output: z.object({ subjects: z.array(subject) }),
  errors: ['signatureInvalid'],
})

export const give = command({
  name: 'opinions.give',
  path: '/api/public/opinions',
  summary: '投诉或表扬一位网格员，不告诉他是谁说的',
  permission: 'public',
  input: z.object({
    subjectKey: z.string().check(z.maxLength(400)),
    kind: opinionKind,
    text: text(2000),
    phone: z.optional(phoneNumber),
    deviceId,
    pass,
  }),
  output: z.object({ receiptNumber: z.string(), token: z.string(), atMs: instantMs }),
  errors: ['tooManyForNow', 'proofNeeded', 'signatureInvalid'],
})

export const follow = query({
  name: 'opinions.follow',
  path: '/api/public/opinion',
  summary: '凭链接查看投诉或表扬的结果',
  permission: 'public',
  input: z.object({ token }),
  output: z.object({
    receiptNumber: z.string(),
    kind: opinionKind,
    subjectName: z.string(),
    text: z.string(),
    state: opinionState,
    stateWords: z.string(),
    givenAtMs: instantMs,
    decidedAtMs: z.nullable(instantMs),
    decisionLabel: z.nullable(z.string()),
    reason: z.nullable(z.string()),
    phoneMasked: z.nullable(z.string()),
    erasedAtMs: z.nullable(instantMs),
    mayErase: z.boolean(),
  }),
  errors: ['linkInvalid'],
})

export const eraseContact = command({
  name: 'opinions.eraseContact',
  path: '/api/public/opinion/erase',
  summary: '有结果以后，清除留下的电话',
  permission: 'public',
  replay: 'none',
  input: z.object({ token }),
  output: z.object({ erasedAtMs: instantMs }),
  errors: ['linkInvalid', 'notClosedYet'],
})

export const opinionRow = z.object({
  id,
  receiptNumber: z.string(),
  kind: opinionKind,
  subjectName: z.string(),
  gridCode,
  gridName: z.string(),
  villageName: z.string(),
  text: z.string(),
  state: opinionState,
  givenAtMs: instantMs,
  /** Whether he may be asked back, and the ends of the number; null to whoever need not know. */
  phoneMasked: z.nullable(z.string()),
  finding: z.nullable(z.string()),
  lookedByName: z.nullable(z.string()),
  lookedAtMs: z.nullable(instantMs),
  decision: z.nullable(opinionDecision),
  reason: z.nullable(z.string()),
  decidedByName: z.nullable(z.string()),
  decidedAtMs: z.nullable(instantMs),
  abilities: z.object({ look: z.boolean(), decide: z.boolean(), reveal: z.boolean() }),
})
export type OpinionRow = z.infer<typeof opinionRow>

export const list = query({
  name: 'opinions.list',
  path: '/api/opinions/list',
  summary: '对网格员的投诉和表扬',
  permission: 'opinions.read',
  input: z.object({
    areaCode: z.optional(areaCode),
    state: z.optional(opinionState),
    kind: z.optional(opinionKind),
    ...page,
  }),
  output: z.object({ opinions: z.array(opinionRow), next: z.nullable(z.string()) }),
  errors: [],
})

export const look = command({
  name: 'opinions.look',
  path: '/api/opinions/look',
  summary: '村（社区）写明了解到的情况',
  permission: 'opinions.look',
  input: z.object({ opinionId: id, finding: text(1000) }),
  output: z.object({ opinion: opinionRow }),
  errors: ['alreadyDecided'],
})

export const decide = command({
  name: 'opinions.decide',
  path: '/api/opinions/decide',
  summary: '乡镇认定投诉或表扬是否属实，写明理由',
  permission: 'opinions.decide',
  input: z.object({ opinionId: id, decision: opinionDecision, reason: text(1000) }),
  output: z.object({ opinion: opinionRow }),
  errors: ['alreadyDecided', 'villageFirst'],
})

export const revealContact = command({
  name: 'opinions.revealContact',
  path: '/api/opinions/reveal-contact',
  summary: '查看留言人的电话全号，写明用途，留下记录',
  permission: 'opinions.decide',
  replay: 'none',
  input: z.object({ opinionId: id, purpose: text(200) }),
  output: z.object({ phone: z.string() }),
  errors: ['noContactLeft'],
})

/** What a worker learns: what was said of him and what came of it, never by whom; only once decided. */
export const aboutMe = query({
  name: 'opinions.aboutMe',
  path: '/api/opinions/about-me',
  summary: '对我的投诉和表扬（认定以后）',
  permission: 'opinions.aboutMe',
  input: z.object({ limit: page.limit }),
  output: z.object({
    opinions: z.array(
      z.object({
        id,
        kind: opinionKind,
        text: z.string(),
        /** The day of the decision: the day it was given could tell by whom. */
        decidedAtMs: instantMs,
        decisionLabel: z.string(),
        reason: z.string(),
      }),
    ),
  }),
  errors: [],
})
