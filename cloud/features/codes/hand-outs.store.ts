import { dateOfDay, dayOfDate } from '../../platform/clock'
import { type Database, isDuplicate, Prisma, type Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

export interface HandedCard {
  gridCode: string
  number: number
  household: string
  handedOn: string
  recordedBy: string
}

export interface CardFigures {
  numbered: number
  handedOut: number
}

export type HandOutsStore = ReturnType<typeof createHandOutsStore>

export function createHandOutsStore({ prisma }: Database) {
  return {
    async figures(gridCodes: readonly string[]): Promise<Map<string, CardFigures>> {
      if (gridCodes.length === 0) return new Map()
      const [counts, handed] = await Promise.all([
        prisma.contactCardCount.findMany({ where: { gridCode: { in: [...gridCodes] } } }),
        prisma.$queryRaw<{ gridCode: string; handedOut: bigint }[]>(Prisma.sql`
          SELECT gridCode, COUNT(*) AS handedOut FROM contact_card
          WHERE gridCode IN (${Prisma.join([...gridCodes])}) GROUP BY gridCode`),
      ])
      const handedOf = new Map(handed.map((row) => [row.gridCode, Number(row.handedOut)]))
      return new Map(
        counts.map(({ gridCode, numbered }) => [
          gridCode,
          { numbered, handedOut: handedOf.get(gridCode) ?? 0 },
        ]),
      )
    },

    async cards(gridCode: string, after: number, limit: number): Promise<HandedCard[]> {
      const rows = await prisma.contactCard.findMany({
        where: { gridCode, number: { gt: after } },
        orderBy: { number: 'asc' },
        take: limit,
      })
      return rows.map((row) => ({
        gridCode,
        number: row.number,
        household: row.household,
        handedOn: dayOfDate(row.handedOn),
        recordedBy: idText(row.recordedBy),
      }))
    },

    async find(gridCode: string, number: number): Promise<HandedCard | null> {
      const [row] = await this.cards(gridCode, number - 1, 1)
      return row?.number === number ? row : null
    },

    /** False: it was noted before. */
    async record(tx: Transaction, card: HandedCard, atMs: number): Promise<boolean> {
      const { recordedBy, handedOn, ...rest } = card
      try {
        await tx.contactCard.create({
          data: {
            ...rest,
            handedOn: dateOfDay(handedOn),
            recordedBy: idBytes(recordedBy),
            recordedAt: new Date(atMs),
          },
        })
        return true
      } catch (error) {
        if (isDuplicate(error)) return false
        throw error
      }
    },
  }
}
