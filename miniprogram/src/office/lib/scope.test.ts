import type { Me } from '@contract/accounts'
import { expect, test } from 'vitest'
import { levelOf, officeAreaOf } from './scope'

function person(...posts: [role: Me['posts'][number]['role'], scopeCode: string][]): Me {
  return {
    accountId: '1',
    name: '甲',
    phoneMasked: '',
    wechatBound: false,
    mustChangePassword: false,
    permissions: [],
    posts: posts.map(([role, scopeCode], index) => ({
      id: String(index),
      role,
      scopeCode,
      scopeName: '',
      workerKind: null,
      startsOn: '2026-01-01',
      endsOn: null,
    })),
  }
}

test('the widest office counts, a worker post does not', () => {
  const me = person(
    ['worker', '141030100001A001'],
    ['villageHead', '141030100001'],
    ['townshipOffice', '141030100'],
  )
  expect(officeAreaOf(me)).toBe('141030100')
})

test('a grid head looks at the village of his grid', () => {
  expect(officeAreaOf(person(['gridHead', '141030100001A001']))).toBe('141030100001')
})

test('codes name their level by their length', () => {
  expect(['141030', '141030100', '141030100001', '141030100001A001'].map(levelOf)).toEqual([
    'county',
    'township',
    'village',
    'grid',
  ])
})
