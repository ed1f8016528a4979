import { describe, expect, it } from 'vitest'
import { bindingOf } from './binding-of'

const county = { areaCode: '141030', regulation: 'daning-2022', startsOn: '2022-05-06' }
const township = { areaCode: '141030100', regulation: 'trial', startsOn: '2026-01-01' }

describe('the regulation of an area on a day', () => {
  it('begins on its first day and not before', () => {
    expect(bindingOf([county], '141030100', '2022-05-05')).toMatchObject({ ok: false })
    expect(bindingOf([county], '141030100', '2022-05-06')).toMatchObject({
      regulation: 'daning-2022',
    })
  })

  it('is the nearest area’s, from the day that one begins', () => {
    expect(bindingOf([county, township], '141030100', '2025-12-31')).toMatchObject({
      regulation: 'daning-2022',
    })
    expect(bindingOf([county, township], '141030100', '2026-01-01')).toMatchObject({
      regulation: 'trial',
    })
    expect(bindingOf([county, township], '141030101', '2026-01-01')).toMatchObject({
      regulation: 'daning-2022',
    })
  })

  it('refuses two of the same day and names both', () => {
    const twice = bindingOf([county, { ...county, regulation: 'other' }], '141030100', '2023-01-01')
    expect(twice).toMatchObject({
      ok: false,
      message: expect.stringContaining('daning-2022 和 other'),
    })
  })
})
