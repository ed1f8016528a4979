import { expect, it } from 'vitest'
import { matterClasses } from '../../cloud/contract/matter-taxonomy'
import { buildDirectory } from '../../cloud/features/areas/directory'
import { buildUnitsDirectory } from '../../cloud/features/units/units-directory'
import { buildDemoCounty } from './county'

const county = buildDemoCounty({ today: '2026-06-15', nowMs: 1_781_500_000_000 })
const areas = buildDirectory(
  county.areas.map((area) => ({ ...area, retired: false })),
  county.grids.map(({ code, villageCode, name, households, persons }) => ({
    code,
    villageCode,
    name,
    households,
    persons,
    retired: false,
  })),
)
const units = buildUnitsDirectory(
  county.units.map((unit) => ({ ...unit, phone: null, retiredOn: null })),
  county.routes.map((route, index) => ({
    ...route,
    id: String(index),
    changedBy: null,
    changedAtMs: index,
  })),
  areas,
  '2026-06-15',
)

it('gives every class in every grid to somebody on whose ground it lies', () => {
  for (const grid of county.grids) {
    for (const { code, circle } of matterClasses) {
      const route = units.routeOf(grid.code, code)
      expect(route, `${grid.code} ${code}`).not.toBeNull()
      for (const holder of [route?.leadCode ?? '', ...(route?.coCodes ?? [])]) {
        expect(grid.code.startsWith(holder.split('-')[0] ?? '-'), `${code} ${holder}`).toBe(true)
      }
      const kind = units.holderKind(route?.leadCode ?? '')
      if (circle === 'judicial') expect(kind).toBe('judicial')
      if (circle === 'offices') expect(kind).toBe('area')
    }
  }
})

it('has ten units in the county’s joint team', () => {
  expect(county.units.filter((unit) => unit.joinsTeam)).toHaveLength(10)
})

it('has people only in units that there are', () => {
  const posts = county.accounts.flatMap((account) => account.posts)
  const inUnits = posts.filter((post) => post.role === 'department')
  expect(inUnits.length).toBeGreaterThan(5)
  for (const { scopeCode } of inUnits) expect(units.unit(scopeCode), scopeCode).toBeDefined()
})
