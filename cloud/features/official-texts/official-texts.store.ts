import { dayOfDate } from '../../platform/clock'
import type { Database, Prisma, Transaction } from '../../platform/database'
import { idBytes } from '../../platform/ids'

type Row = Prisma.OfficialTextGetPayload<object>
/** A text without its words, which may be long. */
export type TextRow = Omit<Row, 'parts'>

export interface TextInForce {
  id: Uint8Array
  regulation: string
  version: number
  startsOn: string
}

export type OfficialTextsStore = ReturnType<typeof createOfficialTextsStore>

const withoutWords = { parts: true } as const

export function createOfficialTextsStore({ prisma }: Database) {
  return {
    list(countyCode: string, regulation: string): Promise<TextRow[]> {
      return prisma.officialText.findMany({
        where: { countyCode, regulation },
        omit: withoutWords,
        orderBy: [{ uploadedAt: 'desc' }, { id: 'desc' }],
      })
    },

    find(textId: string): Promise<Row | null> {
      return prisma.officialText.findUnique({ where: { id: idBytes(textId) } })
    },

    /** As it is now; nobody else confirms or discards it before this transaction ends. */
    async lock(tx: Transaction, textId: string): Promise<TextRow | null> {
      await tx.$queryRaw`SELECT id FROM official_text WHERE id = ${idBytes(textId)} FOR UPDATE`
      return tx.officialText.findUnique({ where: { id: idBytes(textId) }, omit: withoutWords })
    },

    /** A new draft takes the place of an earlier one that nobody confirmed. */
    async insertDraft(tx: Transaction, row: Prisma.OfficialTextCreateManyInput): Promise<void> {
      const { countyCode, regulation } = row
      await tx.officialText.deleteMany({ where: { countyCode, regulation, version: null } })
      await tx.officialText.createMany({ data: [row] })
    },

    /** The number that the next confirmed version gets. */
    async nextVersion(tx: Transaction, countyCode: string, regulation: string): Promise<number> {
      const [row] = await tx.$queryRaw<{ version: number | bigint | null }[]>`
        SELECT MAX(version) AS version FROM official_text
        WHERE countyCode = ${countyCode} AND regulation = ${regulation}`
      return Number(row?.version ?? 0) + 1
    },

    async confirm(
      tx: Transaction,
      id: Uint8Array<ArrayBuffer>,
      confirmed: { version: number; confirmedBy: Uint8Array<ArrayBuffer>; confirmedAt: Date },
    ): Promise<void> {
      await tx.officialText.update({ where: { id }, data: confirmed })
    },

    async remove(tx: Transaction, id: Uint8Array<ArrayBuffer>): Promise<void> {
      await tx.officialText.delete({ where: { id } })
    },

    /** The confirmed text of each of the county's regulations on a day. */
    async inForce(countyCode: string, on: string): Promise<TextInForce[]> {
      const rows = await prisma.officialText.findMany({
        where: { countyCode, version: { not: null }, startsOn: { lte: new Date(on) } },
        select: { id: true, regulation: true, version: true, startsOn: true },
        orderBy: [{ startsOn: 'desc' }, { version: 'desc' }],
      })
      const newest = new Map<string, TextInForce>()
      for (const { version, startsOn, ...row } of rows) {
        if (version === null || newest.has(row.regulation)) continue
        newest.set(row.regulation, { ...row, version, startsOn: dayOfDate(startsOn) })
      }
      return [...newest.values()]
    },
  }
}
