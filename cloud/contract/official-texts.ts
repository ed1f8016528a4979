import * as z from 'zod/mini'
import { command, download, query, upload } from './define'
import { areaCode, day, done, id, instantMs } from './primitives'

const packId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/, '没有这个办法'))

export const textState = z.enum(['draft', 'confirmed'])
export const documentKind = z.enum(['docx', 'pdf', 'txt'])

/** One upload of a county's official text, without its words. */
export const textVersion = z.object({
  id,
  regulation: z.string(),
  state: textState,
  /** Counted from 1 in the order of confirmation; null: not confirmed yet. */
  version: z.nullable(z.int()),
  /** First day the text holds; the words of a month are those in force on its last day. */
  startsOn: day,
  fileName: z.string(),
  kind: documentKind,
  byteSize: z.int(),
  uploadedByName: z.string(),
  uploadedAtMs: instantMs,
  confirmedByName: z.nullable(z.string()),
  confirmedAtMs: z.nullable(instantMs),
})
export type TextVersion = z.infer<typeof textVersion>

/** A figure of the pack that its article in the text does not print. */
export const missingFigure = z.object({
  label: z.string(),
  text: z.string(),
  articleTitle: z.string(),
  reason: z.enum(['articleMissing', 'figureMissing']),
  /** It follows a chosen reading, so the text need not print it. */
  reading: z.nullable(z.string()),
})

export const versions = query({
  name: 'officialTexts.versions',
  path: '/api/official-texts/versions',
  summary: '本县办法原文的各个版本',
  permission: 'signedIn',
  /** Without `regulation` the one that binds one's own area today. */
  input: z.object({ regulation: z.optional(packId) }),
  output: z.object({
    county: areaCode,
    regulation: z.string(),
    title: z.string(),
    /** Newest first; drafts only for those who may upload. */
    versions: z.array(textVersion),
    abilities: z.object({ upload: z.boolean() }),
  }),
  errors: ['regulationUnbound', 'regulationUnknown'],
})

export const detail = query({
  name: 'officialTexts.detail',
  path: '/api/official-texts/text/:textId',
  summary: '一个版本的原文，分条列出，以及没有找到的条和数',
  permission: 'signedIn',
  input: z.object({ textId: id }),
  output: z.object({
    text: textVersion,
    by: z.enum(['articles', 'headings']),
    parts: z.array(z.object({ number: z.int(), title: z.string(), words: z.string() })),
    /** Articles of the pack that were not found in the text. */
    missingArticles: z.array(z.object({ id: z.string(), title: z.string(), gist: z.string() })),
    missingFigures: z.array(missingFigure),
  }),
  errors: [],
})

/** What a county uploads is a draft until somebody has looked at what was found. */
export const uploadText = upload({
  name: 'officialTexts.upload',
  path: '/api/official-texts/upload',
  summary: '上传办法原文（docx、pdf 或 txt），分条后等待确认',
  permission: 'officialTexts.manage',
  mostBytes: 10_000_000,
  input: z.object({ regulation: packId, startsOn: day }),
  output: z.object({ textId: id }),
  errors: ['fileUnreadable', 'officialTextWithoutArticles', 'regulationUnknown'],
})

export const confirm = command({
  name: 'officialTexts.confirm',
  path: '/api/official-texts/confirm',
  summary: '确认上传的原文，成为新的版本',
  permission: 'officialTexts.manage',
  input: z.object({ textId: id }),
  output: z.object({ version: z.int() }),
  errors: ['alreadyDecided'],
})

export const discard = command({
  name: 'officialTexts.discard',
  path: '/api/official-texts/discard',
  summary: '不要这次上传的原文',
  permission: 'officialTexts.manage',
  input: z.object({ textId: id }),
  output: done,
  errors: ['alreadyDecided'],
})

/** The articles' own words, to stand beside the gist. An article without words is left out. */
export const words = query({
  name: 'officialTexts.words',
  path: '/api/official-texts/words',
  summary: '若干条的原文（本县确认的版本）',
  permission: 'signedIn',
  input: z.object({
    /** Article ids with commas between them. */
    ids: z
      .string()
      .check(
        z.maxLength(2_000),
        z.regex(/^[A-Z]{1,8}-[\w.]{1,16}(,[A-Z]{1,8}-[\w.]{1,16})*$/, '条文编号格式不对'),
      ),
    /** The day whose text is asked for; today where it is absent. */
    on: z.optional(day),
  }),
  output: z.object({
    words: z.array(
      z.object({
        id: z.string(),
        /** As the text names it, e.g. '第十一条'. */
        title: z.string(),
        words: z.string(),
        startsOn: day,
        version: z.int(),
      }),
    ),
  }),
  errors: [],
})

export const original = download({
  name: 'officialTexts.original',
  path: '/api/official-texts/original/:textId',
  summary: '上传的原文件',
  permission: 'signedIn',
  input: z.object({ textId: id }),
  errors: [],
})

export const lawBook = download({
  name: 'officialTexts.lawBook',
  path: '/api/official-texts/law-book',
  summary: '办法逐条的说明：参数、规则、算例和没有计算的部分',
  permission: 'signedIn',
  input: z.object({ regulation: z.optional(packId) }),
  errors: ['regulationUnbound', 'regulationUnknown', 'lawBookMissing'],
})
