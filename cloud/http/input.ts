import type { IncomingMessage } from 'node:http'
import rawBody from 'raw-body'
import type * as z from 'zod/mini'
import { safeParse } from 'zod/mini'
import { Refusal } from './refusal'

const mostJsonBytes = 256 * 1024

/** Chinese sentence of a field's fault, where the schema's own message is not Chinese already. */
function sentenceOf(issue: { code: string; message: string }): string {
  if (/[\u4e00-\u9fff]/.test(issue.message)) return issue.message
  const sentences: Record<string, string> = {
    invalid_type: '没有填或格式不对',
    invalid_value: '不是可选的值',
    invalid_format: '格式不对',
    too_big: '太大或太长',
    too_small: '太小或太短',
    not_multiple_of: '不是整数',
    unrecognized_keys: '有多余的内容',
    invalid_union: '不是可选的值',
  }
  return sentences[issue.code] ?? '格式不对'
}

/** Parses or refuses with each fault's field and sentence. */
export function parseInput<S extends z.ZodMiniType>(schema: S, value: unknown): z.infer<S> {
  const result = safeParse(schema, value)
  if (result.success) return result.data as z.infer<S>
  const issues = result.error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.join('.'),
    message: sentenceOf(issue),
  }))
  const [first] = issues
  const message = first ? [first.path, first.message].filter(Boolean).join(' ') : ''
  throw new Refusal('badInput', { message, issues })
}

/**
 * Half a character (an emoji cut in two by a phone) is replaced by the sign for an unreadable one:
 * the database would refuse it, and with it the record it stands in.
 */
function parseJson(text: string): unknown {
  // such a half can only be written as an escape
  if (!/\\u[dD][89a-fA-F]/.test(text)) return JSON.parse(text)
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value,
  )
}

export async function readJson(req: IncomingMessage): Promise<Record<string, unknown>> {
  const type = req.headers['content-type'] ?? ''
  const encoding = req.headers['content-encoding'] ?? 'identity'
  if (!/^application\/json\s*(;|$)/i.test(type) || encoding !== 'identity') {
    throw new Refusal('malformedBody')
  }
  let body: Buffer
  try {
    body = await rawBody(req, {
      limit: mostJsonBytes,
      length: req.headers['content-length'] ?? null,
    })
  } catch (error) {
    if ((error as { type?: string }).type === 'entity.too.large') throw new Refusal('bodyTooLarge')
    throw new Refusal('malformedBody')
  }
  let value: unknown
  try {
    value = parseJson(body.toString('utf8'))
  } catch {
    throw new Refusal('malformedBody')
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Refusal('malformedBody')
  return value as Record<string, unknown>
}
