import type { WorkerKind } from '../../cloud/contract/primitives'

/**
 * Very many workers over townships, villages and grids that do not exist, for measurements: made
 * one after another, cheap, the same every time. Codes are of the real form, beside the real ones:
 * townships from 900 on.
 */
export interface BenchWorker {
  /** UUIDv7: the serial stands in its random part. */
  accountId: string
  name: string
  /** Unique and of the form of such numbers, not sealed. */
  phone: string
  idNumber: string
  gender: 'male' | 'female'
  birthDate: string
  workerKind: WorkerKind
  gridCode: string
  villageCode: string
  townshipCode: string
  startsOn: string
}

export interface BenchGrid {
  code: string
  name: string
  villageCode: string
  townshipCode: string
  /** Closed ring, WGS-84: a square of about a kilometre. */
  ring: [number, number][]
  households: number
  persons: number
}

export interface BenchArea {
  code: string
  name: string
  level: 'township' | 'village'
  parentCode: string
}

const countyCode = '141030'
export const workersPerGrid = 2
const gridsPerVillage = 20
const villagesPerTownship = 50
const workersPerVillage = workersPerGrid * gridsPerVillage
export const workersPerTownship = workersPerVillage * villagesPerTownship
/** Townships 900 to 999. */
export const mostWorkers = workersPerTownship * 100

const digits = (value: number, count: number) => String(value).padStart(count, '0')
const hex = (value: number, count: number) => value.toString(16).padStart(count, '0')

const townshipCodeOf = (township: number) => `${countyCode}${900 + township}`
const villageCodeOf = (village: number) =>
  `${townshipCodeOf(Math.floor(village / villagesPerTownship))}${200 + (village % villagesPerTownship)}`
const gridCodeOf = (grid: number) =>
  `${villageCodeOf(Math.floor(grid / gridsPerVillage))}A${digits((grid % gridsPerVillage) + 1, 3)}`

function checkCount(count: number): void {
  if (!Number.isInteger(count) || count < 0 || count > mostWorkers) {
    throw new RangeError(`count must be a whole number from 0 to ${mostWorkers}`)
  }
}

/** The instant that all the ids carry: 1 January 2026 in Shanghai. */
const idTimeMs = Date.parse('2026-01-01T00:00:00+08:00')
const idTime = hex(idTimeMs, 12)

const idOf = (serial: number) =>
  `${idTime.slice(0, 8)}-${idTime.slice(8)}-7000-8000-${hex(serial, 12)}`

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

function idNumberOf(birthDate: string, order: number): string {
  const first = `${countyCode}${birthDate.replaceAll('-', '')}${digits(order, 3)}`
  let sum = 0
  for (let at = 0; at < 17; at += 1) sum += Number(first[at]) * (weights[at] ?? 0)
  return `${first}${'10X98765432'[sum % 11]}`
}

function kindOf(grid: number): WorkerKind {
  const place = grid % 10
  if (place === 0) return 'communityFullTime'
  return place < 3 ? 'communityPartTime' : 'rural'
}

function workerOf(serial: number): BenchWorker {
  const grid = Math.floor(serial / workersPerGrid)
  const gridCode = gridCodeOf(grid)
  // each run of a thousand has a birthday of its own, so that no two ID numbers are alike
  const birthday = new Date(Date.UTC(1970, 0, 1 + Math.floor(serial / 1_000)))
  const birthDate = birthday.toISOString().slice(0, 10)
  const order = serial % 1_000
  return {
    accountId: idOf(serial),
    name: `测试${digits(serial + 1, 6)}`,
    phone: `198${digits(serial, 8)}`,
    idNumber: idNumberOf(birthDate, order),
    gender: order % 2 === 1 ? 'male' : 'female',
    birthDate,
    workerKind: kindOf(grid),
    gridCode,
    villageCode: gridCode.slice(0, 12),
    townshipCode: gridCode.slice(0, 9),
    startsOn: '2025-01-01',
  }
}

/** So many workers, two a grid, 2,000 a township. */
export function* generateWorkers(count: number): Generator<BenchWorker> {
  checkCount(count)
  for (let serial = 0; serial < count; serial += 1) yield workerOf(serial)
}

/** Side of a grid in degrees, about a kilometre. */
const side = 0.01
const gridsARow = 250

function gridOf(number: number): BenchGrid {
  const code = gridCodeOf(number)
  const cell = (index: number, from: number) => Math.round((from + index * side) * 1e6) / 1e6
  const column = number % gridsARow
  const row = Math.floor(number / gridsARow)
  const [west, east] = [cell(column, 109), cell(column + 1, 109)]
  const [south, north] = [cell(row, 35), cell(row + 1, 35)]
  const households = 80 + ((number * 37) % 220)
  return {
    code,
    name: `测试网格${digits(number + 1, 6)}`,
    villageCode: code.slice(0, 12),
    townshipCode: code.slice(0, 9),
    ring: [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
    households,
    persons: Math.round(households * 2.6),
  }
}

/** The grids that so many workers serve. */
export function* generateGrids(workerCount: number): Generator<BenchGrid> {
  checkCount(workerCount)
  const count = Math.ceil(workerCount / workersPerGrid)
  for (let number = 0; number < count; number += 1) yield gridOf(number)
}

/** The townships and villages of those grids, each township before its villages. */
export function* generateAreas(workerCount: number): Generator<BenchArea> {
  checkCount(workerCount)
  const villages = Math.ceil(workerCount / workersPerVillage)
  for (let village = 0; village < villages; village += 1) {
    const code = villageCodeOf(village)
    const parentCode = code.slice(0, 9)
    if (village % villagesPerTownship === 0) {
      yield {
        code: parentCode,
        name: `测试镇${parentCode.slice(6)}`,
        level: 'township',
        parentCode: countyCode,
      }
    }
    yield { code, name: `测试村${digits(village + 1, 4)}`, level: 'village', parentCode }
  }
}
