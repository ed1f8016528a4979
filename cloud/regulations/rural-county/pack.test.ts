import { expect, it } from 'vitest'
import { describePack, readingsOf } from '../../testing/pack-checks'
import { ruralCounty } from '.'

describePack(ruralCounty, {
  readings: readingsOf('XC', 15),
  articles: [
    ...Array.from({ length: 13 }, (_, index) => `XC-${index + 1}`),
    ...['XC-2.1', 'XC-3.2', 'XC-5.2', 'XC-6.2', 'XC-7.0', 'XC-7.1', 'XC-7.2', 'XC-7.3', 'XC-7.4'],
    ...['XC-7.5', 'XC-8.5', 'XC-9.1', 'XC-9.4', 'XC-9.5', 'XC-10.2', 'XC-10.3', 'XC-12.2'],
  ],
})

it('is refused until the county sets its first day', () => {
  expect(ruralCounty.startsOn).toBeNull()
  const asked = { regulation: 'rural-county', question: 'balance', on: '2021-06-01', grids: [] }
  expect(ruralCounty.evaluate(asked)).toMatchObject({ error: { code: 'startUnset' } })
})
