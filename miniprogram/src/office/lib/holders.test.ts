import type { Me } from '@contract/accounts'
import { expect, test } from 'vitest'
import { type Holder, fitting, isWithinReach } from './holders'

const grid = '141030100001A001'
const holder = (code: string, unitKind: Holder['unitKind'] = null): Holder => ({
  code,
  name: code,
  note: '',
  unitKind,
})
const holders = [
  holder(grid),
  holder('141030100001'),
  holder('141030100'),
  holder('141030100-01', 'department'),
  holder('141030100-02', 'judicial'),
  holder('141030101-01', 'department'),
  holder('141030-07', 'department'),
]
const codes = (classCode: 'facility' | 'organisedCrime' | 'correction') =>
  fitting({ gridCode: grid, classCode }, holders).map(({ code }) => code)
const person = (role: Me['posts'][number]['role'], scopeCode: string) =>
  ({ posts: [{ role, scopeCode }] }) as Me

test('a matter goes to those on whose ground it lies', () => {
  expect(codes('facility')).toEqual([
    grid,
    '141030100001',
    '141030100',
    '141030100-01',
    '141030100-02',
    '141030-07',
  ])
})

test('what only offices may know stays with the township, what is judicial with its office', () => {
  expect(codes('organisedCrime')).toEqual(['141030100'])
  expect(codes('correction')).toEqual(['141030100-02'])
})

test('a township gives to its own, and calls the county for the county’s', () => {
  const township = person('townshipOffice', '141030100')
  const about = { gridCode: grid, classCode: 'facility' as const }
  expect(isWithinReach(township, about, '141030100-01')).toBe(true)
  expect(isWithinReach(township, about, '141030-07')).toBe(false)
  expect(isWithinReach(person('countyCentre', '141030'), about, '141030-07')).toBe(true)
  expect(isWithinReach(person('gridHead', grid), about, '141030100001')).toBe(false)
})
