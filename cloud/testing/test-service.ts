import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createService } from '../context'
import type { ErrorBody } from '../contract/errors'
import type { Endpoint, InputOf, OutputOf } from '../contract/define'
import { readEnv } from '../env'
import { createHttpServer } from '../http/listen'
import { openParts, type Parts } from '../parts'
import { fixedClock } from '../platform/clock'
import { toldOfChanges } from './straight-changes'
import { createTestDatabase } from '../platform/database/test-database'
import { newId } from '../platform/ids'
import { createLogger } from '../platform/log'
import { ask } from './plain-request'
import { createPeople, createTestAreas } from './test-county'

/** 2026-06-15 10:00 in Shanghai, a Monday: where a test's time starts. */
export const testStartMs = Date.parse('2026-06-15T10:00:00+08:00')

export const testPushKey = 'a-push-key-of-the-tests'

export interface Answer<E extends Endpoint> {
  status: number
  /** The output when status is 200. */
  data: OutputOf<E>
  /** The refusal otherwise. */
  error: ErrorBody['error']
  headers: Headers
}

export interface CallOptions {
  token?: string | undefined
  commandId?: string | undefined
}

export type Calling = <E extends Endpoint>(
  entry: E,
  input: InputOf<E>,
  options?: CallOptions,
) => Promise<Answer<E>>

export interface TestService {
  url: string
  parts: Parts
  clock: ReturnType<typeof fixedClock>
  person: ReturnType<typeof createPeople>
  /** Calls an endpoint over HTTP as a client would; commands get a fresh id unless one is given. */
  call: Calling
  /** What a start does with work that a stop cut off. */
  recover(): Promise<void>
  /** One turn of a piece of background work; in tests none runs by itself. */
  background(name: string): Promise<boolean>
  /** Until nothing goes on any more beside the requests that began it. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** Fills `:name` parts of the path from the input; the rest is left for query or body. */
function addressOf(entry: Endpoint, input: Record<string, unknown>) {
  const rest = { ...input }
  const address = entry.path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = encodeURIComponent(String(rest[name]))
    delete rest[name]
    return value
  })
  return { address, rest }
}

function requestOf(entry: Endpoint, input: Record<string, unknown>, commandId: string) {
  const { address, rest } = addressOf(entry, input)
  if (entry.kind === 'query' || entry.kind === 'download') {
    const query = new URLSearchParams(
      Object.entries(rest)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]): [string, string] => [key, String(value)]),
    )
    return {
      address: `${address}?${query}`,
      init: { method: 'GET' } satisfies RequestInit,
      type: undefined,
    }
  }
  if (entry.kind === 'upload') {
    const form = new FormData()
    for (const [key, value] of Object.entries({ commandId, ...rest })) {
      if (key !== 'file') form.set(key, String(value))
    }
    form.set('file', rest.file as Blob, (rest.file as File).name ?? 'file')
    return { address, init: { method: 'POST', body: form } satisfies RequestInit, type: undefined }
  }
  const body = JSON.stringify({ commandId, ...rest })
  return { address, init: { method: 'POST', body } satisfies RequestInit, type: 'application/json' }
}

export function callingOf(url: string): Calling {
  return async (entry, input, options = {}) => {
    const { address, init, type } = requestOf(
      entry,
      input as Record<string, unknown>,
      options.commandId ?? newId(),
    )
    const headers: Record<string, string> = {}
    if (type) headers['Content-Type'] = type
    if (options.token) headers.Authorization = `Bearer ${options.token}`
    const answer = await ask(`${url}${address}`, { ...init, headers })
    const isJson = answer.headers.get('content-type')?.startsWith('application/json')
    const body: unknown = isJson ? JSON.parse(answer.bytes.toString()) : answer.bytes
    const { error } = body as ErrorBody
    return {
      status: answer.status,
      data: body as OutputOf<typeof entry>,
      error,
      headers: answer.headers,
    }
  }
}

/** A whole service on a fresh database with the test county, on a free port, at `testStartMs`. */
export async function startTestService(): Promise<TestService> {
  const testDatabase = await createTestDatabase()
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'mingge-test-'))
  const env = readEnv({
    NODE_ENV: 'test',
    DATABASE_URL: testDatabase.url,
    DATA_FOLDER: dataFolder,
    LAW_BOOK_FOLDER: path.join(dataFolder, 'law-book'),
    SECRET: 'a secret of the tests, long enough to be accepted',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    DATABASE_CONNECTIONS: '4',
    WECHAT: 'stand-in',
    WECHAT_PUSH_KEY: testPushKey,
  })
  const clock = fixedClock(testStartMs)
  const parts = openParts(env, { clock, log: createLogger(env.LOG_LEVEL) })
  await createTestAreas(parts.database)
  const service = createService(parts)
  const server = createHttpServer(service.listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    parts: { ...parts, database: toldOfChanges(parts.database) },
    clock,
    person: createPeople(parts.database, parts.keys, clock.nowMs),
    call: callingOf(url),
    recover: service.recover,
    background: service.runBackgroundWork,
    settle: service.settle,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await service.close()
      await testDatabase.drop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
