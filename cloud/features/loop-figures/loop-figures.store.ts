import type { MatterCircle } from '../../contract/matter-taxonomy'
import { dateOfDay, dayOfDate, monthEnd } from '../../platform/clock'
import type { Database, RowDataPacket } from '../../platform/database'
import { type ExportedTable, noteExport } from '../../platform/database/note-deed'
import type { Counts, Figures } from './figures'
import type { Spread } from './spread'

/** What of the figures somebody sees: code prefixes, and for which circles. */
export interface Sight {
  scopes: readonly string[]
  circles: readonly MatterCircle[]
}

export interface FigureRow extends Figures {
  code: string
}

export interface UnitRow {
  code: string
  areaCode: string
  name: string
}

type JsonText = string | number[]
interface CountRow extends RowDataPacket, Counts {
  code: string
  workingMinutes: JsonText
  elapsedMinutes: JsonText
}
type MonthRow = RowDataPacket & Counts & { startsOn: Date }

const countColumns = [
  'received',
  'accepted',
  'handled',
  'inTime',
  'overdue',
  'reopened',
  'handedBack',
  'selfHandled',
  'evaluated',
  'satisfied',
  'unsatisfied',
] as const satisfies readonly (keyof Counts)[]

const spread = (json: JsonText): Spread =>
  typeof json === 'string' ? (JSON.parse(json) as number[]) : json

function countsOf(row: Record<keyof Counts, unknown>): Counts {
  return Object.fromEntries(
    countColumns.map((name) => [name, Number(row[name])]),
  ) as unknown as Counts
}

const within = (scopes: readonly string[]) => ({
  text: `(${scopes.map(() => 'code LIKE ?').join(' OR ')})`,
  values: scopes.map((scope) => `${scope}%`),
})

export type LoopFiguresStore = ReturnType<typeof createLoopFiguresStore>

export function createLoopFiguresStore({ pool, prisma }: Database) {
  async function rows(where: string, values: unknown[]): Promise<FigureRow[]> {
    const [found] = await pool.query<CountRow[]>(
      `SELECT code, ${countColumns.join()}, workingMinutes, elapsedMinutes
       FROM loop_figure WHERE ${where}`,
      values,
    )
    return found.map((row) => ({
      code: row.code,
      ...countsOf(row),
      workingMinutes: spread(row.workingMinutes),
      elapsedMinutes: spread(row.elapsedMinutes),
    }))
  }

  return {
    /** A month's figures of each grid. */
    grids({ scopes, circles }: Sight, month: string): Promise<FigureRow[]> {
      const { text, values } = within(scopes)
      return rows(`kind = 'grid' AND startsOn = ? AND ${text} AND circle IN (?)`, [
        dateOfDay(`${month}-01`),
        ...values,
        circles,
      ])
    },

    /** A month's figures of each unit, day by day. */
    units({ scopes, circles }: Sight, month: string): Promise<FigureRow[]> {
      const { text, values } = within(scopes)
      return rows(`kind = 'unit' AND startsOn BETWEEN ? AND ? AND ${text} AND circle IN (?)`, [
        dateOfDay(`${month}-01`),
        dateOfDay(monthEnd(month)),
        ...values,
        circles,
      ])
    },

    /** Counts of each of these months, for the trend. */
    async months(
      { scopes, circles }: Sight,
      months: readonly string[],
    ): Promise<Map<string, Counts>> {
      const { text, values } = within(scopes)
      const sums = countColumns.map((name) => `SUM(${name}) AS ${name}`).join()
      const [found] = await pool.query<MonthRow[]>(
        `SELECT startsOn, ${sums} FROM loop_figure
         WHERE kind = 'grid' AND startsOn IN (?) AND ${text} AND circle IN (?) GROUP BY startsOn`,
        [months.map((month) => dateOfDay(`${month}-01`)), ...values, circles],
      )
      return new Map(found.map((row) => [dayOfDate(row.startsOn).slice(0, 7), countsOf(row)]))
    },

    async unitsIn(scopes: readonly string[]): Promise<UnitRow[]> {
      const { text, values } = within(scopes)
      const [found] = await pool.query<(UnitRow & RowDataPacket)[]>(
        `SELECT code, areaCode, name FROM unit WHERE ${text} ORDER BY code`,
        values,
      )
      return found
    },

    async isDemo(): Promise<boolean> {
      return (await prisma.setting.count({ where: { name: 'demo' } })) > 0
    },

    noteExport: (deed: ExportedTable) => noteExport(prisma, 'loop', deed),
  }
}
