import type { ClockName } from '../../contract/clocks'
import type { MatterClassCode, MatterLevel } from '../../contract/matter-taxonomy'
import { dateOfDay, dayOfDate } from '../../platform/clock'
import type { Database, Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

/** A length that a county set for one clock, class and level, from a day on. */
export interface ClockValue {
  countyCode: string
  clock: ClockName
  classCode: MatterClassCode
  level: MatterLevel
  /** Null: the product's own again. */
  minutes: number | null
  startsOn: string
  basis: string
  setBy: string
  setAtMs: number
}

export type ClockValuesStore = ReturnType<typeof createClockValuesStore>

export function createClockValuesStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /** Of all counties, the later in force after the earlier; of the same day, the last set is last. */
    async all(): Promise<ClockValue[]> {
      const rows = await prisma.clockValue.findMany({
        orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
      })
      return rows.map(({ id: _id, clock, classCode, startsOn, setBy, setAt, ...row }) => ({
        ...row,
        clock: clock as ClockName,
        classCode: classCode as MatterClassCode,
        startsOn: dayOfDate(startsOn),
        setBy: idText(setBy),
        setAtMs: setAt.getTime(),
      }))
    },

    async add(tx: Transaction, values: readonly ClockValue[]): Promise<void> {
      await tx.clockValue.createMany({
        data: values.map(({ startsOn, setBy, setAtMs, ...value }) => ({
          ...value,
          startsOn: dateOfDay(startsOn),
          setBy: idBytes(setBy),
          setAt: new Date(setAtMs),
        })),
      })
    },
  }
}
