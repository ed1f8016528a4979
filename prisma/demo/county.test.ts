import IdValidator from 'id-validator'
import { isValidPhoneNumber } from 'libphonenumber-js'
import { describe, expect, it } from 'vitest'
import { ageOn, readIdNumber } from '../../cloud/features/accounts/id-number'
import { role } from '../../cloud/contract/permissions'
import { gridCode } from '../../cloud/contract/primitives'
import { buildDemoCounty } from './county'

const options = { today: '2026-11-25', nowMs: Date.parse('2026-11-25T10:00:00+08:00') }
const county = buildDemoCounty(options)
const { areas, grids, accounts, signIns } = county
const areaOf = new Map(areas.map((area) => [area.code, area]))
const workers = accounts.filter((one) => one.posts.some((post) => post.role === 'worker'))

describe('the demo county: divisions', () => {
  it('has the real ones, complete', () => {
    const count = (level: string) => areas.filter((area) => area.level === level).length
    const counts = ['province', 'city', 'county', 'township', 'village'].map(count)
    expect(counts).toEqual([1, 1, 1, 5, 64])
    const known = { '14': '山西省', '1410': '临汾市', '141030': '大宁县', '141030201': '太德乡' }
    for (const [code, name] of Object.entries(known)) expect(areaOf.get(code)?.name).toBe(name)
    expect(areaOf.get('141030100006')?.name).toBe('幸福社区居委会')
    expect(areaOf.get('141030102221')?.name).toBe('六儿岭村委会')
    // two villages of the county have the same name: the code tells them apart
    expect(areas.filter((area) => area.name === '南堡村委会')).toHaveLength(2)
    expect(areas.filter((area) => area.villageKind === 'community')).toHaveLength(4)
  })

  it('hangs each below the one whose code its own begins with', () => {
    for (const { code, parentCode } of areas) {
      expect(parentCode === null || (areaOf.has(parentCode) && code.startsWith(parentCode))).toBe(
        true,
      )
    }
  })
})

describe('the demo county: grids', () => {
  it('has one or more in every village, coded after it', () => {
    expect(grids.length).toBeGreaterThanOrEqual(90)
    expect(grids.length).toBeLessThanOrEqual(110)
    for (const village of areas.filter((area) => area.level === 'village')) {
      const own = grids.filter((grid) => grid.villageCode === village.code)
      const most = village.villageKind === 'community' ? 3 : 2
      expect(own.length).toBeGreaterThanOrEqual(village.villageKind === 'community' ? 2 : 1)
      expect(own.length).toBeLessThanOrEqual(most)
      expect(own.map((grid) => grid.code)).toEqual(
        own.map((_grid, at) => `${village.code}A00${at + 1}`),
      )
    }
    for (const grid of grids) expect(gridCode.safeParse(grid.code).success).toBe(true)
    expect(new Set(grids.map((grid) => grid.code)).size).toBe(grids.length)
  })

  it('has somebody at work in each, of the kinds that belong there', () => {
    for (const grid of grids) {
      const posts = workers
        .flatMap((one) => one.posts)
        .filter((post) => post.scopeCode === grid.code && post.endsOn === null)
      const kinds = new Set(posts.map((post) => post.workerKind))
      const isCommunity = areaOf.get(grid.villageCode)?.villageKind === 'community'
      expect(kinds).toEqual(
        new Set(isCommunity ? ['communityFullTime', 'communityPartTime'] : ['rural']),
      )
    }
  })
})

describe('the demo county: people', () => {
  it('has 200 workers and more, and everybody else, each a person once', () => {
    expect(workers.length).toBeGreaterThanOrEqual(200)
    for (const key of ['idNumber', 'phone', 'accountId', 'name'] as const) {
      expect(new Set(accounts.map((one) => one[key])).size).toBe(accounts.length)
    }
    expect(new Set(workers.map((one) => one.bankCard)).size).toBe(workers.length)
    const both = accounts.filter((one) => {
      const roles = new Set(one.posts.map((post) => post.role))
      return roles.has('gridHead') && roles.has('villageHead')
    })
    expect(both.length).toBeGreaterThan(5)
    const holders = (role: string, scope: string) =>
      accounts.filter((one) =>
        one.posts.some((post) => post.role === role && post.scopeCode === scope),
      )
    for (const area of areas) {
      if (area.level === 'village') expect(holders('villageHead', area.code)).toHaveLength(1)
      if (area.level !== 'township') continue
      expect(holders('townshipOffice', area.code)).toHaveLength(2)
      expect(holders('townshipSigner', area.code)).toHaveLength(1)
    }
    for (const grid of grids) expect(holders('gridHead', grid.code)).toHaveLength(1)
    const ofCounty = { countyCentre: 3, countyPolicy: 2, systemAdministrator: 1 }
    for (const [role, count] of Object.entries(ofCounty)) {
      expect(holders(role, '141030')).toHaveLength(count)
    }
  })

  it('gives numbers that are well formed', () => {
    const validator = new IdValidator()
    for (const one of accounts) {
      expect(validator.isValid(one.idNumber), one.idNumber).toBe(true)
      const { idNumber, birthDate, gender } = one
      expect(readIdNumber(idNumber)).toEqual({ idNumber, birthDate, gender })
      expect(isValidPhoneNumber(one.phone, 'CN')).toBe(true)
    }
    for (const { bankCard } of workers) {
      const digits = [...(bankCard ?? '')].reverse().map(Number)
      const sum = digits.reduce((total, digit, at) => {
        const told = at % 2 === 1 ? digit * 2 : digit
        return total + (told > 9 ? told - 9 : told)
      }, 0)
      expect(digits.length === 19 && sum % 10 === 0).toBe(true)
    }
  })

  it('has nobody too young or too old, and some at the edge', () => {
    const ages = workers.map((one) => ageOn(one.birthDate, '2026-11-01'))
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(22)
    expect(Math.max(...ages)).toBe(60)
    expect(ages.filter((age) => age === 59).length).toBeGreaterThan(0)
  })

  it('has few who came or went in the last months', () => {
    const posts = workers.flatMap((one) => one.posts)
    expect(posts.filter((post) => post.endsOn !== null)).toHaveLength(1)
    const late = posts.filter((post) => post.startsOn > '2026-09-01')
    expect(late.length).toBeGreaterThan(2)
    expect(late.length).toBeLessThan(10)
  })
})

describe('the demo county: sign-ins', () => {
  it('shows one for every role and one that must first choose a password', () => {
    const holderOf = (id: string) => accounts.find((account) => account.accountId === id)
    const roles = signIns.map((one) => holderOf(one.accountId)?.posts[0]?.role)
    expect(new Set(roles).size).toBe(role.options.length)
    expect(signIns.filter((one) => one.oneTime)).toHaveLength(1)
    expect(new Set(signIns.map((one) => one.accountId)).size).toBe(signIns.length)
    expect(holderOf(signIns[0]?.accountId ?? '')?.posts[0]?.scopeCode).toBe(county.demoGridCode)
  })
})

describe('the demo county', () => {
  it('is the same for the same seed, another for another', () => {
    expect(buildDemoCounty(options)).toEqual(county)
    expect(buildDemoCounty({ ...options, seed: 7 }).accounts[0]).not.toEqual(accounts[0])
  })

  it('has the same people on any day of a month', () => {
    const first = buildDemoCounty({ ...options, today: '2026-11-01' })
    expect(first.accounts).toEqual(accounts)
  })
})
