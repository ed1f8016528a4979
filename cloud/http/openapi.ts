import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { Endpoint } from '../contract/define'
import { type ErrorCode, errorTable, errorText } from '../contract/errors'
import { permissionTable, roleLabel } from '../contract/permissions'
import { contractEntries } from './completeness'

/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 uses it. */
export interface JsonSchema {
  [key: string]: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: JsonSchema
}

export interface Media {
  schema?: JsonSchema
}

export interface Operation {
  operationId: string
  summary: string
  description?: string
  tags: string[]
  parameters?: Parameter[]
  requestBody?: { required: true; content: Record<string, Media> }
  responses: Record<string, { description: string; content?: Record<string, Media> }>
  security?: Record<string, string[]>[]
  'x-permission'?: string
  /** Null: needs no sign-in, or any account will do. */
  'x-roles'?: readonly string[] | null
}

export type PathItem = { get?: Operation; post?: Operation }

export interface OpenApiDocument {
  openapi: '3.1.0'
  info: { title: string; version: string; summary: string; description: string; license: object }
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, PathItem>
  webhooks: Record<string, PathItem>
  components: {
    schemas: Record<string, JsonSchema>
    securitySchemes: Record<string, object>
  }
}

/** What stands in the document beside the contract: paths of a published specification, webhooks. */
export interface Beside {
  tags: OpenApiDocument['tags']
  paths: OpenApiDocument['paths']
  webhooks: OpenApiDocument['webhooks']
  schemas: Record<string, JsonSchema>
}

const ofEvery: readonly ErrorCode[] = ['badInput', 'databaseBusy', 'internal']
const ofSignedIn: readonly ErrorCode[] = [
  'notSignedIn',
  'passwordMustChange',
  'notAllowed',
  'notFound',
]
const ofBodies: readonly ErrorCode[] = ['malformedBody', 'bodyTooLarge']

const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

/** What is not named is left out, never refused, so no object is closed. */
function opened(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(opened)
  if (schema === null || typeof schema !== 'object') return schema
  const kept = Object.entries(schema).filter(
    ([key, value]) =>
      key !== '$schema' &&
      key !== '~standard' &&
      !(key === 'additionalProperties' && value === false),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, opened(value)]))
}

/** What a schema refers to within itself (a tree of figures) stands once for all, named by its content. */
function schemaOf(schema: z.ZodMiniType, shared: Map<string, JsonSchema>): JsonSchema {
  const made = opened(
    z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }),
  ) as JsonSchema
  const { $defs = {}, ...whole } = made
  const names = Object.entries($defs as Record<string, JsonSchema>).map(([own, content]) => {
    const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8)
    return { own, content, name: `Shared${hash}` }
  })
  const named = (one: JsonSchema): JsonSchema =>
    names.reduce<JsonSchema>(
      (text, { own, name }) =>
        JSON.parse(
          JSON.stringify(text).replaceAll(`"#/$defs/${own}"`, `"#/components/schemas/${name}"`),
        ) as JsonSchema,
      one,
    )
  for (const { content, name } of names) shared.set(name, named(content))
  return named(whole)
}

const pathNames = (path: string): string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')

function parametersOf(entry: Endpoint, input: JsonSchema): Parameter[] {
  const inPath = new Set(pathNames(entry.path))
  const reads = entry.kind === 'query' || entry.kind === 'download'
  const parameters = Object.entries(input.properties ?? {})
    .filter(([name]) => reads || inPath.has(name))
    .map(([name, schema]): Parameter => {
      const place = inPath.has(name) ? 'path' : 'query'
      const required = place === 'path' || (input.required ?? []).includes(name)
      return { name, in: place, required, schema }
    })
  if (entry.kind !== 'download' || entry.permission === 'public') return parameters
  const description = '没有 Authorization 头时用的短期下载凭证'
  const pass: Parameter = {
    name: 'pass',
    in: 'query',
    required: false,
    description,
    schema: { type: 'string' },
  }
  return [...parameters, pass]
}

function bodyOf(entry: Endpoint, input: JsonSchema): Operation['requestBody'] {
  if (entry.kind === 'query' || entry.kind === 'download') return undefined
  const inPath = new Set(pathNames(entry.path))
  const own = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.has(name))
  const needed = (input.required ?? []).filter((name) => !inPath.has(name))
  const isUpload = entry.kind === 'upload'
  const schema: JsonSchema = {
    type: 'object',
    properties: {
      commandId: reference('CommandId'),
      ...Object.fromEntries(own),
      ...(isUpload
        ? {
            file: {
              type: 'string',
              contentMediaType: 'application/octet-stream',
              description: `最多 ${entry.mostBytes} 字节`,
            },
          }
        : {}),
    },
    required: [
      ...(entry.replay === 'stored' ? ['commandId'] : []),
      ...needed,
      ...(isUpload ? ['file'] : []),
    ],
  }
  return {
    required: true,
    content: { [isUpload ? 'multipart/form-data' : 'application/json']: { schema } },
  }
}

function errorsOf(entry: Endpoint): ErrorCode[] {
  const changes = entry.kind === 'command' || entry.kind === 'upload'
  const codes: ErrorCode[] = [
    ...ofEvery,
    ...(entry.permission === 'public' ? [] : ofSignedIn),
    ...(changes ? ofBodies : []),
    ...(changes && entry.replay === 'stored' ? (['commandConflict'] as const) : []),
    ...entry.errors,
  ]
  return [...new Set(codes)]
}

