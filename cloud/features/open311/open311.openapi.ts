import type { Beside, JsonSchema, Operation, Parameter, PathItem } from '../../http/openapi'
import { givenLevels, publicClassCodes } from './public-services'

const tag = 'open311'
const text: JsonSchema = { type: 'string' }
const textOrNull: JsonSchema = { type: ['string', 'null'] }
const instant: JsonSchema = { type: 'string', format: 'date-time' }
const instantOrNull: JsonSchema = { type: ['string', 'null'], format: 'date-time' }
const numberOrNull: JsonSchema = { type: ['number', 'null'] }
const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

function object(
  properties: Record<string, JsonSchema>,
  optional: readonly string[] = [],
): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name))
  return { type: 'object', properties, required }
}

const schemas: Record<string, JsonSchema> = {
  Open311Service: object({
    service_code: { type: 'string', enum: publicClassCodes },
    service_name: text,
    description: text,
    metadata: { type: 'boolean' },
    type: { type: 'string', enum: ['realtime'] },
    keywords: text,
    group: text,
  }),
  Open311Definition: object({
    service_code: text,
    attributes: {
      type: 'array',
      items: object({
        variable: { type: 'boolean' },
        code: text,
        datatype: { type: 'string', enum: ['string', 'singlevaluelist'] },
        required: { type: 'boolean' },
        datatype_description: text,
        order: { type: 'integer' },
        description: text,
        values: { type: 'array', items: object({ key: text, name: text }) },
      }),
    },
  }),
  Open311Request: object({
    service_request_id: text,
    status: { type: 'string', enum: ['open', 'closed'] },
    status_notes: textOrNull,
    service_name: text,
    service_code: text,
    description: textOrNull,
    agency_responsible: textOrNull,
    service_notice: textOrNull,
    requested_datetime: instant,
    updated_datetime: instant,
    expected_datetime: instantOrNull,
    address: textOrNull,
    address_id: textOrNull,
    zipcode: textOrNull,
    lat: numberOrNull,
    long: numberOrNull,
    media_url: textOrNull,
  }),
  Open311Accepted: object({
    service_request_id: text,
    service_notice: text,
    account_id: textOrNull,
  }),
  Open311Token: object({ service_request_id: text, token: text }),
  Open311Discovery: object({
    changeset: text,
    contact: text,
    key_service: text,
    endpoints: { type: 'array', items: { type: 'object' } },
  }),
  Open311Errors: {
    type: 'array',
    items: object({ code: { type: 'integer' }, description: text }),
  },
}

const list = (name: string): JsonSchema => ({ type: 'array', items: reference(name) })

const format: Parameter = {
  name: 'format',
  in: 'path',
  required: true,
  description: 'xml 或 json',
  schema: { type: 'string', enum: ['xml', 'json'] },
}
const inQuery = (name: string, description: string, schema: JsonSchema = text): Parameter => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
})
const inPath = (name: string, description: string): Parameter => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: text,
})
const jurisdiction = inQuery('jurisdiction_id', '县级区划代码；只有一个县时可以不给')

function answered(schema: JsonSchema, description: string, statuses: readonly number[]) {
  const both = (one: JsonSchema) => ({ 'application/json': { schema: one }, 'text/xml': {} })
  const words: Record<number, string> = {
    400: '有的参数不对，说明里逐项写明',
    403: 'api_key 没有给、不对或已吊销',
    404: '没有这项服务、这件事项或这个地区',
    429: '请求太频繁',
  }
  return {
    200: { description, content: both(schema) },
    ...Object.fromEntries(
      statuses.map((status) => [
        status,
        { description: words[status] ?? '', content: both(reference('Open311Errors')) },
      ]),
    ),
  }
}

function reading(
  operationId: string,
  summary: string,
  parameters: Parameter[],
  schema: JsonSchema,
): PathItem {
  const get: Operation = {
    operationId: `open311.${operationId}`,
    summary,
    tags: [tag],
    parameters: [format, ...parameters],
    responses: answered(schema, summary, [400, 404, 429]),
    security: [],
  }
  return { get }
}

