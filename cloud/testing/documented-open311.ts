import { XMLParser, XMLValidator } from 'fast-xml-parser'
import * as z from 'zod'

/** The fields that GeoReport v2 documents, each with what it may hold; nothing beside them. */
const text = z.string()
const textOrNull = z.union([z.string(), z.null()])
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/)

export const service = z.strictObject({
  service_code: text.min(1),
  service_name: text.min(1),
  description: textOrNull,
  metadata: z.boolean(),
  type: z.enum(['realtime', 'batch', 'blackbox']),
  keywords: textOrNull,
  group: textOrNull,
})
export const services = z.array(service).min(1)

export const definition = z.strictObject({
  service_code: text.min(1),
  attributes: z
    .array(
      z.strictObject({
        variable: z.boolean(),
        code: text.min(1),
        datatype: z.enum([
          'string',
          'number',
          'datetime',
          'text',
          'singlevaluelist',
          'multivaluelist',
        ]),
        required: z.boolean(),
        datatype_description: textOrNull,
        order: z.int().min(1),
        description: text,
        values: z.array(z.strictObject({ key: text, name: text })),
      }),
    )
    .min(1),
})

export const request = z.strictObject({
  service_request_id: text.min(1),
  status: z.enum(['open', 'closed']),
  status_notes: textOrNull,
  service_name: textOrNull,
  service_code: text.min(1),
  description: z.union([z.string().max(4000), z.null()]),
  agency_responsible: textOrNull,
  service_notice: textOrNull,
  requested_datetime: instant,
  updated_datetime: z.union([instant, z.null()]),
  expected_datetime: z.union([instant, z.null()]),
  address: textOrNull,
  address_id: textOrNull,
  zipcode: textOrNull,
  lat: z.union([z.number().min(-90).max(90), z.null()]),
  long: z.union([z.number().min(-180).max(180), z.null()]),
  media_url: z.union([z.url(), z.null()]),
})
export const requests = z.array(request)

export const accepted = z
  .array(
    z.strictObject({
      service_request_id: text.min(1),
      service_notice: textOrNull,
      account_id: textOrNull,
    }),
  )
  .length(1)
export const token = z
  .array(z.strictObject({ service_request_id: text.min(1), token: text.min(1) }))
  .length(1)
export const errors = z
  .array(z.strictObject({ code: z.int().min(400).max(599), description: text.min(1) }))
  .min(1)

export const discovery = z.strictObject({
  changeset: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/),
  contact: text.min(1),
  key_service: text.min(1),
  endpoints: z
    .array(
      z.strictObject({
        specification: z.literal('http://wiki.open311.org/GeoReport_v2'),
        url: z.url(),
        changeset: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/),
        type: z.enum(['production', 'test']),
        formats: z.array(z.enum(['text/xml', 'application/json'])).min(1),
      }),
    )
    .min(1),
})

const lists = new Set(['service', 'request', 'attribute', 'value', 'endpoint', 'format', 'error'])
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => lists.has(name),
})

/** The tree of a document that is well formed and says that it is UTF-8. */
export function xmlTree(document: string): Record<string, unknown> {
  if (XMLValidator.validate(document) !== true) throw new Error(`not well formed: ${document}`)
  if (!/^<\?xml version="1.0" encoding="utf-8"\?>/i.test(document))
    throw new Error('no declaration')
  const { '?xml': _declaration, ...tree } = parser.parse(document) as Record<string, unknown>
  return tree
}

/** What a JSON value looks like as the text of its element. */
export function asXmlText(value: unknown): string {
  return value === null ? '' : String(value)
}
