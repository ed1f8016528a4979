import type * as z from 'zod/mini'
import type { ErrorCode } from './errors'
import type { Permission } from './permissions'

type Schema = z.ZodMiniType

interface Common<Input extends Schema> {
  /** `feature.verb`, the endpoint's name in logs, audit and OpenAPI. */
  name: string
  /** Path under the service; `:name` parts are fields of the input. */
  path: `/api/${string}`
  /** One Chinese line: what it is for. */
  summary: string
  permission: Permission
  input: Input
  /** Refusals of its own, beside those every endpoint can give. */
  errors: readonly ErrorCode[]
}

/** Reads; GET; input comes from path and query string, so numbers in it must be coerced. */
export interface Query<Input extends Schema = Schema, Output extends Schema = Schema>
  extends Common<Input> {
  kind: 'query'
  output: Output
}

/**
 * Changes; POST with a JSON body `{ commandId, ...input }`. It runs in one transaction with its
 * audit rows; a repeat of the same commandId with the same content is answered with the first
 * result, with other content refused (commandConflict). `replay: 'none'` is for sign-in and its
 * like, whose answer is a secret that must not be stored.
 */
export interface Command<Input extends Schema = Schema, Output extends Schema = Schema>
  extends Common<Input> {
  kind: 'command'
  output: Output
  replay: 'stored' | 'none'
}

/** A command whose body is multipart/form-data: one file named `file`, the input as text fields. */
export interface Upload<Input extends Schema = Schema, Output extends Schema = Schema>
  extends Common<Input> {
  kind: 'upload'
  output: Output
  mostBytes: number
  /** 'none' where the answer is a secret; the deed itself must then be harmless to repeat. */
  replay: 'stored' | 'none'
}

/** A query whose answer is a file. */
export interface Download<Input extends Schema = Schema> extends Common<Input> {
  kind: 'download'
}

export type Endpoint = Query | Command | Upload | Download
export type InputOf<E extends { input: Schema }> = z.infer<E['input']>
export type OutputOf<E> = E extends { output: infer O extends Schema } ? z.infer<O> : never

export function query<Input extends Schema, Output extends Schema>(
  definition: Omit<Query<Input, Output>, 'kind'>,
): Query<Input, Output> {
  return { kind: 'query', ...definition }
}

export function command<Input extends Schema, Output extends Schema>(
  definition: Omit<Command<Input, Output>, 'kind' | 'replay'> & { replay?: 'stored' | 'none' },
): Command<Input, Output> {
  return { kind: 'command', replay: 'stored', ...definition }
}

export function upload<Input extends Schema, Output extends Schema>(
  definition: Omit<Upload<Input, Output>, 'kind' | 'replay'> & { replay?: 'stored' | 'none' },
): Upload<Input, Output> {
  return { kind: 'upload', replay: 'stored', ...definition }
}

export function download<Input extends Schema>(
  definition: Omit<Download<Input>, 'kind'>,
): Download<Input> {
  return { kind: 'download', ...definition }
}
