import type { AuditEvent } from '../contract/audit'
import type {
  Command,
  Download,
  Endpoint,
  InputOf,
  OutputOf,
  Query,
  Upload,
} from '../contract/define'
import type { Transaction } from '../platform/database'
import type { Actor } from './actor'

/** What a handler knows of its call beside the input. */
export interface CallContext {
  /** Never null where the permission is not 'public'. */
  actor: Actor
  nowMs: number
  requestId: string
  /** A client's address, for limits; never stored with records. */
  remoteAddress: string
}

export interface PublicContext extends Omit<CallContext, 'actor'> {
  actor: Actor | null
}

/** Notes a deed; it is written in the command's own transaction. */
export type Audit = (
  event: AuditEvent,
  subjectId: string,
  areaCode?: string | null,
  detail?: object,
) => void

export interface CommandContext extends CallContext {
  commandId: string
  tx: Transaction
  audit: Audit
  /** Runs once the command is durable, not for a repeat: for starting what goes on in the background. */
  afterCommit(work: () => void): void
}

export interface UploadedFile {
  bytes: Buffer
  name: string
}

export interface UploadContext extends CommandContext {
  file: UploadedFile
}

/** Before an upload's transaction: long work on the file, which must not hold a connection. */
export interface PrepareContext extends CallContext {
  file: UploadedFile
}

/** Context of a command that keeps its own transaction (hot paths, sign-in, long jobs). */
export interface OwnContext extends CallContext {
  commandId: string
  /**
   * Only where the route checks its caller itself: the revision at which he is remembered, to be
   * checked where the command writes (`standsSql`); null: he was looked up for this call.
   */
  identityRevision: string | null
}

export interface FileAnswer {
  bytes: Buffer
  contentType: string
  /** Given: offered as a download under this name. */
  fileName?: string
  /** Seconds a browser may keep it; absent: not at all. */
  keepSeconds?: number
}

export type Route =
  | { kind: 'query'; entry: Query; handle(input: never, context: CallContext): Promise<unknown> }
  | {
      kind: 'command'
      entry: Command
      handle(input: never, context: CommandContext): Promise<unknown>
    }
  | {
      kind: 'own'
      entry: Command
      handle(input: never, context: OwnContext): Promise<unknown>
      repeat?: ((input: never, context: OwnContext) => Promise<unknown>) | undefined
      checksCaller: boolean
    }
  | {
      kind: 'upload'
      entry: Upload
      prepare?(input: never, context: PrepareContext): Promise<unknown>
      handle(input: never, context: UploadContext & { prepared: unknown }): Promise<unknown>
    }
  | {
      kind: 'download'
      entry: Download
      handle(input: never, context: CallContext): Promise<FileAnswer>
    }

type Handle<E extends Endpoint, Context> = (
  input: InputOf<E>,
  context: Context,
) => Promise<OutputOf<E>>

/** Serves a contract entry: the types of input and output come from the entry. */
export function serve<E extends Query>(entry: E, handle: Handle<E, CallContext>): Route
export function serve<E extends Command>(entry: E, handle: Handle<E, CommandContext>): Route
export function serve<E extends Upload>(entry: E, handle: Handle<E, UploadContext>): Route
export function serve<E extends Download>(
  entry: E,
  handle: (input: InputOf<E>, context: CallContext) => Promise<FileAnswer>,
): Route
export function serve(
  entry: Endpoint,
  handle: (input: never, context: never) => Promise<unknown>,
): Route {
  return { kind: entry.kind, entry, handle } as Route
}

interface OwnOptions<E extends Command> {
  /** The first answer, asked for by somebody who lost the permission since; null: never given. */
  repeat?: (input: InputOf<E>, context: OwnContext) => Promise<OutputOf<E> | null>
  /** Whether `handle` checks in its own writing that its remembered caller is still who he was. */
  checksCaller?: boolean
}

/**
 * Serves a command that keeps its own transaction. It must itself answer a repeat with the first
 * result: the hot check-in by its record's id, sign-in by being harmless to repeat.
 */
export function serveOwn<E extends Command>(
  entry: E,
  handle: Handle<E, OwnContext>,
  { repeat, checksCaller = false }: OwnOptions<E> = {},
): Route {
  return { kind: 'own', entry, handle, repeat, checksCaller } as unknown as Route
}

/**
 * Serves an upload in two steps: `prepare` works on the file before the transaction begins (it may
 * be run for a repeat that is at the same moment, so it must be harmless), `handle` records it.
 */
export function serveUpload<E extends Upload, Prepared>(
  entry: E,
  prepare: (input: InputOf<E>, context: PrepareContext) => Promise<Prepared>,
  handle: Handle<E, UploadContext & { prepared: Prepared }>,
): Route {
  return { kind: 'upload', entry, prepare, handle } as unknown as Route
}
