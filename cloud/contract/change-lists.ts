import * as z from 'zod/mini'
import { command, download, query } from './define'
import { areaCode, day, id, instantMs, month, text, workerKind } from './primitives'
import { articleRef } from './trace'

/** A township's monthly list of who leaves and who comes, for the county (DN-13.6). */
export const changeListState = z.enum(['draft', 'sent', 'accepted', 'returned'])
export type ChangeListState = z.infer<typeof changeListState>
export const changeListStateLabel: Record<ChangeListState, string> = {
  draft: '未报',
  sent: '已报县里',
  accepted: '县里已收',
  returned: '县里退回',
}

const person = {
  accountId: id,
  name: z.string(),
  idNumberMasked: z.string(),
  phoneMasked: z.string(),
  workerKind,
  gridName: z.string(),
}

export const leaving = z.object({
  ...person,
  /** Decided elimination or exit, or somebody who left. */
  reason: z.enum(['removed', 'left']),
  /** Day of the decision, or the last day of service. */
  on: day,
  sentence: z.string(),
  article: z.nullable(articleRef),
})
export type Leaving = z.infer<typeof leaving>

export const newcomer = z.object({
  ...person,
  bankCardMasked: z.nullable(z.string()),
  startsOn: day,
  eligibility: z.object({
    outcome: z.enum(['eligible', 'reasonRequired', 'refused']),
    sentence: z.string(),
  }),
})
export type Newcomer = z.infer<typeof newcomer>

export const changeListContent = z.object({
  leaving: z.array(leaving),
  newcomers: z.array(newcomer),
})
export type ChangeListContent = z.infer<typeof changeListContent>

const head = {
  townshipCode: areaCode,
  townshipName: z.string(),
  month,
  state: changeListState,
  dueOn: day,
  /** Not sent, and the day is over. */
  overdue: z.boolean(),
  sentAtMs: z.nullable(instantMs),
  /** Null while it is not sent. */
  onTime: z.nullable(z.boolean()),
  leavingCount: z.int(),
  newcomerCount: z.int(),
}
export const changeListRow = z.object(head)
export type ChangeListRow = z.infer<typeof changeListRow>

export const changeListDetail = z.object({
  ...head,
  /** First and last day of what it covers. */
  from: day,
  to: day,
  /** e.g. '每月 3 日前报（第十三条第6项，2022年5月6日起）' */
  dueSentence: z.string(),
  leaving: z.array(leaving),
  newcomers: z.array(newcomer),
  sentByName: z.nullable(z.string()),
  decidedByName: z.nullable(z.string()),
  decidedAtMs: z.nullable(instantMs),
  reason: z.nullable(z.string()),
  abilities: z.object({ send: z.boolean(), decide: z.boolean() }),
})
export type ChangeListDetail = z.infer<typeof changeListDetail>

export const overview = query({
  name: 'changeLists.overview',
  path: '/api/change-lists/overview',
  summary: '各乡镇一个月的调整名单',
  permission: 'changeLists.read',
  input: z.object({ month }),
  output: z.object({ lists: z.array(changeListRow) }),
  errors: [],
})

export const detail = query({
  name: 'changeLists.detail',
  path: '/api/change-lists/detail',
  summary: '一个乡镇一个月的调整名单：离岗和新增',
  permission: 'changeLists.read',
  input: z.object({ townshipCode: areaCode, month }),
  output: changeListDetail,
  errors: ['changeListUnknown'],
})

export const send = command({
  name: 'changeLists.send',
  path: '/api/change-lists/send',
  summary: '把调整名单报县综治中心',
  permission: 'changeLists.send',
  input: z.object({ townshipCode: areaCode, month }),
  output: changeListDetail,
  errors: ['changeListUnknown', 'changeListTooEarly', 'ownCase'],
})

export const decide = command({
  name: 'changeLists.decide',
  path: '/api/change-lists/decide',
  summary: '收下或退回乡镇的调整名单',
  permission: 'changeLists.decide',
  input: z.object({
    townshipCode: areaCode,
    month,
    decision: z.enum(['accepted', 'returned']),
    reason: text(500),
  }),
  output: changeListDetail,
  errors: ['changeListUnknown', 'ownCase'],
})

export const table = download({
  name: 'changeLists.table',
  path: '/api/change-lists/table',
  summary: '下载调整名单（xlsx）',
  permission: 'changeLists.read',
  input: z.object({ townshipCode: areaCode, month }),
  errors: ['changeListUnknown'],
})
