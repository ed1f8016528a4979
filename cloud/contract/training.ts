import * as z from 'zod/mini'
import { command, query } from './define'
import { areaCode, day, done, fieldStamp, id, instantMs, text } from './primitives'

const item = {
  id,
  title: z.string(),
  text: z.string(),
  /** How long it takes. */
  minutes: z.int(),
  dueOn: z.nullable(day),
  areaName: z.string(),
  publishedByName: z.string(),
  publishedAtMs: instantMs,
}

export const ownStudy = z.object({ ...item, studiedAtMs: z.nullable(instantMs) })
export type OwnStudy = z.infer<typeof ownStudy>

export const studyItem = z.object({
  ...item,
  withdrawnAtMs: z.nullable(instantMs),
  /** Workers of the area today, and how many of them have studied it. */
  workerCount: z.int(),
  studiedCount: z.int(),
  abilities: z.object({ withdraw: z.boolean() }),
})
export type StudyItem = z.infer<typeof studyItem>

export const mine = query({
  name: 'training.mine',
  path: '/api/training/mine',
  summary: '要学的内容和自己的学习记录',
  permission: 'training.mine',
  input: z.object({}),
  output: z.object({
    /** What is not studied yet comes first, then the newest. */
    items: z.array(ownStudy),
    /** Of this Shanghai year. */
    studiedMinutes: z.int(),
  }),
  errors: [],
})

export const studied = command({
  name: 'training.studied',
  path: '/api/training/studied',
  summary: '记下自己学完了',
  permission: 'training.study',
  input: z.object({
    itemId: id,
    /** When he had studied it; the phone may have had no network. */
    stamp: z.optional(fieldStamp),
  }),
  output: done,
  errors: ['studyWithdrawn'],
})

export const list = query({
  name: 'training.list',
  path: '/api/training/list',
  summary: '管理范围内发布的学习内容，各有多少人学完',
  permission: 'training.read',
  input: z.object({ areaCode: z.optional(areaCode) }),
  output: z.object({
    items: z.array(studyItem),
    abilities: z.object({ publish: z.boolean() }),
  }),
  errors: [],
})

export const progress = query({
  name: 'training.progress',
  path: '/api/training/progress',
  summary: '一项学习内容：谁学完了，谁还没有',
  permission: 'training.read',
  input: z.object({ itemId: id }),
  output: z.object({
    workers: z.array(
      z.object({
        accountId: id,
        name: z.string(),
        gridName: z.string(),
        studiedAtMs: z.nullable(instantMs),
        /** Of this Shanghai year, all items together. */
        yearMinutes: z.int(),
      }),
    ),
  }),
  errors: [],
})

export const publish = command({
  name: 'training.publish',
  path: '/api/training/publish',
  summary: '发布学习内容给一个地方的网格员',
  permission: 'training.publish',
  input: z.object({
    areaCode,
    title: text(80),
    text: text(5000),
    minutes: z.int().check(z.gte(1, '至少 1 分钟'), z.lte(600, '最多 600 分钟')),
    dueOn: z.optional(day),
  }),
  output: done,
  errors: [],
})

export const withdraw = command({
  name: 'training.withdraw',
  path: '/api/training/withdraw',
  summary: '收回学习内容；已经学完的记录不变',
  permission: 'training.publish',
  input: z.object({ itemId: id }),
  output: done,
  errors: ['alreadyDecided'],
})
