import type { WorkerKind } from '../../contract/primitives'
import { dateOfDay, dayMs } from '../../platform/clock'
import { hashPassword, newOneTimeCode, normalizeOneTimeCode } from '../../platform/crypto'
import type { Transaction } from '../../platform/database'
import { idBytes, newId } from '../../platform/ids'
import type { AccountsStore } from './accounts.store'
import type { IdNumberFacts } from './id-number'
import { type PersonalKeys, personColumns } from './person-columns'
import type { WantedPost } from './person-rules'

export const codeLifetimeMs = 7 * dayMs

/** A person whose data have been checked. */
export interface NewPerson extends IdNumberFacts {
  name: string
  phone: string
  workPhone?: string | undefined
  bankCard?: string | undefined
  post: WantedPost
}

export interface IssuedCode {
  code: string
  codeHash: string
}

/** A code for the first sign-in; what is stored is its argon2 hash. */
export async function issueCode(): Promise<IssuedCode> {
  const code = newOneTimeCode()
  return { code, codeHash: await hashPassword(normalizeOneTimeCode(code)) }
}

export function codeColumns(codeHash: string, nowMs: number) {
  return {
    passwordHash: codeHash,
    passwordState: 'oneTimeCode' as const,
    oneTimeExpiresAt: new Date(nowMs + codeLifetimeMs),
    failedAttempts: 0,
    lockedUntil: null,
  }
}

export function postColumns(accountId: string, post: WantedPost, nowMs: number, postId = newId()) {
  const workerKind: WorkerKind | null = post.workerKind ?? null
  return {
    id: idBytes(postId),
    accountId: idBytes(accountId),
    role: post.role,
    scopeCode: post.scopeCode,
    workerKind,
    startsOn: dateOfDay(post.startsOn),
    endsOn: null,
    createdAt: new Date(nowMs),
  }
}

/** Writes the account and its first post; a second account for the person violates a unique index. */
export async function insertAccount(
  tx: Transaction,
  store: AccountsStore,
  person: NewPerson,
  { codeHash, keys, nowMs }: { codeHash: string; keys: PersonalKeys; nowMs: number },
): Promise<string> {
  const accountId = newId()
  await store.create(tx, {
    id: idBytes(accountId),
    name: person.name,
    ...personColumns(person, keys),
    workPhone: person.workPhone ?? null,
    ...codeColumns(codeHash, nowMs),
    state: 'active',
    createdAt: new Date(nowMs),
  })
  await store.createFirstPost(tx, postColumns(accountId, person.post, nowMs))
  return accountId
}