/** One answer for each status, with the codes that have it and what each says. */
function refusalsOf(codes: readonly ErrorCode[]): Operation['responses'] {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of codes) {
    const { status } = errorTable[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const sorted = [...byStatus].sort(([one], [other]) => one - other)
  return Object.fromEntries(
    sorted.map(([status, same]) => [
      String(status),
      {
        description: same.map((code) => `\`${code}\` ${errorText(code)}`).join('\n\n'),
        content: {
          'application/json': {
            schema: {
              allOf: [
                reference('Error'),
                { properties: { error: { properties: { code: { enum: same } } } } },
              ],
            },
          },
        },
      },
    ]),
  )
}

function answerOf(entry: Endpoint, shared: Map<string, JsonSchema>): Operation['responses'] {
  if (entry.kind === 'download')
    return { 200: { description: '文件', content: { 'application/octet-stream': {} } } }
  const description = entry.kind === 'query' ? '查询结果' : '办理结果'
  return {
    200: {
      description,
      content: { 'application/json': { schema: schemaOf(entry.output, shared) } },
    },
  }
}

function descriptionOf(entry: Endpoint): string {
  const allowed = permissionTable[entry.permission]
  const who =
    entry.permission === 'public'
      ? '不用登录。'
      : allowed === null
        ? '登录后都可以用。'
        : `可以用的岗位：${allowed.map((role) => roleLabel[role]).join('、')}；能看到、能办到哪里由岗位的地界决定。`
  const changes = entry.kind === 'command' || entry.kind === 'upload'
  if (!changes) return who
  const replay =
    entry.replay === 'stored'
      ? '同一个 commandId 重复送达，得到第一次的结果；内容不同则拒绝。'
      : '结果里有不能保存的内容，重复送达会再办一次。'
  return `${who}${replay}`
}

function operationOf(entry: Endpoint, shared: Map<string, JsonSchema>): Operation {
  const input = schemaOf(entry.input, shared)
  const body = bodyOf(entry, input)
  return {
    operationId: entry.name,
    summary: entry.summary,
    description: descriptionOf(entry),
    tags: [entry.name.split('.')[0] ?? entry.name],
    parameters: parametersOf(entry, input),
    ...(body ? { requestBody: body } : {}),
    responses: { ...answerOf(entry, shared), ...refusalsOf(errorsOf(entry)) },
    security: entry.permission === 'public' ? [] : [{ session: [] }],
    'x-permission': entry.permission,
    'x-roles': permissionTable[entry.permission],
  }
}

const errorSchema: JsonSchema = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        code: { type: 'string', enum: Object.keys(errorTable) },
        message: { type: 'string', description: '给人看的一句话' },
        requestId: { type: 'string', description: '查日志用的编号' },
        details: { type: 'object' },
      },
      required: ['code', 'message', 'requestId'],
    },
  },
  required: ['error'],
}

const commandIdSchema: JsonSchema = {
  type: 'string',
  format: 'uuid',
  description: '客户端生成的编号（UUID 第 7 版）。没收到回答时用同一个编号再送一次。',
}

/** What a feature's name means to a reader; a new feature shows its name until it has a line here. */
const featureLabels: Record<string, string> = {
  accounts: '账号、登录、人员',
  areas: '区划和网格',
  assessment: '考核登记',
  audit: '操作记录',
  changeLists: '调整名单',
  checkIns: '签到和补签',
  codes: '二维码和名片',
  discipline: '考核事项',
  elections: '推选',
  loopFigures: '闭环统计',
  maps: '地图',
  matters: '事项办理',
  notices: '通知',
  officialTexts: '办法原文',
  pay: '月结',
  payroll: '补助表和发放',
  regulations: '考核办法',
  reports: '信息上报',
  residents: '居民',
  routing: '派单规则',
  scoreboards: '记分板',
  scores: '打分',
  system: '服务状态',
  units: '单位',
  webhooks: '推送到其他系统',
}

/** The whole contract as OpenAPI 3.1, made from the entries themselves. */
export function openApiOf(publicUrl: string, beside: Beside): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {}
  const shared = new Map<string, JsonSchema>()
  const entries = contractEntries()
  for (const entry of entries) {
    const path = entry.path.replace(/:(\w+)/g, '{$1}')
    const verb = entry.kind === 'query' || entry.kind === 'download' ? 'get' : 'post'
    paths[path] = { ...paths[path], [verb]: operationOf(entry, shared) }
  }
  const names = [...new Set(entries.map((entry) => entry.name.split('.')[0] ?? entry.name))]
  return {
    openapi: '3.1.0',
    info: {
      title: '明格接口',
      version: '1',
      summary: '网格员、居民、单位和其他系统共用的接口',
      description:
        '时间是毫秒时间戳，金额是整数分，坐标写明坐标系。出错时按 code 判断，message 是给人看的。',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    tags: [
      ...names
        .filter((name) => !beside.tags.some((tag) => tag.name === name))
        .map((name) => ({ name, description: featureLabels[name] ?? name })),
      ...beside.tags,
    ],
    paths: { ...paths, ...beside.paths },
    webhooks: beside.webhooks,
    components: {
      schemas: {
        Error: errorSchema,
        CommandId: commandIdSchema,
        ...Object.fromEntries(shared),
        ...beside.schemas,
      },
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: '登录得到的 token' },
        open311Key: {
          type: 'apiKey',
          in: 'query',
          name: 'api_key',
          description: '县综治中心发的接口密钥，也可以写在表单里',
        },
      },
    },
  }
}
