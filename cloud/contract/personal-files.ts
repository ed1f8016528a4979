import * as z from 'zod/mini'
import { command, query } from './define'
import { areaCode, day, done, id, instantMs, text } from './primitives'

export const correctionField = z.enum([
  'name',
  'idNumber',
  'phone',
  'workPhone',
  'bankCard',
  'post',
  'other',
])
export type CorrectionField = z.infer<typeof correctionField>
export const correctionFieldLabel: Record<CorrectionField, string> = {
  name: '姓名',
  idNumber: '身份证号',
  phone: '手机号',
  workPhone: '工作电话',
  bankCard: '银行卡号',
  post: '岗位和任职时间',
  other: '其他',
}

export const fileCorrectionState = z.enum(['waiting', 'corrected', 'refused'])
export type FileCorrectionState = z.infer<typeof fileCorrectionState>
export const fileCorrectionStateLabel: Record<FileCorrectionState, string> = {
  waiting: '等待答复',
  corrected: '已更正',
  refused: '没有更正',
}

export const fileCorrection = z.object({
  id,
  accountId: id,
  name: z.string(),
  scopeName: z.string(),
  field: correctionField,
  text: z.string(),
  askedAtMs: instantMs,
  state: fileCorrectionState,
  answeredByName: z.nullable(z.string()),
  answeredAtMs: z.nullable(instantMs),
  reply: z.nullable(z.string()),
  abilities: z.object({ answer: z.boolean() }),
})
export type FileCorrection = z.infer<typeof fileCorrection>

/** What can be shown whole to the person himself. */
export const ownItem = z.enum(['idNumber', 'phone', 'bankCard'])
export type OwnItem = z.infer<typeof ownItem>

export const mine = query({
  name: 'personalFiles.mine',
  path: '/api/personal-files/mine',
  summary: '自己的档案：系统里保存的个人信息（打码）、岗位经历、通报表扬、更正申请',
  permission: 'signedIn',
  input: z.object({}),
  output: z.object({
    name: z.string(),
    genderLabel: z.string(),
    birthDate: day,
    idNumberMasked: z.string(),
    phoneMasked: z.string(),
    workPhone: z.nullable(z.string()),
    bankCardMasked: z.nullable(z.string()),
    /** The newest first; `endsOn` null: still held. */
    posts: z.array(
      z.object({
        label: z.string(),
        scopeName: z.string(),
        startsOn: day,
        endsOn: z.nullable(day),
      }),
    ),
    /** The newest first. */
    commendations: z.array(
      z.object({ levelLabel: z.string(), documentNumber: z.string(), noticedOn: day }),
    ),
    corrections: z.array(fileCorrection),
  }),
  errors: [],
})

export const revealMine = command({
  name: 'personalFiles.revealMine',
  path: '/api/personal-files/reveal-mine',
  summary: '查看自己的一项完整信息（留记录）',
  permission: 'signedIn',
  replay: 'none',
  input: z.object({ item: ownItem }),
  output: z.object({ value: z.nullable(z.string()) }),
  errors: [],
})

export const askCorrection = command({
  name: 'personalFiles.askCorrection',
  path: '/api/personal-files/ask-correction',
  summary: '自己的档案有错，请办公室更正',
  permission: 'signedIn',
  input: z.object({ field: correctionField, text: text(500) }),
  output: done,
  errors: ['notInService', 'fileCorrectionExists'],
})

export const corrections = query({
  name: 'personalFiles.corrections',
  path: '/api/personal-files/corrections',
  summary: '管理范围内的档案更正申请',
  permission: 'accounts.manage',
  input: z.object({ state: z.optional(fileCorrectionState), areaCode: z.optional(areaCode) }),
  output: z.object({ corrections: z.array(fileCorrection) }),
  errors: [],
})

export const answerCorrection = command({
  name: 'personalFiles.answerCorrection',
  path: '/api/personal-files/answer-correction',
  summary: '答复档案更正申请；要改的内容先在“人员”里改好',
  permission: 'accounts.manage',
  input: z.object({
    correctionId: id,
    outcome: z.enum(['corrected', 'refused']),
    reply: text(500),
  }),
  output: done,
  errors: ['ownCase', 'alreadyDecided'],
})
