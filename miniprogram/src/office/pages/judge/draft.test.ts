import { expect, test } from 'vitest'
import {
  allMet,
  asDuplicate,
  asInvalid,
  emptyDraft,
  hasUnmet,
  withPhrase,
  withPoint,
} from './draft'

test('a point can be marked, changed and taken back', () => {
  const no = withPoint(emptyDraft, 'real', false)
  expect(no.points.real).toBe(false)
  expect(hasUnmet(no)).toBe(true)
  expect(withPoint(no, 'real', true).points.real).toBe(true)
  expect(withPoint(no, 'real', false).points.real).toBe(null)
})

test('what was marked as unmet becomes the reason of an invalid report', () => {
  const draft = asInvalid(withPoint(emptyDraft, 'inOwnGrid', false))
  expect(draft).toMatchObject({ given: 'invalid', reason: '不在本人网格内' })
})

test('a ready reason marks its point, but only for an invalid report', () => {
  expect(withPhrase(asInvalid(emptyDraft), '核实后没有此事', 1).points.real).toBe(false)
  expect(withPhrase({ ...emptyDraft, given: 'pending' }, '需要到现场核实', 0).points.inClass).toBe(
    null,
  )
})

test('a duplicate is invalid by that point alone', () => {
  expect(asDuplicate(emptyDraft, 'x', '同一件事')).toEqual({
    given: 'invalid',
    points: { ...emptyDraft.points, notDuplicate: false },
    reason: '同一件事',
    duplicateOf: 'x',
  })
  expect(Object.values(allMet)).toEqual([true, true, true, true, true])
})
