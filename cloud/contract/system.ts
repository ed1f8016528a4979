import * as z from 'zod/mini'
import { query } from './define'
import { instantMs } from './primitives'

export const health = query({
  name: 'system.health',
  path: '/api/health',
  summary: '服务和数据库是否正常',
  permission: 'public',
  input: z.object({}),
  output: z.object({ ok: z.boolean(), nowMs: instantMs }),
  errors: [],
})

/** A ticket proves that the device had heard from the server by then; it also rides on every answer. */
export const time = query({
  name: 'system.time',
  path: '/api/time',
  summary: '服务器时间凭证',
  permission: 'public',
  input: z.object({}),
  output: z.object({ nowMs: instantMs, ticket: z.string() }),
  errors: [],
})
