import type { Answer } from '../contract/trace'
import { bookOf } from '../rules/book'
import { lawOf } from '../rules/law'
import { loadPack } from '../rules/pack'
import type { Evaluated, Regulation } from '../rules/regulation'
import { RuleError } from '../rules/rule-error'
import type { PackSource } from './pack-source'

/** A regulation of one quota, small enough to be broken in every way. */
const files = {
  'pack.yaml': `id: small
title: 小办法
issuer: 县里
startsOn: "2024-01-01"
rules:
  version: 1
  digest: x
`,
  'articles.yaml': `- { id: T-1, title: 第一条, gist: 目的 }
- { id: T-2, title: 第二条, gist: 每月至少 20 次 }
- { id: T-3, title: 第三条, gist: 走访由另外的功能办理, features: [reports] }
`,
  'parameters.yaml': `- name: quota
  label: 每月要求
  unit: count
  measure: 次
  article: T-2
  boundary: true
  values:
    - { from: "2024-01-01", value: 20 }
- name: counting
  label: 怎样计次
  unit: none
  article: T-2
  reading: A-T-01
  choices:
    - { value: days, text: 一天一次 }
  values:
    - { from: "2024-01-01", value: days }
`,
  'not-computed.yaml': `- { article: T-1, what: 目的, reason: 没有可算的量 }
- { article: T-2, what: 每次都算（读法 A-T-01 乙）, reason: 已定一天一次 }
`,
  'rules.ts': `import { met } from '../../rules/blocks/met'
export const rule = (law, count) => met(law.article('T-2'), count, law.number('quota'), 1)
`,
  'cases/quota.yaml': `cases:
  - id: G-T-1
    articles: [T-2]
    facts: { month: "2024-03", count: 20 }
    expect: { outcome: met }
  - id: G-T-2
    articles: [T-2]
    facts: { month: "2024-03", count: 19 }
    expect: { outcome: unmet }
`,
}

export const smallFolder = 'cloud/regulations/small'

/** The small pack with some text of a file replaced, or with a file more. */
export function smallSource(
  name: keyof typeof files = 'pack.yaml',
  from = '',
  to = '',
): PackSource {
  const changed = { ...files, [name]: files[name].replace(from, to) }
  return {
    id: 'small',
    folder: smallFolder,
    files: new Map(Object.entries(changed).map(([file, text]) => [`${smallFolder}/${file}`, text])),
  }
}

/** It says whether the count reaches the quota. */
export function smallRegulation(source: PackSource): Regulation {
  const textOf = (name: string) => source.files.get(`${smallFolder}/${name}`) ?? ''
  const load = () =>
    loadPack({
      pack: textOf('pack.yaml'),
      articles: textOf('articles.yaml'),
      parameters: textOf('parameters.yaml'),
      notComputed: textOf('not-computed.yaml'),
    })
  function evaluate(value: unknown): Evaluated {
    const { month, count, readings } = value as {
      month: string
      count: number
      readings?: Record<string, unknown>
    }
    try {
      const outcome = count >= lawOf(load(), month, readings).number('quota').value
      const result = { question: 'q', outcome: outcome ? 'met' : 'unmet' } as Answer
      return {
        ok: true,
        result: { ...result, sentence: '', figures: [], reasons: [], proposals: [], articles: [] },
      }
    } catch (error) {
      if (!(error instanceof RuleError)) throw error
      return { ok: false, error: { code: error.code, message: error.message, path: error.path } }
    }
  }
  return {
    id: 'small',
    title: '小办法',
    startsOn: '2024-01-01',
    packVersion: 'v',
    workerKinds: [],
    reads: [],
    evaluate,
    jsonSchemas: () => ({ facts: {}, result: {} }),
    parameter: (name, month) => lawOf(load(), month).parameter(name),
    article: (id) => lawOf(load(), '2024-01').article(id),
    book: (on) => bookOf(load(), on),
  }
}
