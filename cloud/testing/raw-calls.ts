import { expect } from 'vitest'
import type { Endpoint } from '../contract/define'
import { errorTable } from '../contract/errors'
import { newId } from '../platform/ids'
import { ask, type PlainRequest } from './plain-request'
import type { TestService } from './test-service'

export interface RawAnswer {
  status: number
  text: string
  bytes: Buffer
  headers: Headers
}

export type Input = Record<string, unknown>

const textOf = (value: unknown) => (typeof value === 'string' ? value : `${JSON.stringify(value)}`)

/** Fills `:name` parts of the path; what cannot be an address part is left as it is written. */
function splitAddress(entry: Endpoint, input: Input): { address: string; rest: Input } {
  const rest = { ...input }
  const address = entry.path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = encodeURIComponent(Buffer.from(textOf(rest[name])).toString()) || '%20'
    delete rest[name]
    return /^\.+$/.test(value) ? value.replaceAll('.', '%2e') : value
  })
  return { address, rest }
}

function requestOf(entry: Endpoint, input: Input): { address: string; asked: PlainRequest } {
  const { address, rest } = splitAddress(entry, input)
  if (entry.kind === 'query' || entry.kind === 'download') {
    const query = new URLSearchParams()
    for (const [key, value] of Object.entries(rest)) {
      if (value !== undefined) query.append(key, textOf(value))
    }
    return { address: `${address}?${query}`, asked: { method: 'GET', headers: {} } }
  }
  if (entry.kind === 'upload') {
    const form = new FormData()
    const parts: Input = { commandId: newId(), ...rest }
    for (const [key, value] of Object.entries(parts)) {
      if (value instanceof File) form.set(key, value)
      else form.set(key, textOf(value))
    }
    return { address, asked: { method: 'POST', headers: {}, body: form } }
  }
  const body = JSON.stringify({ commandId: newId(), ...rest })
  return {
    address,
    asked: { method: 'POST', body, headers: { 'Content-Type': 'application/json' } },
  }
}

export async function rawFetch(
  service: Pick<TestService, 'url'>,
  address: string,
  init: RequestInit,
  token?: string,
): Promise<RawAnswer> {
  const headers = new Headers(init.headers)
  if (token) headers.set('Authorization', `Bearer ${token}`)
  const response = await fetch(`${service.url}${address}`, { ...init, headers })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, text: bytes.toString('utf8'), bytes, headers: response.headers }
}

/** Calls with whatever is given, fitting the contract or not. */
export async function rawCall(
  service: Pick<TestService, 'url'>,
  entry: Endpoint,
  input: Input,
  token?: string,
): Promise<RawAnswer> {
  const { address, asked } = requestOf(entry, input)
  if (token) asked.headers.Authorization = `Bearer ${token}`
  const { status, headers, bytes } = await ask(`${service.url}${address}`, asked)
  return { status, text: bytes.toString('utf8'), bytes, headers }
}

/** A success, or a refusal of the table in Chinese that tells nothing of the inside. */
export function expectDecent(answer: RawAnswer, what: string): void {
  const { status, text } = answer
  expect(status, `${what}: ${text.slice(0, 300)}`).toBeLessThan(500)
  if (status < 400) return
  const type = answer.headers.get('content-type') ?? ''
  expect(type, `${what}: ${text.slice(0, 100)}`).toMatch(/^application\/json/)
  const { error } = JSON.parse(text) as { error: { code: string; message: string } }
  expect(Object.keys(errorTable), what).toContain(error.code)
  expect(error.message, what).toMatch(/[\u4e00-\u9fff]/)
  expect(error.message, what).not.toMatch(/undefined|\[object|Invalid `|at \w+ \(|SELECT |INSERT /)
}

/** A figure for each table that changes with any of its rows. */
export async function tableFigures(service: TestService): Promise<Record<string, string>> {
  const { pool } = service.parts.database
  const [tables] = await pool.query(
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY 1`,
  )
  const names = (tables as { name: string }[]).map(({ name }) => `\`${name}\``)
  const [sums] = await pool.query(`CHECKSUM TABLE ${names.join()}`)
  return Object.fromEntries(
    (sums as { Table: string; Checksum: number }[]).map((row) => [
      row.Table.replace(/^.*\./, ''),
      String(row.Checksum),
    ]),
  )
}
