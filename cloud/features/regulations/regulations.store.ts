import { dateOfDay, dayOfDate } from '../../platform/clock'
import type { Database, Prisma, RowDataPacket, Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import type { ParameterValue } from '../../rules'
import type { PublishedValue } from './county-values'

export interface Binding {
  areaCode: string
  regulation: string
  startsOn: string
  /** The county's own name of it. */
  title: string | null
  documentNumber: string | null
}

export type NewBinding = Binding & { changeId: string }
export type NewValue = PublishedValue & { areaCode: string }

type BindingRow = Prisma.RegulationBindingGetPayload<object>
type ValueRow = Prisma.CountyValueGetPayload<object>

function bindingOfRow(row: BindingRow): Binding {
  const { areaCode, regulation, startsOn, title, documentNumber } = row
  return { areaCode, regulation, startsOn: dayOfDate(startsOn), title, documentNumber }
}

function valueOfRow(row: ValueRow): PublishedValue {
  return {
    id: idText(row.id),
    changeId: idText(row.changeId),
    regulation: row.regulation,
    name: row.name,
    from: dayOfDate(row.startsOn),
    value: row.value as ParameterValue,
    documentNumber: row.documentNumber,
    authorId: idText(row.authorId),
    publisherId: idText(row.publisherId),
    publishedAtMs: row.publishedAt.getTime(),
  }
}

export type RegulationsStore = ReturnType<typeof createRegulationsStore>

function areaAndAbove(code: string): string[] {
  const lengths = [2, 4, 6, 9, 12].filter((digits) => digits <= code.length)
  return lengths.map((digits) => code.slice(0, digits))
}

export function createRegulationsStore({ prisma, pool }: Database) {
  return {
    /** Bindings of the area itself and of every area above it. */
    async bindingsAbove(code: string): Promise<Binding[]> {
      const rows = await prisma.regulationBinding.findMany({
        where: { areaCode: { in: areaAndAbove(code) } },
      })
      return rows.map(bindingOfRow)
    },

    /**
     * `bindingsAbove` of an area and `countyValues` of its county: every board asks for both, and
     * the model's client took about a fifth of a board's CPU for the two.
     */
    async lawOf(
      code: string,
      county: string,
    ): Promise<{ bindings: Binding[]; published: PublishedValue[] }> {
      const [[bindings], [values]] = await Promise.all([
        pool.query<(RowDataPacket & BindingRow)[]>(
          `SELECT areaCode, regulation, startsOn, title, documentNumber, changeId
           FROM regulation_binding WHERE areaCode IN (?)`,
          [areaAndAbove(code)],
        ),
        pool.query<(RowDataPacket & ValueRow & { value: string })[]>(
          `SELECT id, changeId, regulation, name, startsOn, CAST(value AS CHAR) AS value,
             documentNumber, authorId, publisherId, publishedAt
           FROM county_value WHERE areaCode = ? ORDER BY publishedAt, id`,
          [county],
        ),
      ])
      return {
        bindings: bindings.map(bindingOfRow),
        published: values.map((row) => valueOfRow({ ...row, value: JSON.parse(row.value) })),
      }
    },

    /** Bindings of the county, of all above it and of its townships. */
    async bindingsAround(county: string): Promise<Binding[]> {
      const above = [2, 4].filter((digits) => digits < county.length)
      const rows = await prisma.regulationBinding.findMany({
        where: {
          OR: [
            { areaCode: { in: above.map((digits) => county.slice(0, digits)) } },
            { areaCode: { startsWith: county } },
          ],
        },
        orderBy: [{ areaCode: 'asc' }, { startsOn: 'asc' }],
      })
      return rows.map(bindingOfRow)
    },

    /** Everything that the county ever published, of all regulations, in the order it was. */
    async countyValues(county: string): Promise<PublishedValue[]> {
      const rows = await prisma.countyValue.findMany({
        where: { areaCode: county },
        orderBy: [{ publishedAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(valueOfRow)
    },

    async addValues(tx: Transaction, values: readonly NewValue[]): Promise<void> {
      await tx.countyValue.createMany({
        data: values.map((one) => ({
          id: idBytes(one.id),
          areaCode: one.areaCode,
          regulation: one.regulation,
          name: one.name,
          startsOn: dateOfDay(one.from),
          value: one.value as Prisma.InputJsonValue,
          documentNumber: one.documentNumber,
          changeId: idBytes(one.changeId),
          authorId: idBytes(one.authorId),
          publisherId: idBytes(one.publisherId),
          publishedAt: new Date(one.publishedAtMs),
        })),
      })
    },

    async addBinding(tx: Transaction, binding: NewBinding): Promise<void> {
      const { startsOn, changeId, ...own } = binding
      await tx.regulationBinding.create({
        data: { ...own, startsOn: dateOfDay(startsOn), changeId: idBytes(changeId) },
      })
    },

    async hasBinding(
      areaCode: string,
      startsOn: string,
      tx: Pick<Transaction, 'regulationBinding'> = prisma,
    ): Promise<boolean> {
      const key = { areaCode, startsOn: dateOfDay(startsOn) }
      return (await tx.regulationBinding.count({ where: key })) > 0
    },

    /**
     * The last frozen month of any township of the area from this one on. With a transaction none
     * can be frozen until it ends: every month of these townships is held, and a freezing that is
     * under way is waited for.
     */
    async lastFrozen(
      areaCode: string,
      from: string,
      tx: Pick<Transaction, '$queryRaw'> = prisma,
    ): Promise<string | null> {
      const [row] = await tx.$queryRaw<{ month: string }[]>`
        SELECT month FROM township_month FORCE INDEX (PRIMARY)
        WHERE townshipCode LIKE ${`${areaCode}%`} AND month >= ${from} AND state = 'frozen'
        ORDER BY month DESC LIMIT 1 LOCK IN SHARE MODE`
      return row?.month ?? null
    },
  }
}
