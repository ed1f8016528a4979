import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import { polygon } from '@turf/helpers'
import IdValidator from 'id-validator'
import { isValidPhoneNumber } from 'libphonenumber-js'
import { describe, expect, it } from 'vitest'
import { isOutline } from '../../cloud/platform/geometry'
import { buildDemoCounty, countyOutline } from './county'

const options = { today: '2026-11-25', nowMs: Date.parse('2026-11-25T10:00:00+08:00') }
const county = buildDemoCounty(options)
const whole = polygon([countyOutline.map((place) => [...place])])

describe('the demo county', () => {
  it('has the real divisions, complete', () => {
    const count = (level: string) => county.areas.filter((area) => area.level === level).length
    expect([count('province'), count('city'), count('county'), count('township'), count('village')]).toEqual([1, 1, 1, 5, 64])
    expect(county.areas.find((area) => area.code === '141030100')?.name).toBe('昕水镇')
    for (const area of county.areas) expect(area.parentCode === null || area.code.startsWith(area.parentCode)).toBe(true)
  })

  it('has a grid or more in every village, coded after it, with a worker in each', () => {
    const villages = county.areas.filter((area) => area.level === 'village')
    for (const village of villages) expect(county.grids.some((grid) => grid.villageCode === village.code)).toBe(true)
    for (const grid of county.grids) {
      expect(grid.code).toMatch(new RegExp(`^${grid.villageCode}A\\d{3}$`))
      expect(county.accounts.some((one) => one.posts.some((post) => post.role === 'worker' && post.scopeCode === grid.code))).toBe(true)
    }
    expect(new Set(county.grids.map((grid) => grid.code)).size).toBe(county.grids.length)
  })

  it('draws every grid as a sound outline inside the county, around its own places', () => {
    for (const grid of county.grids) {
      const outline = { type: 'Polygon' as const, coordinates: [grid.ring] }
      expect(isOutline(outline), grid.name).toBe(true)
      for (const corner of grid.ring) expect(booleanPointInPolygon([...corner], whole), `${grid.name} ${corner}`).toBe(true)
      const own = polygon([grid.ring.map((place) => [...place])])
      expect(booleanPointInPolygon([...grid.centre], own)).toBe(true)
    }
  })

  it('lets no two grids overlap', () => {
    const shapes = county.grids.map((grid) => polygon([grid.ring.map((place) => [...place])]))
    county.grids.forEach((grid, index) => {
      const holders = shapes.filter((shape) => booleanPointInPolygon([...grid.centre], shape))
      expect(holders, grid.name).toEqual([shapes[index]])
    })
  })

  it('has 200 workers and more, of the three kinds, each a person once', () => {
    const workers = county.accounts.filter((one) => one.posts.some((post) => post.role === 'worker'))
    expect(workers.length).toBeGreaterThanOrEqual(200)
    expect(new Set(workers.flatMap((one) => one.posts.map((post) => post.workerKind)))).toEqual(
      new Set(['rural', 'communityFullTime', 'communityPartTime']),
    )
    for (const key of ['idNumber', 'phone', 'bankCard', 'accountId'] as const) {
      expect(new Set(county.accounts.map((one) => one[key])).size).toBe(county.accounts.length)
    }
  })

  it('gives numbers that are well formed and of nobody', () => {
    const validator = new IdValidator()
    for (const one of county.accounts) {
      expect(validator.isValid(one.idNumber), one.idNumber).toBe(true)
      expect(one.idNumber.slice(6, 14)).toBe(one.birthDate.replaceAll('-', ''))
      expect(isValidPhoneNumber(one.phone, 'CN')).toBe(true)
      const age = Number(options.today.slice(0, 4)) - Number(one.birthDate.slice(0, 4))
      expect(age).toBeGreaterThanOrEqual(18)
      expect(age).toBeLessThanOrEqual(60)
    }
  })

  it('is the same for the same seed, another for another', () => {
    expect(buildDemoCounty(options)).toEqual(county)
    expect(buildDemoCounty({ ...options, seed: 7 }).accounts[0]).not.toEqual(county.accounts[0])
  })

  it('shows a sign-in for every role and one that must first choose a password', () => {
    const roles = county.signIns.map((one) => county.accounts.find((account) => account.accountId === one.accountId)?.posts[0]?.role)
    expect(new Set(roles).size).toBe(8)
    expect(county.signIns.filter((one) => one.oneTime)).toHaveLength(1)
  })
})
