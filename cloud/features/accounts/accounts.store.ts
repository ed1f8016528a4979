import { type Role, role as roleSchema } from '../../contract/permissions'
import type { Actor } from '../../http/actor'
import { collectAudit } from '../../http/idempotency'
import { identityChanged } from '../../http/identity-revision'
import type { Audit } from '../../http/serve'
import { dateOfDay } from '../../platform/clock'
import { type Database, isDuplicate, Prisma, type Transaction } from '../../platform/database'
import { idBytes } from '../../platform/ids'
import { longestLockMinutes, shortestLockMinutes, triesBeforeLock } from './limits'

export type AccountRow = Prisma.AccountGetPayload<object>
export type PostRow = Prisma.PostGetPayload<object>
export type SessionRow = Prisma.SessionGetPayload<object>

export interface OwnCall {
  actor: Pick<Actor, 'accountId'> | null
  commandId: string
  nowMs: number
}

export interface ListFilter {
  scopes: readonly string[]
  role?: Role | undefined
  search?: string | undefined
  after?: string | undefined
  limit: number
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`)

function searchSql(search: string | undefined): Prisma.Sql {
  const wanted = search?.trim()
  if (!wanted) return Prisma.empty
  if (/^\d{4}$/.test(wanted)) return Prisma.sql`AND a.phoneMasked LIKE ${`%${wanted}`}`
  return Prisma.sql`AND a.name LIKE ${`%${escapeLike(wanted)}%`}`
}

const anyScope = (scopes: readonly string[]) =>
  Prisma.join(
    scopes.map((scope) => Prisma.sql`p.scopeCode LIKE ${`${scope}%`}`),
    ' OR ',
  )

/** Columns of an account that a caller is known by. */
const ofIdentity = ['name', 'state', 'passwordState'] as const

export type AccountsStore = ReturnType<typeof createAccountsStore>

export function createAccountsStore(database: Database) {
  const { prisma } = database
  return {
    isDuplicate,

    /** A transaction of its own whose deeds are written with it. */
    audited<T>(call: OwnCall, work: (tx: Transaction, audit: Audit) => Promise<T>): Promise<T> {
      return database.transaction(async (tx) => {
        const entries: Prisma.AuditEntryCreateManyInput[] = []
        const result = await work(tx, collectAudit(entries, call))
        if (entries.length > 0) await tx.auditEntry.createMany({ data: entries })
        return result
      })
    },

    account: (accountId: string) =>
      prisma.account.findUnique({ where: { id: idBytes(accountId) } }),
    byPhone: (index: Uint8Array<ArrayBuffer>) =>
      prisma.account.findUnique({ where: { phoneIndex: index } }),
    byIdNumber: (index: Uint8Array<ArrayBuffer>) =>
      prisma.account.findUnique({ where: { idNumberIndex: index } }),
    byWechat: (openId: string) => prisma.account.findUnique({ where: { wechatOpenId: openId } }),

    /**
     * Counts a try before the password is looked at, so that of many at once no more than the
     * allowed are looked at; a right password sets the count back. 0: the account is locked.
     */
    countTry(accountId: Uint8Array<ArrayBuffer>, nowMs: number): Promise<number> {
      const now = new Date(nowMs)
      return prisma.$executeRaw`
        UPDATE account SET
          lockedUntil = IF((failedAttempts + 1) % ${triesBeforeLock} = 0,
            TIMESTAMPADD(MINUTE, LEAST(${longestLockMinutes},
              ${shortestLockMinutes} * ((failedAttempts + 1) DIV ${triesBeforeLock})), ${now}), NULL),
          failedAttempts = failedAttempts + 1
        WHERE id = ${accountId} AND (lockedUntil IS NULL OR lockedUntil <= ${now})`
    },

    /** The account as it is now, held until the transaction ends: what ends sessions waits for it. */
    async lock(tx: Transaction, accountId: string): Promise<AccountRow | null> {
      const id = idBytes(accountId)
      await tx.$queryRaw`SELECT id FROM account WHERE id = ${id} FOR UPDATE`
      return tx.account.findUnique({ where: { id } })
    },

    create: (tx: Transaction, data: Prisma.AccountCreateManyInput) =>
      tx.account.createMany({ data: [data] }),
    async update(
      tx: Transaction,
      accountId: string,
      data: Prisma.AccountUpdateInput,
    ): Promise<void> {
      await tx.account.updateMany({
        where: { id: idBytes(accountId) },
        data: data as Prisma.AccountUpdateManyMutationInput,
      })
      // a plain sign-in changes nobody: by the thousand they must not wait for one row
      if (ofIdentity.some((column) => column in data)) await identityChanged(tx)
    },

    postsOf(
      client: Pick<Transaction, 'post'> | null,
      accountIds: readonly string[],
    ): Promise<PostRow[]> {
      return (client ?? prisma).post.findMany({
        where: { accountId: { in: accountIds.map(idBytes) } },
        orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
      })
    },
    post: (tx: Transaction, postId: string) =>
      tx.post.findUnique({ where: { id: idBytes(postId) } }),
    /** The first post of a new account: nobody is signed in with it yet. */
    createFirstPost: (tx: Transaction, data: Prisma.PostCreateManyInput) =>
      tx.post.createMany({ data: [data] }),
    async createPost(tx: Transaction, data: Prisma.PostCreateManyInput): Promise<void> {
      await tx.post.createMany({ data: [data] })
      await identityChanged(tx)
    },
    /** How many were ended: 0 when it has an end already. */
    async endPost(tx: Transaction, postId: string, endsOn: string): Promise<number> {
      const where = { id: idBytes(postId), endsOn: null }
      const { count } = await tx.post.updateMany({ where, data: { endsOn: dateOfDay(endsOn) } })
      if (count > 0) await identityChanged(tx)
      return count
    },
    async endPostsOf(tx: Transaction, accountId: string, endsOn: string): Promise<void> {
      const day = dateOfDay(endsOn)
      await tx.post.updateMany({
        where: { accountId: idBytes(accountId), OR: [{ endsOn: null }, { endsOn: { gt: day } }] },
        data: { endsOn: day },
      })
      await identityChanged(tx)
    },

    createSession: (tx: Transaction, data: Prisma.SessionCreateManyInput) =>
      tx.session.createMany({ data: [data] }),
    /** Ends the account's sessions, but for the one named. */
    async endSessions(
      tx: Transaction,
      accountId: string,
      nowMs: number,
      except?: Uint8Array<ArrayBuffer>,
    ): Promise<void> {
      await tx.session.updateMany({
        where: {
          accountId: idBytes(accountId),
          endedAt: null,
          ...(except ? { NOT: { tokenHash: except } } : {}),
        },
        data: { endedAt: new Date(nowMs) },
      })
      await identityChanged(tx)
    },
    async endSession(
      tx: Transaction,
      tokenHash: Uint8Array<ArrayBuffer>,
      nowMs: number,
    ): Promise<void> {
      await tx.session.updateMany({
        where: { tokenHash, endedAt: null },
        data: { endedAt: new Date(nowMs) },
      })
      await identityChanged(tx)
    },
    sessions: (accountId: string, nowMs: number): Promise<SessionRow[]> =>
      prisma.session.findMany({
        where: { accountId: idBytes(accountId), endedAt: null, expiresAt: { gt: new Date(nowMs) } },
        orderBy: { createdAt: 'desc' },
        take: 100,
      }),

    /** A page of the accounts that have a post in the scopes, in the order they were made. */
    async list({ scopes, role, search, after, limit }: ListFilter): Promise<AccountRow[]> {
      // all roles are named, so that the index by role and scope serves
      const roles = Prisma.join(role ? [role] : roleSchema.options)
      const behind = after ? Prisma.sql`AND a.id > ${idBytes(after)}` : Prisma.empty
      const found = await prisma.$queryRaw<{ id: Uint8Array }[]>`
        SELECT a.id FROM account a
        JOIN (SELECT DISTINCT p.accountId FROM post p WHERE (${anyScope(scopes)}) AND p.role IN (${roles})) within
          ON within.accountId = a.id
        WHERE 1 = 1 ${searchSql(search)} ${behind}
        ORDER BY a.id LIMIT ${limit}`
      return prisma.account.findMany({
        where: { id: { in: found.map((row) => new Uint8Array(row.id)) } },
        orderBy: { id: 'asc' },
      })
    },

    async demoAccounts(): Promise<unknown> {
      return (await prisma.setting.findUnique({ where: { name: 'demoAccounts' } }))?.value
    },
  }
}
