import { isValidPhoneNumber } from 'libphonenumber-js'
import { describe, expect, it } from 'vitest'
import { areaCode, gridCode, id } from '../../cloud/contract/primitives'
import { readIdNumber } from '../../cloud/features/accounts/id-number'
import {
  generateAreas,
  generateGrids,
  generateWorkers,
  mostWorkers,
  workersPerTownship,
} from './bench-population'

const count = 100_000

describe('the population for measurements', () => {
  it('has as many workers as wanted, no two alike', () => {
    const ids = new Set<string>()
    const phones = new Set<string>()
    const numbers = new Set<string>()
    const townships = new Map<string, number>()
    for (const { accountId, phone, idNumber, townshipCode } of generateWorkers(count)) {
      ids.add(accountId)
      phones.add(phone)
      numbers.add(idNumber)
      townships.set(townshipCode, (townships.get(townshipCode) ?? 0) + 1)
    }
    expect([ids.size, phones.size, numbers.size]).toEqual([count, count, count])
    expect([...new Set(townships.values())]).toEqual([workersPerTownship])
    expect(townships.size).toBe(count / workersPerTownship)
  })

  it('gives codes and numbers of the real form', () => {
    for (const worker of generateWorkers(2_500)) {
      expect(id.safeParse(worker.accountId).success).toBe(true)
      expect(gridCode.safeParse(worker.gridCode).success).toBe(true)
      expect(worker.gridCode.startsWith(worker.villageCode)).toBe(true)
      expect(worker.villageCode.startsWith(worker.townshipCode)).toBe(true)
      const { idNumber, birthDate, gender } = worker
      expect(readIdNumber(idNumber)).toEqual({ idNumber, birthDate, gender })
      expect(isValidPhoneNumber(worker.phone, 'CN')).toBe(true)
    }
  })

  it('has the grids and areas of its workers, all of them and no more', () => {
    const served = new Set([...generateWorkers(5_001)].map((worker) => worker.gridCode))
    const grids = [...generateGrids(5_001)]
    expect(new Set(grids.map((grid) => grid.code))).toEqual(served)
    const areas = [...generateAreas(5_001)]
    expect(new Set(areas.map((area) => area.code)).size).toBe(areas.length)
    for (const area of areas) expect(areaCode.safeParse(area.code).success).toBe(true)
    const villages = areas.filter((area) => area.level === 'village').map((area) => area.code)
    expect(new Set(grids.map((grid) => grid.villageCode))).toEqual(new Set(villages))
    const townships = areas.filter((area) => area.level === 'township').map((area) => area.code)
    expect(new Set(villages.map((code) => code.slice(0, 9)))).toEqual(new Set(townships))
  })

  it('refuses a number it has no codes for', () => {
    expect(() => [...generateWorkers(mostWorkers + 1)]).toThrow(RangeError)
    expect(() => [...generateGrids(-1)]).toThrow(RangeError)
    expect(() => [...generateAreas(1.5)]).toThrow(RangeError)
  })
})
