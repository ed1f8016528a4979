import { dayMs } from '../../platform/clock'
import { GeoReportFault } from './georeport-fault'
import { publicClass, publicClassCodes } from './public-services'

export interface RequestsQuery {
  /** Given: nothing else counts. */
  receiptNumbers: readonly string[] | null
  classCodes: readonly string[]
  fromMs: number
  /** Exclusive. */
  toMs: number
  open: boolean | null
  offset: number
  limit: number
}

const spanMs = 90 * dayMs
const mostRequests = 1_000
/** Pages beyond it are asked for by narrower dates. */
const mostReached = 10_000
const mostNumbers = 200

export type Parameters = ReadonlyMap<string, string>

const listed = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** W3C date and time with its zone, or a day alone, which is Shanghai's. */
function instant(value: string | undefined, name: string): number | null {
  const given = value?.trim()
  if (!given) return null
  // a plus sign that was not escaped arrives as a space
  const text = given.replace(/ (\d{2}:?\d{2})$/, '+$1')
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const full = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)
  const atMs = day ? Date.parse(`${text}T00:00:00+08:00`) : full ? Date.parse(text) : Number.NaN
  if (Number.isNaN(atMs) || atMs < 0)
    throw new GeoReportFault(400, `${name} 应写成 2026-06-01T00:00:00Z`)
  return atMs
}

function spanOf(parameters: Parameters, nowMs: number): { fromMs: number; toMs: number } {
  const start = instant(parameters.get('start_date'), 'start_date')
  const end = instant(parameters.get('end_date'), 'end_date')
  const toMs = end ?? (start === null ? nowMs : Math.min(nowMs, start + spanMs))
  const fromMs = start ?? toMs - spanMs
  if (fromMs > toMs && end !== null) throw new GeoReportFault(400, 'start_date 不能晚于 end_date')
  if (toMs - fromMs > spanMs)
    throw new GeoReportFault(400, 'start_date 到 end_date 最多 90 天，请分段查询')
  // the last instant counts too
  return { fromMs, toMs: toMs + 1 }
}

function classesOf(parameters: Parameters): readonly string[] {
  const codes = listed(parameters.get('service_code'))
  if (codes.length === 0) return publicClassCodes
  const unknown = codes.find((code) => !publicClass(code))
  if (unknown) throw new GeoReportFault(404, `没有这项服务：service_code ${unknown.slice(0, 40)}`)
  return [...new Set(codes)]
}

function openOf(parameters: Parameters): boolean | null {
  const states = listed(parameters.get('status')).map((one) => one.toLowerCase())
  const unknown = states.find((one) => one !== 'open' && one !== 'closed')
  if (unknown) throw new GeoReportFault(400, 'status 应是 open 或 closed')
  const open = states.includes('open')
  return open === states.includes('closed') ? null : open
}

function counted(parameters: Parameters, name: string, fallback: number, most: number): number {
  const value = parameters.get(name)?.trim()
  if (!value) return fallback
  if (!/^\d{1,6}$/.test(value) || Number(value) < 1)
    throw new GeoReportFault(400, `${name} 应是 1 到 ${most} 的整数`)
  return Math.min(Number(value), most)
}

export function readRequestsQuery(parameters: Parameters, nowMs: number): RequestsQuery {
  const numbers = listed(parameters.get('service_request_id'))
  if (numbers.length > mostNumbers)
    throw new GeoReportFault(400, `一次最多查 ${mostNumbers} 个 service_request_id`)
  const base = { offset: 0, limit: mostRequests, open: null }
  if (numbers.length > 0)
    return { ...base, receiptNumbers: [...new Set(numbers)], classCodes: [], fromMs: 0, toMs: 0 }
  const limit = counted(parameters, 'page_size', mostRequests, mostRequests)
  const page = counted(parameters, 'page', 1, mostReached)
  if (page * limit > mostReached)
    throw new GeoReportFault(400, '翻得太远了，请用 start_date 和 end_date 缩小范围')
  return {
    receiptNumbers: null,
    classCodes: classesOf(parameters),
    ...spanOf(parameters, nowMs),
    open: openOf(parameters),
    offset: (page - 1) * limit,
    limit,
  }
}
