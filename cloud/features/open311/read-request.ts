import * as z from 'zod/mini'
import { gridCode, text } from '../../contract/primitives'
import { GeoReportFault } from './georeport-fault'
import { type GivenLevel, givenLevels, publicClass } from './public-services'
import type { MatterClassCode } from '../../contract/matter-taxonomy'

/** Fields as they came; the first of each name counts. */
export type Form = ReadonlyMap<string, string>

export interface RaisedRequest {
  classCode: MatterClassCode
  level: GivenLevel
  description: string
  position: { longitude: number; latitude: number } | null
  addressText: string | null
  addressGrid: string | null
  mediaUrl: string | null
  contact: Contact
}

export interface Contact {
  name: string | null
  phone: string | null
  email: string | null
  accountId: string | null
  deviceId: string | null
}

/** The specification's limit; a matter's own text is as long. */
const mostDescription = 4_000
const mostAddress = 120

/** An empty argument is as none. */
function given(form: Form, name: string): string | null {
  const value = form.get(name)?.trim()
  return value ? value : null
}

class Faults {
  readonly sentences: string[] = []

  take<T>(work: () => T, fallback: T): T {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof GeoReportFault)) throw error
      this.sentences.push(...error.errors.map((one) => one.description))
      return fallback
    }
  }

  throwIfAny(): void {
    if (this.sentences.length > 0) throw new GeoReportFault(400, this.sentences)
  }
}

const fault = (sentence: string): never => {
  throw new GeoReportFault(400, sentence)
}

function shortText(form: Form, name: string, most: number): string | null {
  const value = given(form, name)
  if (value === null) return null
  const read = z.safeParse(text(most), value)
  return read.success ? read.data : fault(`${name} 最多 ${most} 个字，不能有控制字符`)
}

function readDescription(form: Form): string {
  const value = given(form, 'description')
  if (value === null) return fault('请在 description 里写明情况')
  const read = z.safeParse(text(mostDescription), value.replaceAll('\r\n', '\n'))
  return read.success
    ? read.data
    : fault(`description 最多 ${mostDescription} 个字，不能有控制字符`)
}

function degrees(value: string, most: number, name: string): number {
  const number = /^[+-]?\d{1,3}(\.\d+)?$/.test(value) ? Number(value) : Number.NaN
  return Math.abs(number) <= most ? number : fault(`${name} 应是 WGS84 的十进制度数`)
}

function readPosition(form: Form): RaisedRequest['position'] {
  const lat = given(form, 'lat')
  const long = given(form, 'long')
  if (lat === null && long === null) return null
  if (lat === null || long === null) return fault('lat 和 long 要一起给')
  return { latitude: degrees(lat, 90, 'lat'), longitude: degrees(long, 180, 'long') }
}

function readAddressId(form: Form): string | null {
  const value = given(form, 'address_id')
  if (value === null) return null
  return z.safeParse(gridCode, value).success
    ? value
    : fault('address_id 应是网格编码，例如 141030100001A001')
}

function readMediaUrl(form: Form): string | null {
  const value = shortText(form, 'media_url', 1_000)
  if (value === null) return null
  return /^https?:\/\/[^\s<>"]+$/.test(value) ? value : fault('media_url 应是 http 或 https 网址')
}

function readLevel(form: Form): GivenLevel {
  for (const name of form.keys()) {
    const code = /^attribute\[([^\]]*)\](\[\])?$/.exec(name)?.[1]
    if (code !== undefined && code !== 'level' && form.get(name)?.trim())
      return fault(`这项服务没有 attribute[${code.slice(0, 40)}]`)
  }
  const value = given(form, 'attribute[level]') ?? given(form, 'attribute[level][]') ?? 'ordinary'
  return (
    givenLevels.find((level) => level === value) ??
    fault('attribute[level] 应是 ordinary 或 urgent')
  )
}

function readContact(form: Form): Contact {
  const names = [shortText(form, 'last_name', 60), shortText(form, 'first_name', 60)]
  const name = names.filter(Boolean)
  // a Chinese name is written without a space
  const joined = name.join(/[\u4e00-\u9fff]/.test(name.join('')) ? '' : ' ')
  return {
    name: joined || null,
    phone: shortText(form, 'phone', 32),
    email: shortText(form, 'email', 254),
    accountId: shortText(form, 'account_id', 128),
    deviceId: shortText(form, 'device_id', 128),
  }
}

const nobody: Contact = { name: null, phone: null, email: null, accountId: null, deviceId: null }

/** All that is wrong is told at once, each with the name of its field. */
export function readRequest(form: Form): RaisedRequest {
  const serviceCode = given(form, 'service_code')
  if (serviceCode === null) throw new GeoReportFault(400, '没有给出 service_code')
  const service = publicClass(serviceCode)
  if (!service)
    throw new GeoReportFault(404, `没有这项服务：service_code ${serviceCode.slice(0, 40)}`)
  const faults = new Faults()
  const request: RaisedRequest = {
    classCode: service.code,
    level: faults.take(() => readLevel(form), 'ordinary'),
    description: faults.take(() => readDescription(form), ''),
    position: faults.take(() => readPosition(form), null),
    addressText: faults.take(() => shortText(form, 'address_string', 500), null),
    addressGrid: faults.take(() => readAddressId(form), null),
    mediaUrl: faults.take(() => readMediaUrl(form), null),
    contact: faults.take(() => readContact(form), nobody),
  }
  const anywhere = ['lat', 'long', 'address_string', 'address_id'].some((name) => given(form, name))
  if (!anywhere) faults.sentences.push('请给出地点：lat 和 long，或 address_string，或 address_id')
  faults.throwIfAny()
  return request
}

/** What a matter keeps of an address; the rest would not fit. */
export const placeTextOf = (address: string | null): string | null =>
  address === null ? null : [...address].slice(0, mostAddress).join('')
