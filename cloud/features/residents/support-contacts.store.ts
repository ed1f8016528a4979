import type { MatterClassCode, MatterOutcome } from '../../contract/matter-taxonomy'
import { auditedTransaction } from '../../http/idempotency'
import type { Audit } from '../../http/serve'
import { type Database, Prisma, type Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

export interface SupportContact {
  supportId: string
  phoneSealed: string | null
  phoneMasked: string | null
  openIdSealed: string | null
  toldAtMs: number | null
}

/** Somebody who is to be told what came of a matter that he met with. */
export interface ToTell {
  supportId: string
  /** The matter itself, or the one that it follows by now. */
  matterId: string
  receiptNumber: string
  classCode: MatterClassCode
  outcome: MatterOutcome | null
}

interface ToTellRow {
  supportId: Uint8Array
  matterId: Uint8Array
  receiptNumber: string
  classCode: MatterClassCode
  outcome: MatterOutcome | null
}

type Ways = Pick<
  Prisma.SupportContactUncheckedUpdateInput,
  'phoneSealed' | 'phoneMasked' | 'openIdSealed'
>

export type SupportContactsStore = ReturnType<typeof createSupportContactsStore>

/** How those who met with a matter too want to be told what comes of it. */
export function createSupportContactsStore(database: Database) {
  const { prisma } = database
  return {
    audited: <T>(
      call: { commandId: string; nowMs: number },
      work: (tx: Transaction, audit: Audit) => Promise<T>,
    ): Promise<T> => auditedTransaction(database, call, work),

    async find(supportId: string): Promise<SupportContact | null> {
      const row = await prisma.supportContact.findUnique({
        where: { supportId: idBytes(supportId) },
      })
      if (!row) return null
      const { phoneSealed, phoneMasked, openIdSealed, toldAt } = row
      const toldAtMs = toldAt?.getTime() ?? null
      return { supportId, phoneSealed, phoneMasked, openIdSealed, toldAtMs }
    },

    /** Beside what he said before. */
    async keep(tx: Transaction, supportId: string, ways: Ways, nowMs: number): Promise<void> {
      const id = idBytes(supportId)
      await tx.supportContact.upsert({
        where: { supportId: id },
        create: { supportId: id, createdAt: new Date(nowMs), ...(ways as object) },
        update: ways,
      })
    },

    /** All of it: what was sent there stays sent. */
    async drop(supportId: string): Promise<void> {
      const id = idBytes(supportId)
      await prisma.$transaction([
        prisma.supportContact.deleteMany({ where: { supportId: id } }),
        prisma.residentPhoneCode.deleteMany({ where: { matterId: id } }),
      ])
    },

    /**
     * Marks those whose matter is over as told and hands them over, in one transaction with what is
     * written to tell them: who is marked is never told again.
     */
    tellOver: (
      most: number,
      nowMs: number,
      tell: (tx: Transaction, found: ToTell[]) => Promise<void>,
    ): Promise<number> =>
      database.transaction(async (tx) => {
        const rows = await tx.$queryRaw<ToTellRow[]>(Prisma.sql`
          SELECT c.supportId, t.id AS matterId, t.receiptNumber, t.classCode, t.outcome
          FROM support_contact c JOIN matter_support s ON s.id = c.supportId AND s.withdrawnAt IS NULL
          JOIN matter m ON m.id = s.matterId JOIN matter t ON t.id = COALESCE(m.mergedInto, m.id)
          WHERE c.toldAt IS NULL AND t.state IN ('closed', 'archived', 'ended')
          ORDER BY c.supportId LIMIT ${most}`)
        if (rows.length === 0) return 0
        const ids = Prisma.join(rows.map((row) => row.supportId))
        // the locks decide: whoever waited for them finds these told already
        const free = await tx.$queryRaw<{ supportId: Uint8Array }[]>(Prisma.sql`
          SELECT supportId FROM support_contact WHERE supportId IN (${ids}) AND toldAt IS NULL FOR UPDATE`)
        const own = new Set(free.map((row) => idText(row.supportId)))
        const found = rows
          .map((row) => ({
            ...row,
            supportId: idText(row.supportId),
            matterId: idText(row.matterId),
          }))
          .filter((row) => own.has(row.supportId))
        await tell(tx, found)
        await tx.supportContact.updateMany({
          where: { supportId: { in: found.map((row) => idBytes(row.supportId)) } },
          data: { toldAt: new Date(nowMs) },
        })
        return rows.length
      }),

    async forgetToldBefore(atMs: number): Promise<void> {
      await prisma.supportContact.deleteMany({ where: { toldAt: { lt: new Date(atMs) } } })
    },
  }
}
