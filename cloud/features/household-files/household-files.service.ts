import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/household-files'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import type { AreasService } from '../areas/areas.service'
import type { MonthsService } from '../pay/months.service'
import type { StaffService } from '../staff/staff.service'
import { householdFilesPolicy } from './household-files.policy'
import type { HouseholdFilesStore, HouseholdRow } from './household-files.store'

export interface HouseholdFilesParts {
  store: HouseholdFilesStore
  areas: Pick<AreasService, 'directory'>
  staff: Pick<StaffService, 'names'>
  months: MonthsService
}

type List = OutputOf<typeof contract.list>

/** The households of a grid as they stand in a month. */
export interface HouseholdsInMonth {
  file: { year: string; households: number; document: string } | null
  exceptions: { from: string; households: number; reason: string }[]
}

const townshipDigits = 9
const done = { done: true as const }

/** Of rows in the order they were recorded what stands: the newest of each grid, kind and month. */
export function standing(rows: readonly HouseholdRow[]): Map<string, HouseholdRow[]> {
  const grids = new Map<string, Map<string, HouseholdRow>>()
  for (const row of rows) {
    const own = grids.get(row.gridCode) ?? new Map<string, HouseholdRow>()
    own.set(`${row.kind} ${row.fromMonth}`, row)
    grids.set(row.gridCode, own)
  }
  return new Map(
    [...grids].map(([code, own]) => [
      code,
      [...own.values()].sort((a, b) => (a.fromMonth < b.fromMonth ? -1 : 1)),
    ]),
  )
}

export type HouseholdFilesService = ReturnType<typeof createHouseholdFiles>

export function createHouseholdFiles({ store, areas, staff, months }: HouseholdFilesParts) {
  /** Grids that are there and within the actor's reach; one that is not hides them all. */
  async function withinReach(actor: Actor, gridCodes: readonly string[]): Promise<void> {
    const directory = await areas.directory()
    const known = gridCodes.every(
      (code) => directory.grid(code) && householdFilesPolicy.mayRecord(actor, code),
    )
    if (!known) throw new Refusal('notFound')
  }

  return {
    async list({ townshipCode, year }: InputOf<typeof contract.list>, actor: Actor): Promise<List> {
      const directory = await areas.directory()
      const township = directory.area(townshipCode)
      if (township?.level !== 'township' || !householdFilesPolicy.mayRead(actor, townshipCode))
        throw new Refusal('notFound')
      const rows = standing(await store.ofYear(townshipCode, year))
      const names = await staff.names([...rows.values()].flat().map((row) => row.recordedBy))
      const told = (row: HouseholdRow) => ({
        households: row.households,
        recordedByName: names.get(row.recordedBy) ?? '',
        recordedAtMs: row.recordedAtMs,
      })
      return {
        townshipName: township.name,
        grids: directory.gridsUnder(townshipCode).map(({ code, name }) => {
          const own = rows.get(code) ?? []
          const file = own.find((row) => row.kind === 'file')
          return {
            gridCode: code,
            gridName: name,
            file: file ? { ...told(file), document: file.grounds } : null,
            decisions: own
              .filter((row) => row.kind === 'decision')
              .map((row) => ({ ...told(row), fromMonth: row.fromMonth, reason: row.grounds })),
          }
        }),
        abilities: { record: householdFilesPolicy.mayRecord(actor, townshipCode) },
      }
    },

    async record(
      { year, document, grids }: InputOf<typeof contract.record>,
      { actor, tx, nowMs, commandId, audit }: CommandContext,
    ) {
      const once = new Map(grids.map((one) => [one.gridCode, one.households]))
      const codes = [...once.keys()]
      await withinReach(actor, codes)
      // a final month keeps what it was paid by: then only a decision from an open month changes it
      for (const code of await store.withFile(tx, codes, year)) {
        if ((await months.lastFrozen(code.slice(0, townshipDigits), `${year}-01`, tx)) !== null)
          throw new Refusal('monthFrozen')
      }
      const rows = [...once].map(([gridCode, households]) => ({
        gridCode,
        kind: 'file' as const,
        fromMonth: `${year}-01`,
        households,
        grounds: document,
      }))
      await store.add(tx, rows, { by: actor.accountId, atMs: nowMs })
      audit('households.filed', commandId, codes[0]?.slice(0, townshipDigits) ?? null, {
        year,
        document,
        grids: Object.fromEntries(once),
      })
      return done
    },

    async decide(
      { gridCode, fromMonth, households, reason }: InputOf<typeof contract.decide>,
      { actor, tx, nowMs, commandId, audit }: CommandContext,
    ) {
      await withinReach(actor, [gridCode])
      const township = gridCode.slice(0, townshipDigits)
      if ((await months.lastFrozen(township, fromMonth, tx)) !== null)
        throw new Refusal('monthFrozen')
      const row = { gridCode, kind: 'decision' as const, fromMonth, households, grounds: reason }
      await store.add(tx, [row], { by: actor.accountId, atMs: nowMs })
      audit('households.decided', commandId, gridCode, { fromMonth, households, reason })
      return done
    },

    /** For the pay feature: of each grid of a township what holds in a month, later months left out. */
    async inMonth(townshipCode: string, month: string): Promise<Map<string, HouseholdsInMonth>> {
      const year = month.slice(0, 4)
      const rows = standing(await store.ofYear(townshipCode, year))
      return new Map(
        [...rows].map(([code, own]) => {
          const file = own.find((row) => row.kind === 'file')
          return [
            code,
            {
              file: file ? { year, households: file.households, document: file.grounds } : null,
              exceptions: own
                .filter((row) => row.kind === 'decision' && row.fromMonth <= month)
                .map((row) => ({
                  from: row.fromMonth,
                  households: row.households,
                  reason: row.grounds,
                })),
            },
          ]
        }),
      )
    },
  }
}
