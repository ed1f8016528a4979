import type { Database, Prisma, RowDataPacket, Transaction } from '../../platform/database'
import { idBytes, idText, newId } from '../../platform/ids'

export interface HouseholdRow {
  id: string
  gridCode: string
  kind: 'file' | 'decision'
  fromMonth: string
  households: number
  grounds: string
  recordedBy: string
  recordedAtMs: number
}

export type NewHouseholds = Pick<
  HouseholdRow,
  'gridCode' | 'kind' | 'fromMonth' | 'households' | 'grounds'
>

interface StoredRow extends RowDataPacket {
  id: Buffer
  gridCode: string
  kind: HouseholdRow['kind']
  fromMonth: string
  households: number
  grounds: string
  recordedBy: Buffer
  recordedAt: Date
}

export type HouseholdFilesStore = ReturnType<typeof createHouseholdFilesStore>

export function createHouseholdFilesStore({ pool }: Pick<Database, 'pool'>) {
  return {
    /** Everything recorded of a township's grids for a year, oldest first (ids are time-ordered). */
    async ofYear(townshipCode: string, year: string): Promise<HouseholdRow[]> {
      const [rows] = await pool.query<StoredRow[]>(
        `SELECT id, gridCode, kind, fromMonth, households, grounds, recordedBy, recordedAt
         FROM household_file WHERE gridCode LIKE ? AND fromMonth BETWEEN ? AND ? ORDER BY id`,
        [`${townshipCode}%`, `${year}-01`, `${year}-12`],
      )
      return rows.map(({ id, recordedBy, recordedAt, ...row }) => ({
        ...row,
        id: idText(id),
        recordedBy: idText(recordedBy),
        recordedAtMs: recordedAt.getTime(),
      }))
    },

    /** Grids of which a yearly file stands already. */
    async withFile(
      tx: Transaction,
      gridCodes: readonly string[],
      year: string,
    ): Promise<Set<string>> {
      const rows = await tx.householdFile.findMany({
        where: { gridCode: { in: [...gridCodes] }, kind: 'file', fromMonth: `${year}-01` },
        select: { gridCode: true },
      })
      return new Set(rows.map((row) => row.gridCode))
    },

    async add(
      tx: Transaction,
      rows: readonly NewHouseholds[],
      { by, atMs }: { by: string; atMs: number },
    ): Promise<void> {
      const data: Prisma.HouseholdFileCreateManyInput[] = rows.map((row) => ({
        ...row,
        id: idBytes(newId()),
        recordedBy: idBytes(by),
        recordedAt: new Date(atMs),
      }))
      await tx.householdFile.createMany({ data })
    },
  }
}
