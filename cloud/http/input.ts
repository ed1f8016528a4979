import type { IncomingMessage } from 'node:http'
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

/**
 * The bytes of a body, of at most `mostJsonBytes`. Written here and not left to a library: every
 * check-in comes through it, and what a library does beside it took a twentieth of its CPU. Refuses
 * with bodyTooLarge, and with malformedBody when the sender breaks off.
 */
function bodyOf(req: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let known: Buffer | null = null
    const chunks: Buffer[] = []
    let bytes = 0
    const tooLarge = () => {
      req.off('data', take)
      reject(new Refusal('bodyTooLarge'))
    }
    const take = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > mostJsonBytes) tooLarge()
      // nearly all bodies come in one piece
      else if (known === null) known = chunk
      else chunks.push(chunk)
    }
    if (Number(req.headers['content-length'] ?? 0) > mostJsonBytes) return tooLarge()
    // gone before anybody listened: no event will come
    if (req.destroyed) return reject(new Refusal('malformedBody'))
    req.on('data', take)
    req.once('end', () => {
      const first = known ?? Buffer.alloc(0)
      resolve(chunks.length === 0 ? first : Buffer.concat([first, ...chunks]))
    })
    req.once('close', () => reject(new Refusal('malformedBody')))
  })
}

export async function readJson(req: IncomingMessage): Promise<Record<string, unknown>> {
  const type = req.headers['content-type'] ?? ''
  const encoding = req.headers['content-encoding'] ?? 'identity'
  if (!/^application\/json\s*(;|$)/i.test(type) || encoding !== 'identity') {
    throw new Refusal('malformedBody')
  }
  const body = await bodyOf(req)
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
