import type { Database, Prisma } from '../../platform/database'
import { idBytes } from '../../platform/ids'

export type AuditRow = Prisma.AuditEntryGetPayload<object>

export interface AuditFilter {
  scopes: readonly string[]
  /** Deeds that belong to no area, such as those of people without a post. */
  withoutArea: boolean
  accountId?: string | undefined
  before?: bigint | undefined
  limit: number
}

export type AuditStore = ReturnType<typeof createAuditStore>

export function createAuditStore({ prisma }: Database) {
  return {
    /** Newest first. */
    list({ scopes, withoutArea, accountId, before, limit }: AuditFilter): Promise<AuditRow[]> {
      return prisma.auditEntry.findMany({
        where: {
          OR: [
            ...scopes.map((scope) => ({ areaCode: { startsWith: scope } })),
            ...(withoutArea ? [{ areaCode: null }] : []),
          ],
          ...(accountId ? { accountId: idBytes(accountId) } : {}),
          ...(before === undefined ? {} : { id: { lt: before } }),
        },
        orderBy: { id: 'desc' },
        take: limit,
      })
    },
  }
}
