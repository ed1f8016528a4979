import type { GeoReportError } from './georeport-fault'
import { type Node, xmlOf } from './georeport-xml'
import type { AttributeRecord, ServiceRecord } from './public-services'

export const formats = ['xml', 'json'] as const
export type Format = (typeof formats)[number]

export const contentTypeOf: Record<Format, string> = {
  xml: 'text/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** A service request as anybody may see it, in the order of the specification. */
export interface RequestRecord {
  service_request_id: string
  status: 'open' | 'closed'
  status_notes: string | null
  service_name: string
  service_code: string
  description: string | null
  agency_responsible: string | null
  service_notice: string | null
  requested_datetime: string
  updated_datetime: string
  expected_datetime: string | null
  address: string | null
  address_id: string | null
  zipcode: string | null
  lat: number | null
  long: number | null
  media_url: string | null
}

export interface AcceptedRecord {
  service_request_id: string
  service_notice: string
  account_id: string | null
}

export interface TokenRecord {
  service_request_id: string
  token: string
}

export interface Discovery {
  changeset: string
  contact: string
  key_service: string
  endpoints: {
    specification: string
    url: string
    changeset: string
    type: 'production' | 'test'
    formats: string[]
  }[]
}

/** JSON is the same tree as the XML, its lists without their wrapping (Spark convention). */
export type Answer =
  | { kind: 'discovery'; discovery: Discovery }
  | { kind: 'services'; services: readonly ServiceRecord[] }
  | { kind: 'definition'; code: string; attributes: readonly AttributeRecord[] }
  | {
      kind: 'requests'
      requests: readonly (RequestRecord | AcceptedRecord | TokenRecord)[]
    }
  | { kind: 'errors'; errors: readonly GeoReportError[] }

function jsonOf(answer: Answer): unknown {
  if (answer.kind === 'discovery') return answer.discovery
  if (answer.kind === 'services') return answer.services
  if (answer.kind === 'definition')
    return { service_code: answer.code, attributes: answer.attributes }
  if (answer.kind === 'requests') return answer.requests
  return answer.errors
}

const node = (record: object): Node => record as { readonly [name: string]: Node }

function treeOf(answer: Answer): { readonly [name: string]: Node } {
  if (answer.kind === 'discovery') {
    const { endpoints, ...rest } = answer.discovery
    const each = endpoints.map((one) => ({ ...one, formats: { format: one.formats } }))
    return { discovery: { ...rest, endpoints: { endpoint: each } } }
  }
  if (answer.kind === 'services') return { services: { service: answer.services.map(node) } }
  if (answer.kind === 'definition') {
    const attribute = answer.attributes.map((one) => ({ ...one, values: { value: one.values } }))
    return { service_definition: { service_code: answer.code, attributes: { attribute } } }
  }
  if (answer.kind === 'requests')
    return { service_requests: { request: answer.requests.map(node) } }
  return { errors: { error: answer.errors.map(node) } }
}

export function bodyOf(answer: Answer, format: Format): string {
  return format === 'json' ? JSON.stringify(jsonOf(answer)) : xmlOf(treeOf(answer))
}
