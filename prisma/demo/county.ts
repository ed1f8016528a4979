import { areasOf } from './divisions'
import { gridsOf } from './grids'
import { createRandom } from './random'
import { signInsOf, staffOf } from './staff'
import type { DemoCounty, DemoOptions } from './types'
import { routesOf, unitsOf } from './units'

export { countyCode } from './divisions'
export { countyOutline } from './grids'
export type * from './types'

/**
 * 大宁县 as its divisions really are, with grids, outlines and people that are made up: the same
 * for the same options. People and their posts depend on the month of `today` alone.
 */
export function buildDemoCounty({ today, nowMs, seed = 141030 }: DemoOptions): DemoCounty {
  const random = createRandom(seed)
  const areas = areasOf()
  const grids = gridsOf(areas, random)
  const { accounts, newcomer } = staffOf(areas, grids, random, { today, nowMs })
  const signIns = signInsOf(accounts, newcomer, today.slice(0, 7))
  const first = accounts.find((account) => account.accountId === signIns[0]?.accountId)
  return {
    areas,
    grids,
    units: unitsOf(areas),
    routes: routesOf(areas),
    accounts,
    signIns,
    demoGridCode: first?.posts[0]?.scopeCode ?? '',
  }
}
