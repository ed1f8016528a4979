import { createHash } from 'node:crypto'
import type { Actor } from './actor'
import type { Audit } from './serve'
import { type Database, isDuplicate, type Prisma, type Transaction } from '../platform/database'
import { idBytes, idText } from '../platform/ids'
import { Refusal } from './refusal'

/** JSON with keys in order, so that equal contents have equal hashes. */
export function canonicalJson(value: unknown): string {
  if (value === undefined) return 'null'
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`
}

export function contentHash(...parts: (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

export interface CommandCall {
  commandId: string
  name: string
  actor: Actor | null
  contentHash: Uint8Array<ArrayBuffer>
  nowMs: number
  /** Whether the answer may be stored for a repeat. */
  stored: boolean
}

/** The first answer to the caller's own command, or null when it was never done. */
export async function ownFirstResult(
  database: Database,
  commandId: string,
  accountId: string,
  callOf: () => CommandCall,
): Promise<{ result: unknown } | null> {
  const row = await database.prisma.command.findUnique({
    where: { id: idBytes(commandId) },
    select: { accountId: true },
  })
  const own = row?.accountId && idText(row.accountId) === accountId
  return own ? firstResult(database.prisma, callOf()) : null
}

async function firstResult(
  client: Pick<Transaction, 'command'>,
  call: CommandCall,
): Promise<{ result: unknown } | null> {
  const row = await client.command.findUnique({ where: { id: idBytes(call.commandId) } })
  if (!row) return null
  const sameCaller =
    call.actor !== null &&
    row.accountId !== null &&
    Buffer.compare(row.accountId, idBytes(call.actor.accountId)) === 0
  const same =
    sameCaller && row.name === call.name && Buffer.compare(row.contentHash, call.contentHash) === 0
  if (!same) throw new Refusal('commandConflict')
  return { result: row.result }
}

/** What a command's work is given inside its transaction. */
export interface InsideCommand {
  tx: Transaction
  audit: Audit
  prepared: unknown
  afterCommit(deed: () => void): void
}

/**
 * Runs a command once: work, audit rows and the stored answer commit together. A repeat is given
 * the first answer; of two at the same moment the second is rolled back and given the first's.
 * `prepare` runs before the transaction, for long work that needs no database.
 */
export async function runCommand(
  database: Database,
  call: CommandCall,
  work: (inside: InsideCommand) => Promise<unknown>,
  prepare: () => Promise<unknown> = async () => undefined,
): Promise<unknown> {
  if (call.stored) {
    const first = await firstResult(database.prisma, call)
    if (first) return first.result
  }
  const prepared = await prepare()
  let later: (() => void)[] = []
  try {
    const answer = await database.transaction(async (tx) => {
      // a transaction that is tried again begins with nothing
      const entries: Prisma.AuditEntryCreateManyInput[] = []
      later = []
      const audit = collectAudit(entries, call)
      const result = await work({ tx, audit, prepared, afterCommit: (deed) => later.push(deed) })
      if (entries.length > 0) await tx.auditEntry.createMany({ data: entries })
      if (call.stored) await storeResult(tx, call, result)
      return result
    })
    for (const deed of later) deed()
    return answer
  } catch (error) {
    // of two at the same moment the second may find its own deed done, and refuse itself for it
    if (!isDuplicate(error) && !(error instanceof Refusal)) throw error
    const first = call.stored ? await firstResult(database.prisma, call) : null
    if (!first && error instanceof Refusal) throw error
    // not the command itself is there twice, but what it wanted to add: somebody was first
    if (!first) throw new Refusal('alreadyDecided')
    return first.result
  }
}

/** Gathers the deeds of one command as rows to be written in its transaction. */
export function collectAudit(
  entries: Prisma.AuditEntryCreateManyInput[],
  call: {
    actor: Pick<Actor, 'accountId'> | null
    commandId: string
    nowMs: number
  },
): Audit {
  return (event, subjectId, areaCode = null, detail) => {
    entries.push({
      at: new Date(call.nowMs),
      accountId: call.actor ? idBytes(call.actor.accountId) : null,
      event,
      subjectId,
      areaCode,
      ...(detail ? { detail } : {}),
      commandId: idBytes(call.commandId),
    })
  }
}

/** A transaction of its own, of nobody who signed in, whose deeds are written with it. */
export function auditedTransaction<T>(
  database: Pick<Database, 'transaction'>,
  call: { commandId: string; nowMs: number },
  work: (tx: Transaction, audit: Audit) => Promise<T>,
): Promise<T> {
  return database.transaction(async (tx) => {
    const entries: Prisma.AuditEntryCreateManyInput[] = []
    const result = await work(tx, collectAudit(entries, { ...call, actor: null }))
    if (entries.length > 0) await tx.auditEntry.createMany({ data: entries })
    return result
  })
}

async function storeResult(tx: Transaction, call: CommandCall, result: unknown): Promise<void> {
  await tx.command.create({
    data: {
      id: idBytes(call.commandId),
      accountId: call.actor ? idBytes(call.actor.accountId) : null,
      name: call.name,
      contentHash: call.contentHash,
      result: result as Prisma.InputJsonValue,
      createdAt: new Date(call.nowMs),
    },
  })
}
