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
  /** How often the matter had been taken up again: with it, it names the outcome. */
  reopenedCount: number
  /** He was told of an earlier outcome. */
  isAgain: boolean
}

interface ToTellRow {
  supportId: Uint8Array
  matterId: Uint8Array
  receiptNumber: string
  classCode: MatterClassCode
  outcome: MatterOutcome | null
  reopenedCount: number
}

interface ToldRow {
  supportId: Uint8Array
  toldAt: Date | null
  toldMatterId: Uint8Array | null
  toldReopenedCount: number | null
}

/** What came of the matter, or of the one that it follows by now. */
const outcomeOf = Prisma.sql`
  JOIN matter_support s ON s.id = c.supportId AND s.withdrawnAt IS NULL
  JOIN matter m ON m.id = s.matterId JOIN matter t ON t.id = COALESCE(m.mergedInto, m.id)`
const isOver = Prisma.sql`t.state IN ('closed', 'archived', 'ended')`

/** Whether this outcome is one that he was told of already. */
const wasToldOf = (told: ToldRow, { matterId, reopenedCount }: ToTell): boolean =>
  told.toldAt !== null &&
  (told.toldMatterId === null ||
    (idText(told.toldMatterId) === matterId && (told.toldReopenedCount ?? 0) >= reopenedCount))

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
     * written to tell them: who is marked is told again only when the matter was taken up and closed
     * anew.
     */
    tellOver: (
      most: number,
      nowMs: number,
      tell: (tx: Transaction, found: ToTell[]) => Promise<void>,
    ): Promise<number> =>
      database.transaction(async (tx) => {
        const rows = await tx.$queryRaw<ToTellRow[]>(Prisma.sql`
          SELECT c.supportId, t.id AS matterId, t.receiptNumber, t.classCode, t.outcome,
            t.reopenedCount
          FROM support_contact c ${outcomeOf}
          WHERE (c.toldAt IS NULL OR c.toldMatterId <> t.id OR c.toldReopenedCount < t.reopenedCount)
            AND ${isOver}
          ORDER BY c.supportId LIMIT ${most}`)
        if (rows.length === 0) return 0
        const ids = Prisma.join(rows.map((row) => row.supportId))
        // the locks decide: whoever waited for them finds these told already
        const locked = await tx.$queryRaw<ToldRow[]>(Prisma.sql`
          SELECT supportId, toldAt, toldMatterId, toldReopenedCount
          FROM support_contact WHERE supportId IN (${ids}) FOR UPDATE`)
        const toldOf = new Map(locked.map((row) => [idText(row.supportId), row]))
        const found = rows.flatMap((row): ToTell[] => {
          const supportId = idText(row.supportId)
          const told = toldOf.get(supportId)
          if (!told) return []
          const isAgain = told.toldAt !== null
          const toTell = { ...row, supportId, matterId: idText(row.matterId), isAgain }
          return wasToldOf(told, toTell) ? [] : [toTell]
        })
        await tell(tx, found)
        for (const { supportId, matterId, reopenedCount } of found)
          await tx.supportContact.update({
            where: { supportId: idBytes(supportId) },
            data: {
              toldAt: new Date(nowMs),
              toldMatterId: idBytes(matterId),
              toldReopenedCount: reopenedCount,
            },
          })
        return rows.length
      }),

    /** Not who was told of an outcome that is none any more: there is something to be told again. */
    async forgetToldBefore(atMs: number): Promise<void> {
      await prisma.$executeRaw(Prisma.sql`
        DELETE FROM support_contact WHERE toldAt < ${new Date(atMs)} AND supportId NOT IN (
          SELECT supportId FROM (
            SELECT c.supportId FROM support_contact c ${outcomeOf} WHERE NOT (${isOver})) open)`)
    },
  }
}
