import * as z from 'zod/mini'
import { command, download, query } from './define'
import { areaCode, done, gridCode, instantMs } from './primitives'
import { deviceId, pass } from './residents-raising'

/** A calendar quarter in Shanghai time. */
export const quarter = z.string().check(z.regex(/^20\d{2}-Q[1-4]$/, '季度应写成 2026-Q2'))

export const surveyRating = z.enum(['satisfied', 'ordinary', 'unsatisfied', 'noDealings'])
export type SurveyRating = z.infer<typeof surveyRating>
export const surveyRatingLabel: Record<SurveyRating, string> = {
  satisfied: '满意',
  ordinary: '一般',
  unsatisfied: '不满意',
  noDealings: '没打过交道',
}

/** Fewer valid answers than this say nothing of a grid (A-QL-15). */
export const smallestSample = 30
export const sampleTooSmall = '样本不足'

export const questions = query({
  name: 'surveys.questions',
  path: '/api/public/survey',
  summary: '居民评议问卷：两个问题',
  permission: 'public',
  input: z.object({ gridCode }),
  output: z.object({
    gridCode,
    gridName: z.string(),
    villageName: z.string(),
    townshipName: z.string(),
    period: quarter,
    periodLabel: z.string(),
  }),
  errors: [],
})

export const answer = command({
  name: 'surveys.answer',
  path: '/api/public/survey/answer',
  summary: '回答居民评议问卷，不记名，每部手机每季度一份',
  permission: 'public',
  input: z.object({
    gridCode,
    knows: z.boolean(),
    rating: surveyRating,
    answeredAtMs: instantMs,
    deviceId,
    pass,
  }),
  output: done,
  errors: ['tooManyForNow', 'proofNeeded', 'surveyAnswered'],
})

const share = z.nullable(z.number())

export const surveyFigures = z.object({
  /** Valid answers. */
  answers: z.int(),
  knows: z.int(),
  /** Of those who had to do with him. */
  rated: z.int(),
  satisfied: z.int(),
  ordinary: z.int(),
  unsatisfied: z.int(),
  /** 0 to 1; null: fewer than the smallest sample. */
  awareness: share,
  satisfaction: share,
  dissatisfaction: share,
})
export type SurveyFigures = z.infer<typeof surveyFigures>

export const rates = query({
  name: 'surveys.rates',
  path: '/api/surveys/rates',
  summary: '知晓率和满意率，按乡镇、村（社区）、网格',
  permission: 'surveys.read',
  input: z.object({ period: z.optional(quarter), areaCode: z.optional(areaCode) }),
  output: z.object({
    period: quarter,
    areaCode,
    areaName: z.string(),
    whole: surveyFigures,
    rows: z.array(z.object({ code: z.string(), name: z.string(), figures: surveyFigures })),
    smallestSample: z.int(),
    measuredAtMs: instantMs,
  }),
  errors: [],
})

export const qr = download({
  name: 'surveys.qr',
  path: '/api/surveys/qr/:code',
  summary: '居民评议问卷的二维码（PNG）',
  permission: 'codes.print',
  input: z.object({ code: gridCode }),
  errors: [],
})
