import type { Role } from '../../contract/permissions'
import type { Database, Transaction } from '../../platform/database'
import { idBytes, idText, newId } from '../../platform/ids'

export interface SchemeKey {
  townshipCode: string
  month: string
}

export interface Scheme extends SchemeKey {
  state: 'open' | 'closed'
  closedBy: string | null
  closedAtMs: number | null
}

export interface StoredItem extends SchemeKey {
  id: string
  title: string
  office: string
  role: Role
  mostPoints: number
}

export interface StoredScore {
  itemId: string
  accountId: string
  scoreHundredths: number
}

interface StateRow {
  state: Scheme['state']
}

const scoreChunk = 200

export type ScoresStore = ReturnType<typeof createScoresStore>

export function createScoresStore({ prisma }: Database) {
  return {
    /** The scheme's state, held until the transaction ends: scoring and closing wait for each other. */
    async lock(
      tx: Transaction,
      { townshipCode, month }: SchemeKey,
    ): Promise<Scheme['state'] | null> {
      const rows = await tx.$queryRaw<StateRow[]>`SELECT state FROM score_scheme
        WHERE townshipCode = ${townshipCode} AND month = ${month} FOR UPDATE`
      return rows[0]?.state ?? null
    },

    async scheme(townshipCode: string, month: string): Promise<Scheme | null> {
      const row = await prisma.scoreScheme.findUnique({
        where: { townshipCode_month: { townshipCode, month } },
      })
      if (!row) return null
      return {
        townshipCode,
        month,
        state: row.state as Scheme['state'],
        closedBy: row.closedBy === null ? null : idText(row.closedBy),
        closedAtMs: row.closedAt?.getTime() ?? null,
      }
    },

    async items(
      { townshipCode, month }: SchemeKey,
      client: Pick<Transaction, 'scoreItem'> = prisma,
    ): Promise<StoredItem[]> {
      const where = { townshipCode, month }
      const rows = await client.scoreItem.findMany({ where, orderBy: { position: 'asc' } })
      return rows.map((row) => ({ ...row, id: idText(row.id) }))
    },

    async item(id: string): Promise<StoredItem | null> {
      const row = await prisma.scoreItem.findUnique({ where: { id: idBytes(id) } })
      return row ? { ...row, id: idText(row.id) } : null
    },

    async scores(
      itemIds: readonly string[],
      client: Pick<Transaction, 'itemScore'> = prisma,
    ): Promise<StoredScore[]> {
      const rows = await client.itemScore.findMany({
        where: { itemId: { in: itemIds.map((id) => idBytes(id)) } },
      })
      return rows.map((row) => ({
        itemId: idText(row.itemId),
        accountId: idText(row.accountId),
        scoreHundredths: row.scoreHundredths,
      }))
    },

    /** Makes the scheme or puts another in its place; the caller has made sure that nothing hangs on it. */
    async setScheme(
      tx: Transaction,
      key: SchemeKey,
      items: readonly Omit<StoredItem, 'townshipCode' | 'month'>[],
      set: { by: string; atMs: number; again: boolean },
    ): Promise<void> {
      const data = { setBy: idBytes(set.by), setAt: new Date(set.atMs) }
      if (set.again) {
        await tx.scoreItem.deleteMany({ where: key })
        await tx.scoreScheme.update({ where: { townshipCode_month: key }, data })
      } else {
        await tx.scoreScheme.create({ data: { ...key, ...data, state: 'open' } })
      }
      await tx.scoreItem.createMany({
        data: items.map(({ id, ...item }, position) => ({
          ...key,
          ...item,
          position,
          id: idBytes(id),
        })),
      })
    },

    async enter(
      tx: Transaction,
      itemId: string,
      scores: readonly Omit<StoredScore, 'itemId'>[],
      entered: { by: string; atMs: number },
    ): Promise<void> {
      const at = new Date(entered.atMs)
      for (let from = 0; from < scores.length; from += scoreChunk) {
        const part = scores.slice(from, from + scoreChunk)
        await tx.$executeRawUnsafe(
          `INSERT INTO item_score (itemId, accountId, scoreHundredths, enteredBy, enteredAt)
           VALUES ${part.map(() => '(?, ?, ?, ?, ?)').join(', ')}
           ON DUPLICATE KEY UPDATE scoreHundredths = VALUES(scoreHundredths),
             enteredBy = VALUES(enteredBy), enteredAt = VALUES(enteredAt)`,
          ...part.flatMap((one) => [
            idBytes(itemId),
            idBytes(one.accountId),
            one.scoreHundredths,
            idBytes(entered.by),
            at,
          ]),
        )
      }
    },

    /** For whom a closed month is open again. */
    async reopened(
      { townshipCode, month }: SchemeKey,
      client: Pick<Transaction, 'scoreReopening'> = prisma,
    ): Promise<Set<string>> {
      const rows = await client.scoreReopening.findMany({
        where: { townshipCode, month, closedAt: null },
        select: { accountId: true },
      })
      return new Set(rows.map((row) => idText(row.accountId)))
    },

    async reopen(
      tx: Transaction,
      { townshipCode, month }: SchemeKey,
      opened: { accountId: string; reason: string; by: string; atMs: number },
    ): Promise<void> {
      await tx.scoreReopening.create({
        data: {
          ...{ id: idBytes(newId()), townshipCode, month, reason: opened.reason },
          accountId: idBytes(opened.accountId),
          openedBy: idBytes(opened.by),
          openedAt: new Date(opened.atMs),
        },
      })
    },

    async closeReopened(
      tx: Transaction,
      { townshipCode, month }: SchemeKey,
      closed: { by: string; atMs: number },
    ): Promise<void> {
      await tx.scoreReopening.updateMany({
        where: { townshipCode, month, closedAt: null },
        data: { closedBy: idBytes(closed.by), closedAt: new Date(closed.atMs) },
      })
    },

    async close(
      tx: Transaction,
      { townshipCode, month }: SchemeKey,
      closed: { by: string; atMs: number },
    ): Promise<void> {
      await tx.scoreScheme.update({
        where: { townshipCode_month: { townshipCode, month } },
        data: { state: 'closed', closedBy: idBytes(closed.by), closedAt: new Date(closed.atMs) },
      })
    },
  }
}