const posted: JsonSchema = object(
  {
    api_key: { ...text, description: '县综治中心发的接口密钥' },
    service_code: { type: 'string', enum: publicClassCodes },
    description: { type: 'string', maxLength: 4000 },
    jurisdiction_id: text,
    lat: { type: 'number', description: 'WGS84' },
    long: { type: 'number', description: 'WGS84' },
    address_string: { type: 'string', maxLength: 500 },
    address_id: { ...text, description: '网格编码' },
    'attribute[level]': { type: 'string', enum: givenLevels },
    email: { type: 'string', maxLength: 254 },
    phone: { type: 'string', maxLength: 32 },
    first_name: { type: 'string', maxLength: 60 },
    last_name: { type: 'string', maxLength: 60 },
    account_id: { type: 'string', maxLength: 128 },
    device_id: { type: 'string', maxLength: 128 },
    media_url: { type: 'string', maxLength: 1000, description: '只存网址，不会去取' },
  },
  [
    'jurisdiction_id',
    'lat',
    'long',
    'address_string',
    'address_id',
    'attribute[level]',
    'email',
    'phone',
    'first_name',
    'last_name',
    'account_id',
    'device_id',
    'media_url',
  ],
)

const submitting: Operation = {
  operationId: 'open311.submit',
  summary: '提交一件事项',
  description:
    '地点给 lat 和 long，或 address_id，或 address_string 之一。带 Idempotency-Key 请求头时，同一个值只算一件；不带时，同一密钥 10 分钟内内容完全相同的只算一件。',
  tags: [tag],
  parameters: [
    format,
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: '没收到回答时用同一个值再送一次',
      schema: { type: 'string', maxLength: 255 },
    },
  ],
  requestBody: {
    required: true,
    content: {
      'application/x-www-form-urlencoded': { schema: posted },
      'multipart/form-data': { schema: posted },
    },
  },
  responses: answered(list('Open311Accepted'), '已收到，给出受理编号', [400, 403, 404, 429]),
  security: [{ open311Key: [] }],
}

const requestFilters: Parameter[] = [
  jurisdiction,
  inQuery('service_request_id', '一个或多个编号，用逗号隔开；给了它其余条件不算'),
  inQuery('service_code', '一个或多个服务代码，用逗号隔开'),
  inQuery('start_date', '从何时起', instant),
  inQuery('end_date', '到何时止；和 start_date 最多相隔 90 天', instant),
  inQuery('status', 'open、closed，用逗号隔开'),
  inQuery('page', '第几页', { type: 'integer', minimum: 1 }),
  inQuery('page_size', '一页多少件', { type: 'integer', minimum: 1, maximum: 1000 }),
]

/** GeoReport v2 as it is served here. */
export const open311OpenApi: Pick<Beside, 'tags' | 'paths' | 'schemas'> = {
  tags: [
    { name: tag, description: 'Open311 GeoReport v2：其他系统提交和查询事项；接口密钥的管理' },
  ],
  schemas,
  paths: {
    '/open311/v2/discovery.{format}': reading(
      'discovery',
      '有哪些接口',
      [],
      reference('Open311Discovery'),
    ),
    '/open311/v2/services.{format}': reading(
      'services',
      '有哪些服务',
      [jurisdiction],
      list('Open311Service'),
    ),
    '/open311/v2/services/{service_code}.{format}': reading(
      'definition',
      '一项服务还要填什么',
      [inPath('service_code', '服务代码'), jurisdiction],
      reference('Open311Definition'),
    ),
    '/open311/v2/requests.{format}': {
      ...reading('requests', '查询事项，新的在前', requestFilters, list('Open311Request')),
      post: submitting,
    },
    '/open311/v2/requests/{service_request_id}.{format}': reading(
      'request',
      '一件事项办到哪一步',
      [inPath('service_request_id', '受理编号'), jurisdiction],
      list('Open311Request'),
    ),
    '/open311/v2/tokens/{token}.{format}': reading(
      'token',
      '由 token 取受理编号（本系统当场给出编号，编号也就是 token）',
      [inPath('token', '受理编号'), jurisdiction],
      list('Open311Token'),
    ),
  },
}
