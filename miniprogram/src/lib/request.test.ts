import { expect, test } from 'vitest'
import { queryText } from './query-text'
import { fillPath } from './request'

test('path parts are taken out of the input and spelled safely', () => {
  expect(fillPath('/api/reports/photos/:photoId', { photoId: 'a/b', size: 'full' })).toEqual({
    path: '/api/reports/photos/a%2Fb',
    rest: { size: 'full' },
  })
})

test('a query holds what is there, lists by repeating their name', () => {
  expect(queryText({ month: '2026-11', after: undefined, only: null, code: ['1', '2'] })).toBe(
    '?month=2026-11&code=1&code=2',
  )
  expect(queryText({})).toBe('')
  expect(queryText({ search: '冯 & 建' })).toBe('?search=%E5%86%AF%20%26%20%E5%BB%BA')
})
