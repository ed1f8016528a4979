import { type Database, isDuplicate, Prisma } from '../../platform/database'
import { idBytes, idText, idTextOrNull } from '../../platform/ids'

export interface SupportRecord {
  id: string
  matterId: string
  /** Null once it was taken back. */
  ownerId: string | null
  givenAtMs: number
  withdrawnAtMs: number | null
}

function recordOf(row: Prisma.MatterSupportGetPayload<object>): SupportRecord {
  return {
    id: idText(row.id),
    matterId: idText(row.matterId),
    ownerId: idTextOrNull(row.ownerId),
    givenAtMs: row.createdAt.getTime(),
    withdrawnAtMs: row.withdrawnAt?.getTime() ?? null,
  }
}

const listOf = (ids: readonly string[]) => Prisma.join(ids.map(idBytes))

export type SupportStore = ReturnType<typeof createSupportStore>

/** Who met with a matter that somebody else had raised. */
export function createSupportStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    async find(id: string): Promise<SupportRecord | null> {
      const row = await prisma.matterSupport.findUnique({ where: { id: idBytes(id) } })
      return row && recordOf(row)
    },

    async ofOwner(matterId: string, ownerId: string): Promise<SupportRecord | null> {
      const row = await prisma.matterSupport.findUnique({
        where: {
          matterId_ownerId: { matterId: idBytes(matterId), ownerId: idBytes(ownerId) },
        },
      })
      return row && recordOf(row)
    },

    /** Does nothing where there is one already, of this id or of this phone. */
    async insert(id: string, matterId: string, ownerId: string, nowMs: number): Promise<void> {
      const createdAt = new Date(nowMs)
      const ids = { id: idBytes(id), matterId: idBytes(matterId), ownerId: idBytes(ownerId) }
      try {
        await prisma.matterSupport.createMany({ data: [{ ...ids, createdAt }] })
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
    },

    async withdraw(id: string, nowMs: number): Promise<void> {
      await prisma.matterSupport.updateMany({
        where: { id: idBytes(id), withdrawnAt: null },
        data: { ownerId: null, withdrawnAt: new Date(nowMs) },
      })
    },

    /** How many met with each of these; who met with one that follows it counts as well. */
    async counts(matterIds: readonly string[]): Promise<Map<string, number>> {
      if (matterIds.length === 0) return new Map()
      const asked = listOf(matterIds)
      const rows = await prisma.$queryRaw<{ leadId: Uint8Array; supporters: bigint }[]>(Prisma.sql`
        SELECT t.leadId, COUNT(*) AS supporters FROM (
          SELECT id AS leadId, id FROM matter WHERE id IN (${asked})
          UNION ALL SELECT mergedInto, id FROM matter WHERE mergedInto IN (${asked})
        ) t JOIN matter_support s ON s.matterId = t.id AND s.withdrawnAt IS NULL
        GROUP BY t.leadId`)
      return new Map(rows.map((row) => [idText(row.leadId), Number(row.supporters)]))
    },

    /** Of these matters, the ones that this phone raised or met with. */
    async ownOf(matterIds: readonly string[], ownerId: string): Promise<Set<string>> {
      if (matterIds.length === 0) return new Set()
      const [asked, owner] = [listOf(matterIds), idBytes(ownerId)]
      const rows = await prisma.$queryRaw<{ matterId: Uint8Array }[]>(Prisma.sql`
        SELECT matterId FROM resident_contact WHERE matterId IN (${asked}) AND ownerId = ${owner}
        UNION SELECT matterId FROM matter_support
        WHERE matterId IN (${asked}) AND ownerId = ${owner}`)
      return new Set(rows.map((row) => idText(row.matterId)))
    },
  }
}
